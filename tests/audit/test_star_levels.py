"""Stars of estimates in regression tables are those of b/SE, t, z or p."""

from __future__ import annotations

from pathlib import Path

import pytest
from papers_in_text import table_with_note

from report.audit.papers import paper_of
from report.audit.rules.star_levels import RULE
from report.audit.rules.wald import RULE as WALD
from report.text.reading.html import page_copy

SE_NOTE = "Standard errors in parentheses. *** p<0.01, ** p<0.05, * p<0.1"


def stars(
    cell: str, below: str = "(0.10)", note: str = SE_NOTE, label: str = "Age", caption: str = "OLS"
) -> str:
    """The verdict on one estimate of a table with what is printed below it."""
    starred = "Other | 9.99*", f" | {below}"
    rows = "Variable | (1)", f"{label} | {cell}", f" | {below}", *starred, "N | 100"
    check, *_ = RULE.run(table_with_note(caption, note, *rows))
    return check.severity if check.verdict == "finding" else check.verdict


@pytest.mark.parametrize("cell", ["0.50***", "0.50∗∗∗", "0.31***", "0.25**", "0.19*", "0.05", "−0.50***"])
def test_right_stars_agree(cell: str) -> None:
    """Ratios of 5, 3.1, 2.5, 1.9 and 0.5 with levels of .01, .05 and .10."""
    assert stars(cell) == "agrees"


@pytest.mark.parametrize("cell", ["0.15***", "0.15**", "0.10*", "−0.10*"])
def test_more_stars_than_the_numbers_give_are_a_contradiction(cell: str) -> None:
    """A ratio of 1.5 is not significant at 5 percent, nor one of 1 at 10 percent."""
    assert stars(cell) == "contradiction"


def test_the_stars_of_a_row_may_be_at_its_standardised_estimate() -> None:
    """Which has another test than b; a row without any star is one of b without a star."""
    rows = ("Leading | 0.64 | 0.14 | 0.36**", "Polite | 0.62 | 0.15 | 0.34")
    found = RULE.run(table_with_note("Regression", "** p < .01", "Predictor | b | SE | β", *rows))
    assert [(each.statement[:7], each.severity) for each in found] == [("Polite:", "inconsistent")]


@pytest.mark.parametrize("cell", ["0.60", "0.60*"])
def test_fewer_stars_than_the_numbers_give_are_inconsistent(cell: str) -> None:
    """A ratio of 6 has three stars."""
    assert stars(cell) == "inconsistent"


@pytest.mark.parametrize("cell", ["0.25*", "0.20", "0.18", "0.28**"])
def test_near_a_level_fewer_stars_agree(cell: str) -> None:
    """With few degrees of freedom p is larger than that of the normal distribution."""
    assert stars(cell) == "agrees"


@pytest.mark.parametrize(
    ("note", "below", "verdict"),
    [
        ("t statistics in parentheses. * p < .05", "(2.50)", "agrees"),
        ("t statistics in parentheses. * p < .05", "(1.10)", "contradiction"),
        ("p-values in parentheses. * p < .05", "(0.012)", "agrees"),
        ("p-values in parentheses. * p < .05", "(0.12)", "contradiction"),
        ("Standard errors in brackets. * p < .05", "[0.10]", "agrees"),
        ("Standard errors in brackets. * p < .05", "[0.30]", "contradiction"),
        (
            "* indicates significance at the 5% level; standard errors in parentheses",
            "(0.30)",
            "contradiction",
        ),
    ],
)
def test_the_note_says_what_is_below(note: str, below: str, verdict: str) -> None:
    """Below an estimate may be its standard error, t or p."""
    assert (
        stars("0.25*", below, note.replace("* indicates significance at the", "* significant at")) == verdict
    )


def test_a_constant_without_stars_is_no_finding() -> None:
    """Many tables mark no constants, and means are no tests."""
    assert stars("9.50", label="Constant") == "agrees"
    assert stars("9.50", caption="Means of the groups") == "agrees"


@pytest.mark.parametrize(
    "note",
    ["Standard errors in parentheses.", "* p < .05", "Standard errors in parentheses; * p < .05, * p < .01"],
)
def test_without_a_legend_and_a_kind_there_is_no_check(note: str) -> None:
    """Neither stars nor numbers in parentheses mean anything by themselves."""
    paper = table_with_note("OLS", note, "Variable | (1)", "Age | 0.10**", " | (0.10)")
    assert list(RULE.run(paper)) == []


@pytest.mark.parametrize("words", ["All tests were one-tailed.", "p-values are Bonferroni corrected."])
def test_other_tests_are_not_judged(words: str) -> None:
    """One-sided and corrected p-values differ from those of the numbers."""
    paper = table_with_note("OLS", f"{SE_NOTE}. {words}", "Variable | (1)", "Age | 0.10**", " | (0.10)")
    assert list(RULE.run(paper)) == []


def test_columns_of_errors_and_of_p_values_are_used() -> None:
    """Without parentheses, SE or p have columns of their own."""
    heads = "Predictor | b | SE | p"
    paper = table_with_note(
        "OLS", "* p < .05, ** p < .01", heads, "A | 0.25** | 0.10 | .012", "B | 0.25* | 0.10 | .012"
    )
    assert [each.verdict for each in RULE.run(paper)] == ["finding", "agrees"]


def test_means_of_groups_are_no_estimates() -> None:
    """A note about another table does not turn means and SDs into estimates and standard errors."""
    heads = "Measure | Control (n = 40) | Treated (n = 36) | t"
    paper = table_with_note(
        "Table 1", SE_NOTE, heads, "Recall, mean (SD) | 11.64 (2.00) | 12.73* (2.03) | -2.37"
    )
    assert list(RULE.run(paper)) == []
    assert list(WALD.run(paper)) == []


def test_a_table_without_stars_is_not_judged_by_a_legend_beside_it() -> None:
    """The legend may be that of a figure above the table."""
    heads = "Predictor | b | SE | p"
    paper = table_with_note("OLS", "* p < .05, ** p < .01", heads, "A | 0.92 | 0.26 | < .001")
    assert list(RULE.run(paper)) == []


@pytest.mark.parametrize(("other", "expected"), [("", ["contradiction"]), ("*p < .10. **p < .05.", [])])
def test_a_legend_that_all_tables_share_counts_where_a_note_is_far(other: str, expected: list[str]) -> None:
    """A note may have been moved by a column break; two different legends say nothing of another table."""
    between = "".join(f"<p>The procedure followed the protocol of site {each}.</p>" for each in range(9))
    rows = "<tr><td>Age</td><td>0.300***</td><td>0.200</td></tr><tr><td>Sex</td><td>0.500*</td><td>0.210</td></tr>"
    made = f"<table><tr><th>Predictor</th><th>b</th><th>SE</th></tr>{rows}</table>"
    legend = f"<p>*p < .05. **p < .01. ***p < .001.</p><p>{other}</p>"
    page = f"<html><body><p>Table 1. Regression models</p>{made}{between}{legend}</body></html>"
    read = paper_of(page_copy(page), Path("p.html"))
    assert [each.severity for each in RULE.run(read) if each.verdict == "finding"] == expected
