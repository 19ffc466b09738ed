"""Mann-Whitney U and Wilcoxon's signed-rank sum: within their range, and with the p-value of the group sizes."""

from __future__ import annotations

import pytest
from papers_in_text import checks, only, paper, verdicts
from scipy import stats

from report.audit.rules.rank_tests import RULE


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("U(20, 18) = 360, p < .001", "agrees"),
        ("U(20, 18) = 361, p < .001", "impossible"),
        ("U(20, 18) = 0, p < .001", "agrees"),
        ("W(n = 12) = 78, p = .001", "agrees"),
        ("W(n = 12) = 79, p = .001", "impossible"),
        ("T(n = 12) = 79, p = .001", "impossible"),
        ("W+(n = 12) = 79, p = .001", "impossible"),
        ("U(20, 18) = 360.4, p < .001", "impossible"),
        ("U(n1 = 20, n2 = 18) = 361, p < .001", "impossible"),
        ("U(50, 40) = 2,001, p < .001", "impossible"),
        ("U(50, 40) = 2,000, p < .001", "agrees"),
    ],
)
def test_the_largest_statistic_follows_from_the_sizes(text: str, verdict: str) -> None:
    """U is at most n₁·n₂ (20·18 = 360), the signed-rank sum at most n(n + 1)/2 (12·13/2 = 78)."""
    assert verdicts(RULE, f"It differed, {text}.") == [verdict]


def test_the_finding_states_the_largest_value() -> None:
    """The largest value lets a reader find the misprint."""
    check = only(RULE, "It differed, U(20, 18) = 420.")
    assert check.question == (
        "The statistic is at most 360 for these group sizes. Is one of the numbers a misprint?"
    )
    assert check.statement == "U(20, 18) = 420"


@pytest.mark.parametrize(("one", "two", "u"), [(4, 5, 2), (8, 8, 15), (20, 18, 105), (3, 30, 11)])
def test_the_exact_p_value_of_u_agrees(one: int, two: int, u: int) -> None:
    """p by scipy's exact distribution agrees; five times as much, or a twentieth, does not."""
    p = stats.mannwhitneyu(*_samples(one, two, u), method="exact").pvalue
    text = f"It differed, U({one}, {two}) = {u}, p = "
    assert verdicts(RULE, f"{text}{p:.3f}.") == ["agrees"]
    assert verdicts(RULE, f"{text}{min(0.99, p * 5 + 0.3):.3f}.") == ["inconsistent"]
    assert verdicts(RULE, f"{text}{p / 20:.4f}.") == ["inconsistent"]


def _samples(one: int, two: int, u: int) -> tuple[list[float], list[float]]:
    """Two samples without ties of which the first exceeds the second in exactly `u` pairs."""
    second = [float(order) for order in range(two)]
    above = [min(two, max(0, u - two * order)) for order in range(one)]
    return [each - 0.5 + order * 1e-3 for order, each in enumerate(above)], second


def test_the_samples_of_this_test_have_the_u_that_they_should() -> None:
    """scipy's statistic is the U that was asked for."""
    assert stats.mannwhitneyu(*_samples(8, 8, 15)).statistic == 15


@pytest.mark.parametrize(("n", "w"), [(6, 2), (12, 10), (25, 80)])
def test_the_exact_p_value_of_the_signed_rank_sum_agrees(n: int, w: int) -> None:
    """p by scipy's exact distribution agrees, five times as much does not."""
    left, values = w, []
    for rank in range(n, 0, -1):
        values.append(rank if rank <= left else -rank)
        left -= rank if rank <= left else 0
    p = stats.wilcoxon(values, method="exact").pvalue
    assert verdicts(RULE, f"It differed, W(n = {n}) = {w}, p = {p:.3f}.") == ["agrees"]
    assert verdicts(RULE, f"It differed, W(n = {n}) = {w}, p = {min(0.99, p * 5 + 0.3):.3f}.") == [
        "inconsistent"
    ]


def test_either_statistic_of_a_pair_has_the_same_p_value() -> None:
    """U and n₁·n₂ − U are the two ways to count; so are W and its complement."""
    assert verdicts(RULE, "It differed, U(20, 18) = 105, p = .028.") == ["agrees"]
    assert verdicts(RULE, "It differed, U(20, 18) = 255, p = .028.") == ["agrees"]
    assert verdicts(RULE, "It differed, W(n = 12) = 10, p = .021.") == ["agrees"]
    assert verdicts(RULE, "It differed, W(n = 12) = 68, p = .021.") == ["agrees"]


def test_the_middle_of_the_range_has_p_of_one() -> None:
    """U = n₁·n₂/2 is no difference at all."""
    assert verdicts(RULE, "It differed, U(20, 18) = 180, p = .99.") == ["agrees"]
    assert verdicts(RULE, "It differed, U(20, 18) = 180, p = .50.") == ["inconsistent"]


@pytest.mark.parametrize(("p", "verdict"), [(".028", "agrees"), (".006", "inconsistent")])
def test_a_one_sided_p_value_needs_its_mention(p: str, verdict: str) -> None:
    """Half of the two-sided p-value agrees only in a paper of one-sided tests."""
    text = f"It differed, U(20, 18) = 105, p = {p}."
    assert verdicts(RULE, text) == [verdict]
    assert verdicts(RULE, f"{text} All tests are one-sided.") == ["agrees"]
    assert verdicts(RULE, f"It differed, U(20, 18) = 105, one-tailed p = {p}.") == ["agrees"]


def test_p_values_that_were_corrected_are_not_questioned() -> None:
    """After a Bonferroni correction any larger p-value is possible."""
    assert verdicts(RULE, "It differed, U(20, 18) = 105, p = .28, with the Bonferroni correction.") == [
        "agrees"
    ]


@pytest.mark.parametrize("p", ["p < .05", "p < .001", "p > .05", "n.s."])
def test_bounds_of_p_are_intervals(p: str) -> None:
    """p of U(20, 18) = 105 is .028: below .05, not below .001, not above .05, and significant."""
    expected = "agrees" if p == "p < .05" else "inconsistent"
    assert verdicts(RULE, f"It differed, U(20, 18) = 105, {p}.") == [expected]


def test_the_sizes_may_be_elsewhere_in_the_sentence() -> None:
    """n₁ and n₂ of the same sentence belong to a U without parentheses, those of another do not."""
    assert verdicts(RULE, "U = 420, n1 = 20, n2 = 18, p = .001 for the groups.") == ["impossible"]
    assert checks(RULE, "Of these n1 = 20 and n2 = 18. The test had U = 420, p = .001.") == []


@pytest.mark.parametrize(
    "text", ["U = 420, p = .001", "U = 420, n1 = 20, p = .001", "W = 0.95, p = .03", "W(n = 1) = 9, p = .5"]
)
def test_without_sizes_there_is_no_check(text: str) -> None:
    """A U without both sizes, the W of a test of normality and a W of one pair say nothing."""
    assert checks(RULE, f"It differed, {text}.") == []


def test_groups_of_zero_are_not_read() -> None:
    """A size of zero is a misprint of another kind."""
    assert checks(RULE, "It differed, U(0, 18) = 5, p = .5.") == []


@pytest.mark.parametrize(
    "gap", ["", " and a great many other words that have nothing to do with the test, with"]
)
def test_a_p_value_far_away_is_not_that_of_the_test(gap: str) -> None:
    """More than sixty characters away, p belongs to something else."""
    (check,) = checks(RULE, f"It differed, U(20, 18) = 105{gap}, p = .90.")
    assert check.verdict == ("not checkable" if gap else "finding")
    assert check.reason == ("no p-value is printed beside it" if gap else "")


def test_large_groups_are_compared_with_the_normal_approximation() -> None:
    """Beyond sixty cases z decides: U = 4000 of 100 and 100 has z = 2.44, p = .0146."""
    z = (5000 - 4000) / (100 * 100 * 201 / 12) ** 0.5
    p = 2 * stats.norm.sf(z)
    assert verdicts(RULE, f"It differed, U(100, 100) = 4000, p = {p:.3f}.") == ["agrees"]
    assert verdicts(RULE, "It differed, U(100, 100) = 4000, p = .10.") == ["inconsistent"]
    assert verdicts(RULE, "It differed, W(n = 100) = 1800, p = .90.") == ["inconsistent"]


def test_the_finding_states_the_interval_of_p() -> None:
    """The interval goes from many ties to the continuity correction."""
    (check,) = RULE.run(paper("It differed, U(20, 18) = 105, p = .480."))
    assert check.question.startswith("The group sizes give p between 0.00")
    assert check.question.endswith(
        ", exact or by the normal approximation with ties. Is one of the numbers a misprint?"
    )
