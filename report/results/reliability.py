"""Reliability of scales as rows: Cronbach's alpha and McDonald's omega, each with its interval.

Alpha: Cronbach (1951), interval by Feldt (1965) as in pingouin. Omega: McDonald (1999) from a model of one factor, its
interval by the delta method as in lavaan. Both are based on the cases that answered all items.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from report.results.one_factor import one_factor
from report.results.quantities import ESTIMATE, Quantity, Result, interval, rows_of
from report.rows.levels import study_levels
from report.rows.stat import Stat

if TYPE_CHECKING:
    from pandas import DataFrame

#: Reasons why omega cannot be estimated, for its label.
TOO_FEW = "not estimable: no more cases than items"
IMPROPER = "improper solution: a unique variance is zero"


@dataclass(frozen=True)
class ReliabilityEstimate:
    """An estimate with its interval; without one, `note` gives the reason."""

    estimate: float | None
    lower: float | None = None
    upper: float | None = None
    note: str = ""

    @property
    def format(self) -> str:
        """How it prints: as a share, unless it is below −1, as the alpha of contradictory items can be."""
        low = min(each for each in (self.estimate, self.lower, 0.0) if each is not None)
        return "unit" if low >= -1 else "index"


def cronbach_alpha(items: DataFrame, confidence: float | None = None) -> ReliabilityEstimate:
    """Cronbach's alpha of complete cases, with Feldt's interval."""
    from scipy.stats import f

    answers = items.dropna().to_numpy(dtype=float)
    n, k = answers.shape
    if n < 2 or k < 2 or not answers.sum(axis=1).var(ddof=1):
        return ReliabilityEstimate(None, note="not estimable: too few cases or items, or no variance")
    alpha = k / (k - 1) * (1 - answers.var(axis=0, ddof=1).sum() / answers.sum(axis=1).var(ddof=1))
    tail, df = (1 - _level(confidence)) / 2, (n - 1, (n - 1) * (k - 1))
    lower = 1 - (1 - alpha) * f.ppf(1 - tail, *df)
    upper = 1 - (1 - alpha) * f.ppf(tail, *df)
    return ReliabilityEstimate(float(alpha), float(lower), float(upper))


def mcdonald_omega(items: DataFrame, confidence: float | None = None) -> ReliabilityEstimate:
    """McDonald's omega of complete cases, with an interval by the delta method that ends at 1."""
    from scipy.stats import norm

    answers = items.dropna().to_numpy(dtype=float)
    n, k = answers.shape
    if n <= k or k < 3:
        return ReliabilityEstimate(None, note=TOO_FEW if n <= k else "not estimable: fewer than three items")
    if not (answers.std(axis=0) > 0).all():
        return ReliabilityEstimate(None, note="not estimable: an item does not vary")
    fitted = one_factor(np.cov(answers, rowvar=False, ddof=0))
    if not fitted.proper:
        return ReliabilityEstimate(fitted.omega, note=IMPROPER)
    half = float(norm.ppf((1 + _level(confidence)) / 2)) * fitted.omega_error(n)
    return ReliabilityEstimate(fitted.omega, fitted.omega - half, min(fitted.omega + half, 1.0))


def reliability(id: str, items: DataFrame, *, label: str, confidence: float | None = None) -> Iterator[Stat]:
    """The rows of a scale whose keyed answers are the columns of `items`.

    They are `<id>.alpha.estimate`, `.alpha.ci_lower`, `.alpha.ci_upper`, the same for omega, `<id>.n` and `<id>.items`.
    The level of the intervals is that of the study, unless `confidence` is given.
    """
    level = _level(confidence)
    n = len(items.dropna())
    about = {"statistic": "n"}
    yield Stat(f"{id}.n", n, "count", f"cases with all answers: {label}", "*n*", n, about=about)
    yield Stat(f"{id}.items", items.shape[1], "count", f"items: {label}", "*k*", about={"statistic": "items"})
    for name, symbol, words, found in (
        ("alpha", "α", "Cronbach's alpha", cronbach_alpha(items, level)),
        ("omega", "ω", "McDonald's omega", mcdonald_omega(items, level)),
    ):
        quantities = (
            Quantity(
                "estimate", found.estimate, found.format, words, symbol, f"({found.note})" * bool(found.note)
            ),
            *interval(found.lower, found.upper, format=found.format),
        )
        yield from rows_of(id, Result(ESTIMATE, quantities, name, n=n, confidence=level), label, {})


def _level(confidence: float | None) -> float:
    """The level of an interval: that of the study, unless another is given."""
    return study_levels().confidence if confidence is None else confidence
