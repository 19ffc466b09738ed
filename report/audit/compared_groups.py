"""Groups with means, standard deviations and sizes beside the test that compares them, in sentences and table rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from report.audit.checks import Place
from report.audit.estimate_record import ReportedEstimate
from report.audit.group_statistics import MOST_GROUPS, Group
from report.audit.numbers import PrintedNumber
from report.audit.papers import Paper
from report.audit.passages import Passage, sentences
from report.audit.quantities import SymbolQuantity
from report.audit.table_heads import heads
from report.audit.table_rows import cell_quantities, rows_of

_TESTS = ("t", "F", "d", "g")
_SIZE = re.compile(r"\b[nN]\s?=\s?(\d{1,3}(?:,\d{3})+|\d+)")
_MEANS = re.compile(r"\bmeans?\s?(?:\(\s?±?\s?SD|±\s?SD|\[SD|,\s?SD)|\bM\s?\(SD\)", re.IGNORECASE)


@dataclass(frozen=True)
class GroupComparison:
    """Groups, the tests printed with them by symbol, the words around, and the statement."""

    groups: tuple[Group, ...]
    tests: Mapping[str, SymbolQuantity]
    words: str
    estimate: ReportedEstimate


def in_prose(paper: Paper) -> Iterator[GroupComparison]:
    """Sentences in which as many sizes as means and standard deviations are printed, at least two, and one test."""
    for passage in paper.prose():
        found = paper.quantities[passage.index]
        if sum(each.symbol == "SD" for each in found) < 2:
            continue
        for start, end in sentences(passage.text):
            inside = [each for each in found if start <= each.start < end]
            yield from _compared(passage, inside, passage.text[start:end])


def _compared(passage: Passage, found: Sequence[SymbolQuantity], words: str) -> Iterator[GroupComparison]:
    parts = {name: [each for each in found if each.symbol in symbols] for name, symbols in _PARTS.items()}
    tests = {each.symbol: each for each in found if each.symbol in _TESTS and each.number.relation == "="}
    groups = list(_groups(*(parts[name] for name in _PARTS)))
    repeated = sum(each.symbol in ("t", "F") for each in found) > 1
    if not 2 <= len(groups) <= MOST_GROUPS or not tests or repeated:
        return
    used = [*tests.values(), *(each for listed in parts.values() for each in listed)]
    place = Place(passage.index, min(each.start for each in used), max(each.end for each in used))
    statement = ReportedEstimate({}, place, passage.block.text[place.start : place.end])
    yield GroupComparison(tuple(groups), tests, words, statement)


_PARTS = {"mean": ("M",), "sd": ("SD",), "n": ("n", "N")}


def _groups(
    means: Sequence[SymbolQuantity], sds: Sequence[SymbolQuantity], sizes: Sequence[SymbolQuantity]
) -> Iterator[Group]:
    """The groups, if each has all three numbers; the first mean belongs to the first size, and so on."""
    if not len(means) == len(sds) == len(sizes):
        return
    for mean, sd, n in zip(means, sds, sizes, strict=True):
        group = _group(mean.number, sd.number, n.number)
        if group is None:
            return
        yield group


def _group(mean: PrintedNumber, sd: PrintedNumber, n: PrintedNumber) -> Group | None:
    exact = all(each.relation == "=" for each in (mean, sd, n))
    return Group(mean, sd, int(n.value)) if exact and n.value >= 2 and n.unit == 1 and sd.value > 0 else None


def in_tables(paper: Paper) -> Iterator[GroupComparison]:
    """Table rows with mean and standard deviation of at least two groups, whose sizes are in the row or the heads."""
    sizes = _sizes_of_columns(paper)
    for cells in rows_of(paper):
        found = [
            (cell, symbol, quantity)
            for cell in cells
            for symbol, quantity in cell_quantities(cell, comma=paper.decimal_comma, default=_default(cell))
        ]
        yield from _compared_in_row(cells, found, sizes)


def _default(cell: Passage) -> str:
    """The head of cells whose own head names a group: the row says that they are means with standard deviations."""
    named = _MEANS.search(cell.block.row) and not heads(cell.block.column)
    return "M (SD)" if named else ""


def _compared_in_row(
    cells: Sequence[Passage],
    found: Sequence[tuple[Passage, str, SymbolQuantity]],
    sizes: Mapping[tuple[int, int], PrintedNumber],
) -> Iterator[GroupComparison]:
    means = [(cell, each) for cell, symbol, each in found if symbol == "M"]
    sds = [each for _, symbol, each in found if symbol == "SD"]
    own = [each.number for _, symbol, each in found if symbol == "n"]
    tests = {symbol: each for _, symbol, each in found if symbol in _TESTS and each.number.relation == "="}
    listed = own if len(own) == len(means) else [sizes.get(_column(cell)) for cell, _ in means]
    if len(means) < 2 or len(means) != len(sds) or not tests or None in listed:
        return
    groups = [
        _group(mean.number, sd.number, n)
        for (_, mean), sd, n in zip(means, sds, listed, strict=True)
        if n is not None
    ]
    complete = tuple(each for each in groups if each is not None)
    if len(complete) == len(means) <= MOST_GROUPS:
        yield GroupComparison(complete, tests, cells[0].block.row, _statement(cells, found))


def _column(cell: Passage) -> tuple[int, int]:
    place = cell.block.cell
    assert place is not None
    return place[0], place[2]


def _statement(
    cells: Sequence[Passage], found: Sequence[tuple[Passage, str, SymbolQuantity]]
) -> ReportedEstimate:
    first = found[0][0]
    shown = ", ".join(f"{symbol} = {each.number.text}" for _, symbol, each in found)
    return ReportedEstimate({}, Place(first.index, 0, len(first.text)), f"{cells[0].block.row}: {shown}")


def _sizes_of_columns(paper: Paper) -> dict[tuple[int, int], PrintedNumber]:
    """The number of cases that a head states, for its column and those to its right up to the next head of its row."""
    from report.audit.numbers import printed

    sizes: dict[tuple[int, int], PrintedNumber] = {}
    for cells in rows_of(paper):
        stated: PrintedNumber | None = None
        placed = {_column(cell): cell for cell in cells}
        if not any(_SIZE.search(cell.text) for cell in cells):
            continue
        table = next(iter(placed))[0]
        for column in range(max(column for _, column in placed) + 8):
            cell = placed.get((table, column))
            size = _SIZE.search(cell.text) if cell is not None else None
            if size or cell is not None:
                stated = printed(size[1]) if size else None
            if stated is not None:
                sizes.setdefault((table, column), stated)
    return sizes
