"""Sums and differences that are written out add up."""

from __future__ import annotations

import pytest
from papers_in_text import checks, only, verdicts

from report.audit.rules.prose_sums import RULE


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("12 + 15 = 27", "agrees"),
        ("12 + 15 = 28", "impossible"),
        ("12 + 15 + 3 = 30", "agrees"),
        ("30 - 12 = 18", "agrees"),
        ("30 − 12 = 17", "impossible"),
        ("30 - 12 + 5 = 23", "agrees"),
        ("1,200 + 300 = 1,500", "agrees"),
        ("1,200 + 300 = 1,600", "impossible"),
        ("0 + 0 = 0", "agrees"),
        ("12 - 12 = 0", "agrees"),
        ("67% - 55% = 12%", "agrees"),
        ("67 − 55% = 14%", "impossible"),
        ("67% - 55% = 13%", "agrees"),
        ("1.25 + 1.25 = 2.50", "agrees"),
        ("1.25 + 1.25 = 2.51", "agrees"),
        ("1.25 + 1.25 = 2.53", "impossible"),
        ("1.2 + 1.2 = 2.5", "agrees"),
    ],
)
def test_counts_are_exact_and_other_terms_are_rounded(text: str, verdict: str) -> None:
    """Two rounded terms and a rounded result may differ by one and a half units, counts by none."""
    assert verdicts(RULE, f"In all, {text} were seen.") == [verdict]


def test_whole_sums_have_no_decimals() -> None:
    """A sum of counts has no interval."""
    check = only(RULE, "In all, 183 + 39 = 212 were seen.")
    assert check.question.startswith("The terms give 222, but")
    assert check.computed == "222"


@pytest.mark.parametrize("text", ["12 - 15 = 27", "x + 15 = 27", "12 + 15", "p = 27"])
def test_other_expressions_are_not_checked(text: str) -> None:
    """A range such as 12-15, a letter, or a sum without its result says nothing."""
    assert checks(RULE, f"In all, {text} were seen.") == []


def test_the_question_gives_both_results() -> None:
    """The computed sum and the printed one are in the question."""
    check = only(RULE, "In all, 12 + 15 = 28 were seen.")
    assert check.question == "The terms give 27, but the text prints 28. Which number is a misprint?"
    assert check.values == {"computed": 27.0, "printed": 28.0}


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Remission rose from 25% to 40%, an increase of {} percentage points.", (15, 25)),
        (
            "Remission fell from 40.2% (95% CI 30 to 50) to 25.1%, a decrease of {} percentage points.",
            (15.1, 12.1),
        ),
        ("Remission was 40% in A and 25% in B, a difference of {} percent points.", (15, 12)),
        ("Remission was 40% versus 25%, an absolute difference of {}% points.", (14, 12)),
    ],
)
def test_differences_in_words(text: str, verdict: tuple[float, float]) -> None:
    """Of two percentages; both may be rounded."""
    right, wrong = verdict
    assert verdicts(RULE, text.format(right)) == ["agrees"]
    assert verdicts(RULE, text.format(wrong)) == ["inconsistent"]


def test_differences_of_scores_may_be_of_other_cases() -> None:
    """Worth a look; adjusted differences and relative ones are left alone."""
    text = "Scores fell from 21.3 to 14.1, a {}decrease of {} points."
    assert verdicts(RULE, text.format("", "7.2")) == ["agrees"]
    assert verdicts(RULE, text.format("", "6.2")) == ["worth a look"]
    assert verdicts(RULE, text.format("median ", "6.2")) == []
    assert verdicts(RULE, "Remission rose from 20% to 30%, an increase of 50%.") == []
    assert (
        verdicts(
            RULE, "In the adjusted model remission fell from 40% to 25%, a decrease of 9 percentage points."
        )
        == []
    )
