"""Total, direct and indirect effects: the total is the sum of the others, and the proportion mediated their ratio."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from report.audit.checks import Check, Place, Rule, Severity
from report.audit.comparisons import abstention, compared
from report.audit.effect_parts import EffectPart, in_columns, in_labels, parts_of
from report.audit.estimate_record import ReportedEstimate
from report.audit.numbers import PrintedNumber, Span, printed, span_of
from report.audit.papers import Paper
from report.audit.passages import Passage
from report.audit.table_layout import tables_of

_NAME = "effect-total"
#: Scales and models in which the parts need not add up.
_NOT_ADDITIVE = re.compile(
    r"\b(?:odds|hazards?|logistic|logit|probit|ratios?|OR|HR|RR|binary|dichotomous|Poisson|multilevel|moderated"
    r"|mixed[- ](?:effects?\s)?models?|imput\w+|conditional|controlled direct|log-\w+"
    r"|(?:completely|partially) standardi[sz]ed)\b"
)
#: Words of several mediators, of which a text may print some.
_SEVERAL = re.compile(
    r"\b(?:mediators|specific|serial(?:ly)?|parallel|sequential|each|both|respective|second|other|remaining|pathways|"
    r"through [^.;]{1,60}? and |via [^.;]{1,60}? and )\b",
    re.IGNORECASE,
)
_VIA = re.compile(r"\b(?:via|through)\b")
_STANDARDISED = re.compile(r"(?<!un)standardi[sz]ed", re.IGNORECASE)
_UNSTANDARDISED = re.compile(r"unstandardi[sz]ed", re.IGNORECASE)
_SHARE = re.compile(
    r"(?:(?:proportion|percentage|percent|share|fraction)\s(?:of\s(?:the\s)?(?:total\s)?effect\s)?(?:that\s(?:was|is)\s)?"
    r"mediated[^.;\d=]{0,60}?(?:=|was|of|is|:|\()\s?(?P<after>0?[.,]\d+|\d{1,2}(?:[.,]\d+)?\s?%)"
    r"|(?:account|explain|mediat|represent)[^.;=]{0,40}?\s(?P<before>\d{1,2}(?:[.,]\d+)?\s?%)\sof\sthe\stotal\seffect)",
    re.IGNORECASE,
)
#: The largest difference, as a share of the total, that models with other missing cases may have.
_SMALL = 0.05
#: The most characters from the first effect to the last, and the most indirect effects that are combined.
_FAR, _MOST = 900, 6


def check_totals(paper: Paper) -> Iterator[Check]:
    """A check of each total effect with its parts, and of each proportion mediated."""
    for passage in paper.prose():
        parts = parts_of(passage, comma=paper.decimal_comma)
        if len({each.kind for each in parts}) > 1:
            yield from _passage(paper, passage, parts)
    for table in tables_of(paper):
        quiet = bool(_NOT_ADDITIVE.search(table.words))
        for run in (*in_columns(table, comma=paper.decimal_comma), *in_labels(paper, table)):
            shown = ", ".join(f"{each.kind} {each.number.text}" for each in run.parts)
            estimate = ReportedEstimate({}, run.place, f"{run.label}: {shown}")
            yield from _checked(estimate, run.parts, quiet=quiet)


def _passage(paper: Paper, passage: Passage, parts: Sequence[EffectPart]) -> Iterator[Check]:
    start, end = parts[0].start, parts[-1].end
    text = passage.text
    quiet = bool(_NOT_ADDITIVE.search(text) or _SEVERAL.search(text) or len(_VIA.findall(text)) > 1)
    mixed = bool(_STANDARDISED.search(text) and _UNSTANDARDISED.search(text))
    estimate = ReportedEstimate({}, Place(passage.index, start, end), passage.block.text[start:end])
    yield from _checked(estimate, parts, quiet=quiet or mixed or end - start > _FAR)
    yield from _shares(paper, passage, parts, quiet=quiet or mixed)


def _checked(estimate: ReportedEstimate, parts: Sequence[EffectPart], *, quiet: bool) -> Iterator[Check]:
    """A check of each total effect; one that some direct and indirect effects give is right."""
    totals, direct, indirect = (_distinct(parts, kind) for kind in ("total", "direct", "indirect"))
    if not (totals and direct and indirect):
        return
    comparable = len(totals) == len(direct) == len(indirect) and _comparable(parts)
    for order, total in enumerate(totals):
        sums = [_sum(one, some) for one in direct for some in _subsets(indirect)]
        fitting = next((span for span in sums if span.meets(span_of(total))), None)
        if fitting is None and (quiet or not comparable):
            yield abstention(_NAME, estimate, "the parts may be of several mediators, causes or scales")
            continue
        allowed = fitting or _sum(direct[order], (indirect[order],))
        yield _compared(estimate, total, allowed)


def _compared(estimate: ReportedEstimate, total: PrintedNumber, allowed: Span) -> Check:
    gap = max(allowed.low - total.high, total.low - allowed.high)
    severity: Severity = "worth a look" if gap <= _SMALL * abs(total.value) else "inconsistent"
    reason = "The direct and the indirect effect"
    return compared(_NAME, estimate, "a total effect", total, allowed, severity, reason)


def _distinct(parts: Sequence[EffectPart], kind: str) -> list[PrintedNumber]:
    """The numbers of a kind of effect; one that is printed twice counts once."""
    return list({each.number.value: each.number for each in parts if each.kind == kind}.values())


def _comparable(parts: Sequence[EffectPart]) -> bool:
    """Whether no symbols or causes differ."""
    symbols = {each.symbol for each in parts if each.symbol}
    causes = {each.cause for each in parts if each.cause}
    return len(symbols) < 2 and len(causes) < 2


def _subsets(numbers: Sequence[PrintedNumber]) -> Iterator[tuple[PrintedNumber, ...]]:
    listed = numbers[:_MOST]
    return (some for size in range(1, len(listed) + 1) for some in combinations(listed, size))


def _sum(direct: PrintedNumber, indirect: Sequence[PrintedNumber]) -> Span:
    numbers = (direct, *indirect)
    return Span(sum(each.low for each in numbers), sum(each.high for each in numbers))


def _shares(paper: Paper, passage: Passage, parts: Sequence[EffectPart], *, quiet: bool) -> Iterator[Check]:
    """A check of the proportion mediated where one total effect and one indirect or direct effect are printed."""
    totals, direct, indirect = (_distinct(parts, kind) for kind in ("total", "direct", "indirect"))
    for match in _SHARE.finditer(passage.text):
        if quiet or len(totals) != 1 or max(len(direct), len(indirect)) != 1 or not _comparable(parts):
            continue
        spans = [_ratio(each, totals[0]) for each in indirect]
        spans += [_rest(_ratio(each, totals[0])) for each in direct]
        reported = _fraction(match["after"] or match["before"], comma=paper.decimal_comma)
        fitting = next((span for span in spans if span.meets(span_of(reported))), spans[0])
        place = Place(passage.index, match.start(), match.end())
        estimate = ReportedEstimate({}, place, passage.block.text[match.start() : match.end()])
        reason = "The printed effects"
        yield compared(_NAME, estimate, "a proportion mediated", reported, fitting, reason=reason)


def _fraction(text: str, *, comma: bool) -> PrintedNumber:
    number = printed(text.strip("% "), decimal_comma=comma)
    if "%" not in text:
        return number
    return PrintedNumber(text, number.value / 100, number.unit / 100)


def _ratio(part: PrintedNumber, total: PrintedNumber) -> Span:
    """The ratios of all numbers that round to the printed ones; any if the total may be 0."""
    if total.low <= 0 <= total.high:
        return Span(float("-inf"), float("inf"))
    corners = [a / b for a in (part.low, part.high) for b in (total.low, total.high)]
    return Span(min(corners), max(corners))


def _rest(span: Span) -> Span:
    return Span(1 - span.high, 1 - span.low)


RULE = Rule(
    name=_NAME,
    title="total, direct and indirect effect",
    formula="total = direct + Σ indirect; proportion mediated = indirect/total = 1 − direct/total",
    source="MacKinnon (2008), eq. 3.4; Alwin and Hauser (1975), doi:10.2307/2094445",
    needs="total, direct and indirect effect in one paragraph, in columns, or in consecutive rows of a table; for the "
    "proportion, the total and one other",
    rounding="all values that round to the printed ones",
    abstains="ratios, logistic, multilevel and imputed models, conditional effects, two scales; several mediators or "
    "causes whose effects do not add up. A difference of at most a twentieth of the total is worth a look, since "
    "models may have other missing cases",
    run=check_totals,
)
