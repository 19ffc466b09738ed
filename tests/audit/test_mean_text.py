"""Means in the text agree with the cells of tables that have the same names."""

from __future__ import annotations

from pathlib import Path

import pytest
from papers_in_text import _table

from report.audit.mean_cells import mean_cells, tokens_of
from report.audit.papers import Paper, paper_of
from report.audit.rules.mean_text import check_means
from report.text.reading.html import page_copy

CAPTION = "<p>Table 2. Means and standard deviations by group</p>"
GROUPS = CAPTION + _table(
    "Measure|Treatment (n = 60)|Control (n = 60)",
    ["Depression|12.31 (4.52)|15.61 (5.04)", "Anxiety|22.31 (4.12)|25.61 (5.94)"],
)
SPANNED = (
    "<table><thead><tr><th></th><th colspan=2>Treatment</th><th colspan=2>Control</th></tr>"
    "<tr><th>Measure</th><th>M</th><th>SD</th><th>M</th><th>SD</th></tr></thead><tbody>"
    "<tr><td>Depression</td><td>12.31</td><td>4.52</td><td>15.61</td><td>5.04</td></tr></tbody></table>"
)
NAMED = _table("Measure|Treatment M (SD)|Control M (SD)", ["Depression|12.31 (4.52)|15.61 (5.04)"])
DOWN = _table("Group|M|SD", ["Treatment|12.31|4.52", "Control|15.61|5.04"])
TIMES = CAPTION + _table(
    "Depression|Pre|Post", ["Treatment|12.31 ± 4.52|10.22 ± 4.11", "Control|15.61 ± 5.04|14.92 ± 5.11"]
)
TEXT = "The treatment group had lower depression (M = {}, SD = {}) than the control group (M = {}, SD = {})."


def _paper(text: str, table: str) -> Paper:
    page = f"<html><body><h2>Results</h2><p>{text}</p>{table}</body></html>"
    return paper_of(page_copy(page), Path("p.html"))


def _of(text: str, table: str) -> list[str]:
    found = check_means(_paper(text, table))
    return [each.severity if each.verdict == "finding" else each.verdict for each in found]


@pytest.mark.parametrize("table", [GROUPS, SPANNED, NAMED, DOWN])
def test_a_slip_of_one_mean_is_found(table: str) -> None:
    """Groups as heads, with statistics below them or in them, and groups as rows."""
    assert _of(TEXT.format("12.31", "4.52", "15.61", "5.04"), table) == ["agrees", "agrees"]
    assert _of(TEXT.format("12.31", "4.52", "15.16", "5.04"), table) == ["agrees", "contradiction"]
    assert _of(TEXT.format("12.31", "4.25", "15.61", "5.04"), table) == ["contradiction", "agrees"]


def test_rounded_means_agree() -> None:
    """The text may print fewer digits than the table."""
    assert _of(TEXT.format("12.3", "4.5", "15.6", "5.0"), GROUPS) == ["agrees", "agrees"]


def test_a_difference_of_more_than_a_slip_is_left_alone() -> None:
    """The means may be of other cases."""
    assert _of(TEXT.format("12.31", "4.52", "17.95", "5.04"), GROUPS) == ["agrees"]
    assert _of(TEXT.format("12.31", "4.52", "15.16", "5.40"), GROUPS) == ["agrees"]


def test_a_mean_alone_needs_another_that_agrees() -> None:
    """One number with another digit does not identify a cell."""
    text = "The treatment group had lower depression (M = 12.81){}."
    assert _of(text.format(" than the control group (M = 15.61)"), GROUPS) == ["contradiction", "agrees"]
    assert _of(text.format(" than the control group"), GROUPS) == []


def test_numbers_of_two_digits_identify_a_cell_beside_another_mean() -> None:
    """SD = 4.5 alone may be that of many groups."""
    one = "The treatment group had a depression of M = 13.3 (SD = 4.5){}."
    table = CAPTION + _table("Measure|Treatment|Control", ["Depression|12.3 (4.5)|15.6 (5.0)"])
    assert _of(one.format(""), table) == []
    assert _of(one.format("; the control group had M = 15.6 (SD = 5.0)"), table) == [
        "contradiction",
        "agrees",
    ]


@pytest.mark.parametrize("words", ["At follow-up", "Among women", "In adjusted analyses", "After 6 months"])
def test_other_times_and_cases_are_left_alone(words: str) -> None:
    """The names of the cells do not have these words."""
    text = f"{words}, {TEXT[0].lower()}{TEXT[1:]}"
    assert _of(text.format("12.31", "4.52", "15.16", "5.04"), GROUPS) == []


def test_times_that_the_heads_have_are_compared() -> None:
    """The time of the sentence chooses the column."""
    text = f"At the pre-test, {TEXT[0].lower()}{TEXT[1:]}"
    assert _of(text.format("12.31", "4.52", "15.16", "5.04"), TIMES) == ["agrees", "contradiction"]
    assert _of(text.replace("pre", "post").format("10.22", "4.11", "14.92", "5.11"), TIMES) == [
        "agrees",
        "agrees",
    ]


def test_names_without_words_of_statistics_and_sizes() -> None:
    """`Treatment group (n = 60), M (SD)` is the treatment."""
    assert tokens_of("Treatment group (n = 60), M (SD)") == {"treat"}
    assert [each.label for each in mean_cells(_paper("", SPANNED))] == [
        "Depression, Treatment M",
        "Depression, Control M",
    ]
