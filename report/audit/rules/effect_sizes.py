"""Effect sizes from t or F: partial η², f², and d or g in the range that any design allows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import sqrt

from report.audit.checks import Check, Rule, Severity
from report.audit.comparisons import abstention, compared
from report.audit.estimate_reading import estimates
from report.audit.estimate_record import ReportedEstimate
from report.audit.numbers import PrintedNumber, Span, span_of
from report.audit.papers import Paper

_NAME = "effect-size"
_PARTIAL = re.compile(r"[Pp]artial|η\s?_?\{?p|2_?\{?\s?p\b|2p")
#: The ratio of d to |t|/√N in any design: paired with a correlation of .997, up to groups of 5 and 95 percent.
_LEAST, _MOST = 0.08, 4.7
_OTHER = re.compile(r"generali[sz]ed|omega|mixed|multilevel|welch|trimmed|robust|imput", re.IGNORECASE)


def check_effects(paper: Paper) -> Iterator[Check]:
    """A check of each η², f², d or g that is printed with its test."""
    for each in estimates(paper):
        if each.has_f and (each.has("eta2") or each.has("f2")):
            yield _of_f(paper, each)
        for symbol in ("d", "g"):
            if each.has("t", symbol) and len(each["t"].df) == 1 and each["t"].df[0].value > 3:
                yield _of_t(each, symbol)


def _of_f(paper: Paper, each: ReportedEstimate) -> Check:
    if _OTHER.search(paper.sentence(each.place.passage, each.place.start)):
        return abstention(_NAME, each, "the effect size may be of another kind")
    f, (one, two) = each["F"].number, each["F"].df
    (low1, high1), (low2, high2) = _ends(one), _ends(two)
    if one.unit >= 1 > two.unit:
        low1 = 1.0  # df2 alone may be printed with a sphericity correction
    ratio = Span(max(0.0, f.low) * low1 / high2, f.high * high1 / low2)
    if each.has("f2"):
        return compared(_NAME, each, "f²", each["f2"].number, ratio, reason="F and its degrees of freedom")
    partial = Span(ratio.low / (1 + ratio.low), ratio.high / (1 + ratio.high))
    is_partial = _is_partial(paper, each)
    allowed = partial if is_partial else Span(0.0, partial.high)
    name = "partial η²" if is_partial else "η² of at most partial η²"
    severity: Severity = "inconsistent" if is_partial else "impossible"
    if _is_cut_off(each["eta2"].number, allowed) or _is_rounded_twice(each["eta2"].number, allowed):
        severity = "worth a look"
    return compared(_NAME, each, name, each["eta2"].number, allowed, severity, "F and its df")


def _is_cut_off(reported: PrintedNumber, allowed: Span) -> bool:
    """Whether further digits of the value were cut off instead of rounded."""
    return Span(reported.value, reported.value + reported.unit).meets(allowed)


def _is_rounded_twice(reported: PrintedNumber, allowed: Span) -> bool:
    """Whether the value with one more digit rounds to the printed one: .2446 to .245, and this to .25."""
    return Span(reported.value - 0.55 * reported.unit, reported.value).meets(allowed)


def _ends(df: PrintedNumber) -> tuple[float, float]:
    """Whole degrees of freedom are exact, others are rounded."""
    return (df.value, df.value) if df.unit >= 1 else (df.low, df.high)


def _is_partial(paper: Paper, each: ReportedEstimate) -> bool:
    passage = paper.passages[each.place.passage]
    quantity = each["eta2"]
    if passage.block.cell is not None:
        return False
    return bool(_PARTIAL.search(passage.text[quantity.start : quantity.end]))


def _of_t(each: ReportedEstimate, symbol: str) -> Check:
    """Any design gives d between the limits; an exact value needs the design."""
    t, df, reported = each["t"].number, each["t"].df[0], each[symbol].number
    size = PrintedNumber(reported.text, abs(reported.value), reported.unit)
    low, high = max(0.0, abs(t.value) - t.half), abs(t.value) + t.half
    wide = Span(_LEAST * low / sqrt(df.value + 2), _MOST * high / sqrt(df.value))
    if not wide.meets(span_of(size)):
        return compared(_NAME, each, f"|{symbol}| in any design", size, wide, reason="t and its df")
    exact = [Span(factor * low / sqrt(df.value + 2), factor * high / sqrt(df.value)) for factor in (1, 2)]
    nearest = next((span for span in exact if span.meets(span_of(size))), exact[1])
    return compared(_NAME, each, f"|{symbol}| of equal groups", size, nearest, "worth a look", "t and its df")


RULE = Rule(
    name=_NAME,
    title="effect size of a reported test",
    formula="f² = F·df1/df2; partial η² = f²/(1 + f²) ≥ η²; |d| between 0.08·|t|/√(df + 2) and 4.7·|t|/√df; "
    "of equal groups 2·|t|/√N, of one sample or pairs |t|/√n",
    source="Cohen (1988), ch. 2 and 8; Lakens (2013), doi:10.3389/fpsyg.2013.00863",
    needs="η², f² with F and its df, or d or g with t and its df, in one parenthesis or table row",
    rounding="all values of the test and of the effect that round to the printed ones; fractional df too, of which a "
    "whole df1 may be printed without its correction for sphericity",
    abstains="generalised η², ω², robust, Welch and mixed models in the sentence; d outside the values of equal groups "
    "and pairs is worth a look, since unequal groups and correlated measures give others, and so is an η² whose "
    "further digits were cut off, or that was rounded twice",
    run=check_effects,
)
