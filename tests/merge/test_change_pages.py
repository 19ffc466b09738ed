"""The changes between two builds as Markdown, HTML and a Word table."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from lxml import etree

from report.merge.causes import Cause, ExplainedChange
from report.merge.change_log import ChangeLog
from report.merge.change_pages import as_html, as_markdown, body, marked, summary, where
from report.merge.text_changes import Part, TextChange
from report.render.pandoc import word_of
from report.render.word.landscape import landscape
from report.render.word.namespaces import w
from report.rows.ledger_diff import Change, Weight

CAUSE = Cause("code", "f in <study>.py", "-a_b\n+c*d")
ROW = ExplainedChange(Change(Weight.SIGN, "slope.beta", "slope | of *x*", "0.12", "−0.30"), (CAUSE,))
TEXT = TextChange(
    "index",
    "caption",
    "Table 1",
    (Part("same", "a < b and "), Part("old", "old words "), Part("new", "new *words* "), Part("same", "end")),
    ("slope.beta",),
)
LOG = ChangeLog("v1", "v2", (ROW,), (TEXT,), {"slope.beta": "index, Results"})


def test_a_passage_in_one_line_has_git_s_marks():
    """As `git diff --word-diff` prints them; brackets of intervals are not confused with them."""
    assert marked(TEXT.parts) == "a < b and [-old words -]{+new *words* +}end"
    assert where(TEXT) == "index, Table 1 (caption)"


def test_the_summary_counts_what_readers_see():
    """Rows that no document prints are counted apart."""
    assert summary(LOG) == "1 printed value and 1 passage changed"
    other = ChangeLog("v1", "v2", (ROW,), (), {"other": "index"})
    assert summary(other) == "no printed values and no passages changed, and 1 row that no document prints"


def test_markdown_prints_texts_literally_and_marks_changed_words():
    """Characters of Markdown in labels and sentences are escaped, and marks touch their words."""
    text = as_markdown(LOG)
    assert r"| `slope.beta` | slope \| of \*x\* | 0.12 | −0.30 | sign flipped | index, Results | 1 |" in text
    assert r"| a \< b and ~~old words~~ end | a \< b and **new \*words\*** end | 1 |" in text
    assert "1. code: f in \\<study\\>.py\n\n    ```diff\n    -a\\_b".replace("\\_", "_") in text


def test_html_has_everything_once_and_escaped():
    """One page without scripts."""
    page = as_html(LOG)
    assert "<del>old words </del>end" in page
    assert "<ins>new *words* </ins>end" in page
    assert "f in &lt;study&gt;.py" in page
    assert page.count("f in &lt;study&gt;.py") == 1
    assert "<script" not in page


@pytest.fixture(scope="module")
def word():
    """The Word file of the changes."""
    with zipfile.ZipFile(BytesIO(landscape(word_of(body(LOG), 0), 0))) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def test_the_word_table_fills_landscape_pages(word):
    """Columns have the widths of their content, and changed words are struck through or underlined."""
    size = word.find(f".//{w('pgSz')}")
    assert size.get(w("orient")) == "landscape"
    assert int(size.get(w("w"))) > int(size.get(w("h")))
    margins = word.find(f".//{w('pgMar')}")
    measure = int(size.get(w("w"))) - int(margins.get(w("left"))) - int(margins.get(w("right")))
    for table in word.iter(w("tbl")):
        columns = [int(each.get(w("w"))) for each in table.iter(w("gridCol"))]
        assert abs(sum(columns) - measure) < 20
        assert max(columns) > 4 * min(columns)
    struck = [
        "".join(each.itertext())
        for each in word.iter(w("r"))
        if each.find(f"{w('rPr')}/{w('strike')}") is not None
    ]
    assert "".join(struck).strip() == "old words"


def test_the_word_file_is_the_same_each_time():
    """With the same time, the same bytes."""
    made = [landscape(word_of(body(LOG), 0), 0) for _ in range(2)]
    assert made[0] == made[1]
