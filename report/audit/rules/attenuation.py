"""Correlations against the reliabilities of both variables."""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt

from report.audit.checks import Check, Place, Rule
from report.audit.comparisons import questioned
from report.audit.correlation_tables import CorrelationTriangle, matrices_of
from report.audit.numbers import PrintedNumber, shown
from report.audit.papers import Paper
from report.audit.passages import Passage, sentences

_NAME = "attenuation"
#: Correlations that were freed of error.
_CORRECTED = ("attenuat", "latent", "factor correlation", "true score")


def check_bounds(paper: Paper) -> Iterator[Check]:
    """A check of each correlation whose two reliabilities are in the matrix or in its sentence."""
    if any(word in paper.text.casefold() for word in _CORRECTED):
        return
    for matrix in matrices_of(paper):
        yield from _in_matrix(matrix)
    for passage in paper.prose():
        for start, end in sentences(passage.text):
            yield from _in_sentence(paper, passage, start, end)


def _in_matrix(matrix: CorrelationTriangle) -> Iterator[Check]:
    for (one, two), (number, cell) in matrix.values.items():
        both = [matrix.reliabilities[each] for each in (one, two) if each in matrix.reliabilities]
        if len(both) == 2:
            statement = f"{matrix.names[one]} and {matrix.names[two]}: r = {number.text}"
            yield _checked(number, both, Place(cell.index, 0, len(cell.text)), statement)


def _in_sentence(paper: Paper, passage: Passage, start: int, end: int) -> Iterator[Check]:
    found = [each for each in paper.quantities[passage.index] if start <= each.start < end]
    both = [each.number for each in found if each.symbol == "alpha" and each.number.value > 0.1]
    related = [each for each in found if each.symbol == "r"]
    if len(both) == 2 and len(related) == 1 and related[0].number.relation == "=":
        place = Place(passage.index, related[0].start, related[0].end)
        yield _checked(related[0].number, both, place, passage.block.text[place.start : place.end])


def _checked(number: PrintedNumber, both: list[PrintedNumber], place: Place, statement: str) -> Check:
    bound = sqrt(both[0].high * both[1].high)
    size = max(0.0, abs(number.value) - number.half)
    shown_ = f"√({both[0].text}·{both[1].text}) = {shown(sqrt(both[0].value * both[1].value))}"
    if size <= bound:
        return Check(_NAME, "agrees", (place,), statement, f"|r| ≤ {shown_}")
    fault = f"|r| exceeds {shown_}, which reliabilities allow in the population."
    return questioned(_NAME, place, statement, fault, "worth a look")


RULE = Rule(
    name=_NAME,
    title="correlation against the reliabilities of both variables",
    formula="|r| ≤ √(reliability₁·reliability₂)",
    source="Spearman (1904), doi:10.2307/1412159; Lord and Novick (1968), eq. 3.9.8",
    needs="a correlation matrix with a column or diagonal of reliabilities, or a sentence with one r and two α",
    rounding="all values that round to the printed ones",
    abstains="papers that mention attenuation, latent or true scores; always worth a look, since samples may exceed "
    "the bound and α is itself a lower bound",
    run=check_bounds,
)
