"""Cells of tables are read by the heads of their columns, whatever marks and parentheses are around the numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
from papers_in_text import table

from report.audit.estimate_reading import estimates
from report.audit.interval_owners import interval_owners
from report.audit.numbers import printed
from report.audit.papers import paper_of
from report.audit.rules.reported_p import check_reported_tests
from report.text.reading.html import page_copy


def row(heads: tuple[str, ...], cells: tuple[str, ...]) -> dict[str, str]:
    """The printed numbers of a table of one row, by symbol."""
    first = "".join(f"<th>{each}</th>" for each in ("", *heads))
    second = "".join(f"<td>{each}</td>" for each in ("Age", *cells))
    page = (
        f"<html><body><p>Table 1. Estimates</p><table><tr>{first}</tr><tr>{second}</tr></table></body></html>"
    )
    (only,) = estimates(paper_of(page_copy(page), Path("a.html")))
    return {
        symbol: f"{each.low.text} {each.high.text}" if each.low and each.high else each.number.text
        for symbol, each in only.quantities.items()
    }


@pytest.mark.parametrize(
    "cell", ["0.25 (0.10)", "0.25* (0.10)", "0.25a (0.10)", "0.25<sup>a</sup> (0.10)", "0.25 [0.10]"]
)
def test_an_estimate_and_its_standard_error_share_a_cell(cell: str) -> None:
    """Stars and letters of notes after either number are no part of it."""
    assert row(("b (SE)",), (cell,)) == {"b": "0.25", "SE": "0.10"}


@pytest.mark.parametrize("cell", ["[1.20, 3.68]", "(1.20, 3.68)", "1.20 to 3.68", "1.20–3.68", "1.20; 3.68"])
def test_an_interval_in_a_cell(cell: str) -> None:
    """The ends of an interval in every usual notation."""
    assert row(("OR", "95% CI"), ("2.10", cell)) == {"OR": "2.10", "CI": "1.20 3.68"}


@pytest.mark.parametrize(("head", "symbol"), [("(SE)", "SE"), ("(SD)", "SD"), ("SE", "SE")])
def test_a_number_in_parentheses(head: str, symbol: str) -> None:
    """Standard errors and deviations are often in parentheses in a column of their own."""
    assert row(("M", head), ("4.20", "(0.10)")) == {"M": "4.20", symbol: "0.10"}


@pytest.mark.parametrize(
    "head", ["p", "P-value", "p (2-tailed)", "Sig. (2-tailed)", "p (two-sided)", "P>|t|"]
)
def test_heads_of_p_values(head: str) -> None:
    """Heads of p-values, also as statistics programs print them."""
    assert row(("t", "df", head), ("2.20", "28", ".036")) == {"t": "2.20", "df": "28", "p": ".036"}


def rows(*lines: str) -> list[dict[str, str]]:
    """The printed numbers of each estimate of a table whose cells are separated by bars, by symbol."""
    return [
        {symbol: each.number.text for symbol, each in estimate.quantities.items() if symbol != "CI"}
        for estimate in estimates(table(*lines))
    ]


def test_an_interval_without_estimate_is_not_that_of_the_next_estimate() -> None:
    """Columns that were not read leave an interval and a p-value, which are not those of the second model."""
    read = rows("Path | 95% CI | p | β | SE", "A | [0.025, 0.095] | .001 | 0.65 | 0.17")
    assert read == [{"p": ".001"}, {"beta": "0.65", "SE": "0.17"}]


def test_standardised_estimates_beside_others_are_of_the_same_estimate() -> None:
    """β after the interval of b belongs to the same row; a second SE begins the next."""
    read = rows("Path | b | 95% CI | p | β | SE", "A | 0.060 | [0.025, 0.095] | .001 | 0.65 | 0.17")
    assert read == [{"b": "0.060", "p": ".001", "beta": "0.65", "SE": "0.17"}]


def test_an_interval_below_an_estimate_belongs_to_it() -> None:
    """A row without a label whose cells are in brackets continues the row above."""
    (read,) = estimates(table("Outcome | OR | p", "Death | 0.75 | .012", " | (0.60–0.94) | "))
    assert (read["CI"].low, read["CI"].high) == (printed("0.60"), printed("0.94"))
    assert read["p"].number.text == ".012"


def test_the_interval_below_a_standardised_estimate_is_its_own() -> None:
    """b and β of a row have an interval each; that of b is read, and that of β alone belongs to β."""
    heads, first = "Predictor | b | SE | β", "Leading | 0.64 | 0.14 | 0.36**"
    (read,) = estimates(table(heads, first, " | [0.38, 0.91] | | [0.23, 0.49]"))
    assert (read["CI"].low, read["CI"].high) == (printed("0.38"), printed("0.91"))
    (read,) = estimates(table(heads, first, " | | | [0.23, 0.49]"))
    assert (read["CI"].low, interval_owners(read)[0]) == (printed("0.23"), "beta")


def test_a_row_with_a_label_or_other_numbers_is_a_row_of_its_own() -> None:
    """Numbers in brackets below a label, below nothing or beside others do not belong to the row above."""
    for row in ("Sex | (0.10) | ", " | 0.10 | ", " | | (0.10)"):
        assert rows("Outcome | b | x", "Age | 0.75 | ", row)[0] == {"b": "0.75"}


@pytest.mark.parametrize(
    "cell", ["0.75 (0.60–0.94)", "0.75 [0.60, 0.94]", "0.75, 0.60–0.94", "0.75* (0.60 to 0.94)"]
)
def test_an_estimate_and_its_interval_share_a_cell(cell: str) -> None:
    """Under the head of the ratio alone the interval has no level."""
    assert row(("HR", "p"), (cell, ".012")) == {"HR": "0.75", "CI": "0.60 0.94", "p": ".012"}
    assert row(("HR, 95% CI", "p"), (cell, ".012")) == {"HR": "0.75", "CI": "0.60 0.94", "p": ".012"}


def test_heads_within_a_table_are_those_of_the_rows_below() -> None:
    """A second panel has other columns."""
    read = rows(
        "Panel A | b | SE | z", "A | 0.25 | 0.10 | 2.50", "Panel B | OR | p | n", "B | 1.40 | .040 | 50"
    )
    assert read == [{"b": "0.25", "SE": "0.10", "z": "2.50"}, {"OR": "1.40", "p": ".040", "n": "50"}]


def test_a_cell_may_be_a_sentence() -> None:
    """A test with its p-value in one cell is read as running text, once."""
    paper = table("Comparison | Result", "Age | t(28) = 2.20, p = .036", "Sex | t(28) = 2.20, p = .36")
    assert [each.verdict for each in check_reported_tests(paper)] == ["agrees", "finding"]


def test_heads_in_two_rows_add_to_each_other() -> None:
    """The ends of an interval in a second row of heads do not replace the heads of the first."""
    page = (
        "<html><body><table><tr><th rowspan=2>Predictor</th><th rowspan=2>b</th><th colspan=2>95% CI</th>"
        "<th rowspan=2>p</th></tr><tr><th>LL</th><th>UL</th></tr>"
        "<tr><td>Age</td><td>0.20</td><td>0.10</td><td>0.30</td><td>.010</td></tr></table></body></html>"
    )
    (only,) = estimates(paper_of(page_copy(page), Path("a.html")))
    assert only.text == "Age: b = 0.20, p = .010, CI [0.10, 0.30]"


def test_models_that_a_second_row_of_heads_counts() -> None:
    """Outcomes are above `(1)` to `(3)`, and the note says what is in brackets."""
    page = (
        "<html><body><table><tr><th></th><th colspan=2>Wage</th><th>Hours</th></tr>"
        "<tr><th></th><th>(1)</th><th>(2)</th><th>(3)</th></tr>"
        "<tr><td>Age</td><td>0.20*</td><td>0.31</td><td>0.42</td></tr>"
        "<tr><td></td><td>[0.10]</td><td>[0.20]</td><td>[0.30]</td></tr></table>"
        "<p>Standard errors in brackets.</p></body></html>"
    )
    found = estimates(paper_of(page_copy(page), Path("a.html")))
    assert [each.text for each in found] == [
        f"Age: b = {b}, SE = {se}" for b, se in (("0.20", "0.10"), ("0.31", "0.20"), ("0.42", "0.30"))
    ]
