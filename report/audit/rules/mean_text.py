"""Means and standard deviations in the text against the cells of tables with the same names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from report.audit.checks import Check, Place, Rule
from report.audit.estimate_reading import estimates
from report.audit.estimate_record import ReportedEstimate
from report.audit.mean_cells import MeanCell, mean_cells, tokens_of
from report.audit.numbers import PrintedNumber
from report.audit.papers import Paper
from report.audit.passages import sentence_around
from report.audit.statement_matching import agree, digits_of, is_typing_error

_NAME = "mean-text"
#: Words of other times, samples and kinds of means, which the names of a cell need to have, too.
_OTHER = re.compile(
    r"\b(?:pre|post|baseline|follow-?up|time|wave|T\d|weeks?|months?|days?|session|previous|pilot|al|norms?"
    r"|chang\w*|differ\w* of|adjust\w*|estimated|marginal|only|sub-?sample|exclud\w*|remov\w*"
    r"|men|women|boys|girls|males?|females?)\b",
    re.IGNORECASE,
)
#: Digits that an agreeing number has, alone and beside another mean of the sentence that is in the table.
_ALONE, _BESIDE = 3, 2


def check_means(paper: Paper) -> Iterator[Check]:
    """A check of the means of each sentence that has the names of cells with means."""
    cells = mean_cells(paper)
    sentences: dict[tuple[int, int, int], list[ReportedEstimate]] = {}
    for each in estimates(paper) if cells else ():
        passage = paper.passages[each.place.passage]
        if passage.block.cell is None and each.has("M") and passage.part != "abstract":
            sentences.setdefault(
                (passage.index, *sentence_around(passage.text, each.place.start)), []
            ).append(each)
    for (index, start, end), stated in sentences.items():
        text = paper.passages[index].text[start:end]
        words = tokens_of(text)
        named = [each for each in cells if each.names and each.names <= words]
        strange = {word for match in _OTHER.finditer(text) for word in tokens_of(match[0])}
        fitting = [each for each in named if strange <= each.names]
        if fitting:
            yield from _sentence(stated, fitting)


def _sentence(stated: Sequence[ReportedEstimate], cells: Sequence[MeanCell]) -> Iterator[Check]:
    """The means of a sentence: those that a cell has, and those that are a slip of a cell that no other mean has."""
    matched = {order: cell for order, each in enumerate(stated) for cell in cells if _agrees(each, cell)}
    taken = {id(cell) for cell in matched.values()}
    for order, each in enumerate(stated):
        if order in matched:
            yield _agreeing(each, matched[order])
            continue
        slips = [cell for cell in cells if id(cell) not in taken and _is_slip(each, cell, bool(matched))]
        if len(slips) == 1:
            yield _finding(each, slips[0])


def _agrees(each: ReportedEstimate, cell: MeanCell) -> bool:
    sd = _sd(each)
    both = sd is None or cell.sd is None or agree(sd, cell.sd)
    return both and agree(each["M"].number, cell.mean)


def _sd(each: ReportedEstimate) -> PrintedNumber | None:
    return each["SD"].number if each.has("SD") else None


def _is_slip(each: ReportedEstimate, cell: MeanCell, beside: bool) -> bool:
    """Whether one number is that of the cell, and the other has another digit."""
    mean, sd, least = each["M"].number, _sd(each), _BESIDE if beside else _ALONE
    if sd is None or cell.sd is None:
        return beside and _differ(mean, cell.mean) and digits_of(mean) >= _ALONE
    if agree(mean, cell.mean):
        return digits_of(mean) >= least and _differ(sd, cell.sd)
    return agree(sd, cell.sd) and digits_of(sd) >= least and _differ(mean, cell.mean)


def _differ(one: PrintedNumber, other: PrintedNumber) -> bool:
    return one.decimals == other.decimals and is_typing_error(one, other)


def _places(each: ReportedEstimate, cell: MeanCell) -> tuple[Place, ...]:
    return (each.place, Place(cell.passage.index, 0, len(cell.passage.text)))


def _printed(cell: MeanCell) -> str:
    return f"{cell.mean.text} ({cell.sd.text})" if cell.sd is not None else cell.mean.text


def _agreeing(each: ReportedEstimate, cell: MeanCell) -> Check:
    computed = f"the table has {_printed(cell)} for {cell.label}"
    return Check(_NAME, "agrees", _places(each, cell), each.text, computed)


def _finding(each: ReportedEstimate, cell: MeanCell) -> Check:
    question = (
        f"The table has {_printed(cell)} for {cell.label}, but the text prints {each.text}. Which is right, "
        "or is it the mean of other cases?"
    )
    return Check(_NAME, "finding", _places(each, cell), each.text, "", "contradiction", question)


RULE = Rule(
    name=_NAME,
    title="mean in the text against the table",
    formula="M(text) = M(cell); SD(text) = SD(cell)",
    source="logic",
    needs="a sentence with M, perhaps with SD, and all words of the label and heads of a cell with a mean, of which "
    "one number has another digit: M or SD, or M alone beside another mean of the sentence that is in the table",
    rounding="numbers agree if a value rounds to both",
    abstains="the abstract; times, subgroups, changes and adjusted means that the names of the cell do not have; "
    "differences that are not a slip of one digit",
    run=check_means,
)
