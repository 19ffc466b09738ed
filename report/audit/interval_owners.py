"""The estimate to which a confidence interval belongs, where several quantities are beside it."""

from __future__ import annotations

from collections.abc import Sequence

from report.audit.estimate_record import ReportedEstimate
from report.audit.numbers import PrintedNumber, Span

RATIOS = ("OR", "HR", "RR")
_REGRESSION = ("b", "beta", "MD", *RATIOS)
#: Effect sizes, after which papers also print the interval of the difference that was tested.
EFFECT_SIZES = ("d", "g", "r", "beta")
_ESTIMATES = (*_REGRESSION, "d", "g", "r", "M")
#: Text that may occur between an estimate and its interval.
_PRECISION = ("SE", "SD", "n", "N")
_TESTS = ("p", "t", "F", "z", "chi2", "df")
#: How far the half width of an interval may be from that which the test gives, as a factor.
_NARROW, _WIDE = 0.6, 1.7
_QUANTILE, _LEVEL = 1.96, 95


def interval_owners(each: ReportedEstimate) -> tuple[str, ...]:
    """The symbols of the estimates that the interval may be of: none if it follows no estimate.

    An interval belongs to the estimate directly before it, standard errors aside, or, after a test, to the estimate
    of a regression that the test is of. The other estimates of a regression before it are possible too.
    """
    order = list(each.quantities)
    before = [symbol for symbol in order[: order.index("CI")] if each.has(symbol) or symbol in _TESTS]
    named = [symbol for symbol in before if symbol not in _PRECISION]
    regression = [symbol for symbol in named if symbol in _REGRESSION]
    if not named:
        return ()
    if named[-1] in _ESTIMATES:
        means = ["M"] if "M" in named and named[-1] in EFFECT_SIZES else []
        return (named[-1], *(symbol for symbol in (*regression, *means) if symbol != named[-1]))
    if named[-1] not in _TESTS:
        return ()
    return tuple(regression) or _tested(each, named)


def _tested(each: ReportedEstimate, named: Sequence[str]) -> tuple[str, ...]:
    """A correlation that is itself the test, or an effect size before its test."""
    first = named[0]
    return (first,) if first == "r" or (first in EFFECT_SIZES and each.has(first)) else ()


def may_be_of_difference(
    each: ReportedEstimate, symbol: str, low: PrintedNumber, high: PrintedNumber
) -> bool:
    """Whether an interval that excludes an effect size may be that of the difference which was tested.

    The half width of the effect size's own interval is near 1.96 times the effect size divided by its test statistic.
    """
    order = list(each.quantities)
    tested = [name for name in order[: order.index(symbol)] if name in _TESTS and name != "df"]
    if symbol not in EFFECT_SIZES or not tested:
        return False
    statistic = _statistic(each)
    if statistic is None or statistic == 0:
        return True
    expected = _QUANTILE * abs(each[symbol].number.value / statistic)
    return not _NARROW * expected <= abs(high.value - low.value) / 2 <= _WIDE * expected


def _statistic(each: ReportedEstimate) -> float | None:
    """The t, z or root of F(1, df) of a group, or the normal quantile of its exact p-value."""
    for name in ("t", "z"):
        if each.has(name):
            return abs(each[name].number.value)
    if each.has_f and each["F"].df[0].value == 1:
        return float(max(0.0, each["F"].number.value) ** 0.5)
    if each.has("p") and 0 < each["p"].number.value < 1:
        from scipy.special import ndtri

        return float(-ndtri(each["p"].number.value / 2))
    return None


def wald_ratio(each: ReportedEstimate) -> Span | None:
    """The z that a coefficient gives with its standard error, or with its interval of 95 percent."""
    symbol = next((name for name in ("b", "beta", "MD") if each.has(name)), "")
    if not symbol:
        return None
    size = abs(each[symbol].number.value)
    half = each[symbol].number.half
    if each.has("SE") and each["SE"].number.low > 0:
        error = Span(each["SE"].number.low, each["SE"].number.high)
    elif "CI" in each.quantities and each["CI"].number.value == _LEVEL and symbol in interval_owners(each):
        low, high = each["CI"].low, each["CI"].high
        if low is None or high is None or high.low <= low.high:
            return None
        error = Span((high.low - low.high) / (2 * _QUANTILE), (high.high - low.low) / (2 * _QUANTILE))
    else:
        return None
    return Span(max(0.0, size - half) / error.high, (size + half) / error.low)
