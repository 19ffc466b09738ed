"""Tables in print: texts do not overlap, and no word is broken."""

from __future__ import annotations

from itertools import pairwise

import pdfplumber
import pytest

from report.rows.errors import RenderError
from report.rows.ledger import Ledger
from report.rows.stat import Stat
from report.rows.tables import Column, Table, row
from report.template.float_markdown import table_markdown
from report.template.spans import numbered

HEADS = (
    *("Alliance", "Rapport", "Breakthrough", "Mystical", "Severity", "Midline"),
    *("Endpoint", "Age", "Sex", "Education", "Employment", "Alcohol"),
    *("Duration", "Expectancy", "Understanding", "Completion", "Depression", "Experience"),
)


def table(columns: int, cell: str) -> str:
    """A table with so many columns of numbers."""
    heads = ["Measure", *HEADS[: columns - 1]]
    rows = [[name, *[cell] * (columns - 1)] for name in HEADS[:4]]
    lines = ["| " + " | ".join(row) + " |" for row in (heads, ["---", *["--:"] * (columns - 1)], *rows)]
    return "::: {#tbl-many .stat-table}\n" + "\n".join(lines) + "\n\nA caption\n:::\n"


@pytest.mark.parametrize(
    ("columns", "cell"), [(3, "7.5"), (8, "7.5 (.012)"), (11, "−0.25 [−0.31, 0.12]"), (18, "7.5 (.01)")]
)
def test_words_of_a_table_are_whole_and_apart(columns, cell, rendered):
    """However many columns a table has, heads break only between words, and cells do not overlap or leave the page."""
    made = rendered(table(columns, cell), "html", "pdf")
    with pdfplumber.open(made.folder / "sample.pdf") as pdf:
        pages = [(page.width, page.extract_words(keep_blank_chars=False)) for page in pdf.pages]
    texts = [word["text"] for _, words in pages for word in words]
    assert set(HEADS[: columns - 1]) <= set(texts)
    assert texts.count(cell.split()[0]) == 4 * (columns - 1)
    for wide, words in pages:
        lines: dict[int, list] = {}
        for word in words:
            lines.setdefault(round(word["bottom"]), []).append(word)
        for line in lines.values():
            line.sort(key=lambda word: word["x0"])
            assert all(one["x1"] <= other["x0"] + 0.5 for one, other in pairwise(line))
            assert line[-1]["x1"] <= wide - 30


def test_a_table_that_no_page_holds_is_a_fault(rendered):
    """A table that is too wide for a turned page in small type is not clipped: the build says which it is."""
    with pytest.raises(RenderError, match="tbl-many has 18 columns, too wide"):
        rendered(table(18, "1234567890123456789"), "html", "pdf")


SPANNED = Table(
    "Spanned",
    (
        Column("Measure", "left"),
        *(Column(head, spanner=spanner) for spanner in ("Before", "After") for head in ("*M*", "*n*")),
        Column("Other"),
    ),
    (row("Line<br>break", *["{hours.mean}"] * 5), row("Other", *["{hours.mean}"] * 5)),
)


def test_a_spanner_stands_over_its_columns(rendered):
    """A head that columns share is a cell of its own row over them, in each format, and goes before their heads."""
    ledger = Ledger.of([Stat("hours.mean", 7.5, "fixed1", "mean hours")])
    made = rendered(numbered(table_markdown("spanned", SPANNED, ledger)), "html", "pdf", "docx")
    heads = made.page[made.page.index("<thead") : made.page.index("</thead")]
    assert [heads.count(f'colspan="{wide}"') for wide in (2, 3)] == [2, 0]
    assert heads.index("Before") < heads.index("After") < heads.index("Measure")
    assert made.word.count('<w:gridSpan w:val="2"/>') == 2
    printed = " ".join(made.printed.split())
    assert "Before After Measure M n M n Other" in printed
    assert "Line 7.5 7.5 7.5 7.5 7.5 break Other" in printed
    assert "spanner" not in made.read
