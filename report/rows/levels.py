"""The levels of a study: significance, trend and confidence levels, each stated once.

Marks, line styles, legends, intervals, claims and the comparison of ledgers read them from here.
While a product runs, `study_levels` gives those of its study, so that a model fitted or summarised in it follows them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import pairwise
from math import isnan
from typing import Any

from report.rows.errors import Fault, StudyError

MARK, TREND_MARK = "*", "†"


@dataclass(frozen=True)
class Levels:
    """Two-sided levels of significance, the largest first (one mark each), of a trend, and of intervals.

    `rmsea_confidence` is the level of RMSEA's interval, 90 % by convention (Steiger, 1990).
    """

    significance: tuple[float, ...] = (0.05, 0.01, 0.001)
    trend: float = 0.10
    confidence: float = 0.95
    rmsea_confidence: float = 0.90

    def __post_init__(self) -> None:
        object.__setattr__(self, "significance", tuple(self.significance))
        falling = all(a > b for a, b in pairwise((self.trend, *self.significance)))
        shares = (*self.significance, self.trend, self.confidence, self.rmsea_confidence)
        if not self.significance or not falling or not all(0 < share < 1 for share in shares):
            what = f"{self} are not valid levels"
            remedy = "write proportions between 0 and 1: trend above significance, significance from the largest down"
            raise StudyError(Fault("Levels", what, remedy))

    @property
    def alpha(self) -> float:
        """The level below which an effect is significant."""
        return self.significance[0]

    @property
    def thresholds(self) -> tuple[float, ...]:
        """All levels that a printed p-value must not cross by rounding, the smallest first."""
        return tuple(sorted({*self.significance, self.trend}))

    def is_significant(self, p: float | None) -> bool:
        """Whether a p-value is below alpha; a missing one never is."""
        return p is not None and p < self.alpha

    def is_trend(self, p: float | None) -> bool:
        """Whether a p-value lies between alpha and the level of a trend."""
        return p is not None and self.alpha <= p < self.trend

    def marks(self, p: float | None, trend: bool = False) -> str:
        """The significance marks of a p-value: one for each level that it is below, † for a trend if requested."""
        if p is None or isnan(p):
            return ""
        count = sum(p < level for level in self.significance)
        return MARK * count or (TREND_MARK if trend and self.is_trend(p) else "")

    def record(self) -> dict[str, Any]:
        """The levels as JSON data."""
        return {**asdict(self), "significance": list(self.significance)}


#: The levels of a study that states none.
USUAL = Levels()
#: The levels of the studies whose products are running in this process, the innermost last. Threads share them.
_running: list[Levels] = []


@contextmanager
def levels_of_study(levels: Levels) -> Iterator[None]:
    """Apply the levels of a study to the products that run in this process inside the block."""
    _running.append(levels)
    try:
        yield
    finally:
        _running.pop()


def study_levels() -> Levels:
    """The levels of the study whose product is running, and the usual ones elsewhere."""
    return _running[-1] if _running else USUAL


def unusual(levels: Levels) -> Levels | None:
    """The levels as a row states them: nothing where they are the usual ones."""
    return None if levels == USUAL else levels
