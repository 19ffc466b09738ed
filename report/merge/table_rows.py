"""Rows of tables that were deleted or inserted, and cells that only the build or only the copy has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from report.merge.alignment import Pair
from report.merge.atoms import Unit
from report.merge.authorship import Authorship
from report.merge.base import Base
from report.merge.hunks import CONFLICT, Hunk
from report.merge.markdown_units import cells_of_row, is_rule
from report.merge.markdown_writer import Style, joined, markdown, typed_pieces
from report.merge.new_footnotes import NewFootnotes
from report.merge.refusals import TAG, added_formula
from report.merge.regions import letters_of
from report.merge.source_spans import Refusal, SourceEdit
from report.merge.word_text import WordText

_BY_HAND = "make the edit in the template"


class TableRows:
    """The hunks of cells that have no partner: whole rows are deleted or inserted, other cells are conflicts."""

    def __init__(self, base: Base, copy: WordText, notes: NewFootnotes, found: Sequence[Pair]):
        self.base, self.old, self.new, self.notes = base, base.units, copy.units, notes
        self.authorship = Authorship(copy)
        self.gone = {i for pair in found if not pair.new for i in pair.old}
        self.deleted_tables = frozenset(self._deleted_tables())
        self.partners = {k: pair.old[-1] for pair in found if pair.old for k in pair.new}

    def deleted(self, place: int) -> Iterator[Hunk]:
        """The deletion of the row that starts with a cell of the build, or the loss of a single cell."""
        unit = self.old[place]
        if unit.home in self.deleted_tables:
            yield from self._deleted_table(place)
            return
        row = [i for i in _around(self.old, place) if self._line(self.old[i]) == self._line(unit)]
        whole = self.gone.issuperset(row)
        if whole and place != row[0]:
            return
        cells = [self.old[i] for i in row] if whole else [unit]
        text = " | ".join(each.text for each in cells)
        hunk = Hunk(f"deleted {'row' if whole else 'cell'}", text, "", unit.file, unit.start)
        yield _refused_or(self.authorship.of_deletion(hunk), self._removal(unit, whole))

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
        """The insertion of the row that starts with a cell of the copy, or the text of a cell that was empty."""
        unit = self.new[place]
        row = [k for k in _around(self.new, place) if self.new[k].level == unit.level]
        whole = not any(k in self.partners for k in row)
        if whole and place != row[0]:
            return
        places = row if whole else [place]
        text = " | ".join(self.new[k].text for k in places)
        hunk = Hunk(f"inserted {'row' if whole else 'cell'}", "", text, unit=place, row=tuple(places[1:]))
        made = self._row_after(row) if whole else Refusal("fills a cell, or divides it", _BY_HAND)
        yield self._placed(self.authorship.of_units(hunk, places), made)

    def _placed(self, hunk: Hunk, made: SourceEdit | Refusal) -> Hunk:
        if isinstance(made, Refusal):
            return _refused_or(hunk, made)
        edits = (made, *self.notes.definitions(made.file))
        return replace(hunk, edits=edits, file=made.file, offset=made.start)

    def _line(self, unit: Unit) -> tuple[str, str, int]:
        """What the cells of a row have in common: the line of a template, or the number of the row in the file."""
        if self._is_product(unit) or not unit.file:
            return "", unit.home, unit.level or id(unit)
        return unit.file, unit.home, self.base.templates[unit.file].count("\n", 0, unit.start)

    def _is_product(self, unit: Unit) -> bool:
        """Whether a tag prints the table of a cell, so that its line is not a row."""
        source = self.base.templates.get(unit.file, "")
        start, end = _line_of(source, unit.start)
        return bool(unit.file) and not source[start:end].lstrip().startswith("|")

    def _removal(self, unit: Unit, whole: bool) -> SourceEdit | Refusal:
        """The deletion of the line of a row."""
        if self._is_product(unit):
            return Refusal(f"is made by the product of {unit.home}", "edit the product")
        if not unit.file or unit.end < 0:
            return Refusal("is written by the engine, or spans two files", "make the edit in the sources")
        start, end = _line_of(self.base.templates[unit.file], unit.start)
        lines = self.base.templates[unit.file][start:].split("\n", 2)
        if not whole:
            return Refusal("empties a cell, or removes a column", _BY_HAND)
        if len(lines) > 1 and is_rule(lines[1]):
            return Refusal("deletes the head of a table", _BY_HAND)
        if TAG.search(lines[0]) and "<%" in lines[0]:
            return Refusal("spans a tag of the template, such as <% if %>", _BY_HAND)
        return SourceEdit(unit.file, start, end + 1, "")

    def _row_after(self, row: Sequence[int]) -> SourceEdit | Refusal:
        """The new line of a row, after the line of the row before it that the template has."""
        before = row[0] - 1
        while before >= 0 and self.new[before].kind == "cell" and before not in self.partners:
            before -= 1
        near = self.old[self.partners[before]] if before in self.partners else None
        if near is None or near.kind != "cell":
            return Refusal("is not below a row of the same table", "write it in the template")
        if self._is_product(near) or not near.file:
            return Refusal(f"is made by the product of {near.home}", "edit the product")
        source = self.base.templates[near.file]
        start, end = _line_of(source, near.start)
        if len(cells_of_row(source[start:end])) != len(row):
            return Refusal(
                "has another number of filled cells than the row above it", "write it in the template"
            )
        following = source[end + 1 :].split("\n", 1)[0]
        if refused := added_formula(letter for k in row for letter in letters_of(self.new[k].atoms)):
            return refused
        offset = end + 1 + len(following) if is_rule(following) else end
        line = " | ".join(self._cell(self.new[k]) for k in row)
        indent = source[start:end][: len(source[start:end]) - len(source[start:end].lstrip())]
        return SourceEdit(near.file, offset, offset, f"\n{indent}| {line} |")

    def _cell(self, unit: Unit) -> str:
        """The Markdown of a cell, on one line."""
        letters = [replace(each, text=" ") if each.text == "\n" else each for each in letters_of(unit.atoms)]
        return markdown(joined(typed_pieces(letters)), Style(), self.notes.name)


def deleted_table(home: str) -> Refusal:
    """Why a deleted table is not deleted in the template: the text may refer to it."""
    return Refusal(f"deletes the whole table {home}", "delete it in the template, with the references to it")


def _around(units: Sequence[Unit], place: int) -> Iterable[int]:
    """The cells that follow each other around a cell."""
    start, end = place, place + 1
    while start and units[start - 1].kind == "cell":
        start -= 1
    while end < len(units) and units[end].kind == "cell":
        end += 1
    return range(start, end)


def _line_of(source: str, offset: int) -> tuple[int, int]:
    """Where the line at an offset starts and ends."""
    end = source.find("\n", offset)
    return source.rfind("\n", 0, offset) + 1, len(source) if end < 0 else end


def _refused_or(hunk: Hunk, made: SourceEdit | Refusal) -> Hunk:
    if isinstance(made, Refusal):
        return replace(hunk, state=CONFLICT, why=made.why, remedy=made.remedy)
    return replace(hunk, edits=(made,))
