"""Confidence intervals against their estimate and standard error: b ± z·SE, on the log scale for ratios."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import inf, log

from report.audit.checks import Check, Rule
from report.audit.estimate_reading import estimates
from report.audit.estimate_record import ReportedEstimate
from report.audit.interval_owners import RATIOS, interval_owners
from report.audit.numbers import PrintedNumber, Span, shown, span_of
from report.audit.papers import Paper

_NAME = "interval-width"
_DIFFERENCES = ("b", "MD")
#: Intervals of other kinds; in a table any mention in the paper counts.
_OTHER_KIND = re.compile(
    r"bootstrap|resampl|bayes|credib|posterior|percentile|\bbca\b|profile|exact|firth|penali[sz]ed|permutation|fieller"
    r"|median|hodges|transformed|jackknife",
    re.IGNORECASE,
)
#: How far an estimate may be from the middle of its interval, as a share of half its width.
_OFF_CENTRE = 0.6
#: Degrees of freedom of the widest interval that is accepted, and how much narrower than normal one may be.
_FEW, _NARROWER = 4.0, 0.97


def check_widths(paper: Paper) -> Iterator[Check]:
    """A check of each estimate with an interval, and with its standard error where it is printed."""
    other = bool(_OTHER_KIND.search(paper.text))
    for each in estimates(paper):
        owners = interval_owners(each) if "CI" in each.quantities else ()
        symbol = next((name for name in (*RATIOS, *_DIFFERENCES) if name in owners), "")
        if symbol and "beta" not in each.quantities:
            in_table = paper.passages[each.place.passage].block.cell is not None
            if not (other if in_table else _OTHER_KIND.search(each.words_in(paper))):
                yield from _checked(each, symbol)


def _checked(each: ReportedEstimate, symbol: str) -> Iterator[Check]:
    low, high = each["CI"].low, each["CI"].high
    if low is None or high is None or low.value >= high.value:
        return
    ends = [_scaled(number, ratio=symbol in RATIOS) for number in (each[symbol].number, low, high)]
    if any(end.low == -inf for end in ends) or ends[0].high < ends[1].low or ends[0].low > ends[2].high:
        return
    estimate, lower, upper = ends
    share = _off_centre(estimate, lower, upper)
    scale = " on the log scale" if symbol in RATIOS else ""
    if share > _OFF_CENTRE:
        fault = f"The estimate is far from the middle of its interval{scale}."
        yield _finding(each, f"{shown(share)} of half the width from the middle", fault)
    elif symbol in _DIFFERENCES and each.has("SE") and each["SE"].number.low > 0:
        yield _width(each, lower, upper, each["SE"].number)
    else:
        yield Check(_NAME, "agrees", (each.place,), each.text, f"the estimate is near the middle{scale}")


def _scaled(number: PrintedNumber, *, ratio: bool) -> Span:
    """The values that round to a number; of a ratio their logarithms."""
    span = span_of(number)
    return Span(*(log(end) if end > 0 else -inf for end in (span.low, span.high))) if ratio else span


def _off_centre(estimate: Span, lower: Span, upper: Span) -> float:
    """The least distance of the estimate from the middle that rounding allows, as a share of half the width."""
    middle = Span((lower.low + upper.low) / 2, (lower.high + upper.high) / 2)
    distance = max(0.0, estimate.low - middle.high, middle.low - estimate.high)
    return 2 * distance / (upper.high - lower.low)


def _width(each: ReportedEstimate, lower: Span, upper: Span, error: PrintedNumber) -> Check:
    """Whether half the width divided by the standard error is a quantile of the level."""
    from scipy import special

    tail = (1 + each["CI"].number.value / 100) / 2
    allowed = Span(_NARROWER * float(special.ndtri(tail)), float(special.stdtrit(_FEW, tail)))
    widths = Span(max(0.0, upper.low - lower.high) / 2, (upper.high - lower.low) / 2)
    ratio = Span(widths.low / error.high, widths.high / error.low)
    computed = f"half the width is {ratio} standard errors"
    if allowed.meets(ratio):
        return Check(_NAME, "agrees", (each.place,), each.text, computed)
    fault = f"Half the width of the interval is {ratio} standard errors, not {allowed}."
    return _finding(each, computed, fault)


def _finding(each: ReportedEstimate, computed: str, fault: str) -> Check:
    question = f"{fault} Is one of the numbers a misprint, or is the interval of another kind?"
    return Check(_NAME, "finding", (each.place,), each.text, computed, "inconsistent", question)


RULE = Rule(
    name=_NAME,
    title="width and middle of a confidence interval",
    formula="b ± q·SE, q from the normal quantile to that of t with 4 df; |b − middle| ≤ 0.6·half the width; "
    "of ratios the logarithms",
    source="Wald (1943); Altman and Bland (2011), doi:10.1136/bmj.d2090",
    needs="b or a mean difference, or OR, HR, RR, with an interval, and for the width SE, in one parenthesis "
    "or table row",
    rounding="all values that round to the printed ones",
    abstains="bootstrap, Bayesian, exact and profile intervals; β; estimates outside their interval, which "
    "confidence-interval reports",
    run=check_widths,
)
