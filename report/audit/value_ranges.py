"""Ranges of values beside a mean, in running text or in the row of a table, and the deviations that they allow."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import sqrt

from report.audit.estimate_record import ReportedEstimate
from report.audit.granularity import largest_sd
from report.audit.numbers import PrintedNumber, printed

_NUMBER = r"-?\d+(?:\.\d+)?"
_RANGE = (
    rf"(?:(?P<possible>possible\s|scale\s|theoretical\s|potential\s)?[Rr]ang(?:e[ds]?|ing)(?:\sin\sage)?\s?(?:=|:|was|of|from|between)?"
    rf"\s?(?:from\s|between\s)?(?P<low>{_NUMBER})\s?(?:-|to|and)\s?(?P<high>{_NUMBER}))"
)
_LEAST = r"(?:[Mm]in(?:imum)?|[Ll]owest)\.?\s?[=:]?\s?"
_MOST = r"(?:[Mm]ax(?:imum)?|[Hh]ighest)\.?\s?[=:]?\s?"
_ENDS = rf"{_LEAST}(?P<low2>{_NUMBER})[\s,;]{{1,2}}(?:and\s)?{_MOST}(?P<high2>{_NUMBER})"
_BOTH = rf"[Mm]in\.?\s?[-/]\s?[Mm]ax\.?\s?[=:]?\s?(?P<low3>{_NUMBER})\s?(?:-|to)\s?(?P<high3>{_NUMBER})"
_WORDS = r"[\s,;:()\[\]]{0,4}(?:years?|points?|with|and|a|an|observed)?[\s,;:()\[\]]{0,3}"
_AFTER = re.compile(rf"{_WORDS}(?:{_RANGE}|{_ENDS}|{_BOTH})")
_AGES = (
    rf"(?P<ages>aged?|ages)\s(?:from\s|between\s)?(?P<low2>{_NUMBER})\s?(?:-|to|and)\s?(?P<high2>{_NUMBER})"
)
_BEFORE = re.compile(
    rf"(?<!quartile )(?<!-quartile-)(?:{_RANGE}|{_AGES})(?:\syears?(?:\sold|\sof\sage)?)?[\s,;:(\[]{{1,3}}$"
)
_N = re.compile(r"[\s,;]{0,3}(?:years[\s,;]{1,2})?[nN]\s?=\s?(\d+)")
#: The characters before a mean that may end in its range.
_NEAR = 60


@dataclass(frozen=True, slots=True)
class Range:
    """The lowest and highest value, the number of cases behind them, and whether they were observed.

    It is not `is_certain` if a table does not say of what it is the range, or if the ages of people are followed by the
    mean of some variable.
    """

    low: PrintedNumber
    high: PrintedNumber
    n: int = 0
    is_observed: bool = True
    is_certain: bool = True
    is_of_ages: bool = False


def range_beside(text: str, each: ReportedEstimate) -> Range | None:
    """The range directly after or before an estimate in running text."""
    place = each.place
    found = _AFTER.match(text, place.end) or _BEFORE.search(text[max(0, place.start - _NEAR) : place.start])
    if found is None:
        return None
    named = found.groupdict()
    low, high = (
        next(named[f"{end}{i}"] for i in ("", 2, 3) if named.get(f"{end}{i}")) for end in ("low", "high")
    )
    behind, ages = _N.match(found.string, found.end()), bool(named.get("ages"))
    n = int(behind[1]) if behind else 0
    return _ordered(Range(printed(low), printed(high), n, not named["possible"], not ages, ages))


def range_in_row(each: ReportedEstimate) -> Range | None:
    """The range in the row of an estimate: columns of both ends, or the column that is most specific."""
    if each.has("min", "max"):
        return _ordered(Range(each["min"].number, each["max"].number))
    for symbol in ("observed", "range", "possible"):
        found = each.quantities.get(symbol)
        if found is not None and found.low is not None and found.high is not None:
            known = symbol == "observed"
            return _ordered(Range(found.low, found.high, 0, known, known))
    return None


def _ordered(found: Range) -> Range | None:
    return found if found.low.value < found.high.value else None


def largest(mean: PrintedNumber, low: PrintedNumber, high: PrintedNumber, n: int) -> float:
    """The largest standard deviation of any mean that rounds to the printed one."""
    middle = (low.value + high.value) / 2
    nearest = min(max(middle, mean.low), mean.high)
    return largest_sd(nearest, low.low, high.high, n)


def smallest(low: PrintedNumber, high: PrintedNumber, n: int) -> float:
    """The smallest standard deviation of n values that attain both ends: all others lie in the middle."""
    return max(0.0, high.low - low.high) / sqrt(2 * (n - 1))


def half_width(width: PrintedNumber, n: int) -> float:
    """The largest standard deviation of values that are at most so far apart."""
    return width.high / 2 * sqrt(n / (n - 1))
