"""Correlation matrices in tables: the names of variables, their correlations, and reliabilities where printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from report.audit.covariance_tables import covariances_in
from report.audit.numbers import PrintedNumber, printed
from report.audit.papers import Paper
from report.audit.passages import Passage
from report.audit.square_tables import FEWEST, RELIABILITY, SquareTable, square_of
from report.audit.table_layout import PrintedCell, PrintedTable, tables_of

_VALUE = re.compile(r"(?P<number>[-+]?\s?0?[.,]\d{1,4}|[-+]?1[.,]0{1,3})\s?(?:\*+|[†‡]|[a-z](?!\w))?")
_ALPHA = re.compile(r"\(?\s?(?P<number>0?[.,]\d{1,3})\s?\)?")
#: What is said of a matrix whose rows and columns are named instead of numbered.
_CORRELATED = re.compile(r"correlat|\bPearson|\br\b", re.IGNORECASE)


@dataclass(frozen=True)
class CorrelationTriangle:
    """One triangle of a matrix: names by order, correlations with their cells by pair, and reliabilities by order."""

    names: Mapping[int, str]
    values: Mapping[tuple[int, int], tuple[PrintedNumber, Passage]]
    reliabilities: Mapping[int, PrintedNumber]
    words: str

    @property
    def is_complete(self) -> bool:
        """Whether each pair of variables has a correlation."""
        size = len(self.names)
        return len(self.values) == size * (size - 1) // 2


@lru_cache(maxsize=1)
def matrices_of(paper: Paper) -> tuple[CorrelationTriangle, ...]:
    """The triangles of all correlation matrices."""
    return tuple(each for table in tables_of(paper) for each in _of_table(table, comma=paper.decimal_comma))


def _of_table(table: PrintedTable, *, comma: bool) -> Iterator[CorrelationTriangle]:
    square = square_of(table)
    if square is None or not (square.is_numbered or _CORRELATED.search(table.words)):
        return
    read = {(row, column): value for row, column, value in _correlations(square, comma=comma)}
    others = covariances_in(square, comma=comma)
    if others is not None:
        covariances = {cell.index for _, cell in others.covariances.values()}
        read = {pair: value for pair, value in read.items() if value[1].index not in covariances}
    known = {
        order: number
        for order, cells in square.rows.items()
        for number in _reliability(square, order, cells, comma=comma)
    }
    for below in (True, False):
        values = {
            (min(row, column), max(row, column)): value
            for (row, column), value in read.items()
            if (column < row if below else column > row)
        }
        if len(values) >= FEWEST:
            yield CorrelationTriangle(square.names, values, known, table.words)


def _correlations(
    square: SquareTable, *, comma: bool
) -> Iterator[tuple[int, int, tuple[PrintedNumber, Passage]]]:
    """The correlations with the order of their row and column."""
    for row, column, cell in square.entries():
        value = _VALUE.fullmatch(cell.text)
        if value:
            number = printed(value["number"], decimal_comma=comma or "," in value["number"])
            if abs(number.value) <= 1:
                yield row, column, (number, cell.passage)


def _reliability(
    square: SquareTable, order: int, cells: Sequence[PrintedCell], *, comma: bool
) -> Iterator[PrintedNumber]:
    """The reliability in a separate column, or in parentheses on the diagonal."""
    for cell in cells:
        value = _ALPHA.fullmatch(cell.text)
        diagonal = square.columns.get(cell.head.strip(" *†‡").casefold()) == order and cell.text.startswith(
            "("
        )
        if value and (diagonal or RELIABILITY.fullmatch(cell.head.strip())):
            yield printed(value["number"], decimal_comma=comma or "," in value["number"])
