"""A range bounds the mean and the standard deviation of the values in it."""

from __future__ import annotations

import statistics

import pytest
from papers_in_text import checks, only, table, verdicts

from report.audit.papers import Paper
from report.audit.rules.sd_bounds import RULE, check_bounds


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


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Age (M = {} years, SD = 9.1; min–max: 18–65).", "impossible"),
        ("Age (mean {}, SD 9.1; minimum 18, maximum 65).", "impossible"),
        ("Mean age was {} years (SD = 9.1; range: 18–65 years).", "impossible"),
        ("Mean age was {} ± 9.1 years (range 18–65).", "impossible"),
        (
            "The average age was {} years, with a standard deviation of 9.1 (ranging from 18 to 65).",
            "impossible",
        ),
        ("Students ranged in age from 18 to 65 years (M = {}, SD = 9.1).", "impossible"),
        ("Adults aged 18–65 years (mean age = {}, SD = 9.1) took part.", "impossible"),
        ("Adults aged 18–65 years (M = {}, SD = 9.1) liked it.", "worth a look"),
    ],
)
def test_words_between_mean_and_range(text: str, verdict: str) -> None:
    """Units and words separate the numbers; the mean after the ages of people may be of another variable."""
    assert verdicts(RULE, text.format("34.2")) == ["agrees"]
    assert verdicts(RULE, text.format("71.2")) == [verdict]


def test_what_follows_a_plus_minus_may_be_a_standard_error() -> None:
    """It is too small for a standard deviation of 40 observed values from 18 to 65, which is at least 5.3."""
    text = "Mean age was 34.2 years ({}, range 18–65, n = 40)."
    assert verdicts(RULE, text.format("SD 2.1")) == ["impossible"]
    assert verdicts(RULE, "Mean age was 34.2 ± 2.1 years (range 18–65, n = 40).") == ["agrees"]


def _of(paper: Paper) -> list[str]:
    return [each.severity if each.verdict == "finding" else each.verdict for each in check_bounds(paper)]


def test_columns_of_the_lowest_and_the_highest_value() -> None:
    """120 values that attain 18 and 65 have an SD of at least 47/√238 = 3.05."""
    rows = (
        "Age|120|34.2|9.1|18|65",
        "Age|120|66.2|9.1|18|65",
        "Age|120|34.2|29.1|18|65",
        "Age|120|34.2|2.8|18|65",
    )
    found = _of(table("Variable|n|M|SD|Min|Max", *rows))
    assert found == ["agrees", "impossible", "impossible", "impossible"]
    assert _of(table("Variable|M|SD|Minimum|Maximum", "Age|34.2|2.8|18|65")) == ["agrees"]


@pytest.mark.parametrize(
    ("head", "cell", "outside", "spread"),
    [
        ("Range", "1–5", "worth a look", "inconsistent"),
        ("Possible range", "1 to 5", "worth a look", "inconsistent"),
        ("Observed range", "[1, 5]", "impossible", "impossible"),
        ("Min–Max", "1–5", "impossible", "impossible"),
    ],
)
def test_columns_of_ranges(head: str, cell: str, outside: str, spread: str) -> None:
    """A range that is not said to be observed may be that of the items of a sum."""
    heads = f"Scale|{head}|M (SD)"
    assert _of(table(heads, f"Trust|{cell}|3.1 (1.2)")) == ["agrees"]
    assert _of(table(heads, f"Trust|{cell}|23.1 (4.2)")) == [outside]
    assert _of(table(heads, f"Trust|{cell}|3.1 (4.2)")) == [spread]


def test_the_observed_range_is_taken_before_the_possible_one() -> None:
    """A mean of 4.9 is possible from 1 to 5, but not with a highest value of 4.8."""
    assert _of(table("Scale|Possible range|Actual range|M|SD", "Trust|1–5|1.2–4.8|4.9|0.5")) == ["impossible"]


def test_a_range_that_is_one_number_is_the_difference_of_both_ends() -> None:
    """Values within 4 points have an SD of at most 2·√(n/(n − 1))."""
    assert _of(table("Scale|n|M|SD|Range", "Trust|50|3.1|2.2|4")) == ["agrees"]
    assert _of(table("Scale|n|M|SD|Range", "Trust|50|3.1|2.4|4")) == ["impossible"]


def test_statistics_in_rows() -> None:
    """Below a correlation matrix, or with the variables as heads."""
    assert _of(table("|Age|Score", "M|34.2|12.1", "SD|9.1|8.0", "Min|18|10", "Max|65|24")) == [
        "agrees",
        "impossible",
    ]
    rows = ("1. Age|–|.20", "2. Score|.20|–", "M|3.1|4.2", "SD|1.1|5.2", "Range|1–5|1–7")
    assert _of(table("Variable|1|2", *rows)) == ["agrees", "inconsistent"]
