"""A table is an immutable specification: columns, rows of cells that refer to statistics, caption, notes.

A cell's text is inline Markdown; `{row.id}` is replaced by the printed form of that row. Tables compute nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from report.rows.errors import Fault, LedgerError

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+)\}")

Align = Literal["left", "right", "center"]


@dataclass(frozen=True)
class Column:
    """A column's heading (inline Markdown) and the alignment of its cells; `width` is a share of the table's width.

    Neighbouring columns with the same `spanner` share it as a heading above their own.
    """

    head: str
    align: Align = "right"
    width: float | None = None
    spanner: str = ""


@dataclass(frozen=True)
class Cell:
    """Inline Markdown with `{row.id}` placeholders; `stars` names the p-value whose marks follow the text.

    `shade` names the row (a correlation, -1 to 1) that sets the cell's background shade.
    """

    text: str
    stars: str = ""
    shade: str = ""

    def __post_init__(self) -> None:
        if not isinstance(self.text, str):
            raise TypeError(f"a cell's text must be a string, not {self.text!r}")

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the rows that this cell prints, in order."""
        return tuple(PLACEHOLDER.findall(self.text)) + ((self.stars,) if self.stars else ())


@dataclass(frozen=True)
class TableRow:
    """One row of cells; a group row is a heading of one cell for the rows that follow, which `indent` sets under it."""

    cells: tuple[Cell, ...]
    kind: Literal["body", "group"] = "body"
    indent: int = 0


@dataclass(frozen=True)
class Table:
    """A table of the paper: its caption, columns, rows and notes."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    notes: tuple[str, ...] = ()
    wide: bool = False

    def __post_init__(self) -> None:
        if not all(isinstance(text, str) for text in (self.caption, *self.notes)):
            raise TypeError("a table's caption and notes must be strings")
        faults = [fault for number, row in enumerate(self.rows, 1) for fault in self._width(number, row)]
        if faults:
            raise LedgerError(faults)

    def _width(self, number: int, row: TableRow) -> Iterator[Fault]:
        """The fault of a body row that lacks a cell for each column; a group row needs only one."""
        here, there = len(row.cells), len(self.columns)
        if here != there and not (row.kind == "group" and 0 < here < there):
            first = f' ("{row.cells[0].text}")' if row.cells else ""
            what = f"row {number}{first} has {here} cell{'s' * (here != 1)} but the table has {there} columns"
            yield Fault("", what, 'give each row a cell for each column; an empty one is ""')

    @property
    def cells(self) -> Iterator[Cell]:
        """All cells, row by row."""
        for row in self.rows:
            yield from row.cells

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all rows that the table prints: caption, cells, notes."""
        texts = [PLACEHOLDER.findall(self.caption)]
        texts += [list(cell.ids) for cell in self.cells]
        texts += [PLACEHOLDER.findall(note) for note in self.notes]
        return tuple(id for ids in texts for id in ids)


def row(*cells: str | Cell, indent: int = 0) -> TableRow:
    """A body row from texts and cells."""
    return TableRow(tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in cells), indent=indent)


def group(text: str) -> TableRow:
    """A group row: a heading inside the table."""
    return TableRow((Cell(text),), kind="group")
