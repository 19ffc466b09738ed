"""Tables as CSV: as displayed, and tidy with one line for each printed statistic."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from report.export.grid import DisplayedTable, Runs, text
from report.rows.ledger import Ledger
from report.rows.ledger_csv import inert
from report.rows.stat import Stat

COLUMNS = (
    *("table", "group", "row", "column", "part", "kind", "id", "label", "value", "printed", "n"),
    "synthetic",
)


@dataclass(frozen=True)
class Printing:
    """One place of a table that prints a row."""

    table: str
    group: str
    row: str
    column: str
    part: str
    kind: str
    id: str
    printed: str


def printings(grid: DisplayedTable) -> Iterator[Printing]:
    """All places of a table that print rows, in reading order."""
    yield from _in(grid.caption, grid, "", "", "", "caption")
    for head in grid.heads:
        yield from _in(head, grid, "", "", text(head), "head")
    group = ""
    for row in grid.rows:
        name = text(row.cells[0])
        if row.kind == "group":
            group = name
        elif not row.indent:
            group = ""
        for place, cell in enumerate(row.cells):
            column = text(grid.heads[place]) or f"column {place + 1}"
            yield from _in(cell, grid, group, name if row.kind == "body" else "", column, "cell")
    for note in grid.notes:
        yield from _in(note, grid, "", "", "", "note")


def _in(runs: Runs, grid: DisplayedTable, group: str, row: str, column: str, part: str) -> Iterator[Printing]:
    for run in runs:
        if run.id:
            kind = "mark" if run.kind == "stars" else "stat"
            yield Printing(grid.place.title, group, row, column, part, kind, run.id, run.text)


def tidy(grids: Sequence[DisplayedTable], ledger: Ledger) -> list[tuple[object, ...]]:
    """Return one line for each place that prints a row: the place, the id, and the value in full precision."""
    synthetic = int(ledger.build.synthetic)
    return [(*_line(each, ledger.stat(each.id)), synthetic) for grid in grids for each in printings(grid)]


def _line(each: Printing, row: Stat) -> tuple[object, ...]:
    where = (each.table, each.group, each.row, each.column, each.part, each.kind, each.id)
    return (*where, row.label, "" if row.value is None else row.value, each.printed, row.n)


def tidy_csv(grids: Sequence[DisplayedTable], ledger: Ledger) -> str:
    """The tidy lines as CSV with a head."""
    return written([COLUMNS, *tidy(grids, ledger)])


def displayed(grid: DisplayedTable, notice: str) -> list[tuple[str, ...]]:
    """Return the lines of a table as displayed: caption, notice of synthetic data, heads, rows, notes."""
    lines = [(grid.heading,), *([(notice,)] if notice else []), tuple(map(text, grid.heads))]
    lines += [_row(row.cells, row.indent) for row in grid.rows]
    lines += [(text(note),) for note in grid.notes]
    return [line + ("",) * (len(grid.heads) - len(line)) for line in lines]


def _row(cells: Sequence[Runs], indent: bool) -> tuple[str, ...]:
    first, *others = map(text, cells)
    return ("\u2003" * indent + first, *others)


def displayed_csv(grid: DisplayedTable, notice: str) -> str:
    """A table as displayed, as CSV."""
    return written(displayed(grid, notice))


def written(lines: Sequence[Sequence[object]]) -> str:
    """Return lines as CSV; a text that a spreadsheet would read as a formula gets a leading apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([list(map(_field, line)) for line in lines])
    return out.getvalue()


def _field(value: object) -> object:
    return repr(value) if isinstance(value, float) else inert(value)
