"""Bounds of a mean and standard deviation that the printed range of the values implies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import sqrt

from report.audit.checks import Check, Rule
from report.audit.comparisons import compared, questioned
from report.audit.estimate_reading import estimates
from report.audit.estimate_record import Estimate
from report.audit.granularity import largest_sd
from report.audit.numbers import Printed, Span, printed, span_of
from report.audit.papers import Paper

_NAME = "sd-bounds"
_NUMBER = r"-?\d+(?:\.\d+)?"
_RANGE = (
    rf"(?P<possible>possible\s|scale\s|theoretical\s)?[Rr]ang(?:e[ds]?|ing)\s?(?:=|:|was|of|from)?\s?(?:from\s)?"
    rf"(?P<low>{_NUMBER})\s?(?:-|to|and)\s?(?P<high>{_NUMBER})"
)
_WORDS = r"[\s,;:()\[\]]{0,4}(?:years?|points?|with|and|a|an|observed|min(?:imum)?)?[\s,;:()\[\]]{0,3}"
_AFTER = re.compile(_WORDS + _RANGE)
_BEFORE = re.compile(r"(?<!quartile )(?<!-quartile-)" + _RANGE + r"(?:\syears?)?[\s,;:(\[]{1,3}$")
_N = re.compile(r"[\s,;]{0,3}(?:years[\s,;]{1,2})?[nN]\s?=\s?(\d+)")
#: The fewest cases that are assumed where n is not printed beside the mean.
_FEWEST = 3


def check_bounds(paper: Paper) -> Iterator[Check]:
    """A check of each mean, with its standard deviation if there is one, that has a range beside it."""
    for each in estimates(paper):
        if each.has("M"):
            text, place = paper.passages[each.place.passage].text, each.place
            before = text[max(0, place.start - 50) : place.start]
            found = _AFTER.match(text, place.end) or _BEFORE.search(before)
            if found and float(found["low"]) < float(found["high"]):
                yield _checked(each, found)


def _checked(each: Estimate, found: re.Match[str]) -> Check:
    low, high = printed(found["low"]), printed(found["high"])
    mean = each["M"].number
    if not Span(low.low, high.high).meets(span_of(mean)):
        fault = f"The mean {mean.text} lies outside the range {low.text} to {high.text}."
        return questioned(_NAME, each.place, each.text, fault)
    if not each.has("SD"):
        return Check(_NAME, "agrees", (each.place,), each.text, f"{low.text} ≤ M ≤ {high.text}")
    n = _size(each, found)
    least = 0.0 if found["possible"] or not n else _smallest(low, high, n)
    allowed = Span(least, _largest(mean, low, high, n or _FEWEST))
    reason = f"The mean and the range {low.text} to {high.text}"
    return compared(_NAME, each, "SD", each["SD"].number, allowed, "impossible", reason)


def _size(each: Estimate, found: re.Match[str]) -> int:
    """The number of cases beside the mean or behind the range; 0 if there is none."""
    behind = _N.match(found.string, found.end())
    value = next((each[name].number.value for name in ("n", "N") if each.has(name)), 0.0)
    n = int(behind[1] if behind else value)
    return n if n >= 2 else 0


def _largest(mean: Printed, low: Printed, high: Printed, n: int) -> float:
    """The largest standard deviation of any mean that rounds to the printed one."""
    middle = (low.value + high.value) / 2
    nearest = min(max(middle, mean.low), mean.high)
    return largest_sd(nearest, low.low, high.high, n)


def _smallest(low: Printed, high: Printed, n: int) -> float:
    """The smallest standard deviation of n values that attain both ends: all others lie in the middle."""
    return max(0.0, high.low - low.high) / sqrt(2 * (n - 1))


RULE = Rule(
    name=_NAME,
    title="mean and standard deviation against the range of the values",
    formula="min ≤ M ≤ max; SD ≤ √((M − min)(max − M)·n/(n − 1)); an observed range needs SD ≥ (max − min)/√(2(n − 1))",
    source="Bhatia and Davis (2000), American Mathematical Monthly 107; SPRITE (Heathers et al., 2018)",
    needs="M, SD and a range in one parenthesis",
    rounding="all means and ends that round to the printed ones, ends to their last digit",
    abstains="no range beside the mean. Without n, three cases are assumed, and the lower bound is not used",
    run=check_bounds,
)
