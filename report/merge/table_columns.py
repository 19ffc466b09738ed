"""Tables of templates whose columns a copy changed: their cells are paired by row and column, and edited together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from report.merge.alignment import Pair, in_order
from report.merge.atoms import Unit
from report.merge.base import Base
from report.merge.pipe_tables import PipeLine, PipeTable, pipe_table, row_of, rule_of
from report.merge.source_spans import Refusal, SourceEdit
from report.merge.table_grids import Grid
from report.merge.word_text import WordText


@dataclass(frozen=True)
class ChangedTable:
    """A table of a template whose columns differ in a copy.

    `rows` and `columns` map the rows and columns of the copy to those of the template.
    """

    file: str
    table: PipeTable
    grid: Grid
    rows: Mapping[int, int]
    columns: Mapping[int, int]

    @cached_property
    def new_columns(self) -> tuple[int, ...]:
        """The columns that only the copy has."""
        return tuple(n for n in range(self.grid.width) if n not in self.columns)

    @cached_property
    def gone_columns(self) -> tuple[int, ...]:
        """The columns that only the template has."""
        return tuple(n for n in range(self.table.width) if n not in self.columns.values())

    @property
    def what(self) -> str:
        """What the copy did to the columns."""
        names = [
            f"{verb} {'columns' if len(columns) > 1 else 'column'}"
            for verb, columns in (("inserted", self.new_columns), ("deleted", self.gone_columns))
            if columns
        ]
        return " and ".join(names)

    def refusal(self, source: str) -> Refusal | None:
        """Why the table cannot be edited."""
        if any(len(cell.units) > 1 for cells in self.grid.rows for cell in cells):
            return Refusal(
                "divides cells", "write one paragraph in each cell, or edit the table in the template"
            )
        gone = [line for n, line in enumerate(self.table.rows) if n not in self.rows.values()]
        if any("<%" in source[line.start : line.end] for line in gone):
            return Refusal("spans a tag of the template, such as <% if %>", "edit the table in the template")
        return None

    def old_cells(self, units: Sequence[Unit]) -> Iterator[tuple[int, int, int]]:
        """The units of the table in the build, each with its row and column."""
        for place, unit in enumerate(units):
            if unit.kind == "cell" and unit.file == self.file:
                for n, line in enumerate(self.table.rows):
                    column = line.column(unit.start) if line.start <= unit.start <= line.end else None
                    if column is not None:
                        yield place, n, column

    def edits(self, cells: Sequence[Sequence[str]], source: str) -> Iterator[SourceEdit]:
        """The edits of a template, given the Markdown of the cells of the copy."""
        kept = {old: new for new, old in self.rows.items()}
        number = -1
        for line in self.table.lines:
            number += not line.is_rule
            if line.is_rule:
                yield from self._edits_of(
                    line, [rule_of([row[n] for row in cells]) for n in self.new_columns], ""
                )
            elif number in kept:
                yield from self._edits_of(line, [cells[kept[number]][n] for n in self.new_columns], " ")
                yield from self._emptied_or_filled(line, cells[kept[number]], source)
            else:
                yield SourceEdit(self.file, line.start, line.end + 1, "")
        yield from self._new_rows(cells)

    def _edits_of(self, line: PipeLine, added: Sequence[str], space: str) -> Iterator[SourceEdit]:
        for n, text in zip(self.new_columns, added, strict=True):
            at = (
                line.cells[before][0] - 1
                if (before := self._before(n)) < self.table.width
                else line.cells[-1][1]
            )
            yield SourceEdit(self.file, at, at, f"|{space}{text}{space}")
        for n in self.gone_columns:
            yield SourceEdit(self.file, line.cells[n][0] - 1, line.cells[n][1], "")

    def _emptied_or_filled(self, line: PipeLine, row: Sequence[str], source: str) -> Iterator[SourceEdit]:
        """The edits of cells that have text only in the build or only in the copy."""
        for new, old in self.columns.items():
            start, end = line.cells[old]
            if bool(source[start:end].strip()) is not bool(row[new]):
                yield SourceEdit(self.file, start, end, f" {row[new]} " if row[new] else " ")

    def _before(self, column: int) -> int:
        """The column of the template before which a new column of the copy is inserted."""
        following = (self.columns[n] for n in range(column + 1, self.grid.width) if n in self.columns)
        return next(following, self.table.width)

    def _new_rows(self, cells: Sequence[Sequence[str]]) -> Iterator[SourceEdit]:
        """The lines of new rows, after the line of the row above or after the line below the head."""
        place = self.table.lines[1].end
        for n, row in enumerate(cells):
            if n not in self.rows:
                yield SourceEdit(self.file, place, place, f"\n{row_of(row)}")
            elif self.rows[n]:
                place = self.table.rows[self.rows[n]].end


def changed_tables(found: Sequence[Pair], base: Base, copy: WordText) -> list[ChangedTable]:
    """The tables whose columns a copy changed, and that can be edited."""
    partners = {k: pair.old[-1] for pair in found if pair.old for k in pair.new}
    made = (_changed(grid, partners, base) for grid in copy.tables if grid.plain)
    return [each for each in made if each is not None]


def _changed(grid: Grid, partners: Mapping[int, int], base: Base) -> ChangedTable | None:
    known = [(k, base.units[partners[k]]) for k in grid.units if k in partners]
    if not known or any(unit.kind != "cell" or not unit.file for _, unit in known):
        return None
    file, source = known[0][1].file, base.templates[known[0][1].file]
    table = pipe_table(source, known[0][1].start)
    if table is None or not table.width or _is_repeated(table, file, base.units):
        return None
    places = [
        (grid.row(k), grid.column(k), n, line.column(unit.start))
        for k, unit in known
        for n, line in enumerate(table.rows)
        if unit.file == file and line.start <= unit.start <= line.end
    ]
    rows = _voted((row, old, 1) for row, _, old, _ in places)
    # The head names the columns.
    columns = _voted((n, old, 1 if row else 3) for row, n, _, old in places if old is not None)
    if rows.get(0) != 0 or not columns or (table.width == grid.width == len(columns)):
        return None
    return ChangedTable(file, table, grid, rows, columns)


def _is_repeated(table: PipeTable, file: str, units: Sequence[Unit]) -> bool:
    """Whether a line of the template prints several rows, as in a loop."""
    levels: dict[int, set[int]] = {}
    for unit in units:
        if unit.kind == "cell" and unit.file == file:
            for n, line in enumerate(table.rows):
                if line.start <= unit.start <= line.end:
                    levels.setdefault(n, set()).add(unit.level)
    return any(len(each) > 1 for each in levels.values())


def _voted(votes: Iterator[tuple[int, int, int]] | Sequence[tuple[int, int, int]]) -> dict[int, int]:
    """The most frequent partner of each row or column, without those that would change the order."""
    counts: Counter[tuple[int, int]] = Counter()
    for new, old, weight in votes:
        counts[new, old] += weight
    made: dict[int, int] = {}
    for (new, old), _ in sorted(counts.items(), key=lambda each: (-each[1], each[0])):
        crosses = any((new < a) != (old < b) for a, b in made.items())
        if new not in made and old not in made.values() and not crosses:
            made[new] = old
    return made


def by_place(found: Sequence[Pair], tables: Sequence[ChangedTable], base: Base) -> list[Pair]:
    """The pairs, with the cells of changed tables paired by row and column."""
    again: list[Pair] = []
    done: tuple[set[int], set[int]] = set(), set()
    for each in tables:
        old = {(n, column): place for place, n, column in each.old_cells(base.units)}
        for row, cells in enumerate(each.grid.rows):
            for column, cell in enumerate(cells):
                was = old.pop((each.rows.get(row, -1), each.columns.get(column, -1)), None)
                again += _pairs_of(was, cell.units)
                done[0].update(() if was is None else (was,))
                done[1].update(cell.units)
        again += [Pair((place,), ()) for place in old.values()]
        done[0].update(old.values())
    left = (
        Pair(
            tuple(i for i in p.old if i not in done[0]), tuple(k for k in p.new if k not in done[1]), p.moved
        )
        for p in found
    )
    return in_order([*(pair for pair in left if pair.old or pair.new), *again]) if tables else list(found)


def _pairs_of(old: int | None, new: Sequence[int]) -> Iterator[Pair]:
    """The pairs of a cell, which may be empty on one side or hold several paragraphs."""
    if old is not None and new:
        yield Pair((old,), (new[0],))
    elif old is not None:
        yield Pair((old,), ())
    yield from (Pair((), (k,)) for k in new[bool(old is not None and new) :])
