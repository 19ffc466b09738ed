"""The abstract and the results print the same p-value for the same estimate."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.audit.checks import Check
from report.audit.papers import paper_of
from report.audit.rules.abstract_results import RULE
from report.text.blocks import Block, Copy


def checks(abstract: str, results: str, *more: Block, alpha: float | None = None) -> list[Check]:
    """The checks of a paper with an abstract and a results section."""
    blocks = (
        Block("heading", "Abstract"),
        Block("paragraph", abstract),
        Block("heading", "Results"),
        Block("paragraph", results),
        *more,
    )
    return list(RULE.run(paper_of(Copy("text", {"": blocks}), Path("p.txt"), alpha=alpha)))


def verdicts(abstract: str, results: str) -> list[str]:
    """The verdicts about two sentences."""
    return [each.verdict for each in checks(abstract, results)]


@pytest.mark.parametrize(
    ("abstract", "results", "verdict"),
    [
        ("β = 0.30, p = .002", "β = 0.30, p = .002", "agrees"),
        ("β = 0.30, p = .002", "β = 0.30, p = .020", "finding"),
        ("β = 0.30, p < .05", "β = 0.30, p = .020", "agrees"),
        ("β = 0.30, p < .01", "β = 0.30, p = .020", "finding"),
        ("β = 0.30, p = .02", "β = 0.30, p = .018", "agrees"),
        ("β = 0.30, p = .02", "β = 0.30, p = .026", "finding"),
        ("β = 0.30, p > .05", "β = 0.30, p = .020", "finding"),
        ("β = 0.30, n.s.", "β = 0.30, p = .020", "finding"),
        ("β = 0.30, n.s.", "β = 0.30, p = .20", "agrees"),
        ("t(28) = 2.20, p = .036", "t(28) = 2.20, p = .063", "finding"),
        ("r(63) = .30, p = .015", "r(63) = .30, p = .15", "finding"),
        ("OR = 1.50, p = .010", "OR = 1.50, p = .10", "finding"),
        ("d = 0.50, p = .010", "d = 0.50, p = .10", "finding"),
    ],
)
def test_the_p_values_of_the_same_estimate_must_meet(abstract: str, results: str, verdict: str) -> None:
    """Rounded p-values and bounds are intervals; the same estimate has one p-value."""
    assert verdicts(f"It mattered ({abstract}).", f"It mattered ({results}).") == [verdict]


@pytest.mark.parametrize(
    ("abstract", "results"),
    [
        ("β = 0.30, p = .002", "β = 0.31, p = .020"),
        ("β = 0.30, p = .002", "b = 0.30, p = .020"),
        ("t(28) = 2.20, p = .036", "t(29) = 2.20, p = .063"),
        ("F(1, 28) = 4.50, p = .043", "F(2, 28) = 4.50, p = .020"),
        ("β = 0.30", "β = 0.30, p = .020"),
        ("β = 0.30, p = .002", "β = 0.30"),
        ("M = 0.30, p = .002", "M = 0.30, p = .020"),
    ],
)
def test_other_estimates_are_not_compared(abstract: str, results: str) -> None:
    """Another value, symbol or number of degrees of freedom is another estimate; means are not compared."""
    assert verdicts(f"It mattered ({abstract}).", f"It mattered ({results}).") == []


def test_the_number_of_decimals_makes_no_difference() -> None:
    """0.30 and 0.3 are the same value."""
    assert verdicts("It mattered (β = 0.3, p = .002).", "It mattered (β = 0.30, p = .020).") == ["finding"]


def test_one_of_several_equal_estimates_that_agrees_is_enough() -> None:
    """Two effects may have the same estimate."""
    results = "One (β = 0.30, p = .020) and two (β = 0.30, p = .002)."
    assert verdicts("It mattered (β = 0.30, p = .002).", results) == ["agrees"]
    (found,) = checks("It mattered (β = 0.30, p = .200).", results)
    assert found.question == (
        "The abstract prints β = 0.30, p = .200, the results print β = 0.30, p = .020; β = 0.30, p = .002. "
        "Which is right, and of which effect?"
    )
    assert (found.severity, len(found.places)) == ("contradiction", 3)


def test_equal_statements_of_the_results_are_quoted_once() -> None:
    """A repetition adds nothing to the question."""
    (found,) = checks("A (β = 0.30, p = .2).", "A (β = 0.30, p = .02). B (β = 0.30, p = .02).")
    assert found.question.count("p = .02") == 1


def test_captions_and_the_discussion_count_as_results() -> None:
    """An estimate of a caption or of the discussion is compared, too."""
    abstract = "It mattered (β = 0.30, p = .002)."
    caption = Block("caption", "Figure 1. The path (β = 0.30, p = .020).")
    discussion = (Block("heading", "Discussion"), Block("paragraph", "Yet (β = 0.30, p = .020)."))
    assert [each.verdict for each in checks(abstract, "Nothing.", caption)] == ["finding"]
    assert [each.verdict for each in checks(abstract, "Nothing.", *discussion)] == ["finding"]


def test_other_parts_are_not_compared() -> None:
    """The introduction and the methods may be about other studies."""
    abstract = "It mattered (β = 0.30, p = .002)."
    methods = (Block("heading", "Methods"), Block("paragraph", "Others (β = 0.30, p = .020)."))
    assert checks(abstract, "Nothing.", *methods) == []


def test_estimates_that_a_table_prints_are_not_questioned() -> None:
    """The number in a table may be of yet another effect."""
    cell = Block("cell", "0.30", cell=(1, 1, 1), row="Age", column="β")
    abstract, results = "It mattered (β = 0.30, p = .002).", "It mattered (β = 0.30, p = .020)."
    assert checks(abstract, results, cell) == []


def test_the_level_of_significance_decides_what_is_not_significant() -> None:
    """With alpha = .01, p = .02 is not significant."""
    abstract, results = "It did not matter (β = 0.30, n.s.).", "It mattered (β = 0.30, p = .020)."
    assert [each.verdict for each in checks(abstract, results, alpha=0.01)] == ["agrees"]
