"""Units that were inserted, deleted or moved as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from report.merge.alignment import Pair
from report.merge.atoms import Atom, Unit
from report.merge.authorship import Authorship
from report.merge.base import GENERATED, PRODUCT, Base
from report.merge.hunks import CONFLICT, Hunk, refused
from report.merge.list_numbers import ListNumbers
from report.merge.markdown_writer import Piece, WritingStyle, in_style, joined, markdown, paragraph
from report.merge.moved_text import pieces_of, typed_only
from report.merge.new_footnotes import NewFootnotes
from report.merge.new_tables import NewTable, NewTables, shown
from report.merge.paragraph_breaks import breaking
from report.merge.pipe_tables import float_end
from report.merge.refusals import added_formula, product_refusal
from report.merge.regions import letters_of, regions
from report.merge.removals import DeletedFootnotes, removal
from report.merge.restyled_units import MARKER
from report.merge.source_edits import edit_of
from report.merge.source_spans import Refusal, Setting, SourceEdit, remaining
from report.merge.table_columns import ChangedTable
from report.merge.table_rows import TableRows, deleted_table
from report.merge.word_text import WordText

_TAG = re.compile(r"<%|<#")


class WholeUnits:
    """The hunks of units that only the build or only the copy has, or that are elsewhere in the copy."""

    def __init__(
        self,
        base: Base,
        copy: WordText,
        notes: NewFootnotes,
        found: Sequence[Pair],
        changed: Sequence[ChangedTable] = (),
        lost: Sequence[Sequence[Atom]] = (),
    ):
        self.base, self.old, self.new, self.notes, self.found = base, base.units, copy.units, notes, found
        self.authorship = Authorship(copy)
        self.setting = Setting(base.templates, notes.name, lost)
        self.rows = TableRows(base, copy, notes, found, changed)
        self.tables = NewTables(base, copy, notes, self.rows.partners)
        self.numbers = ListNumbers(base, found)
        self.deleted_notes = DeletedFootnotes(base.templates, base.units, found)

    def deleted(self, place: int) -> Iterator[Hunk]:
        """The deletion of a unit of the build; a row includes its cells, and the call of a footnote its text."""
        unit = self.old[place]
        if unit.kind == "cell":
            yield from self.rows.deleted(place)
            return
        if unit.kind == "footnote" and unit.home in self.deleted_notes.units:
            return
        hunk = Hunk(f"deleted {unit.kind}", unit.text, "", unit.file, unit.start)
        hunk = self.authorship.of_deletion(hunk)
        is_of_table = unit.kind in ("caption", "note") and unit.home in self.rows.deleted_tables
        refusal = deleted_table(unit.home) if is_of_table else self._whole(unit)
        if refusal:
            yield refused(hunk, refusal)
        else:
            notes = self.deleted_notes.removals(unit.atoms)
            removed = removal(unit, self.base.templates)
            yield replace(hunk, edits=(removed, *self.numbers.edits(place), *notes))

    def inserted(self, place: int) -> Iterator[Hunk]:
        """The insertion of the unit of a pair; a footnote is inserted by the hunk that calls it."""
        unit = self.new[self.found[place].new[0]]
        if unit.kind == "footnote":
            yield from self._uncalled(place, unit)
            return
        if (table := self.tables.by_unit.get(self.found[place].new[0])) is not None:
            yield from self._new_table(table, place)
            return
        if unit.kind == "cell":
            yield from self.rows.inserted(self.found[place].new[0])
            return
        hunk = Hunk(f"inserted {unit.kind}", "", unit.text, unit=self.found[place].new[0])
        hunk = self.authorship.of_units(hunk, self.found[place].new)
        letters = letters_of(unit.atoms)
        if refusal := added_formula(typed_only(letters, self.setting)):
            yield refused(hunk, refusal)
            return
        text = markdown(joined(pieces_of(letters, self.setting)), WritingStyle(), self.notes.name)
        yield self._placed(hunk, place, unit, text)

    def _uncalled(self, place: int, unit: Unit) -> Iterator[Hunk]:
        """The conflict of a new footnote whose call is in text that is not merged."""
        if unit.home not in self.notes.defined:
            hunk = Hunk("inserted footnote", "", unit.text, unit=self.found[place].new[0])
            why, remedy = "is called in text that is not merged", "add it by hand, with that text"
            yield refused(hunk, Refusal(why, remedy))

    def _new_table(self, table: NewTable, place: int) -> Iterator[Hunk]:
        """The insertion of a table with its caption and note, at the first of their units."""
        first, *others = table.units
        if self.found[place].new[0] != first:
            return
        hunk = Hunk("inserted table", "", shown(table, self.new), unit=first, row=tuple(others))
        hunk = self.authorship.of_units(hunk, table.units)
        text = self.tables.text(table)
        if isinstance(text, Refusal):
            yield refused(hunk, text)
        else:
            yield self._placed(hunk, place, Unit("table", ()), text)

    def moved(self, place: int) -> Iterator[Hunk]:
        """The move of the unit of a pair, with the edits within it."""
        pair = self.found[place]
        old, new = self.old[pair.old[0]], self.new[pair.new[0]]
        hunk = Hunk(f"moved {old.kind}", old.text, new.text, old.file, old.start, unit=pair.new[0])
        hunk = self.authorship.of_units(hunk, pair.new)
        refusal = self._whole(old)
        pieces: list[Piece] = []
        done = 0
        notes: list[SourceEdit] = []
        for region in regions(old.atoms, new.atoms) if refusal is None else ():
            setting = breaking(old, (), region, self.setting)
            made = (
                product_refusal(old, old.atoms, region)
                or (setting if isinstance(setting, Refusal) else None)
                or edit_of(old.atoms, region, self.setting)
            )
            if isinstance(made, Refusal):
                refusal = made
            pieces += remaining(old.atoms[done : region.start], self.setting)
            pieces += pieces_of(region.letters, self.setting)
            notes += self.deleted_notes.removals(old.atoms[region.start : region.end])
            done = region.end
        if refusal is not None:
            yield refused(hunk, Refusal(refusal.why, refusal.remedy, refusal.atom))
            return
        pieces += remaining(old.atoms[done:], self.setting)
        placed = self._placed(hunk, place, old, markdown(joined(pieces), WritingStyle(), self.notes.name))
        removed = (removal(old, self.base.templates), *self.numbers.edits(pair.old[0]), *notes)
        yield replace(placed, edits=(*removed, *placed.edits) if placed.edits else ())

    def _placed(self, hunk: Hunk, place: int, unit: Unit, text: str) -> Hunk:
        """A hunk that inserts a unit after the unit before it in the copy, or before the one after it."""
        before = (each for each in reversed(self.found[:place]) if self._anchors(each, unit))
        after = (each for each in self.found[place + 1 :] if self._anchors(each, unit))
        anchor, following = next(before, None), next(after, None)
        if unit.kind == "item" and self._is_item(following) and not self._is_item(anchor):
            anchor = None
        if anchor is None and following is None:
            return replace(
                hunk, state=CONFLICT, why="has no text of a template near it", remedy="write it there"
            )
        beside = anchor.old[-1] if anchor else following.old[0]  # type: ignore[union-attr]
        near = self.old[beside]
        source = self.base.templates[near.file]
        begun = source.rfind("\n", 0, near.start) + 1
        model = self._item_at_level(beside, unit) if unit.kind == near.kind == "item" else near
        style = WritingStyle(
            _indent(source, model) + _deeper(unit, model, source), sentences=unit.kind != "table"
        )
        prefix = _prefix(unit, model, source)
        is_table = unit.kind == "table"
        body = in_style(
            text if is_table else prefix + (text if prefix.startswith("#") else paragraph(text)), style
        )
        blank = "\n" if unit.kind == near.kind == "item" else "\n\n"
        end = (
            near.end
            if near.kind not in ("cell", "caption", "note")
            else float_end(source, near.end, near.home)
        )
        offset = end if anchor else begun
        made = f"{blank}{style.indent}{body}" if anchor else f"{style.indent}{body}{blank}"
        written = SourceEdit(near.file, offset, offset, self.numbers.fitting(made, beside, unit))
        edits = (written, *self.numbers.edits(beside), *self.notes.definitions(near.file))
        return replace(
            hunk, edits=edits, file=hunk.file or near.file, offset=offset if hunk.offset < 0 else hunk.offset
        )

    def _item_at_level(self, place: int, unit: Unit) -> Unit:
        """The item of the build, from a place backwards, that is not deeper in its list than a new item."""
        near = self.old[place]
        while place and self.old[place].level > unit.level and self.old[place - 1].kind == "item":
            place -= 1
        return self.old[place] if self.old[place].file == near.file else near

    def _anchors(self, pair: Pair, unit: Unit) -> bool:
        """Whether text can be inserted next to a pair."""
        if not pair.old or not pair.new or pair.moved:
            return False
        old = self.old[pair.old[-1]]
        front = ("title", "subtitle", "banner", "abstract")
        fits = (old.kind == "abstract") == (unit.kind == "abstract") and (old.kind == "footnote") == (
            unit.kind == "footnote"
        )
        return bool(old.file) and old.end >= 0 and fits and old.kind not in (*GENERATED, *front[:3])

    def _is_item(self, pair: Pair | None) -> bool:
        return pair is not None and self.old[pair.old[0]].kind == "item"

    def _whole(self, unit: Unit) -> Refusal | None:
        """Why a unit cannot be deleted or moved as a whole."""
        if unit.kind in GENERATED or not unit.file or unit.end < 0:
            return Refusal("is written by the engine, or spans two files", "make the edit in the sources")
        if unit.home and any(atom.kind == PRODUCT and atom.start >= 0 for atom in unit.atoms):
            return Refusal(
                f"is part of {unit.home}", "edit the product, or move or delete its tag in the template"
            )
        if _TAG.search(self.base.templates[unit.file], unit.start, unit.end):
            return Refusal("spans a tag of the template, such as <% if %>", "make the edit in the template")
        return None


def _indent(source: str, unit: Unit) -> str:
    """The white space before the first line of a unit."""
    begun = source.rfind("\n", 0, unit.start) + 1
    found = re.match(r"[ \t]*", source[begun:])
    return found[0] if found else ""


def _deeper(unit: Unit, near: Unit, source: str) -> str:
    """The further indentation of an item below another one."""
    marker = MARKER.match(source, near.start) if unit.kind == near.kind == "item" else None
    return " " * len(marker[0].lstrip()) if marker and unit.level > near.level else ""


def _prefix(unit: Unit, near: Unit, source: str) -> str:
    """The Markdown that starts a heading, or an item of the list that it is inserted into."""
    if unit.kind == "heading":
        return f"{'#' * max(1, unit.level)} "
    if unit.kind == "item":
        beside = near.kind == "item" and unit.level <= near.level
        marker = MARKER.match(source, near.start) if beside else None
        return marker[0].lstrip() if marker else "- "
    return ""
