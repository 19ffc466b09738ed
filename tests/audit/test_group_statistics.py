"""Tests and effect sizes of groups: every value that rounding of the printed numbers allows, and no more."""

from __future__ import annotations

from itertools import product
from math import inf

import numpy as np
import pytest
from scipy import stats

from report.audit.group_statistics import Group, difference, one_way, standardised, student, welch, welch_df
from report.audit.numbers import PrintedNumber, Span, printed


def group(mean: str, sd: str, n: int) -> Group:
    """A group as printed."""
    return Group(printed(mean), printed(sd), n)


def exact(mean: float, sd: float, n: int) -> Group:
    """A group whose numbers are not rounded."""
    return Group(PrintedNumber(str(mean), mean, 0.0), PrintedNumber(str(sd), sd, 0.0), n)


def cases(one: Group) -> np.ndarray:
    """Values with exactly the mean and the standard deviation of a group."""
    raw = np.arange(float(one.n)) ** 1.3
    return one.mean.value + one.sd.value * (raw - raw.mean()) / raw.std(ddof=1)


def ends(number: PrintedNumber) -> tuple[float, float, float]:
    """The smallest, the printed and the largest value."""
    return number.low, number.value, number.high


def roundings(one: Group, two: Group) -> list[tuple[float, float, float, float]]:
    """Means and standard deviations that are printed as those of two groups."""
    return list(product(ends(one.mean), ends(one.sd), ends(two.mean), ends(two.sd)))


PAIRS = [
    (group("5.20", "1.10", 30), group("4.10", "1.30", 28)),
    (group("4.1", "1.3", 12), group("5.2", "1.1", 40)),
    (group("-2", "3", 9), group("4", "5", 9)),
    (group("0.512", "0.101", 2), group("0.388", "0.215", 2)),
]


@pytest.mark.parametrize(
    ("one", "two", "low", "high"),
    [
        ("5.20", "4.10", 1.09, 1.11),
        ("4.10", "5.20", 1.09, 1.11),
        ("-1.0", "1.0", 1.9, 2.1),
        ("5.2", "5.2", 0.0, 0.1),
        ("5.20", "5.2", 0.0, 0.055),
    ],
)
def test_the_difference_of_means_has_no_sign_and_the_error_of_both(
    one: str, two: str, low: float, high: float
) -> None:
    """The rounding errors of two means add up, and a size is never negative."""
    found = difference(group(one, "1", 5), group(two, "1", 5))
    assert (found.low, found.high) == pytest.approx((low, high))


@pytest.mark.parametrize(("one", "two"), PAIRS)
@pytest.mark.parametrize(("function", "equal"), [(student, True), (welch, False)])
def test_t_reaches_from_the_smallest_to_the_largest_of_all_roundings(
    one: Group, two: Group, function: object, equal: bool
) -> None:
    """The ends are those that scipy computes from the means and standard deviations at the ends of their intervals."""
    found = [
        abs(stats.ttest_ind_from_stats(m1, s1, one.n, m2, s2, two.n, equal_var=equal).statistic)
        for m1, s1, m2, s2 in roundings(one, two)
    ]
    span = function(one, two)  # type: ignore[operator]
    assert (span.low, span.high) == pytest.approx((min(found), max(found)))


@pytest.mark.parametrize("function", [student, welch])
def test_t_of_means_that_may_be_equal_begins_at_zero(function: object) -> None:
    """4.1 and 4.2 may both be 4.15."""
    assert function(group("4.1", "1.0", 20), group("4.2", "1.0", 20)).low == pytest.approx(0)  # type: ignore[operator]


@pytest.mark.parametrize("function", [student, welch])
def test_t_is_unbounded_if_both_standard_deviations_may_be_zero(function: object) -> None:
    """SD = 0.0 may be zero, and then any difference is infinitely many standard errors."""
    span = function(group("4.1", "0.0", 20), group("5.2", "0.0", 20))  # type: ignore[operator]
    assert (span.low > 0, span.high) == (True, inf)


@pytest.mark.parametrize("function", [student, welch])
def test_t_without_any_variance_is_infinite(function: object) -> None:
    """Standard deviations that are exactly zero leave no error to divide by."""
    assert function(exact(1, 0, 5), exact(2, 0, 5)) == Span(inf, inf)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (exact(5.2, 1.1, 30), exact(4.1, 1.3, 28)),
        (exact(5.2, 9.0, 6), exact(4.1, 0.5, 50)),
        (exact(5.2, 1.0, 2), exact(4.1, 1.0, 2)),
    ],
)
def test_welchs_degrees_of_freedom_are_those_of_scipy(one: Group, two: Group) -> None:
    """Without rounding the interval is one number."""
    wanted = stats.ttest_ind(cases(one), cases(two), equal_var=False).df
    span = welch_df(one, two)
    assert (span.low, span.high) == pytest.approx((wanted, wanted))


def test_welchs_degrees_of_freedom_take_in_all_roundings() -> None:
    """Equal variances and sizes give the most, n₁ + n₂ − 2 = 18; SDs of 0.5 and 1.5 the fewest of this pair."""
    span = welch_df(group("5", "1", 10), group("4", "1", 10))
    fewest = (0.5**2 / 10 + 1.5**2 / 10) ** 2 / ((0.5**2 / 10) ** 2 / 9 + (1.5**2 / 10) ** 2 / 9)
    assert (span.low, span.high) == pytest.approx((fewest, 18))


def test_welchs_degrees_of_freedom_of_standard_deviations_of_zero_are_unknown() -> None:
    """Between 1 and n₁ + n₂ − 2 anything is possible."""
    assert welch_df(exact(5, 0, 10), exact(4, 0, 12)) == Span(1.0, 20.0)


EFFECTS = {
    "pooled": lambda a, b: np.sqrt(
        ((len(a) - 1) * a.var(ddof=1) + (len(b) - 1) * b.var(ddof=1)) / (len(a) + len(b) - 2)
    ),
    "first group": lambda a, b: a.std(ddof=1),
    "second group": lambda a, b: b.std(ddof=1),
    "mean variance": lambda a, b: np.sqrt((a.var(ddof=1) + b.var(ddof=1)) / 2),
}


@pytest.mark.parametrize("divisor", EFFECTS)
@pytest.mark.parametrize("corrected", [False, True])
def test_every_usual_effect_size_is_allowed(divisor: str, corrected: bool) -> None:
    """d by any divisor, and g with the small-sample correction 1 − 3/(4·df − 1), are effect sizes of the groups."""
    one, two = exact(5.2, 1.1, 30), exact(4.1, 1.5, 14)
    a, b = cases(one), cases(two)
    effect = abs(a.mean() - b.mean()) / EFFECTS[divisor](a, b)
    effect *= 1 - 3 / (4 * 42 - 1) if corrected else 1
    assert effect in standardised(one, two)


def test_the_effect_size_has_no_slack_beyond_the_divisors() -> None:
    """The largest is by the smaller SD, the smallest by the larger SD with the correction."""
    span = standardised(exact(5.2, 1.1, 30), exact(4.1, 1.5, 14))
    assert (span.low, span.high) == pytest.approx((1.1 / 1.5 * (1 - 3 / 167), 1.1 / 1.1))


def test_the_effect_size_of_standard_deviations_that_may_be_zero_is_unbounded() -> None:
    """A divisor of zero has no largest quotient."""
    assert standardised(group("5", "0", 10), group("4", "3", 10)).high == inf


@pytest.mark.parametrize(
    "groups",
    [
        (exact(5.2, 1.1, 30), exact(4.1, 1.3, 28)),
        (exact(5.2, 1.1, 10), exact(4.1, 1.3, 12), exact(4.4, 0.9, 25)),
        (exact(1, 2, 3), exact(1, 2, 3), exact(1, 2, 3), exact(7, 1, 2)),
    ],
)
def test_f_is_that_of_scipy(groups: tuple[Group, ...]) -> None:
    """Without rounding, F of a one-way analysis of variance is one number."""
    wanted = stats.f_oneway(*map(cases, groups)).statistic
    span = one_way(groups)
    assert (span.low, span.high) == pytest.approx((wanted, wanted), rel=1e-6)


def test_f_of_two_groups_is_the_square_of_t() -> None:
    """Rounding has the same effect on both."""
    one, two = group("5.20", "1.10", 30), group("4.10", "1.30", 28)
    t, f = student(one, two), one_way((one, two))
    assert (f.low, f.high) == pytest.approx((t.low**2, t.high**2), rel=1e-6)


def test_f_takes_in_all_roundings() -> None:
    """Random values that round to the printed ones give an F within the interval, some of them close to its ends."""
    groups = (group("5.2", "1.1", 10), group("4.1", "1.3", 12), group("4.4", "0.9", 25))
    span = one_way(groups)
    corners = product(*((each.mean.low, each.mean.high) for each in groups))
    found = [
        stats.f_oneway(
            *(cases(exact(mean, sd, each.n)) for mean, sd, each in zip(means, sds, groups, strict=True))
        )
        for means in corners
        for sds in ((1.05, 1.25, 0.85), (1.15, 1.35, 0.95))
    ]
    values = [each.statistic for each in found]
    assert max(values) == pytest.approx(span.high)
    assert all(span.low <= value for value in values)
    assert min(values) < span.low * 1.02


def test_f_of_means_that_may_be_equal_begins_at_zero() -> None:
    """Rounding intervals with a common value allow no difference at all."""
    groups = (group("4.1", "1.0", 9), group("4.2", "1.0", 9), group("4.15", "1.0", 9))
    assert one_way(groups).low == pytest.approx(0, abs=1e-9)


def test_f_is_unbounded_if_all_standard_deviations_may_be_zero() -> None:
    """Nothing within groups leaves nothing to divide by; exact zeros give infinity at both ends."""
    assert one_way((group("4", "0", 9), group("9", "0", 9))).high == inf
    assert one_way((exact(4, 0, 9), exact(9, 0, 9))) == Span(inf, inf)
