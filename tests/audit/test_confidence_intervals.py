"""Confidence intervals: ends in order, the estimate inside, and p on the same side of alpha."""

from __future__ import annotations

import pytest
from papers_in_text import checks, only, table, verdicts

from report.audit.rules.confidence_intervals import RULE


@pytest.mark.parametrize("symbol", ["b", "β", "d", "g", "r", "M", "OR", "HR", "RR"])
def test_an_estimate_outside_its_interval_is_impossible(symbol: str) -> None:
    """A CI that excludes its estimate is a finding for every kind of estimate."""
    check = only(RULE, f"It mattered ({symbol} = 0.20, 95% CI [0.30, 0.50]).")
    assert (check.severity, check.computed) == ("impossible", "The estimate lies outside its interval.")


@pytest.mark.parametrize("symbol", ["b", "d", "OR", "HR"])
def test_an_estimate_inside_its_interval_agrees(symbol: str) -> None:
    """An interval around its estimate is no finding."""
    assert verdicts(RULE, f"It mattered ({symbol} = 1.40, 95% CI [1.10, 1.80]).") == ["agrees"]


@pytest.mark.parametrize("ends", ["0.20, 0.50", "0.10, 0.20", "0.20, 0.20"])
def test_an_estimate_at_an_end_agrees(ends: str) -> None:
    """An end may equal the estimate in print, and so may both."""
    assert verdicts(RULE, f"It mattered (b = 0.20, 95% CI [{ends}]).") == ["agrees"]


def test_rounding_of_estimate_and_end_is_allowed() -> None:
    """0.2 may be 0.24, and so lie above an end printed as 0.24; 0.3 cannot."""
    assert verdicts(RULE, "It mattered (b = 0.2, 95% CI [0.24, 0.50]).") == ["agrees"]
    assert verdicts(RULE, "It mattered (b = 0.2, 95% CI [0.26, 0.50]).") == ["impossible"]


def test_ends_in_the_wrong_order_are_impossible() -> None:
    """The lower end is printed first."""
    check = only(RULE, "It mattered (b = 0.20, 95% CI [0.30, 0.10]).")
    assert (check.severity, check.computed) == ("impossible", "The lower end exceeds the upper end.")
    assert check.question == "The lower end exceeds the upper end. Is one of the numbers a misprint?"


def test_negative_ends_in_order_of_size_are_worth_a_look() -> None:
    """Their numbers may all be right; ends around another estimate are not."""
    assert verdicts(RULE, "It mattered (r = −.33, 95% CI [−.14, −.50]).") == ["worth a look"]
    assert verdicts(RULE, "It mattered (r = −.63, 95% CI [−.14, −.50]).") == ["impossible"]
    assert verdicts(RULE, "It mattered (95% CI [−.14, −.50]; SE = .10).") == ["worth a look"]


@pytest.mark.parametrize(("symbol", "verdict"), [("OR", "impossible"), ("HR", "impossible"), ("b", "agrees")])
def test_only_differences_can_be_negative(symbol: str, verdict: str) -> None:
    """An odds ratio of −0.50 is impossible, a slope of −0.50 is not."""
    assert verdicts(RULE, f"It mattered ({symbol} = −0.50, 95% CI [−0.80, −0.20]).") == [verdict]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("b = 0.30, 95% CI [0.10, 0.50], p = .004", "agrees"),
        ("b = 0.30, 95% CI [0.10, 0.50], p = .40", "contradiction"),
        ("b = −0.30, 95% CI [−0.50, −0.10], p = .40", "contradiction"),
        ("b = 0.30, 95% CI [−0.10, 0.70], p = .40", "agrees"),
        ("b = 0.30, 95% CI [−0.10, 0.70], p = .001", "contradiction"),
        ("b = 0.30, 95% CI [−0.10, 0.70], p < .001", "contradiction"),
        ("b = 0.30, 95% CI [0.10, 0.50], p > .20", "contradiction"),
        ("OR = 1.50, 95% CI [1.10, 2.05], p = .40", "contradiction"),
        ("OR = 1.50, 95% CI [1.10, 2.05], p = .01", "agrees"),
        ("OR = 1.50, 95% CI [0.90, 2.50], p = .001", "contradiction"),
        ("OR = 1.50, 95% CI [0.90, 2.50], p = .12", "agrees"),
        ("OR = 0.50, 95% CI [0.30, 0.80], p = .40", "contradiction"),
    ],
)
def test_the_interval_excludes_the_null_value_when_p_is_below_alpha(text: str, verdict: str) -> None:
    """The null value is 1 for ratios and 0 for differences."""
    assert verdicts(RULE, f"It mattered ({text}).") == [verdict]


def test_a_ratio_whose_interval_reaches_zero_is_no_finding() -> None:
    """A lower end of 0.00 is a rounded ratio; an interval that ends at a negative ratio is impossible."""
    assert verdicts(RULE, "It mattered (OR = 0.50, 95% CI [0.00, 0.80]).") == ["agrees"]
    assert verdicts(RULE, "It mattered (OR = −0.02, 95% CI [−0.04, 0.80]).") == ["impossible"]


def test_the_level_of_the_interval_is_the_level_of_the_test() -> None:
    """A 99% CI that includes zero agrees with p = .03, a 90% CI does not."""
    assert verdicts(RULE, "It mattered (b = 0.30, 99% CI [−0.10, 0.70], p = .03).") == ["agrees"]
    assert verdicts(RULE, "It mattered (b = 0.30, 90% CI [−0.10, 0.70], p = .03).") == ["contradiction"]


@pytest.mark.parametrize("p", [".041", ".05", ".059"])
def test_p_values_near_the_level_are_not_compared(p: str) -> None:
    """Within a fifth of the level, interval and test may use different standard errors."""
    assert verdicts(RULE, f"It mattered (b = 0.30, 95% CI [0.00, 0.70], p = {p}).") == ["agrees"]
    assert verdicts(RULE, f"It mattered (b = 0.30, 95% CI [0.01, 0.70], p = {p}).") == ["agrees"]
    assert verdicts(RULE, f"It mattered (b = 0.30, 95% CI [−0.01, 0.70], p = {p}).") == ["agrees"]


@pytest.mark.parametrize(
    "word", ["bootstrap", "Bayesian", "credible", "percentile", "BCa", "profile", "exact"]
)
def test_resampled_and_bayesian_intervals_are_not_compared_with_p(word: str) -> None:
    """Such an interval need not agree with the test of the paper."""
    assert verdicts(
        RULE, f"With a {word} interval it mattered (b = 0.30, 95% CI [0.10, 0.50], p = .40)."
    ) == ["agrees"]


@pytest.mark.parametrize(
    "sentence",
    ["All tests were one-tailed.", "We used the Bonferroni correction.", "Tests were directional tests."],
)
def test_one_sided_and_corrected_p_values_are_not_compared(sentence: str) -> None:
    """A convention that is mentioned anywhere explains the difference."""
    text = f"{sentence} It mattered (b = 0.30, 95% CI [0.10, 0.50], p = .40)."
    assert verdicts(RULE, text) == ["agrees"]


def test_the_interval_of_a_mean_is_not_compared_with_p() -> None:
    """The p-value beside a mean seldom tests that the mean is zero."""
    assert verdicts(RULE, "Age was high (M = 30.2, 95% CI [28.1, 32.3], p = .40).") == ["agrees"]


def test_the_question_names_null_value_and_level() -> None:
    """A contradiction names the value and the level that it concerns."""
    check = only(RULE, "It mattered (OR = 1.50, 95% CI [1.10, 2.05], p = .40).")
    assert check.computed == "The interval excludes 1, but the p-value exceeds 0.05."
    check = only(RULE, "It mattered (b = 0.30, 99% CI [−0.10, 0.70], p < .001).")
    assert check.computed == "The interval includes 0, but the p-value is below 0.01."


@pytest.mark.parametrize("text", ["95% CI [0.10, 0.50]", "b = 0.30", "b < 0.30, 95% CI [0.50, 0.60]"])
def test_an_estimate_and_an_interval_are_needed(text: str) -> None:
    """Either of them alone, or a bound instead of an estimate, says nothing."""
    assert checks(RULE, f"It mattered ({text}).") == []


def test_rows_of_tables_are_checked() -> None:
    """A table with columns for the estimate and its interval is checked row by row."""
    rows = table("Predictor | b | 95% CI", "Age | 0.30 | [0.10, 0.50]", "Sex | 0.30 | [0.40, 0.50]")
    assert [each.verdict for each in RULE.run(rows)] == ["agrees", "finding"]


@pytest.mark.parametrize(
    "text",
    [
        "OR = {}, 1.20–3.68, p = .009",
        "OR {}, 1.20–3.68",
        "OR {} (1.20–3.68)",
        "adjusted OR {}; 1.20 to 3.68",
        "HR {} [1.20, 3.68], p = .009",
        "RR = {} (1.20 to 3.68)",
        "d = {} [1.20, 3.68]",
        "b = {} (1.20 to 3.68)",
    ],
)
def test_an_interval_may_have_no_level(text: str) -> None:
    """Ends with decimals directly after an estimate are its interval."""
    assert verdicts(RULE, f"It mattered ({text.format('2.10')}).") == ["agrees"]
    assert verdicts(RULE, f"It mattered ({text.format('4.10')}).") == ["impossible"]


@pytest.mark.parametrize(
    "text",
    [
        "M = 4.10 [1.20, 3.68]",
        "b = 4.10 (1.20, 0.003)",
        "OR = 4.10, 1–3",
        "OR = 4.10 (range 1.20–3.68)",
        "b = 4.10, 1.20–3.68",
        "n = 4 [1.20, 3.68]",
        "OR = 4.10, 1.20, 3.68",
    ],
)
def test_other_numbers_after_an_estimate_are_no_interval(text: str) -> None:
    """Ranges of means, whole numbers, standard errors and lists are no intervals."""
    assert checks(RULE, f"It mattered ({text}).") == []


@pytest.mark.parametrize(
    ("other", "verdict"),
    [("", "contradiction"), ("Intervals are 90% CIs. ", "agrees"), ("IQR is used. ", "agrees")],
)
def test_the_level_of_a_bare_interval_is_that_of_the_paper(other: str, verdict: str) -> None:
    """Where the paper mentions another level, an interval without one is not compared with p."""
    assert verdicts(RULE, f"{other}It mattered (OR = 2.10 [1.20, 3.68], p = .40).") == [verdict]
