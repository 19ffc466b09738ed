"""A difference of means against the two means."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report.audit.checks import Check, Place, Rule
from report.audit.comparisons import compared
from report.audit.estimate_record import ReportedEstimate
from report.audit.numbers import PrintedNumber, Span
from report.audit.papers import Paper
from report.audit.passages import Passage, sentences
from report.audit.quantities import SymbolQuantity

_NAME = "mean-difference"
_OTHER = re.compile(
    r"adjust|marginal|least[- ]squares mean|imput|model|baseline|change|paired|covaria|weighted|standardi[sz]ed"
    r"|bootstrap|hodges",
    re.IGNORECASE,
)


def check_differences(paper: Paper) -> Iterator[Check]:
    """A check of each sentence with two means and one difference of means."""
    for passage in paper.prose():
        found = paper.quantities[passage.index]
        if any(each.symbol == "MD" for each in found):
            for start, end in sentences(passage.text):
                yield from _in_sentence(
                    passage, [each for each in found if start <= each.start < end], start, end
                )


def _in_sentence(passage: Passage, found: list[SymbolQuantity], start: int, end: int) -> Iterator[Check]:
    means = [each.number for each in found if each.symbol == "M" and each.number.relation == "="]
    differences = [each for each in found if each.symbol == "MD" and each.number.relation == "="]
    if len(means) != 2 or len(differences) != 1 or _OTHER.search(passage.text, start, end):
        return
    reported = differences[0].number
    size = PrintedNumber(reported.text, abs(reported.value), reported.unit)
    first = min(each.start for each in found)
    place = Place(passage.index, first, differences[0].end)
    statement = ReportedEstimate({}, place, passage.block.text[place.start : place.end])
    yield compared(_NAME, statement, "|M₁ − M₂|", size, _difference(*means), reason="The two means")


def _difference(one: PrintedNumber, two: PrintedNumber) -> Span:
    gap, error = abs(one.value - two.value), one.half + two.half
    return Span(max(0.0, gap - error), gap + error)


RULE = Rule(
    name=_NAME,
    title="difference of two means",
    formula="MD = M₁ − M₂",
    source="arithmetic",
    needs="exactly two means and one mean difference in a sentence",
    rounding="all values that round to the printed ones",
    abstains="adjusted, marginal, imputed, weighted, paired and standardised differences, changes, and baselines",
    run=check_differences,
)
