"""Edits within units: a hunk for each region of a unit that was changed, split or joined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from report.merge.alignment import Pair
from report.merge.atoms import CALL, FORMULA, TEXT, Atom, Unit, alike
from report.merge.authorship import Authorship
from report.merge.base import PRODUCT, Base
from report.merge.hunks import CONFLICT, Hunk, refused
from report.merge.new_footnotes import NewFootnotes
from report.merge.paragraph_breaks import breaking
from report.merge.product_tables import is_product
from report.merge.refusals import product_refusal
from report.merge.regions import EditedRegion, as_one, regions
from report.merge.removals import DeletedFootnotes
from report.merge.restyled_units import MARKER, restyled
from report.merge.source_edits import edit_of
from report.merge.source_spans import BREAK, Refusal, Setting
from report.merge.word_text import WordText

_CONTEXT = 40
#: Kinds of units whose edit is shown as a whole, since their single words are not informative.
SHORT = ("title", "subtitle", "heading", "caption", "cell", "banner")


class UnitEdits:
    """The hunks of units that are in the build and in the copy."""

    def __init__(
        self,
        base: Base,
        copy: WordText,
        notes: NewFootnotes,
        found: Sequence[Pair] = (),
        lost: Sequence[Sequence[Atom]] = (),
    ):
        self.base, self.old, self.new, self.notes = base, base.units, copy.units, notes
        self.authorship = Authorship(copy)
        self.deleted_notes = DeletedFootnotes(base.templates, base.units, found)
        self.setting = Setting(base.templates, notes.name, lost)

    def of(self, pair: Pair) -> Iterator[Hunk]:
        """The edits within a pair of units, which may be split or joined."""
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
        if len(pair.old) == len(pair.new) == 1 and (changed := restyled(first, new, self.base)):
            yield replace(changed, unit=pair.new[0])
        found = regions(atoms, edited)
        if first.kind in SHORT or (first.home and any(atom.kind == PRODUCT for atom in atoms)):
            found = as_one(found, atoms, edited)
        for region in found:
            hunk = self._hunk(first, atoms, region, pair.new)
            yield self.authorship.of_region(hunk, pair.new, region)
        yield from self._formulas(pair, atoms, edited, found)

    def _formulas(
        self, pair: Pair, atoms: Sequence[Atom], edited: Sequence[Atom], found: Sequence[EditedRegion]
    ) -> Iterator[Hunk]:
        """The conflicts of formulas with the same letters in another structure, such as a product for a fraction."""
        touched = {n for region in found for n in range(region.start, region.end)}
        old = [n for n, atom in enumerate(atoms) if atom.kind == FORMULA and n not in touched]
        new = [atom for atom in edited if atom.kind == FORMULA]
        kept = iter(new)
        for n in old:
            other = next((each for each in kept if alike(each.text) == alike(atoms[n].text)), None)
            if other is None or not atoms[n].row or atoms[n].row == other.row:
                continue
            unit = self.old[pair.old[0]]
            hunk = Hunk(
                f"changed formula in {unit.kind}", atoms[n].row, other.row, atoms[n].file, atoms[n].start
            )
            why, remedy = "changes the structure of a formula", "change it in the template, in TeX"
            yield replace(hunk, state=CONFLICT, why=why, remedy=remedy, unit=pair.new[0], atom=atoms[n])

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
        marker = MARKER.match(source, unit.start) if unit.kind == "item" and unit.start >= 0 else None
        return marker.end() if marker else unit.start

    def _hunk(self, unit: Unit, atoms: Sequence[Atom], region: EditedRegion, places: Sequence[int]) -> Hunk:
        covered = atoms[region.start : region.end]
        before = "".join(atom.text for atom in covered)
        setting = breaking(unit, [self.new[k] for k in places[1:]], region, self.setting)
        made = product_refusal(unit, atoms, region, is_product(unit, self.base)) or (
            setting if isinstance(setting, Refusal) else edit_of(atoms, region, setting)
        )
        near = next((a for a in (*covered, *atoms[: region.start][::-1], *atoms) if a.start >= 0), None)
        what = "inserted" if not covered else "deleted" if not region.text else "replaced"
        what = f"{'reformatted' if before == region.text else what} in"
        file, offset = (near.file, near.start) if near else (unit.file, unit.start)
        around = _around(atoms, region)
        hunk = Hunk(
            f"{what} {unit.kind}",
            _shown(before, around),
            _shown(region.text, around),
            file,
            offset,
            unit=places[0],
        )
        hunk = replace(hunk, around=around)
        if isinstance(made, Refusal):
            return refused(hunk, made, region.text)
        notes = (*self.notes.definitions(unit.file), *self.deleted_notes.removals(covered))
        return replace(hunk, edits=(made, *notes))


def _around(atoms: Sequence[Atom], region: EditedRegion) -> tuple[str, str]:
    """The text before and after a region."""
    before = "".join(atom.text for atom in atoms[: region.start])[-_CONTEXT:]
    after = "".join(atom.text for atom in atoms[region.end :])[:_CONTEXT]
    return _readable(before), _readable(after)


def _shown(text: str, around: tuple[str, str]) -> str:
    """A text with the words around it."""
    return f"{around[0]}[{_readable(text)}]{around[1]}"


def _readable(text: str) -> str:
    return text.replace(BREAK, "¶").replace(CALL, "")
