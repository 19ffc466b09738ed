"""Probabilities of test statistics, and the interval of them that a rounded statistic allows."""

from __future__ import annotations

from itertools import product
from math import inf, sqrt

from report.audit.numbers import PrintedNumber, Span

TWO_SIDED = ("t", "z", "r")


def probability(kind: str, value: float, df: tuple[float, ...] = ()) -> float:
    """The p-value of a statistic: two-sided for t, z and r, the upper tail for F, χ², Q and H."""
    from scipy import special

    value = abs(value)
    match kind:
        case "z":
            return float(2 * special.ndtr(-value))
        case "t":
            return 0.0 if value == inf else float(2 * special.stdtr(df[0], -value))
        case "r":
            return 0.0 if value >= 1 else probability("t", value * sqrt(df[0] / (1 - value**2)), df)
        case "F":
            return 0.0 if value == inf else float(special.fdtrc(df[0], df[1], value))
        case _:
            return 0.0 if value == inf else float(special.chdtrc(df[0], value))


def probabilities(
    kind: str, statistic: PrintedNumber, df: tuple[PrintedNumber, ...] = (), *, truncated: bool = False
) -> Span:
    """The p-values of all statistics and degrees of freedom that round to the printed ones.

    `truncated` also allows statistics whose further digits were cut off.
    """
    size = abs(statistic.value)
    extra = statistic.half if statistic.relation == "=" else 0.0
    low = 0.0 if statistic.relation in "<≤" else max(0.0, size - extra)
    high = inf if statistic.relation in ">≥" else size + extra * (2 if truncated else 1)
    corners = list(product(*map(_values, df)))
    found = [probability(kind, value, corner) for value in (low, high) for corner in corners]
    return Span(min(found), max(found))


def _values(df: PrintedNumber) -> tuple[float, ...]:
    """Degrees of freedom: whole ones are exact, others are rounded."""
    whole = df.unit >= 1
    return (df.value,) if whole else (max(df.low, 1e-6), df.high)
