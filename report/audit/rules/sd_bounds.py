"""Bounds of a mean and standard deviation that the printed range of the values implies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain

from report.audit.checks import Check, Rule, Severity
from report.audit.comparisons import compared, questioned
from report.audit.described_columns import in_columns
from report.audit.described_means import in_words
from report.audit.estimate_reading import estimates
from report.audit.estimate_record import ReportedEstimate
from report.audit.numbers import Span, span_of
from report.audit.papers import Paper
from report.audit.value_ranges import Range, half_width, largest, range_beside, range_in_row, smallest

_NAME = "sd-bounds"
#: The fewest cases that are assumed where n is not printed beside the mean.
_FEWEST = 3
#: Variables of one item, whose mean is no sum of items.
_SINGLE = re.compile(r"\bage\b|\byears?\b|single item|\bBMI\b", re.IGNORECASE)


def check_bounds(paper: Paper) -> Iterator[Check]:
    """A check of each mean, with its standard deviation if there is one, that has a range beside it or in its row."""
    worded = {(each.place.passage, each["M"].end): each for each in in_words(paper)}
    known = (each for each in estimates(paper) if each.has("M"))
    for each in chain((each for each in known if _is_new(each, worded)), worded.values(), in_columns(paper)):
        passage = paper.passages[each.place.passage]
        found = range_beside(passage.text, each) if passage.block.cell is None else range_in_row(each)
        if found is not None:
            yield from _checked(each, found)
        elif each.has("SD", "range") and each["range"].low is None and each["range"].number.value > 0:
            yield _against_width(each)


def _is_new(each: ReportedEstimate, worded: Mapping[tuple[int, int], ReportedEstimate]) -> bool:
    """Whether a mean has a standard deviation or none that words separate from it."""
    return (each.place.passage, each["M"].end) not in worded


def _checked(each: ReportedEstimate, found: Range) -> Iterator[Check]:
    low, high, mean = found.low, found.high, each["M"].number
    if not Span(low.low, high.high).meets(span_of(mean)):
        fault = f"The mean {mean.text} lies outside the range {low.text} to {high.text}."
        yield questioned(_NAME, each.place, each.text, fault, _severity(each, found, "worth a look"))
        return
    if not each.has("SD"):
        yield Check(_NAME, "agrees", (each.place,), each.text, f"{low.text} ≤ M ≤ {high.text}")
        return
    n = found.n or each.cases
    observed = found.is_observed and "unnamed" not in each["SD"].marks
    least = smallest(low, high, n) if observed and n > 1 else 0.0
    allowed = Span(least, largest(mean, low, high, n if n > 1 else _FEWEST))
    reason, severity = (
        f"The mean and the range {low.text} to {high.text}",
        _severity(each, found, "inconsistent"),
    )
    yield compared(_NAME, each, "SD", each["SD"].number, allowed, severity, reason)


def _severity(each: ReportedEstimate, found: Range, doubtful: Severity) -> Severity:
    """How severe a difference is: less where the range may be that of another variable, or of items."""
    if found.is_certain or _SINGLE.search(each.text):
        return "impossible"
    return "worth a look" if found.is_of_ages else doubtful


def _against_width(each: ReportedEstimate) -> Check:
    """A standard deviation against the difference of the largest and the smallest value."""
    width = each["range"].number
    allowed = Span(0.0, half_width(width, each.cases if each.cases > 1 else _FEWEST))
    return compared(
        _NAME, each, "SD", each["SD"].number, allowed, "impossible", f"A range of {width.text} points"
    )


RULE = Rule(
    name=_NAME,
    title="mean and standard deviation against the range of the values",
    formula="min ≤ M ≤ max; SD ≤ √((M − min)(max − M)·n/(n − 1)) ≤ (max − min)/2·√(n/(n − 1)); an observed range needs "
    "SD ≥ (max − min)/√(2(n − 1))",
    source="Bhatia and Davis (2000), American Mathematical Monthly 107; SPRITE (Heathers et al., 2018)",
    needs="M, perhaps with SD, and a range in one parenthesis, in one table row (Min and Max, Range, Observed range), "
    "or in rows of a table that are named M, SD, Min and Max",
    rounding="all means and ends that round to the printed ones, ends to their last digit",
    abstains="no range beside the mean. Without n, three cases are assumed, and the lower bound is not used. A mean "
    "outside the Range of a table that is not said to be observed is worth a look, since it may be of items, and so is "
    "a mean after `aged 18 to 25`, which may be of another variable",
    run=check_bounds,
)
