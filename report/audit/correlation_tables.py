"""Correlation matrices in tables: the names of variables, their correlations, and reliabilities where printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from report.audit.numbers import Printed, printed
from report.audit.papers import Paper
from report.audit.passages import Passage
from report.audit.table_layout import Cell, Table, tables_of

_ROW = re.compile(r"\(?(?P<order>\d{1,2})[.):]?\s+(?P<name>[^\d\s].*)")
_COLUMN = re.compile(r"\(?(?P<order>\d{1,2})[.):]?(?:\s+[^\d\s].*)?")
_VALUE = re.compile(r"(?P<number>[-+]?\s?0?[.,]\d{1,4}|[-+]?1[.,]0{1,3})\s?(?:\*+|[†‡]|[a-z](?!\w))?")
_ALPHA = re.compile(r"\(?\s?(?P<number>0?[.,]\d{1,3})\s?\)?")
_RELIABILITY = re.compile(
    r"(?:Cronbach(?:'s)? )?(?:α|alpha)|ω|omega|reliability|Cronbach(?:'s)? (?:α|alpha)", re.IGNORECASE
)
#: The fewest variables of a matrix.
_FEWEST = 3


@dataclass(frozen=True)
class Correlations:
    """One triangle of a matrix: names by order, correlations with their cells by pair, and reliabilities by order."""

    names: Mapping[int, str]
    values: Mapping[tuple[int, int], tuple[Printed, Passage]]
    reliabilities: Mapping[int, Printed]
    words: str

    @property
    def is_complete(self) -> bool:
        """Whether each pair of variables has a correlation."""
        size = len(self.names)
        return len(self.values) == size * (size - 1) // 2


@lru_cache(maxsize=1)
def matrices_of(paper: Paper) -> tuple[Correlations, ...]:
    """The triangles of all correlation matrices."""
    return tuple(each for table in tables_of(paper) for each in _of_table(table, comma=paper.decimal_comma))


def _of_table(table: Table, *, comma: bool) -> Iterator[Correlations]:
    names: dict[int, str] = {}
    rows: dict[int, Sequence[Cell]] = {}
    for label, cells in table.rows:
        match = _ROW.fullmatch(label.strip())
        if match and int(match["order"]) not in names:
            names[int(match["order"])] = match["name"].strip(" *†‡")
            rows[int(match["order"])] = cells
    if len(names) < _FEWEST or sorted(names) != list(range(1, len(names) + 1)):
        return
    read = {order: dict(_correlations(cells, comma=comma)) for order, cells in rows.items()}
    known = {
        order: number for order, cells in rows.items() for number in _reliability(order, cells, comma=comma)
    }
    for below in (True, False):
        values = {
            (min(row, column), max(row, column)): value
            for row, found in read.items()
            for column, value in found.items()
            if column in names and (column < row if below else column > row)
        }
        if len(values) >= _FEWEST:
            yield Correlations(names, values, known, table.words)


def _correlations(cells: Sequence[Cell], *, comma: bool) -> Iterator[tuple[int, tuple[Printed, Passage]]]:
    """The correlations of a row by the number in the head of their column."""
    for cell in cells:
        head, value = _COLUMN.fullmatch(cell.head.strip()), _VALUE.fullmatch(cell.text)
        if head and value and (cell.passage.block.cell or (0, 0, 0))[2] > 0:
            number = printed(value["number"], decimal_comma=comma or "," in value["number"])
            if abs(number.value) <= 1:
                yield int(head["order"]), (number, cell.passage)


def _reliability(order: int, cells: Sequence[Cell], *, comma: bool) -> Iterator[Printed]:
    """The reliability in a separate column, or in parentheses on the diagonal."""
    for cell in cells:
        head, value = _COLUMN.fullmatch(cell.head.strip()), _ALPHA.fullmatch(cell.text)
        diagonal = bool(head) and int(head["order"]) == order and cell.text.startswith("(") if head else False
        if value and (diagonal or _RELIABILITY.fullmatch(cell.head.strip())):
            yield printed(value["number"], decimal_comma=comma or "," in value["number"])
