"""A table is a frozen record of intentions: columns, rows of cells that name statistics, caption, notes.

A cell's text is inline Markdown in which `{row.id}` stands where that row prints. Tables compute nothing.
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
    """A column's head (inline Markdown) and how its cells stand; `width` is a share of the table's width.

    Neighbouring columns of one `spanner` have it as a common head above their own.
    """

    head: str
    align: Align = "right"
    width: float | None = None
    spanner: str = ""


@dataclass(frozen=True)
class Cell:
    """Inline Markdown with `{row.id}` placeholders; `stars` names the p-value whose marks follow.

    `shade` names the row (a correlation, -1 to 1) by which the cell's ground is shaded.
    """

    text: str
    stars: str = ""
    shade: str = ""

    def __post_init__(self) -> None:
        if not isinstance(self.text, str):
            raise TypeError(f"a cell holds a text, not {self.text!r}")

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the rows that this cell prints, in order."""
        return tuple(PLACEHOLDER.findall(self.text)) + ((self.stars,) if self.stars else ())


@dataclass(frozen=True)
class TableRow:
    """One row of cells; a group row has one cell and heads the rows that follow; `indent` sets a row under it."""

    cells: tuple[Cell, ...]
    kind: Literal["body", "group"] = "body"
    indent: int = 0


@dataclass(frozen=True)
class Table:
    """A table of the paper: what stands in it, and in which order."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    notes: tuple[str, ...] = ()
    wide: bool = False

    def __post_init__(self) -> None:
        if not all(isinstance(text, str) for text in (self.caption, *self.notes)):
            raise TypeError("a table's caption and notes are texts")
        faults = [fault for number, row in enumerate(self.rows, 1) for fault in self._width(number, row)]
        if faults:
            raise LedgerError(faults)

    def _width(self, number: int, row: TableRow) -> Iterator[Fault]:
        """A row of the body has a cell for each column, a group row one."""
        here, there = len(row.cells), len(self.columns)
        if here != there and not (row.kind == "group" and 0 < here < there):
            first = f' ("{row.cells[0].text}")' if row.cells else ""
            what = f"row {number}{first} has {here} cell{'s' * (here != 1)}, the table {there} columns"
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
