"""Settings for journals: anonymous manuscripts, floats at the end, spacing, line numbers, provenance."""

from __future__ import annotations

import re
import zipfile

import pytest

from report.rows.errors import StudyError
from report.study.project_settings import KNOWN, Manuscript, manuscript
from report.template.journal_layout import laid_out

TEXT = """---
title: T
author:
  - name: Ada Example
    affiliations: [Somewhere]
- name: Bo
affiliations:
  - {id: a, name: Clinic}
build-id: "abc"
lang: en
---

Before.

::: {#tbl-one .stat-table data-table="one"}

| A |
|---|
| 1 |

::: {.table-note}
Note.
:::

One
:::

Between.

~~~
::: {#fig-shown}
~~~

::: {#fig-two .stat-figure}
![](two.svg)

Two
:::

After.
"""


def test_nothing_changes_by_default():
    """Without settings the woven text is untouched; a style alone changes no layout."""
    assert laid_out(TEXT, Manuscript()) == TEXT
    assert laid_out(TEXT, Manuscript(style="nature")) == TEXT


def test_anonymous_documents_name_nobody():
    """Authors, affiliations and build id leave the metadata; all other keys stay."""
    text = laid_out(TEXT, Manuscript(anonymous=True))
    front = text.split("---\n")[1]
    assert front == "title: T\nlang: en\n"


def test_floats_go_to_the_end_in_their_order():
    """Each float leaves a remark, the references come before the floats, and code is not a float."""
    text = laid_out(TEXT, Manuscript(floats_at_end=True))
    places = [
        text.index(part)
        for part in (
            *("Before.", "\\[@tbl-one about here\\]", "Between.", "::: {#fig-shown}"),
            *("\\[@fig-two about here\\]", "After.", "{#refs}", "{#tbl-one ", "Note.", "{#fig-two "),
        )
    ]
    assert places == sorted(places)
    assert text.count(":::") == TEXT.count(":::") + 2
    assert text.count("\\newpage") == 2


@pytest.mark.parametrize(
    ("language", "remark"),
    [
        ("en-GB", "\\[@tbl-one about here\\]"),
        ("de", "\\[@tbl-one etwa hier einfügen\\]"),
        ("fr", "\\[Insérer @tbl-one ici\\]"),
        ("ja", "\\[@tbl-one about here\\]"),
    ],
)
def test_remarks_in_place_of_floats_are_in_the_language_of_the_document(language, remark):
    """English for languages that the engine does not know."""
    text = TEXT.replace("lang: en\n", f"lang: {language}\n")
    assert remark in laid_out(text, Manuscript(floats_at_end=True))


def test_switches_reach_the_renderers():
    """Spacing, line numbers and provenance become metadata, so that every format sees them."""
    text = laid_out(TEXT, Manuscript(double_spacing=True, line_numbers=True, provenance="off"))
    assert 'double-spacing: true\nline-numbers: true\nprovenance: "off"\n---\n' in text


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"anonymos": True}, "did you mean anonymous?"),
        ({"anonymous": "yes"}, 'anonymous = "yes" is neither true nor false'),
        ({"provenance": "seperate"}, "did you mean separate?"),
        ({"style": "bmj"}, "write one of apa, ama, jama, vancouver, nature"),
        ({"style": ["apa"]}, "style = ['apa'] is unknown"),
    ],
)
def test_wrong_settings_are_faults(settings, said):
    """Unknown names and values are faults that suggest the nearest; all are reported together."""
    with pytest.raises(StudyError) as raised:
        manuscript({**settings, "langauge": 1})
    assert said in str(raised.value)
    assert len(raised.value.faults) == 2


def test_the_former_name_of_a_setting_works() -> None:
    """Projects keep `word-line-numbers`."""
    assert manuscript({"word-line-numbers": True}).line_numbers
    assert not manuscript({"word-line-numbers": False}).line_numbers
    assert manuscript({"word-line-numbers": False, "line-numbers": True}).line_numbers


def test_every_setting_is_documented():
    """docs/settings.md lists each setting."""
    from pathlib import Path

    text = (Path(__file__).parents[2] / "docs" / "settings.md").read_text(encoding="utf-8")
    assert [name for name in KNOWN if f"| `{name}` |" not in text] == []


@pytest.mark.slow
def test_a_manuscript_in_all_formats(project):
    """An anonymous manuscript names nobody in any file, and its provenance is a file of its own."""
    project.set(
        anonymous=True, double_spacing=True, line_numbers=True, floats_at_end=True, provenance="separate"
    )
    built = project.report("build")
    assert built.returncode == 0, built.stderr
    out = project.root / "_output"
    page = (out / "index.html").read_text(encoding="utf-8")
    assert "The Forms Project" not in page
    assert "[Table\u00a01 about here]" in re.sub(r"<[^>]+>", "", page).replace("Table 1", "Table\u00a01")
    with zipfile.ZipFile(out / "index.docx") as word:
        document, styles = (word.read(f"word/{name}.xml").decode() for name in ("document", "styles"))
    assert "The Forms Project" not in document
    assert "<w:lnNumType" in document
    assert 'w:line="480"' in styles
    from pypdf import PdfReader

    whole, provenance = (
        "".join(page.extract_text() for page in PdfReader(out / name).pages)
        for name in ("index.pdf", "index.provenance.pdf")
    )
    assert "Provenance of the numbers" in provenance
    assert "Provenance of the numbers" not in whole
