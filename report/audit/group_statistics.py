"""Tests and effect sizes that follow from means, standard deviations and sizes of independent groups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from math import inf, sqrt

from report.audit.numbers import PrintedNumber, Span

#: The most groups of which all corners of the rounding intervals are tried.
MOST_GROUPS = 8
_STEPS = 60


@dataclass(frozen=True, slots=True)
class Group:
    """A group as it is printed."""

    mean: PrintedNumber
    sd: PrintedNumber
    n: int


def difference(one: Group, two: Group) -> Span:
    """The size of the difference of two means."""
    gap, error = abs(one.mean.value - two.mean.value), one.mean.half + two.mean.half
    return Span(max(0.0, gap - error), gap + error)


def _ratio(gap: Span, one: Group, two: Group, divisor: Callable[[float, float], float]) -> Span:
    """A difference divided by a function that increases with both standard deviations."""
    largest = divisor(one.sd.high, two.sd.high)
    smallest = divisor(max(one.sd.low, 0.0), max(two.sd.low, 0.0))
    return Span(gap.low / largest if largest else inf, gap.high / smallest if smallest else inf)


def student(one: Group, two: Group) -> Span:
    """|t| with pooled variances."""

    def error(sd1: float, sd2: float) -> float:
        return _pooled(one.n, two.n, sd1, sd2) * sqrt(1 / one.n + 1 / two.n)

    return _ratio(difference(one, two), one, two, error)


def welch(one: Group, two: Group) -> Span:
    """|t| with separate variances."""
    return _ratio(difference(one, two), one, two, lambda sd1, sd2: sqrt(sd1**2 / one.n + sd2**2 / two.n))


def welch_df(one: Group, two: Group) -> Span:
    """Degrees of freedom of Welch and Satterthwaite, at all corners of the rounding intervals."""
    corners = product((one.sd.low, one.sd.value, one.sd.high), (two.sd.low, two.sd.value, two.sd.high))
    found = [_satterthwaite(a**2 / one.n, b**2 / two.n, one.n, two.n) for a, b in corners if a > 0 and b > 0]
    return Span(min(found), max(found)) if found else Span(1.0, float(one.n + two.n - 2))


def _satterthwaite(a: float, b: float, n1: int, n2: int) -> float:
    return (a + b) ** 2 / (a**2 / (n1 - 1) + b**2 / (n2 - 1))


def _pooled(n1: int, n2: int, sd1: float, sd2: float) -> float:
    return sqrt(((n1 - 1) * sd1**2 + (n2 - 1) * sd2**2) / (n1 + n2 - 2))


def standardised(one: Group, two: Group) -> Span:
    """|d| by any usual divisor: either standard deviation, their mean or pooled, with or without Hedges' correction."""
    gap = difference(one, two)
    by_smaller = _ratio(gap, one, two, min)
    by_larger = _ratio(gap, one, two, max)
    correction = 1 - 3 / (4 * (one.n + two.n - 2) - 1)
    return Span(by_larger.low * correction, by_smaller.high)


def one_way(groups: Sequence[Group]) -> Span:
    """F of a one-way analysis of variance."""
    sizes = [group.n for group in groups]
    df1, df2 = len(groups) - 1, sum(sizes) - len(groups)
    low, high = _between_squares(groups)
    most, least = (
        sum((group.n - 1) * max(0.0, sd) ** 2 for group, sd in zip(groups, sds, strict=True)) / df2
        for sds in ([group.sd.high for group in groups], [group.sd.low for group in groups])
    )
    return Span(low / df1 / most if most else inf, high / df1 / least if least else inf)


def _between_squares(groups: Sequence[Group]) -> tuple[float, float]:
    """The smallest and the largest sum of squares between groups; the largest is at a corner of the intervals."""
    corners = product(*((group.mean.low, group.mean.high) for group in groups))
    return _least_squares(groups), max(_squares(groups, corner) for corner in corners)


def _squares(groups: Sequence[Group], means: Sequence[float]) -> float:
    sizes = [group.n for group in groups]
    grand = sum(n * mean for n, mean in zip(sizes, means, strict=True)) / sum(sizes)
    return sum(n * (mean - grand) ** 2 for n, mean in zip(sizes, means, strict=True))


def _least_squares(groups: Sequence[Group]) -> float:
    """The sum of squared distances of all intervals from the best centre, by ternary search of a convex function."""
    low, high = min(group.mean.low for group in groups), max(group.mean.high for group in groups)

    def squares(centre: float) -> float:
        gaps = ((group.n, max(group.mean.low - centre, centre - group.mean.high, 0.0)) for group in groups)
        return sum(n * gap**2 for n, gap in gaps)

    for _ in range(_STEPS):
        third = (high - low) / 3
        if squares(low + third) < squares(high - third):
            high -= third
        else:
            low += third
    return squares((low + high) / 2)
