"""The values that a statistic can have: one outside its range is a fault, even if it would print correctly.

The range follows from the format of a row, from its symbol and from the last word of its id, in that order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import inf, isinf

from report.rows.errors import Fault
from report.rows.format_registry import FORMATS
from report.rows.number_formats import ROUNDING_ERROR, Count, Degrees, Percent, Share
from report.rows.p_value_format import PValue
from report.rows.quantity_formats import FinePercent, LargeCount
from report.rows.stat import Row, Stat

_REMEDY = "correct the product; use None for a missing statistic, not a code such as -99"


@dataclass(frozen=True)
class ValueRange:
    """The range of a kind of statistic, in words and numbers."""

    words: str
    low: float = -inf
    high: float = inf
    whole: bool = False
    remedy: str = _REMEDY

    def holds(self, value: float) -> bool:
        """Whether a value lies within the range, allowing for the rounding error of its computation."""
        slack = ROUNDING_ERROR * max(1.0, abs(value))
        within = self.low - slack <= value <= self.high + slack
        return within and (not self.whole or abs(value - round(value)) <= slack)


PROBABILITY = ValueRange("a probability (0 to 1)", 0, 1)
COEFFICIENT = ValueRange(
    "a correlation or share of variance (−1 to 1)", -1, 1, remedy=f"{_REMEDY}; or use fixed2"
)
SHARE = ValueRange(
    "a proportion (0 to 1)",
    0,
    1,
    remedy="yield a proportion: 0.38 prints as 38; for a percent change use fixed1",
)
COUNT = ValueRange(
    "a count (a whole number from 0)", 0, whole=True, remedy=f"{_REMEDY}; for degrees of freedom use df"
)
DEGREES = ValueRange("a number of degrees of freedom (0 or more)", 0)
SPREAD = ValueRange("a measure of spread (0 or more)", 0)
SIZE = ValueRange("a number of cases (0 or more)", 0)
EXPLAINED = ValueRange("a share of variance (1 at most)", high=1)

_OF_FORMATS: Mapping[type, ValueRange] = {
    PValue: PROBABILITY,
    Share: COEFFICIENT,
    Percent: SHARE,
    FinePercent: SHARE,
    Count: COUNT,
    LargeCount: COUNT,
    Degrees: DEGREES,
}
_OF_SYMBOLS = {
    "p": PROBABILITY,
    "r": COEFFICIENT,
    "r²": EXPLAINED,
    "n": SIZE,
    "sd": SPREAD,
    "se": SPREAD,
    "df": DEGREES,
    "χ²": ValueRange("a chi-square (0 or more)", 0),
}
#: Last words of ids that filters and tables interpret, as in `age.sd`.
_OF_NAMES = {"sd": SPREAD, "se": SPREAD, "n": SIZE, "df": DEGREES, "r2": EXPLAINED}


def faults(row: Row, where: str, product: str) -> Iterator[Fault]:
    """The fault of a row whose value is impossible for its kind of statistic."""
    if not isinstance(row, Stat) or not isinstance(row.value, int | float):
        return
    if isinf(row.value):
        remedy = 'yield None if it does not exist, or the text "∞" for an interval without a bound'
        yield Fault(where, f"{product}: {row.id} is infinite", remedy)
        return
    for each in _ranges(row):
        if not each.holds(row.value):
            yield Fault(where, f"{product}: {row.id} = {row.value!r} is not {each.words}", each.remedy)
            return


def _ranges(row: Stat) -> Iterator[ValueRange]:
    if kind := _OF_FORMATS.get(type(FORMATS.get(row.format))):
        yield kind
    keys = (
        (_OF_SYMBOLS, row.symbol.replace("*", "").replace("_", "").lower()),
        (_OF_NAMES, row.id.rpartition(".")[2]),
    )
    yield from (ranges[key] for ranges, key in keys if key in ranges)
