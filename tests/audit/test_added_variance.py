"""ΔR² is the difference of two R², and follows from the F test of the change."""

from __future__ import annotations

import pytest
from papers_in_text import table, verdicts

from report.audit.papers import Paper
from report.audit.rules.added_variance import RULE, check_added

# The regressions of golden/printed_numbers.R: R² .185, .290 and .355; F of each change 14.20 and 9.69.


@pytest.mark.parametrize(
    "text",
    [
        "Step 1 explained R² = .185. In step 2, R² = .290, ΔR² = {}, ΔF(1, 96) = 14.20, p < .001.",
        "In step 1, R² = .19; in step 2, R² = .29, and R² change = {}.",
        "Adding stress increased R² from R² = .185 to R² = .290 (ΔR² = {}).",
        "Stress was added in step 2 (ΔR2 = {}, F change(1, 96) = 14.20, R2 = .290).",
        "Mit p < ,001: step 1, R² = ,185; step 2, R² = ,290, ΔR² = {}.",
    ],
)
def test_changes_are_differences_and_follow_from_f(text: str) -> None:
    """In one paragraph, with any of both."""
    comma = ",185" in text
    right, wrong = (",105", ",150") if comma else (".105", ".150")
    assert set(verdicts(RULE, text.format(right))) == {"agrees"}
    assert "inconsistent" in verdicts(RULE, text.format(wrong))


def test_f_limits_a_change_without_r2() -> None:
    """R² is at least ΔR²: 14.2/(14.2 + 96) = .129."""
    text = "Stress was added (ΔR² = {}, F(1, 96) = 14.20, p < .001)."
    assert verdicts(RULE, text.format(".105")) == ["agrees"]
    assert verdicts(RULE, text.format(".129")) == ["agrees"]
    assert verdicts(RULE, text.format(".150")) == ["impossible"]
    assert verdicts(RULE, text.format("15%")) == ["impossible"]


@pytest.mark.parametrize(
    "text",
    [
        "The model explained R² = .290, F(3, 96) = 13.07, p < .001, ΔR² = .020.",
        "For anxiety, R² = .20, ΔR² = .05; for depression, R² = .31, ΔR² = .04.",
        "In step 1, R² = .20; in step 2, R² = .31 and R² = .35, ΔR² = .22.",
        "In step 1, R² = .20; in step 2 of the mixed model, R² = .27, ΔR² = .03.",
    ],
)
def test_other_r2_are_left_alone(text: str) -> None:
    """The F of the whole model, other outcomes, R² that belong to no step, other kinds."""
    assert set(verdicts(RULE, text)) <= {"agrees"}


def test_a_small_difference_may_be_that_of_adjusted_r2() -> None:
    """Worth a look."""
    text = "Stress was added (ΔR² = .1090, F(1, 96) = 14.20, R² = .290)."
    assert verdicts(RULE, text) == ["worth a look"]


def _of(paper: Paper) -> list[str]:
    return [each.severity if each.verdict == "finding" else each.verdict for each in check_added(paper)]


def test_rows_are_steps() -> None:
    """Rows between them have no R²; rows of outcomes are no steps."""
    rows = ("Step 1: controls|.185|", "Age||", "Step 2|.290|{}**", "Step 3|.355|.066")
    heads = "Step|R²|R² change"
    assert _of(table(heads, *(each.format(".105") for each in rows))) == ["agrees", "agrees"]
    assert _of(table(heads, *(each.format(".150") for each in rows))) == ["inconsistent", "agrees"]
    assert _of(table("Outcome|R2|ΔR2", "Anxiety|.185|.03", "Depression|.290|.02")) == []


def test_columns_are_models() -> None:
    """In rows that are named R² and ΔR²."""
    rows = ("R2|.185|.290|.355", "ΔR2||{}|.066")
    heads = "Predictor|Model 1|Model 2|Model 3"
    assert _of(table(heads, "Age|.2|.3|.4", *(each.format(".105") for each in rows))) == ["agrees", "agrees"]
    assert _of(table(heads, "Age|.2|.3|.4", *(each.format(".150") for each in rows))) == [
        "inconsistent",
        "agrees",
    ]
    assert _of(table("Predictor|Anxiety|Mood", *(each.format(".02") for each in rows))) == []
