"""The tables of a Word file as rows of cells, each cell with the units that it contains."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from report.text.reading.word_styles import w

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(frozen=True)
class GridCell:
    """The indices of the units of a cell, and the first of the columns that it covers.

    `plain` is false if the cell covers several columns or rows.
    """

    units: tuple[int, ...] = ()
    column: int = 0
    span: int = 1
    plain: bool = True


@dataclass(frozen=True)
class Grid:
    """A table, row by row."""

    rows: tuple[tuple[GridCell, ...], ...]

    @cached_property
    def units(self) -> tuple[int, ...]:
        """The indices of all units of the table, in the order of the text."""
        return tuple(place for cells in self.rows for cell in cells for place in cell.units)

    @cached_property
    def width(self) -> int:
        """The number of columns; 0 if rows differ in it."""
        widths = {sum(cell.span for cell in cells) for cells in self.rows}
        return widths.pop() if len(widths) == 1 else 0

    @cached_property
    def plain(self) -> bool:
        """Whether each row has one cell in each column, as in a pipe table."""
        return bool(self.width) and all(cell.plain for cells in self.rows for cell in cells)

    @cached_property
    def _places(self) -> dict[int, tuple[int, int]]:
        return {
            unit: (n, cell.column)
            for n, cells in enumerate(self.rows)
            for cell in cells
            for unit in cell.units
        }

    def row(self, unit: int) -> int:
        """The row of a unit."""
        return self._places[unit][0]

    def column(self, unit: int) -> int:
        """The column of a unit."""
        return self._places[unit][1]


@dataclass
class _OpenCell:
    units: list[int]
    span: int
    plain: bool


class OpenTables:
    """The tables read so far, and the rows of the one that is open at the current element."""

    def __init__(self) -> None:
        self.found: list[Grid] = []
        self._rows: list[list[_OpenCell]] | None = None

    def __bool__(self) -> bool:
        return self._rows is not None

    def begin(self) -> None:
        """Start a table."""
        self._rows = []

    def row(self) -> None:
        """Start a row."""
        if self._rows is not None:
            self._rows.append([])

    def cell(self, node: _Element) -> None:
        """Start a cell of the last row."""
        if self._rows:
            span, tall = _covered(node)
            self._rows[-1].append(_OpenCell([], span, span == 1 and not tall))

    def add(self, unit: int) -> None:
        """Add a unit to the last cell."""
        if self._rows and self._rows[-1]:
            self._rows[-1][-1].units.append(unit)

    def end(self) -> None:
        """End the table."""
        self.found.append(Grid(tuple(map(_finished, self._rows or ()))))
        self._rows = None


def _finished(cells: list[_OpenCell]) -> tuple[GridCell, ...]:
    starts = accumulate((cell.span for cell in cells), initial=0)
    return tuple(
        GridCell(tuple(cell.units), start, cell.span, cell.plain)
        for start, cell in zip(starts, cells, strict=False)
    )


def _covered(cell: _Element) -> tuple[int, bool]:
    """The number of columns that a cell covers, and whether it is one of several rows."""
    properties = cell.find(w("tcPr"))
    if properties is None or not len(properties):
        return 1, False
    wide = properties.find(w("gridSpan"))
    span = (wide.get(w("val")) or "") if wide is not None else ""
    tall = properties.find(w("vMerge")) is not None
    return int(span) if span.isdecimal() and 0 < int(span) < 100 else 1, tall
