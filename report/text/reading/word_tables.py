"""The position in the tables of a Word document: the cell of each table around the current element."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from report.text.reading.word_styles import w

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass
class _OpenTable:
    """The number of a table, and its current row and column."""

    number: int
    row: int = -1
    column: int = 0


@dataclass
class TablePosition:
    """The current cell of each table around the current element, the innermost last.

    Rows and cells that a tracked change adds or removes are those of the document with its changes accepted, or
    `rejected`. `header_rows` are the rows marked as heads, each with the number of its table.
    """

    rejected: bool = False
    header_rows: set[tuple[int, int]] = field(default_factory=set)
    _open: list[_OpenTable] = field(default_factory=list)
    _count: int = 0

    @property
    def cell(self) -> tuple[int, int, int] | None:
        """Table, row and column of the current cell; None outside tables."""
        table = self._open[-1] if self._open else None
        return (table.number, table.row, table.column) if table else None

    def begin(self) -> None:
        """Start a table."""
        self._count += 1
        self._open.append(_OpenTable(self._count))

    def end(self) -> None:
        """End the innermost table."""
        self._open.pop()

    def begin_row(self, row: _Element) -> bool:
        """Start a row of the innermost table, unless a tracked change removes it; return whether it was started."""
        properties = row.find(w("trPr"))
        marks = set() if properties is None else {child.tag for child in properties}
        if w("ins" if self.rejected else "del") in marks or not self._open:
            return False
        table = self._open[-1]
        table.row, table.column = table.row + 1, 0
        if w("tblHeader") in marks:
            self.header_rows.add((table.number, table.row))
        return True

    def is_removed(self, cell: _Element) -> bool:
        """Whether a tracked change removes a cell."""
        return cell.find(f"{w('tcPr')}/{w('cellIns' if self.rejected else 'cellDel')}") is not None

    def end_cell(self, cell: _Element) -> None:
        """Go to the column after a cell."""
        if self._open:
            self._open[-1].column += span(cell)


def span(cell: _Element) -> int:
    """How many columns of the grid a cell takes."""
    wide = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
    text = (wide.get(w("val")) or "1") if wide is not None else "1"
    return int(text) if text.isdigit() and len(text) < 4 else 1
