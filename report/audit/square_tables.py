"""Tables whose rows and columns are the same variables, numbered or named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from report.audit.table_heads import heads
from report.audit.table_layout import PrintedCell, PrintedTable

_ROW = re.compile(r"\(?(?P<order>\d{1,2})[.):]?\s+(?P<name>[^\d\s].*)")
_COLUMN = re.compile(r"\(?(?P<order>\d{1,2})[.):]?(?:\s+[^\d\s].*)?")
RELIABILITY = re.compile(
    r"(?:Cronbach(?:'s)? )?(?:α|alpha)|ω|omega|reliability|Cronbach(?:'s)? (?:α|alpha)", re.IGNORECASE
)
#: The fewest variables of a matrix.
FEWEST = 3


@dataclass(frozen=True)
class SquareTable:
    """The names of the variables by order, the cells of their rows, and the order of each head that names one."""

    names: Mapping[int, str]
    rows: Mapping[int, Sequence[PrintedCell]]
    columns: Mapping[str, int]
    is_numbered: bool
    words: str

    def entries(self) -> Iterator[tuple[int, int, PrintedCell]]:
        """Row, column and cell of each entry of the matrix."""
        for row, cells in self.rows.items():
            for cell in cells:
                column = self.columns.get(_plain(cell.head))
                if column is not None and _column(cell):
                    yield row, column, cell


def square_of(table: PrintedTable) -> SquareTable | None:
    """The table as a matrix; None if its rows and columns are not the same variables."""
    return _numbered(table) or _named(table)


def _numbered(table: PrintedTable) -> SquareTable | None:
    names: dict[int, str] = {}
    rows: dict[int, Sequence[PrintedCell]] = {}
    for label, cells in table.rows:
        match = _ROW.fullmatch(label.strip())
        if match and int(match["order"]) not in names:
            names[int(match["order"])] = match["name"].strip(" *†‡")
            rows[int(match["order"])] = cells
    if len(names) < FEWEST or sorted(names) != list(range(1, len(names) + 1)):
        return None
    heads = {
        _plain(cell.head): _COLUMN.fullmatch(cell.head.strip()) for cells in rows.values() for cell in cells
    }
    columns = {head: int(match["order"]) for head, match in heads.items() if match}
    return SquareTable(
        names, rows, {head: each for head, each in columns.items() if each in names}, True, table.words
    )


def _named(table: PrintedTable) -> SquareTable | None:
    """Rows whose labels are heads in the same order; the last may have no column, and the first no row."""
    rows = {
        _plain(label): (label.strip(" *†‡"), cells)
        for label, cells in table.rows
        if _is_name(label) and any(cell.passage.text != cell.head for cell in cells)
    }
    written = {_plain(cell.head): cell.head for _, cells in rows.values() for cell in cells if _column(cell)}
    columns = list(written)
    known, listed = [label for label in rows if label in columns], list(rows)
    if len(known) < FEWEST - 1 or not _are_together(known, listed) or not _are_together(known, columns):
        return None
    before, after = columns.index(known[0]) - 1, listed.index(known[-1]) + 1
    first = columns[before : before + 1] if before >= 0 else []
    first = [each for each in first if _is_name(written[each]) and _has_column(rows, known, each)]
    last = listed[after : after + 1]
    last = [each for each in last if all(_has_column(rows, [each], column) for column in known)]
    order = [*first, *known, *last]
    if len(order) < FEWEST:
        return None
    names = {place: rows[each][0] if each in rows else each for place, each in enumerate(order, 1)}
    cells = {place: rows[each][1] for place, each in enumerate(order, 1) if each in rows}
    return SquareTable(names, cells, {each: place for place, each in enumerate(order, 1)}, False, table.words)


def _is_name(label: str) -> bool:
    """Whether a label is a name of two letters or more, and not that of a statistic."""
    return (
        bool(re.search(r"[^\W\d_]{2}", label))
        and not heads(label)
        and not RELIABILITY.fullmatch(label.strip())
    )


def _are_together(some: Sequence[str], every: Sequence[str]) -> bool:
    """Whether some names follow each other among all, in the same order."""
    start = every.index(some[0])
    return list(every[start : start + len(some)]) == list(some)


def _has_column(
    rows: Mapping[str, tuple[str, Sequence[PrintedCell]]], labels: Sequence[str], column: str
) -> bool:
    """Whether each of the rows has a number in a column."""
    return all(
        any(_plain(cell.head) == column and re.search(r"\d", cell.text) for cell in rows[label][1])
        for label in labels
    )


def _column(cell: PrintedCell) -> int:
    place = cell.passage.block.cell
    return place[2] if place is not None else 0


def _plain(text: str) -> str:
    return text.strip(" *†‡").casefold()
