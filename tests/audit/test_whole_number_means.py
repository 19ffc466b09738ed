"""GRIM and GRIMMER: which means and standard deviations whole numbers can have."""

from __future__ import annotations

import statistics
from itertools import combinations_with_replacement

import pytest
from papers_in_text import checks, only, verdicts

from report.audit.rules.whole_number_means import RULE

COUNTS = "The number of errors was low (M = {}, SD = {}, n = {})."


@pytest.mark.parametrize("n", [3, 7, 10])
def test_every_mean_of_whole_numbers_agrees(n: int) -> None:
    """A total of k in n cases has the mean k/n, whatever k is."""
    for total in range(3 * n):
        text = f"The number of errors was low (M = {total / n:.2f}, n = {n})."
        assert verdicts(RULE, text) == ["agrees"], text


def test_all_other_means_are_impossible() -> None:
    """Seven whole numbers have means that end in .00, .14, .29, .43, .57, .71 and .86 only."""
    possible = {0, 14, 29, 43, 57, 71, 86}
    for cents in range(100):
        found = verdicts(RULE, f"The number of errors was low (M = 2.{cents:02d}, n = 7).")
        assert found == (["agrees"] if cents in possible else ["impossible"]), cents


def test_every_sd_of_whole_numbers_agrees() -> None:
    """All samples of four from 0 to 4 have means and standard deviations that pass."""
    samples = {
        (f"{statistics.mean(each):.2f}", f"{statistics.stdev(each):.2f}")
        for each in combinations_with_replacement((0.0, 1.0, 2.0, 3.0, 4.0), 4)
    }
    assert len(samples) > 40
    for mean, sd in samples:
        assert verdicts(RULE, COUNTS.format(mean, sd, 4)) == ["agrees"], (mean, sd)


def test_an_sd_that_no_whole_numbers_have_is_impossible() -> None:
    """Four whole numbers with the mean 1.25 have Σx = 5, and Σ(x − M)² of 0.75 or more: SD ≥ .50."""
    check = only(RULE, COUNTS.format("1.25", "0.30", 4))
    assert (check.severity, check.computed) == ("impossible", "GRIMMER")
    assert check.question == (
        "No 4 whole numbers with mean 1.25 have a standard deviation that rounds to 0.30. "
        "Is one of the three a misprint?"
    )


def test_the_sum_of_squares_has_the_parity_of_the_sum() -> None:
    """Σx = 5 and SD = 0.76 would need Σx² = 8, which is even while Σx is odd."""
    assert round(((8 - 25 / 4) / 3) ** 0.5, 2) == 0.76
    assert verdicts(RULE, COUNTS.format("1.25", "0.76", 4)) == ["impossible"]


def test_the_question_gives_n_and_mean() -> None:
    """A reader can repeat the test from the question."""
    check = only(RULE, "The number of errors was low (M = 2.15, n = 7).")
    assert (
        check.question == "No 7 whole numbers have a mean that rounds to 2.15. Is the mean or n a misprint?"
    )
    assert check.computed == "GRIM"


@pytest.mark.parametrize("n", [101, 1000])
def test_many_cases_say_nothing(n: int) -> None:
    """With more cases than hundredths, every mean of two decimals is possible."""
    check = only(RULE, f"The number of errors was low (M = 2.15, n = {n}).")
    assert (check.verdict, check.reason) == ("not checkable", "too many cases for the printed decimals")


@pytest.mark.parametrize("variable", ["Mood", "The score", "Reaction time", "Numbers", "Childhood mood"])
def test_values_that_may_be_fractions_are_not_checked(variable: str) -> None:
    """Words have to say that the values are whole numbers."""
    check = only(RULE, f"{variable} was low (M = 2.15, n = 7).")
    assert check.reason == "the text does not say that the values are whole numbers"


@pytest.mark.parametrize(
    "variable",
    [
        "The number of children",
        "Words recalled",
        "The count",
        "A single-item rating",
        "Siblings",
    ],
)
def test_words_for_whole_numbers_are_known(variable: str) -> None:
    """Counts and single items are whole numbers."""
    assert verdicts(RULE, f"{variable} was low (M = 2.15, n = 7).") == ["impossible"]


def test_ages_are_worth_a_look() -> None:
    """They may be computed from dates of birth."""
    assert verdicts(RULE, "Age in years was low (M = 2.15, n = 7).") == ["worth a look"]


@pytest.mark.parametrize("unit", ["per day", "each week", "a month", "per trial"])
def test_counts_per_unit_may_be_averages(unit: str) -> None:
    """Of several days or trials of each person."""
    assert verdicts(RULE, f"The number of drinks {unit} was low (M = 2.15, n = 7).") == ["not checkable"]


@pytest.mark.parametrize(
    "text", ["M = 2.15", "n = 7", "M = 2.15, n = 1", "M = 2.15, n = 0", "M < 2.15, n = 7"]
)
def test_a_mean_and_at_least_two_cases_are_needed(text: str) -> None:
    """One case has its own value as mean."""
    assert checks(RULE, f"The number of errors was low ({text}).") == []
