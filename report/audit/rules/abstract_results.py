"""The abstract against the results: the same estimate with another p-value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from report.audit.agreement import reported_span
from report.audit.checks import Check, Place, Rule
from report.audit.numbers import PrintedNumber
from report.audit.papers import Paper
from report.audit.passages import Passage
from report.audit.quantities import SymbolQuantity
from report.audit.reported import probability_of

_ESTIMATES = ("beta", "b", "r", "d", "g", "OR", "HR", "RR", "t", "F", "z", "chi2")


@dataclass(frozen=True, slots=True)
class _Stated:
    """An estimate with its p-value."""

    quantity: SymbolQuantity
    p: PrintedNumber
    place: Place
    text: str


def check_abstract(paper: Paper) -> Iterator[Check]:
    """A check of each estimate of the abstract that the results print as well."""
    abstract = [
        each for passage in paper.prose() if passage.part == "abstract" for each in _stated(paper, passage)
    ]
    results = [
        each
        for passage in paper.prose()
        if passage.part in ("results", "discussion") or (passage.is_caption and passage.part != "abstract")
        for each in _stated(paper, passage)
    ]
    in_tables = {cell for passage in paper.passages if passage.block.cell for cell in passage.text.split()}
    for each in abstract:
        same = [other for other in results if _is_same(each.quantity, other.quantity)]
        if same and each.quantity.number.text.replace(" ", "") not in in_tables:
            yield _checked(each, same, paper.alpha)


def _stated(paper: Paper, passage: Passage) -> Iterator[_Stated]:
    found = paper.quantities[passage.index]
    for order, each in enumerate(found):
        p = probability_of(found, order, passage.text) if each.symbol in _ESTIMATES else None
        if p is not None:
            start, end = min(each.start, p.start), max(each.end, p.end)
            place = Place(passage.index, start, end)
            yield _Stated(each, p.number, place, passage.block.text[start:end])


def _is_same(one: SymbolQuantity, other: SymbolQuantity) -> bool:
    same_df = [each.value for each in one.df] == [each.value for each in other.df]
    return one.symbol == other.symbol and same_df and one.number.value == other.number.value


def _checked(stated: _Stated, same: list[_Stated], alpha: float) -> Check:
    allowed = reported_span(stated.p, alpha)
    if any(allowed.meets(reported_span(other.p, alpha)) for other in same):
        return Check("abstract-results", "agrees", (stated.place, same[0].place), stated.text)
    others = "; ".join(dict.fromkeys(other.text for other in same))
    question = (
        f"The abstract prints {stated.text}, the results print {others}. Which is right, and of which effect?"
    )
    places = (stated.place, *(other.place for other in same))
    return Check("abstract-results", "finding", places, stated.text, "", "contradiction", question)


RULE = Rule(
    name="abstract-results",
    title="abstract against results",
    formula="an estimate of the same symbol, degrees of freedom and value has the same p-value",
    source="logic",
    needs="an estimate with a p-value in the abstract and the same estimate in the results or a caption",
    rounding="bounds and rounded p-values are intervals, which must meet",
    abstains="the estimate is also in a table, or not in the text of the results",
    run=check_abstract,
)
