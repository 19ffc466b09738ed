"""Rows and cells of the pipe tables of templates: the edits of their lines, or why there are none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from report.merge.atoms import Unit
from report.merge.base import Base
from report.merge.markdown_writer import WritingStyle, joined, markdown, typed_pieces
from report.merge.new_footnotes import NewFootnotes
from report.merge.pipe_tables import PipeLine, PipeTable, line_at, pipe_table, row_of
from report.merge.product_tables import is_product, of_product
from report.merge.refusals import added_formula
from report.merge.regions import EditedLetter, letters_of
from report.merge.source_spans import Refusal, SourceEdit
from report.merge.table_grids import Grid
from report.merge.word_text import WordText

_BY_HAND = "make the edit in the template"


class TableLines:
    """The edits of lines for cells; `partners` maps the units of the copy to those of the build."""

    def __init__(self, base: Base, copy: WordText, notes: NewFootnotes, partners: Mapping[int, int]):
        self.base, self.old, self.new, self.notes, self.partners = (
            base,
            base.units,
            copy.units,
            notes,
            partners,
        )
        self.copies = {i: k for k, i in partners.items()}
        self.grids: dict[int, Grid] = {k: grid for grid in copy.tables for k in grid.units}

    def filled(self, place: int, row: Sequence[int]) -> SourceEdit | Refusal:
        """The text of a cell that was empty."""
        near = next((self.old[self.partners[k]] for k in row if k in self.partners), self.old[0])
        if is_product(near, self.base):
            return of_product(near, "fills or divides a cell of")
        grid, (table, line) = self.grids[place], self._line_of_table(near)
        cell = next(each for each in grid.rows[grid.row(place)] if place in each.units)
        if len(cell.units) > 1:
            return Refusal(
                "divides a cell", "write one paragraph in the cell, or make the edit in the template"
            )
        if table is None or line is None or not table.width or not grid.plain or table.width != grid.width:
            return Refusal("fills a cell of a table with other columns, or with merged cells", _BY_HAND)
        start, end = line.cells[grid.column(place)]
        if self.base.templates[near.file][start:end].strip():
            return Refusal("fills a cell in which the template prints nothing", _BY_HAND)
        if refused := added_formula(letters_of(self.new[place].atoms)):
            return refused
        return SourceEdit(near.file, start, end, f" {self.cell_of([place])} ")

    def _line_of_table(self, unit: Unit) -> tuple[PipeTable | None, PipeLine | None]:
        """The table of a template with a cell, and the line of the cell."""
        table = (
            pipe_table(self.base.templates[unit.file], unit.start)
            if unit.file and unit.kind == "cell"
            else None
        )
        lines = table.lines if table else ()
        return table, next((line for line in lines if line.start <= unit.start <= line.end), None)

    def removal(self, unit: Unit, whole: bool) -> SourceEdit | Refusal:
        """The deletion of the line of a row, or of the text of a cell."""
        if is_product(unit, self.base):
            return of_product(unit, "deletes a row or a cell of")
        if not unit.file or unit.end < 0:
            return Refusal("is written by the engine, or spans two files", "make the edit in the sources")
        source = self.base.templates[unit.file]
        start, end = line_at(source, unit.start)
        table, line = self._line_of_table(unit)
        if not whole:
            return self._emptied(unit, table, line)
        if table is not None and line is table.lines[0]:
            return Refusal("deletes the head of a table", _BY_HAND)
        if "<%" in source[start:end]:
            return Refusal("spans a tag of the template, such as <% if %>", _BY_HAND)
        return SourceEdit(unit.file, start, end + 1, "")

    def _emptied(self, unit: Unit, table: PipeTable | None, line: PipeLine | None) -> SourceEdit | Refusal:
        """The deletion of the text of a cell, if the copy still has the cell."""
        column = line.column(unit.start) if line else None
        copies = (self.grids.get(self.copies[i]) for i in self._around_table(unit) if i in self.copies)
        grid = next((each for each in copies if each is not None), None)
        if (
            table is None
            or line is None
            or column is None
            or grid is None
            or not grid.plain
            or grid.width != table.width
        ):
            return Refusal("empties or merges cells", _BY_HAND)
        start, end = line.cells[column]
        if "<%" in self.base.templates[unit.file][start:end]:
            return Refusal("spans a tag of the template, such as <% if %>", _BY_HAND)
        return SourceEdit(unit.file, start, end, " ")

    def _around_table(self, unit: Unit) -> list[int]:
        """The cells of the build in the table of a cell."""
        return [i for i in self.around(self.old.index(unit)) if self.old[i].home == unit.home]

    def row_after(self, row: Sequence[int]) -> SourceEdit | Refusal:
        """The new line of a row, after the line of the row before it that the template has."""
        grid = self.grids[row[0]]
        above = [k for cells in grid.rows[: grid.row(row[0])] for cell in cells for k in cell.units]
        near = next((self.old[self.partners[k]] for k in reversed(above) if k in self.partners), None)
        beside = near or next((self.old[self.partners[k]] for k in grid.units if k in self.partners), None)
        if beside is not None and is_product(beside, self.base):
            return of_product(beside, "adds a row to")
        table, line = self._line_of_table(near) if near is not None else (None, None)
        if near is None or table is None or line is None:
            return Refusal("is not below a row of the same table", "write it in the template")
        if not table.width or not grid.plain or table.width != grid.width:
            return Refusal("has other columns than the row above it", "write it in the template")
        if refused := added_formula(letter for k in row for letter in letters_of(self.new[k].atoms)):
            return refused
        offset = table.lines[1].end if line is table.lines[0] else line.end
        source = self.base.templates[near.file]
        indent = source[line.start : line.end].partition("|")[0]
        cells = [self.cell_of(cell.units) for cell in grid.rows[grid.row(row[0])]]
        return SourceEdit(near.file, offset, offset, f"\n{indent}{row_of(cells)}")

    def cell_of(self, units: Sequence[int]) -> str:
        """The Markdown of a cell of the copy, on one line."""
        return cell_text([self.new[k] for k in units], self.notes)

    def around(self, place: int) -> range:
        """The cells of the build that follow each other around a cell."""
        start, end = place, place + 1
        while start and self.old[start - 1].kind == "cell":
            start -= 1
        while end < len(self.old) and self.old[end].kind == "cell":
            end += 1
        return range(start, end)


def cell_text(units: Sequence[Unit], notes: NewFootnotes) -> str:
    """The Markdown of a cell, on one line; its paragraphs are divided by a space."""
    letters = [letter for unit in units for letter in (*letters_of(unit.atoms), EditedLetter("\n"))][:-1]
    plain = [replace(each, text=" ") if each.text == "\n" else each for each in letters]
    return markdown(joined(typed_pieces(plain)), WritingStyle(), notes.name)
