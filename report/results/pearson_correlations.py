"""Pearson correlations of two columns over their complete pairs, and their rows."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from report.rows.stat import Stat

if TYPE_CHECKING:
    from pandas import Series


@dataclass(frozen=True)
class Correlation:
    """A Pearson correlation of n complete pairs and the two-sided p-value of its t-test; None where undefined."""

    r: float | None
    p: float | None
    n: int

    @property
    def shared_variance(self) -> float:
        """The variance that both variables share, r squared; NaN if the correlation is undefined."""
        return math.nan if self.r is None else self.r**2


def pearson(x: Series[float], y: Series[float]) -> Correlation:
    """The correlation of two variables over their complete pairs.

    t = r * sqrt((n - 2) / (1 - r^2)) with n - 2 degrees of freedom (Cohen, Cohen, West & Aiken, 2003, eq. 2.8.1).
    """
    from scipy.special import stdtr

    both = x.notna() & y.notna()
    n = int(both.sum())
    if n < 3 or x[both].nunique() < 2 or y[both].nunique() < 2:
        return Correlation(None, None, n)
    r = float(x[both].corr(y[both]))
    if abs(r) >= 1:
        return Correlation(r, 0.0, n)
    t = r * math.sqrt((n - 2) / (1 - r * r))
    return Correlation(r, float(2 * stdtr(n - 2, -abs(t))), n)


def correlation_rows(prefix: str, found: Correlation, label: str, group: str) -> Iterator[Stat]:
    """r, p, n and the degrees of freedom of a correlation; a warning where it is not defined."""
    note: tuple[str, ...] = ()
    if found.r is None:
        note = (f"{prefix} is not defined: a variable is constant, or fewer than three pairs are complete",)
    parts = {
        "r": (found.r, "unit", "*r*", "correlation"),
        "p": (found.p, "p", "*p*", "p-value of the correlation"),
        "n": (found.n, "count", "*n*", "complete pairs for the correlation"),
        "df": (max(found.n - 2, 0), "count", "*df*", "degrees of freedom of the correlation"),
    }
    about = {"group": group, "variable": prefix.rsplit(".", 1)[1]}
    for name, (number, format, symbol, words) in parts.items():
        text = f"{words} of {label}"
        yield Stat(
            f"{prefix}.{name}",
            number,
            format,
            text,
            symbol,
            found.n,
            about={**about, "statistic": name},
            warnings=note,
        )
