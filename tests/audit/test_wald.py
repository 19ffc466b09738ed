"""An estimate divided by its standard error gives the test statistic and the p-value."""

from __future__ import annotations

import pytest
from papers_in_text import checks, only, paper, table, verdicts

from report.audit.rules.wald import RULE


@pytest.mark.parametrize("z", ["2.81", "3.00", "3.21", "-3.00", "3", "3.2"])
def test_a_ratio_within_rounding_agrees(z: str) -> None:
    """b between .295 and .305 and SE between .095 and .105 give ratios between 2.8095 and 3.2105."""
    assert verdicts(RULE, f"It mattered (b = 0.30, SE = 0.10, z = {z}).") == ["agrees"]


@pytest.mark.parametrize("z", ["2.80", "3.22", "0.30", "30.0", "0"])
def test_a_ratio_beyond_rounding_is_a_finding(z: str) -> None:
    """One unit of the last digit beyond the rounded ends is a finding."""
    assert verdicts(RULE, f"It mattered (b = 0.30, SE = 0.10, z = {z}).") == ["inconsistent"]


@pytest.mark.parametrize(
    ("z", "verdict"),
    [("0.60", "agrees"), ("0.15", "inconsistent"), ("0.80", "inconsistent"), ("0.52", "inconsistent")],
)
def test_the_estimate_is_divided_by_the_standard_error(z: str, verdict: str) -> None:
    """0.30/0.50 = 0.60; the product 0.15, the sum 0.80 and a ratio of squares are findings."""
    assert verdicts(RULE, f"It mattered (b = 0.30, SE = 0.50, z = {z}).") == [verdict]


@pytest.mark.parametrize(
    ("p", "verdict"), [(".549", "agrees"), (".881", "inconsistent"), (".90", "inconsistent")]
)
def test_p_follows_from_the_quotient(p: str, verdict: str) -> None:
    """z = 0.60 has p = .549; the product 0.15 would have p = .881."""
    assert verdicts(RULE, f"It mattered (b = 0.30, SE = 0.50, p = {p}).") == [verdict]


def test_the_values_of_a_check_are_those_of_the_quotient() -> None:
    """b from 0.295 to 0.305 and SE from 0.495 to 0.505 give ratios from 0.584 to 0.616."""
    check = only(RULE, "It mattered (b = 0.30, SE = 0.50, z = 0.60).")
    assert check.values["low"] == pytest.approx(0.295 / 0.505)
    assert check.values["high"] == pytest.approx(0.305 / 0.495)
    assert check.computed.startswith("z = 0.6000, ")


def test_t_is_checked_as_z_is() -> None:
    """The ratio is the same whatever the distribution of the statistic."""
    assert verdicts(RULE, "It mattered (b = 0.30, SE = 0.10, t = 4.00).") == ["inconsistent"]
    assert verdicts(RULE, "It mattered (b = 0.30, SE = 0.10, t = 3.00).") == ["agrees"]


def test_the_question_names_the_ratio_and_the_printed_statistic() -> None:
    """The question gives the numbers that a reader needs to find the misprint."""
    check = only(RULE, "It mattered (b = -0.30, SE = 0.10, z = -4.00).")
    assert check.question == (
        "The estimate divided by its standard error is 3.000, but z = -4.00 is printed. "
        "Is one of the three a misprint?"
    )
    assert check.statement == "b = -0.30, SE = 0.10, z = -4.00"
    assert check.values["low"] == pytest.approx(0.295 / 0.105)
    assert check.values["high"] == pytest.approx(0.305 / 0.095)


@pytest.mark.parametrize("z", ["0.00", "0.5", "-0.5", "1.0"])
def test_an_estimate_that_may_be_zero_allows_ratios_from_zero(z: str) -> None:
    """b = 0.0 with SE = 0.1 is at most .05/.05 = 1 in size."""
    assert verdicts(RULE, f"It mattered (b = 0.0, SE = 0.1, z = {z}).") == ["agrees"]


@pytest.mark.parametrize(("b", "verdict"), [("0.0", "agrees"), ("0.1", "inconsistent")])
def test_only_an_estimate_that_may_be_zero_allows_a_ratio_of_zero(b: str, verdict: str) -> None:
    """0.1 is at least .05, and with SE of at most .0105 z is above 4."""
    assert verdicts(RULE, f"It mattered (b = {b}, SE = 0.010, z = 0.00).") == [verdict]


def test_the_computed_p_value_is_that_of_the_ratio() -> None:
    """z = 1.96 has p = .05."""
    check = only(RULE, "It mattered (b = 1.96, SE = 1.00, p = .90).")
    assert check.values["p_computed"] == pytest.approx(0.05, abs=1e-4)
    assert "give p = 0.0500" in check.question


def test_an_estimate_that_may_be_zero_excludes_large_ratios() -> None:
    """b = 0.0 with SE = 0.1 cannot give z = 1.2."""
    assert verdicts(RULE, "It mattered (b = 0.0, SE = 0.1, z = 1.2).") == ["inconsistent"]


def test_a_standard_error_of_zero_is_not_divided_by() -> None:
    """SE = 0.00 says only that it is below .005; no ratio follows."""
    assert checks(RULE, "It mattered (b = 0.30, SE = 0.00, z = 3.00).") == []


@pytest.mark.parametrize(
    ("z", "verdict"), [("3", "inconsistent"), ("4", "agrees"), ("15", "agrees"), ("16", "inconsistent")]
)
def test_few_digits_allow_many_ratios(z: str, verdict: str) -> None:
    """b = 7 is between 6.5 and 7.5, SE = 1 between 0.5 and 1.5: ratios from 4.33 to 15."""
    assert verdicts(RULE, f"It mattered (b = 7, SE = 1, z = {z}).") == [verdict]


@pytest.mark.parametrize(
    ("p", "verdict"), [(".003", "agrees"), ("< .01", "agrees"), (".30", "decision error")]
)
def test_p_without_a_statistic_follows_from_the_normal_distribution(p: str, verdict: str) -> None:
    """z = 3 has p = .0027; a p-value above alpha would change the decision."""
    relation = p if p.startswith("<") else f"= {p}"
    assert verdicts(RULE, f"It mattered (b = 0.30, SE = 0.10, p {relation}).") == [verdict]


def test_p_of_few_degrees_of_freedom_agrees() -> None:
    """t = 3 with 8 degrees of freedom has p = .017, with the normal distribution p = .0027."""
    assert verdicts(RULE, "It mattered (b = 0.30, SE = 0.10, p = .017).") == ["agrees"]


def test_p_below_alpha_for_a_small_ratio_is_a_decision_error() -> None:
    """b = SE gives p = .32; p = .01 would be significant."""
    assert verdicts(RULE, "It mattered (b = 0.100, SE = 0.100, p = .01).") == ["decision error"]


def test_p_on_the_same_side_of_alpha_is_inconsistent() -> None:
    """z = 4 has p = .00006 and t(8) = 4 has p = .004: p = .03 differs, but stays significant."""
    assert verdicts(RULE, "It mattered (b = 0.400, SE = 0.100, p = .03).") == ["inconsistent"]


def test_the_level_of_significance_decides_what_is_a_decision_error() -> None:
    """With alpha = .01, p = .03 instead of .00006 changes the decision."""
    strict = paper("It mattered (b = 0.400, SE = 0.100, p = .03).", alpha=0.01)
    assert [each.severity for each in RULE.run(strict)] == ["decision error"]


def test_a_standardised_estimate_is_worth_a_look_only() -> None:
    """Beside beta, the standard error is often that of b."""
    assert verdicts(RULE, "It mattered (β = 0.30, SE = 0.10, z = 4.00).") == ["worth a look"]
    assert verdicts(RULE, "It mattered (β = 0.30, SE = 0.10, p = .60).") == ["worth a look"]


@pytest.mark.parametrize(
    "text", ["b = 0.30, z = 3.00", "b = 0.30, SE = 0.10", "SE = 0.10, z = 4.00", "b < 0.3, SE = 0.1, z = 9"]
)
def test_without_estimate_error_and_test_there_is_no_check(text: str) -> None:
    """Two of the three say nothing, nor does a bound instead of an estimate."""
    assert checks(RULE, f"It mattered ({text}).") == []


def test_rows_of_tables_are_checked() -> None:
    """Each row of a table of coefficients is one estimate."""
    found = list(
        RULE.run(table("Predictor | b | SE | t", "Age | 0.30 | 0.10 | 3.00", "Sex | 0.30 | 0.10 | 5.00"))
    )
    assert [each.verdict for each in found] == ["agrees", "finding"]


@pytest.mark.parametrize(
    "text",
    [
        "b = 0.25 ± 0.10 (SE), p = {}",
        "b = 0.25 ± 0.10 SE, p = {}",
        "a slope of 0.25 ± 0.10 (s.e.), p = {}",
        "estimate: 0.25 ± 0.10 (S.E.M.), p = {}",
        "Estimate = 0.25 ± 0.10 [SE], p = {}",
    ],
)
def test_a_standard_error_may_follow_a_plus_minus_sign(text: str) -> None:
    """0.25/0.10 = 2.5 has p = .012."""
    assert verdicts(RULE, f"It mattered ({text.format('.012')}).") == ["agrees"]
    assert verdicts(RULE, f"It mattered ({text.format('.12')}).") == ["decision error"]


def test_a_standard_deviation_after_a_plus_minus_sign_is_no_error() -> None:
    """A mean with its SD says nothing about a p-value."""
    assert (
        checks(RULE, "It mattered (M = 0.25 ± 0.10 (SD), p = .80; slope of 0.25 ± 0.10 SD, p = .80).") == []
    )
