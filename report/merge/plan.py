"""Plans a merge: pairs the units of a build and of a copy, and turns each difference into a hunk."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from report.merge.alignment import Pair, pairs
from report.merge.atoms import NOTE, TEXT, Atom, Unit
from report.merge.authorship import Authorship
from report.merge.base import GENERATED, PRODUCT, Base
from report.merge.hunks import CONFLICT, Hunk, Plan, named
from report.merge.markdown_writer import Piece, Style, in_style, markdown, paragraph
from report.merge.regions import Region, letters_of, regions
from report.merge.source_edits import BREAK, Refusal, Setting, SourceEdit, edit_of, kept
from report.merge.word_units import WordText

#: A copy without this many units at its start or end holds only a part of the document.
_PART, _SHARE = 6, 0.15
_CONTEXT = 40
_TAG = re.compile(r"<%|<#")
_MARKER = re.compile(r"\s*([-*+]|\(?\w+[.)])\s+")
_GAP = re.compile(r"\n{1,2}")
_NAME = re.compile(r"[^\W\d_]+")


class Planner:
    """Plans the merge of one copy."""

    def __init__(self, base: Base, copy: WordText):
        self.base, self.old, self.new = base, base.units, copy.units
        self.authorship = Authorship(copy)
        self.notes = {unit.home: unit for unit in self.new if unit.kind == "footnote"}
        self.names: dict[str, str] = {}
        self.used_notes: list[str] = []
        self.setting = Setting(base.templates, self._name_note)

    def plan(self) -> Plan:
        """The hunks of the copy in its order."""
        found = pairs(self.old, self.new)
        absent = self._absent(found)
        hunks = [hunk for place in range(len(found)) for hunk in self._hunks(found, place, absent)]
        return Plan(tuple(named(hunks)), len(absent))

    def _absent(self, found: Sequence[Pair]) -> frozenset[int]:
        """The units at the start or the end of the document that a copy of a part of it does not contain."""
        gone = [not pair.new for pair in sorted(found, key=lambda pair: pair.old[:1] or (-1,)) if pair.old]
        head = next((i for i, each in enumerate(gone) if not each), len(gone))
        tail = next((i for i, each in enumerate(reversed(gone)) if not each), len(gone))
        limit = max(_PART, int(_SHARE * len(gone)))
        start = range(head) if head >= limit else range(0)
        end = range(len(gone) - tail, len(gone)) if tail >= limit else range(0)
        return frozenset([*start, *end])

    def _hunks(self, found: Sequence[Pair], place: int, absent: frozenset[int]) -> Iterator[Hunk]:
        pair = found[place]
        if not pair.new:
            yield from (self._deleted(i) for i in pair.old if i not in absent)
        elif not pair.old:
            yield from self._inserted(found, place)
        elif pair.moved:
            yield from self._moved(found, place)
        else:
            yield from self._edited(pair)

    # Edits within units ------------------------------------------------------------------------------------

    def _edited(self, pair: Pair) -> Iterator[Hunk]:
        first = self.old[pair.old[0]]
        if len({self.old[i].kind for i in pair.old}) > 1:
            yield self._joined_kinds(pair)
            return
        new = self.new[pair.new[0]]
        atoms = self._chained(pair.old)
        edited = tuple(
            atom for n, k in enumerate(pair.new) for atom in ((Atom(BREAK),) if n else ()) + self.new[k].atoms
        )
        if len(pair.old) == len(pair.new) == 1 and first.text == new.text and first.atoms == edited:
            return
        for region in regions(atoms, edited):
            hunk = self._hunk(first, atoms, region, pair.new[0])
            yield self.authorship.of_region(hunk, pair.new, region)
        if len(pair.old) == len(pair.new) == 1 and (restyled := self._restyled(first, new)):
            yield replace(restyled, unit=pair.new[0])

    def _joined_kinds(self, pair: Pair) -> Hunk:
        """The conflict of an edit that joins units of different kinds, such as a paragraph and a list item."""
        first = self.old[pair.old[0]]
        before, after = (
            " ¶ ".join(units[i].text for i in places)
            for units, places in ((self.old, pair.old), (self.new, pair.new))
        )
        kinds = " and ".join(dict.fromkeys(self.old[i].kind for i in pair.old))
        hunk = Hunk(
            f"joined {kinds}", before, after, first.file, first.start, unit=pair.new[0], state=CONFLICT
        )
        return replace(hunk, why="joins text of different kinds", remedy="make the edit in the template")

    def _chained(self, places: Sequence[int]) -> tuple[Atom, ...]:
        """The atoms of several units, with a break between each and the next."""
        atoms: list[Atom] = []
        for before, i in zip([None, *places], places, strict=False):
            unit = self.old[i]
            if before is not None:
                last = self.old[before]
                atoms.append(Atom(BREAK, TEXT, "", last.end, self._text_start(unit), "", last.file))
            atoms += unit.atoms
        return tuple(atoms)

    def _text_start(self, unit: Unit) -> int:
        """Where the text of a unit starts, after the marker of a list item."""
        source = self.base.templates.get(unit.file, "")
        marker = _MARKER.match(source, unit.start) if unit.kind == "item" and unit.start >= 0 else None
        return marker.end() if marker else unit.start

    def _hunk(self, unit: Unit, atoms: Sequence[Atom], region: Region, place: int) -> Hunk:
        covered = atoms[region.start : region.end]
        before = "".join(atom.text for atom in covered)
        made = self._product(unit, atoms, region) or edit_of(atoms, region, self.setting)
        near = next((a for a in (*covered, *atoms[: region.start][::-1], *atoms) if a.start >= 0), None)
        what = "inserted" if not covered else "deleted" if not region.text else "replaced"
        what = f"{'reformatted' if before == region.text else what} in"
        file, offset = (near.file, near.start) if near else (unit.file, unit.start)
        around = _around(atoms, region)
        hunk = Hunk(
            _what(what, unit), _shown(before, around), _shown(region.text, around), file, offset, unit=place
        )
        hunk = replace(hunk, around=around)
        if isinstance(made, Refusal):
            return replace(
                hunk,
                state=CONFLICT,
                why=made.why,
                remedy=made.remedy,
                atom=made.atom,
                typed=made.typed or region.text,
            )
        return replace(hunk, edits=(made, *self._new_notes(unit)))

    def _product(self, unit: Unit, atoms: Sequence[Atom], region: Region) -> Refusal | None:
        """The refusal of an edit of a table or figure, whose text is in the code of a product."""
        covered = atoms[region.start : region.end] or atoms[max(0, region.start - 1) : region.end + 1]
        number = next((atom for atom in covered if atom.kind == "number"), None)
        if number is not None and (region.cut or re.search(r"\d", region.text)):
            return Refusal(
                "changes a number",
                "fix the analysis, name another row, or reject the edit",
                number,
                region.text,
            )
        if unit.home and any(atom.kind == PRODUCT for atom in atoms):
            return Refusal(
                f"is made by the product of {unit.home}", "edit its text in the code", None, region.text
            )
        return None

    def _restyled(self, old: Unit, new: Unit) -> Hunk | None:
        """A heading that became a paragraph, the reverse, or a heading of another level."""
        styles = ("heading", "paragraph", "item")
        if (
            (old.kind, old.level) == (new.kind, new.level)
            or {old.kind, new.kind} - {*styles}
            or old.start < 0
        ):
            return None
        if "heading" not in (old.kind, new.kind):
            return None
        source = self.base.templates[old.file][old.start : old.end]
        text = source.lstrip("# ") if old.kind == "heading" else source
        made = f"{'#' * new.level} {text}" if new.kind == "heading" else re.sub(r"\s*\{[^{}]*\}$", "", text)
        edit = SourceEdit(old.file, old.start, old.end, made)
        return Hunk(f"{old.kind} made a {new.kind}", old.text, new.text, old.file, old.start, (edit,))

    # Whole units -------------------------------------------------------------------------------------------

    def _deleted(self, place: int) -> Hunk:
        unit = self.old[place]
        hunk = Hunk(_what("deleted", unit), unit.text, "", unit.file, unit.start)
        hunk = self.authorship.of_deletion(hunk)
        refused = self._whole(unit)
        if refused:
            return replace(hunk, state=CONFLICT, why=refused.why, remedy=refused.remedy)
        return replace(hunk, edits=(self._removal(unit),))

    def _removal(self, unit: Unit) -> SourceEdit:
        """The deletion of a unit with the line ends after it, or with those before it if they are fewer."""
        text = self.base.templates[unit.file]
        after = _GAP.match(text, unit.end)
        line = text.rfind("\n", 0, unit.start) + 1
        start = len(text[:line].rstrip("\n"))
        is_last_item = after is not None and line - start < after.end() - after.start()
        if after and after.end() < len(text) and not (is_last_item and start):
            return SourceEdit(unit.file, unit.start, after.end(), "")
        return SourceEdit(unit.file, start, unit.end, "")

    def _whole(self, unit: Unit) -> Refusal | None:
        """Why a unit cannot be deleted or moved as a whole."""
        if unit.kind in GENERATED or not unit.file or unit.end < 0:
            return Refusal("is written by the engine, or spans two files", "make the edit in the sources")
        if unit.home and any(atom.kind == PRODUCT for atom in unit.atoms):
            return Refusal(
                f"is part of {unit.home}", "edit the product, or move or delete its tag in the template"
            )
        if _TAG.search(self.base.templates[unit.file], unit.start, unit.end):
            return Refusal("spans a tag of the template, such as <% if %>", "make the edit in the template")
        return None

    def _inserted(self, found: Sequence[Pair], place: int) -> Iterator[Hunk]:
        unit = self.new[found[place].new[0]]
        if unit.kind == "footnote" and unit.home in self.names:
            return
        hunk = Hunk(_what("inserted", unit), "", unit.text, unit=found[place].new[0])
        hunk = self.authorship.of_units(hunk, found[place].new)
        pieces = [Piece(each.text, each.format, True, each.note) for each in letters_of(unit.atoms)]
        yield self._placed(hunk, found, place, unit, markdown(_joined(pieces), Style(), self._name_note))

    def _moved(self, found: Sequence[Pair], place: int) -> Iterator[Hunk]:
        pair = found[place]
        old, new = self.old[pair.old[0]], self.new[pair.new[0]]
        hunk = Hunk(_what("moved", old), old.text, new.text, old.file, old.start, unit=pair.new[0])
        hunk = self.authorship.of_units(hunk, pair.new)
        refused = self._whole(old)
        pieces: list[Piece] = []
        done = 0
        for region in regions(old.atoms, new.atoms) if refused is None else ():
            made = self._product(old, old.atoms, region) or edit_of(old.atoms, region, self.setting)
            if isinstance(made, Refusal):
                refused = made
            pieces += kept(old.atoms[done : region.start], self.setting)
            pieces += [Piece(each.text, each.format, True, each.note) for each in region.letters]
            done = region.end
        if refused is not None:
            yield replace(hunk, state=CONFLICT, why=refused.why, remedy=refused.remedy, atom=refused.atom)
            return
        pieces += kept(old.atoms[done:], self.setting)
        placed = self._placed(hunk, found, place, old, markdown(_joined(pieces), Style(), self._name_note))
        yield replace(placed, edits=(self._removal(old), *placed.edits) if placed.edits else ())

    def _placed(self, hunk: Hunk, found: Sequence[Pair], place: int, unit: Unit, text: str) -> Hunk:
        """A hunk that inserts a unit after the unit before it in the copy, or before the one after it."""
        before = (each for each in reversed(found[:place]) if self._anchors(each, unit))
        after = (each for each in found[place + 1 :] if self._anchors(each, unit))
        anchor, following = next(before, None), next(after, None)
        if anchor is None and following is None:
            return replace(
                hunk, state=CONFLICT, why="has no text of a template near it", remedy="write it there"
            )
        near = self.old[anchor.old[-1]] if anchor else self.old[following.old[0]]  # type: ignore[union-attr]
        source = self.base.templates[near.file]
        begun = source.rfind("\n", 0, near.start) + 1
        indent = re.match(r"[ \t]*", source[begun:])
        style = Style(indent[0] if indent else "")
        prefix = self._prefix(unit, near, source)
        body = in_style(prefix + text if prefix else paragraph(text), style)
        blank = "\n" if unit.kind == near.kind == "item" else "\n\n"
        offset = near.end if anchor else near.start
        made = f"{blank}{style.indent}{body}" if anchor else f"{body}\n\n{style.indent}"
        edits = (SourceEdit(near.file, offset, offset, made), *self._new_notes(near))
        return replace(
            hunk, edits=edits, file=hunk.file or near.file, offset=offset if hunk.offset < 0 else hunk.offset
        )

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

    def _prefix(self, unit: Unit, near: Unit, source: str) -> str:
        if unit.kind == "heading":
            return f"{'#' * max(1, unit.level)} "
        if unit.kind == "item":
            marker = _MARKER.match(source, near.start) if near.kind == "item" else None
            return marker[0].lstrip() if marker else "- "
        return ""

    # Footnotes ---------------------------------------------------------------------------------------------

    def _name_note(self, id: str) -> str:
        """The name of a new footnote."""
        if id not in self.names:
            text = self.notes[id].text if id in self.notes else "note"
            stem = "-".join(word.lower() for word in _NAME.findall(text)[:2]) or "note"
            taken = {*self.names.values(), *(unit.home for unit in self.old)}
            self.names[id] = next(
                name for n in range(1, 999) if (name := f"{stem}-{n}" if n > 1 else stem) not in taken
            )
        return self.names[id]

    def _new_notes(self, unit: Unit) -> Iterator[SourceEdit]:
        """The definitions of the footnotes that were called for the first time since the last unit."""
        for id, name in self.names.items():
            if id in self.used_notes or id not in self.notes:
                continue
            self.used_notes.append(id)
            pieces = [
                Piece(each.text, each.format, True, each.note) for each in letters_of(self.notes[id].atoms)
            ]
            text = markdown(_joined(pieces), Style(), self._name_note)
            home = next(
                (each for each in reversed(self.old) if each.kind == "footnote" and each.end >= 0), None
            )
            body = in_style(text, Style("    "))
            if home is not None:
                yield SourceEdit(home.file, home.end, home.end, f"\n[^{name}]: {body}")
            else:
                end = len(self.base.templates[unit.file].rstrip("\n"))
                yield SourceEdit(unit.file, end, end, f"\n\n[^{name}]: {body}")


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Typed letters of one format as one piece, escaped where they would start a block."""
    made: list[Piece] = []
    for each in pieces:
        last = made[-1] if made else None
        if (
            last
            and each.typed
            and last.typed
            and last.format == each.format
            and not each.note
            and not last.note
        ):
            made[-1] = replace(last, text=last.text + each.text)
        else:
            made.append(each)
    if made and made[0].typed and not made[0].format:
        made[0] = replace(made[0], text=made[0].text)
    return made


def _what(verb: str, unit: Unit) -> str:
    return f"{verb} {unit.kind}"


def _around(atoms: Sequence[Atom], region: Region) -> tuple[str, str]:
    """The text before and after a region."""
    before = "".join(atom.text for atom in atoms[: region.start])[-_CONTEXT:]
    after = "".join(atom.text for atom in atoms[region.end :])[:_CONTEXT]
    return _readable(before), _readable(after)


def _shown(text: str, around: tuple[str, str]) -> str:
    """A text with the words around it."""
    return f"{around[0]}[{_readable(text)}]{around[1]}"


def _readable(text: str) -> str:
    return text.replace(BREAK, "¶").replace(NOTE, "")


__all__ = ["NOTE", "Planner", "paragraph"]
