"""The numbers and names of tables and figures in exports, in the languages of their documents."""

from __future__ import annotations

import pytest

from report.export.numbering import NumberedFloat, chosen, placed
from report.export.readback import title_of
from report.rows.errors import LedgerError
from report.template import Woven

FLOATS = "::: {#tbl-fit}\nx\n:::\n\n::: {#tbl-more-fit}\nx\n:::\n"


def woven(name: str, front: str, text: str = FLOATS) -> Woven:
    """A woven document."""
    return Woven(name, f"---\n{front}\n---\n\n{text}", ("tbl-fit", "tbl-more-fit"))


@pytest.mark.parametrize(
    ("front", "printed"),
    [
        ("title: A", "Table 1"),
        ("lang: de-CH", "Tabelle 1"),
        ("lang: fr\nfloat-prefix: S", "Tableau S1"),
        ("lang: fi", "Table 1"),
    ],
)
def test_tables_have_the_word_of_their_document(front: str, printed: str) -> None:
    """Their names for programs are the same in every language."""
    first, second = placed("table", ["fit", "more_fit"], {"index": woven("index", front)})
    assert first.printed_title == printed
    assert first.title == f"Table {printed.split()[1]}"
    assert (first.name, second.name, second.label) == ("fit", "more_fit", "tbl-more-fit")
    assert title_of(f"{first.printed_title}. A caption") == first.title


def test_tables_in_no_document_come_last() -> None:
    """Their numbers say so."""
    found = placed("table", ["other", "fit"], {"index": woven("index", "title: A")})
    assert [(each.name, each.number) for each in found] == [("fit", "1"), ("other", "X1")]


@pytest.mark.parametrize("name", ["fit", "tbl-fit", "S1", "Tabelle S1", "table-s1"])
def test_a_table_is_chosen_by_any_of_its_names(name: str) -> None:
    """Its product, label, number, and names in the paper and for programs."""
    table = NumberedFloat("table", "fit", "S1", "index", "Tabelle")
    assert chosen([name], [NumberedFloat("table", "other", "1"), table]) == [table]


def test_an_unknown_table_suggests_the_nearest() -> None:
    """With its title."""
    with pytest.raises(LedgerError, match=r"no table has this name[\s\S]*fit \(Table 1\)|fit"):
        chosen(["fot"], [NumberedFloat("table", "fit", "1")])


@pytest.mark.parametrize("heading", ["Table 1", "Figure 1. A", "My Table 1. A", "Tabellen 1. A", ""])
def test_other_lines_are_no_headings(heading: str) -> None:
    """A heading begins with the word, a number and a point."""
    assert title_of(heading) == ""
