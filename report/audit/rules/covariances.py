"""Covariances against both standard deviations and the correlation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report.audit.checks import Check, Place, Rule
from report.audit.comparisons import compared, questioned
from report.audit.estimate_record import ReportedEstimate
from report.audit.notations import SIGNED
from report.audit.numbers import PrintedNumber, Span, printed, shown, span_of
from report.audit.papers import Paper
from report.audit.passages import Passage, sentences

_NAME = "covariance"
_COVARIANCE = re.compile(
    rf"\b[Cc]ov(?:ariance)?(?:\s(?:of|between)\s[^.;\d]{{1,60}}?)?(?:\s?\([^()=\d]{{1,40}}\))?(?:\s?[=:]\s?|\s(?:was|of|is)\s)"
    rf"(?P<number>{SIGNED})"
)
_BOTH = re.compile(
    rf"\b(?:SDs|standard\sdeviations)\s?(?:=|:|of|were)?\s?(?P<one>{SIGNED})(?:\sand|[,;])\s(?P<two>{SIGNED})(?![,.]?\d)"
)
_OTHER = re.compile(
    r"residual|error|random|latent|variances? of the|intercept|slope|disturbance|respectively", re.IGNORECASE
)


def check_covariances(paper: Paper) -> Iterator[Check]:
    """A check of each sentence with one covariance, two standard deviations and at most one correlation."""
    for passage in (each for each in paper.prose() if "ov" in each.text):
        for start, end in sentences(passage.text):
            text = passage.text[start:end]
            found = list(_COVARIANCE.finditer(text))
            if len(found) == 1 and not _OTHER.search(text):
                yield from _sentence(paper, passage, start, end, found[0])


def _sentence(paper: Paper, passage: Passage, start: int, end: int, match: re.Match[str]) -> Iterator[Check]:
    inside = [each for each in paper.quantities[passage.index] if start <= each.start < end]
    deviations = _deviations(paper, match.string) or [each.number for each in inside if each.symbol == "SD"]
    related = [each for each in inside if each.symbol == "r"]
    if len(deviations) != 2 or min(each.low for each in deviations) <= 0 or len(related) > 1:
        return
    covariance = printed(match["number"], decimal_comma=paper.decimal_comma)
    correlation = _correlation(covariance, *deviations)
    place = Place(passage.index, start + match.start(), start + match.end())
    estimate = ReportedEstimate({}, place, passage.block.text[place.start : place.end])
    if correlation.low > 1 or correlation.high < -1:
        fault = f"The covariance {covariance.text} exceeds the product of both standard deviations (r = {correlation})."
        yield questioned(_NAME, place, estimate.text, fault)
    elif related and related[0].number.relation == "=":
        reason = "The covariance and both standard deviations"
        yield compared(_NAME, estimate, "r", related[0].number, correlation, reason=reason)
    else:
        yield Check(_NAME, "agrees", (place,), estimate.text, f"r = {shown(correlation.low)} is possible")


def _deviations(paper: Paper, text: str) -> list[PrintedNumber]:
    """The two standard deviations of `SDs = 4.1 and 5.2`."""
    match = _BOTH.search(text)
    return (
        [printed(match[each], decimal_comma=paper.decimal_comma) for each in ("one", "two")] if match else []
    )


def _correlation(covariance: PrintedNumber, one: PrintedNumber, two: PrintedNumber) -> Span:
    """The correlations of all numbers that round to the printed ones."""
    ends = span_of(covariance)
    products = (one.low * two.low, one.high * two.high)
    corners = [value / product for value in (ends.low, ends.high) for product in products]
    return Span(min(corners), max(corners))


RULE = Rule(
    name=_NAME,
    title="covariance, standard deviations and correlation",
    formula="r = cov/(SD₁·SD₂), hence |cov| ≤ SD₁·SD₂",
    source="Pearson (1896), doi:10.1098/rsta.1896.0007",
    needs="one covariance and two standard deviations in a sentence, perhaps with one r",
    rounding="all values that round to the printed ones",
    abstains="residual, random, latent and error covariances; several correlations in the sentence",
    run=check_covariances,
)
