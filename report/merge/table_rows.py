"""Rows and cells of tables that only the build or only the copy has: their hunks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from report.merge.alignment import Pair
from report.merge.atoms import Unit
from report.merge.authorship import Authorship
from report.merge.base import Base
from report.merge.hunks import Hunk, refused
from report.merge.new_footnotes import NewFootnotes
from report.merge.product_tables import ProductTables, is_product
from report.merge.refusals import added_formula
from report.merge.regions import letters_of
from report.merge.source_spans import Refusal, SourceEdit
from report.merge.table_columns import ChangedTable
from report.merge.table_lines import TableLines
from report.merge.word_text import WordText

_BY_HAND = "make the edit in the template"


class TableRows:
    """The hunks of cells that have no partner: of whole rows and columns, and of cells that were empty or are."""

    def __init__(
        self,
        base: Base,
        copy: WordText,
        notes: NewFootnotes,
        found: Sequence[Pair],
        changed: Sequence[ChangedTable],
    ):
        self.base, self.old, self.new, self.notes = base, base.units, copy.units, notes
        self.authorship = Authorship(copy)
        self.gone = {i for pair in found if not pair.new for i in pair.old}
        self.deleted_tables = frozenset(self._deleted_tables())
        self.partners = {k: pair.old[-1] for pair in found if pair.old for k in pair.new}
        self.lines = TableLines(base, copy, notes, self.partners)
        self.grids = self.lines.grids
        self.products = ProductTables(base, copy, self.partners, self.gone)
        self.changed = list(changed)
        self.of_old = {i: each for each in changed for i, _, _ in each.old_cells(self.old)}
        self.of_new = {k: each for each in changed for k in each.grid.units}

    def deleted(self, place: int) -> Iterator[Hunk]:
        """The deletion of the row or column that a cell of the build starts, or the loss of a single cell."""
        unit = self.old[place]
        if unit.home in self.deleted_tables:
            yield from self._deleted_table(place)
        elif place in self.of_old:
            yield from self._columns(self.of_old[place])
        elif self.products.has_column(old=place):
            yield from self.products.hunk_of(old=place)
        else:
            yield from self._deleted_row(place)

    def _deleted_row(self, place: int) -> Iterator[Hunk]:
        unit = self.old[place]
        row = [i for i in self.lines.around(place) if self._line(self.old[i]) == self._line(unit)]
        whole = self.gone.issuperset(row)
        if whole and place != row[0]:
            return
        cells = [self.old[i] for i in row] if whole else [unit]
        text = " | ".join(each.text for each in cells)
        hunk = Hunk(f"deleted {'row' if whole else 'cell'}", text, "", unit.file, unit.start)
        yield _refused_or(self.authorship.of_deletion(hunk), self.lines.removal(unit, whole))

    def _deleted_tables(self) -> Iterator[str]:
        """The labels of the tables of which the copy has no cell."""
        cells: dict[str, set[int]] = defaultdict(set)
        for i, unit in enumerate(self.old):
            if unit.kind == "cell" and unit.home:
                cells[unit.home].add(i)
        yield from (home for home, places in cells.items() if places <= self.gone)

    def _deleted_table(self, place: int) -> Iterator[Hunk]:
        """The deletion of the table that starts with a cell."""
        unit = self.old[place]
        cells = [each for each in self.old if each.kind == "cell" and each.home == unit.home]
        if cells[0] is not unit:
            return
        hunk = Hunk("deleted table", " | ".join(each.text for each in cells), "", unit.file, unit.start)
        yield _refused_or(self.authorship.of_deletion(hunk), deleted_table(unit.home))

    def inserted(self, place: int) -> Iterator[Hunk]:
        """The insertion of the row or column that a cell of the copy starts, or the text of a cell that was empty."""
        if place in self.of_new:
            yield from self._columns(self.of_new[place])
            return
        if self.products.has_column(new=place):
            yield from self.products.hunk_of(new=place)
            return
        row = self._row_of(place)
        whole = not any(k in self.partners for k in row)
        if whole and place != row[0]:
            return
        places = row if whole else [place]
        text = " | ".join(self.new[k].text for k in places)
        hunk = Hunk(f"inserted {'row' if whole else 'cell'}", "", text, unit=place, row=tuple(places[1:]))
        made = self.lines.row_after(row) if whole else self.lines.filled(place, row)
        yield self._placed(self.authorship.of_units(hunk, places), made)

    def _row_of(self, place: int) -> list[int]:
        """The units in the row of a cell of the copy."""
        grid = self.grids[place]
        return [k for cell in grid.rows[grid.row(place)] for k in cell.units]

    def _columns(self, table: ChangedTable) -> Iterator[Hunk]:
        """The change of a table's columns, with its rows, once."""
        if table not in self.changed:
            return
        self.changed.remove(table)
        added = [k for k in table.grid.units if k not in self.partners]
        removed = [self.old[i] for i, _, _ in table.old_cells(self.old) if i in self.gone]
        before = " | ".join(each.text for each in removed)
        after = " | ".join(self.new[k].text for k in added)
        unit, row = (added[0], tuple(added[1:])) if added else (-1, ())
        hunk = Hunk(table.what, before, after, table.file, table.table.lines[0].start, unit=unit, row=row)
        hunk = self.authorship.of_units(hunk, added)
        letters = (letter for k in added for letter in letters_of(self.new[k].atoms))
        source = self.base.templates[table.file]
        if refusal := table.refusal(source) or added_formula(letters):
            yield refused(hunk, refusal, hunk.after)
            return
        cells = [[self.lines.cell_of(cell.units) for cell in row] for row in table.grid.rows]
        edits = tuple(table.edits(cells, source))
        yield replace(hunk, edits=(*edits, *self.notes.definitions(table.file)))

    def _placed(self, hunk: Hunk, made: SourceEdit | Refusal) -> Hunk:
        if isinstance(made, Refusal):
            return refused(hunk, made, hunk.after)
        edits = (made, *self.notes.definitions(made.file))
        return replace(hunk, edits=edits, file=made.file, offset=made.start)

    def _line(self, unit: Unit) -> tuple[str, str, int]:
        """What the cells of a row have in common: the line of a template, or the number of the row in the file."""
        if is_product(unit, self.base) or not unit.file:
            return "", unit.home, unit.level or id(unit)
        return unit.file, unit.home, self.base.templates[unit.file].count("\n", 0, unit.start)


def deleted_table(home: str) -> Refusal:
    """Why a deleted table is not deleted in the template: the text may refer to it."""
    return Refusal(f"deletes the whole table {home}", "delete it in the template, with the references to it")


def _refused_or(hunk: Hunk, made: SourceEdit | Refusal) -> Hunk:
    return refused(hunk, made, hunk.after) if isinstance(made, Refusal) else replace(hunk, edits=(made,))
