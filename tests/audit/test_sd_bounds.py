"""A range bounds the mean and the standard deviation of the values in it."""

from __future__ import annotations

import statistics

import pytest
from papers_in_text import checks, only, verdicts

from report.audit.rules.sd_bounds import RULE


@pytest.mark.parametrize(
    ("mean", "verdict"), [("17.4", "impossible"), ("17.9", "agrees"), ("65.9", "impossible")]
)
def test_a_mean_lies_in_its_range(mean: str, verdict: str) -> None:
    """Ends are taken as rounded to whole numbers: 17.9 may lie above 17.5."""
    assert verdicts(RULE, f"Age varied (M = {mean}, range 18 to 65).") == [verdict]


def test_the_finding_gives_mean_and_range() -> None:
    """Where the mean is impossible, the standard deviation is not examined."""
    check = only(RULE, "Age varied (M = 70.2, SD = 8.3, range = 18-65).")
    assert check.computed == "The mean 70.2 lies outside the range 18 to 65."


def test_the_largest_sd_is_that_of_values_at_both_ends() -> None:
    """Half of ten values at 0 and half at 10 have the largest possible standard deviation, 5.27."""
    largest = statistics.stdev([0.0] * 5 + [10.0] * 5)
    assert round(largest, 2) == 5.27
    text = "Scores varied (M = 5.00, SD = {}, range 0.00 to 10.00, n = 10)."
    assert verdicts(RULE, text.format("5.27")) == ["agrees"]
    assert verdicts(RULE, text.format("5.29")) == ["impossible"]


def test_an_extreme_mean_leaves_little_room_for_the_sd() -> None:
    """Nine values at 0 and one at 10 have mean 1 and the largest standard deviation of that mean, 3.16."""
    values = [0.0] * 9 + [10.0]
    assert (statistics.mean(values), round(statistics.stdev(values), 2)) == (1.0, 3.16)
    text = "Scores varied (M = 1.00, SD = {}, range 0.00 to 10.00, n = 10)."
    assert verdicts(RULE, text.format("3.16")) == ["agrees"]
    assert verdicts(RULE, text.format("3.30")) == ["impossible"]


def test_an_observed_range_needs_a_least_sd() -> None:
    """One value at each end and eight in the middle have the smallest standard deviation, 2.36."""
    smallest = statistics.stdev([0.0, 10.0] + [5.0] * 8)
    assert round(smallest, 2) == 2.36
    text = "Scores varied (M = 5.00, SD = {}, range 0.00 to 10.00, n = 10)."
    assert verdicts(RULE, text.format("2.36")) == ["agrees"]
    assert verdicts(RULE, text.format("2.30")) == ["impossible"]


@pytest.mark.parametrize("kind", ["possible", "scale", "theoretical"])
def test_a_possible_range_needs_no_least_sd(kind: str) -> None:
    """Nobody need attain the ends of a scale."""
    assert verdicts(RULE, f"Scores varied (M = 5.00, SD = 0.10, {kind} range 0 to 10, n = 10).") == ["agrees"]


def test_without_n_the_lower_bound_is_not_used() -> None:
    """Very many cases allow a small standard deviation."""
    assert verdicts(RULE, "Scores varied (M = 5.00, SD = 0.10, range 0 to 10).") == ["agrees"]


def test_the_largest_sd_is_that_of_the_mean_nearest_to_the_middle() -> None:
    """M = 1 may be 1.49, for which ten values from 0 to 10 may deviate by 3.75, but not by more."""
    assert round((1.5 * 8.5 * 10 / 9) ** 0.5, 2) == 3.76
    text = "Scores varied (M = 1, SD = {}, range 0.00 to 10.00, n = 10)."
    assert verdicts(RULE, text.format("3.70")) == ["agrees"]
    assert verdicts(RULE, text.format("3.80")) == ["impossible"]
    text = "Scores varied (M = 9, SD = {}, range 0.00 to 10.00, n = 10)."
    assert verdicts(RULE, text.format("3.70")) == ["agrees"]
    assert verdicts(RULE, text.format("3.80")) == ["impossible"]


def test_a_mean_alone_is_checked() -> None:
    """A standard deviation is not needed."""
    assert only(RULE, "Age varied (M = 34.2, range 18 to 65).").computed == "18 ≤ M ≤ 65"


@pytest.mark.parametrize(
    "span", ["range 65 to 18", "range 18 to 18", "interquartile range 18 to 65", "IQR 18 to 65"]
)
def test_ranges_that_say_nothing_are_skipped(span: str) -> None:
    """Ends in the wrong order or equal, and quartiles, are no range of all values."""
    assert checks(RULE, f"Age varied (M = 70.2, {span}).") == []


@pytest.mark.parametrize(
    "span", ["range: 18-65", "ranging from 18 to 65", "ranged from 18 to 65", "range of 18 to 65 years"]
)
def test_usual_ways_to_print_a_range_are_read(span: str) -> None:
    """Each wording gives the same bounds."""
    assert verdicts(RULE, f"Age varied (M = 70.2, SD = 8.3, {span}).") == ["impossible"]
