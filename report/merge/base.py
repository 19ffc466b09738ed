"""The base of a merge: what a Word file printed when it was built, and where each piece of it comes from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from report.merge.atoms import CLAIM, FORMULA, TEXT, Atom, Unit, alike
from report.merge.markdown_units import units_of
from report.merge.unread_content import Unread
from report.template.origins import Origin

#: Kinds of units that the engine generates and no template contains.
GENERATED = ("author", "keywords", "reference list", "generated")
PRODUCT = "product"
_LABEL = re.compile(r"[^\W\d]+ \w+[.:]? ")
_CONSTANT = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'")


@dataclass(frozen=True)
class Base:
    """A build of one document: its facts, the templates, its units as printed, and what is not a unit."""

    document: str
    build: str
    commit: str
    data: tuple[str, ...]
    templates: Mapping[str, str]
    units: tuple[Unit, ...]
    unread: Unread | None = None

    @property
    def unmapped(self) -> tuple[Unit, ...]:
        """The units whose origin in the templates is unknown, except those that the engine generates."""
        return tuple(unit for unit in self.units if not unit.file and unit.kind not in GENERATED)


def base_units(
    markdown: str, places: Sequence[Origin], printed: Sequence[Unit], sources: Mapping[str, str]
) -> tuple[Unit, ...]:
    """The printed units with the origins of their atoms in the templates."""
    origin = _Origins(places, sources, markdown)
    waiting = [_Pattern(unit) for unit in units_of(markdown)]
    found = []
    for unit in printed:
        if unit.kind == "cell" and (made := origin.cell(unit)):
            found.append(made)
        elif (matched := _matched(unit, waiting)) is not None:
            found.append(origin.unit(unit, *matched))
        else:
            found.append(unit)
    return tuple(found)


class _Pattern:
    """A unit of the Markdown as stretches of known text, which is compared with printed units."""

    def __init__(self, unit: Unit):
        self.unit = unit
        self.runs = list(_runs(unit.atoms))
        self.literals = [literal for _, literal in self.runs]
        self.unknown = {atom.kind for atom in unit.atoms if not atom.text}

    def may_print(self, unit: Unit) -> bool:
        """Whether a printed unit has the formulas, citations and references whose text is not in the Markdown."""
        is_cell = self.unit.kind == "cell"
        return (unit.kind == "cell") is is_cell and self.unknown <= {atom.kind for atom in unit.atoms}

    def match(self, text: str, printed: Sequence[Atom]) -> tuple[Atom, ...] | None:
        """The atoms with their printed text and format; None if they differ.

        What a filter puts in front, such as the label of a caption, becomes an atom without a place.
        """
        begun = _beginning(self.literals, text)
        ends = None if begun is None else _ends(self.literals, text, begun)
        if begun is None or ends is None or ends[-1] != len(text):
            return None
        whole = "".join(atom.text for atom in printed)
        formats = [atom.format for atom in printed for _ in atom.text]
        structures = [atom.row if atom.kind == FORMULA else "" for atom in printed for _ in atom.text]
        made = [Atom(whole[:begun], PRODUCT)] if begun else []
        place = begun
        for (atoms, literal), end in zip(self.runs, ends, strict=True):
            if not literal:
                row = structures[place] if place < len(structures) and structures[place] else atoms[0].row
                made.append(atoms[0]._replace(text=whole[place:end], format="", row=row))
            for atom in atoms if literal else ():
                made.append(atom._replace(text=whole[place : place + len(atom.text)], format=formats[place]))
                place += len(atom.text)
            place = end
        return tuple(made)


def _ends(literals: Sequence[str], text: str, place: int) -> list[int] | None:
    """Where each stretch of known and unknown text ends."""
    ends = []
    for index, literal in enumerate(literals):
        if literal:
            if not text.startswith(literal, place):
                return None
            place += len(literal)
        else:
            following = literals[index + 1] if index + 1 < len(literals) else ""
            place = _next(text, following, place, index + 2 >= len(literals))
            if place < 0:
                return None
        ends.append(place)
    return ends


def _matched(printed: Unit, waiting: list[_Pattern]) -> tuple[Unit, tuple[Atom, ...]] | None:
    """The unit of the Markdown that a printed unit comes from, which is removed from the waiting ones."""
    text = alike(printed.text)
    for place, pattern in enumerate(waiting):
        atoms = pattern.match(text, printed.atoms) if pattern.may_print(printed) else None
        if atoms is not None:
            del waiting[place]
            return pattern.unit, atoms
    return None


def _next(text: str, following: str, place: int, last: bool) -> int:
    if not following:
        return len(text)
    if last:
        return len(text) - len(following) if text.endswith(following) else -1
    return text.find(following, place)


def _beginning(literals: Sequence[str], text: str) -> int | None:
    """Where the source begins: at the start, or after the label of a caption."""
    if not literals:
        return None
    literal = literals[0]
    if not literal or text.startswith(literal):
        return 0
    found = text.find(literal, 0, len(literal) + 16)
    return found if found > 0 and _LABEL.fullmatch(text[:found]) else None


def _runs(pattern: Sequence[Atom]) -> Iterator[tuple[list[Atom], str]]:
    """Stretches of known text, and single atoms whose printed text is not known."""
    known: list[Atom] = []
    for atom in pattern:
        if atom.text:
            known.append(atom)
            continue
        if known:
            yield known, alike("".join(each.text for each in known))
        known = []
        yield [atom], ""
    if known:
        yield known, alike("".join(each.text for each in known))


class _Origins:
    """The origins of a woven document, looked up by offset."""

    def __init__(self, places: Sequence[Origin], sources: Mapping[str, str], markdown: str):
        self.places, self.sources, self.markdown = places, sources, markdown
        self.starts = [each.start for each in places]
        self.floats: dict[str, Origin | None] = {}
        self.claims: dict[int, int] = {}

    def at(self, offset: int) -> Origin | None:
        """The origin of the character at an offset."""
        place = bisect_right(self.starts, offset) - 1
        found = self.places[place] if place >= 0 else None
        return found if found is not None and offset < found.end else None

    def cell(self, unit: Unit) -> Unit | None:
        """A cell of a table that a product makes."""
        if unit.home not in self.floats:
            place = self.markdown.find(f"::: {{#{unit.home} ")
            self.floats[unit.home] = self.at(place) if unit.home and place >= 0 else None
        found = self.floats[unit.home]
        if found is None:
            return None
        start, end, file = found.source_start, found.source_end, found.file
        atoms = tuple(
            Atom(a.text, PRODUCT if a.kind == TEXT else a.kind, a.format, start, end, a.row, file)
            for a in unit.atoms
        )
        return Unit("cell", atoms, start, end, unit.home, unit.level, file)

    def unit(self, printed: Unit, source: Unit, atoms: tuple[Atom, ...]) -> Unit:
        """A printed unit with its atoms and its own span in the templates."""
        made = tuple(self._atom(atom) for atom in atoms)
        first, last = self.at(source.start), self.at(source.end - 1)
        home = source.home or printed.home
        file, start, end = self._span(source, first, last)
        return Unit(printed.kind, made, start, end, home, printed.level, file)

    def _span(self, source: Unit, first: Origin | None, last: Origin | None) -> tuple[str, int, int]:
        if first is None or last is None:
            return "", -1, -1
        start = first.source_start + (source.start - first.start if first.verbatim else 0)
        end = last.source_start + (source.end - last.start) if last.verbatim else last.source_end
        return first.file, start, (end if last.file == first.file else -1)

    def _atom(self, atom: Atom) -> Atom:
        if atom.start < 0:
            return atom
        found = self.at(atom.start)
        if found is None:
            return atom._replace(start=-1, end=-1)
        if found.verbatim:
            shift = found.source_start - found.start
            return atom._replace(start=atom.start + shift, end=atom.end + shift, file=found.file)
        if atom.kind == CLAIM and (placed := self._in_claim(atom, found)):
            return placed
        kind = PRODUCT if atom.kind in (TEXT, CLAIM) else atom.kind
        return atom._replace(kind=kind, start=found.source_start, end=found.source_end, file=found.file)

    def _in_claim(self, atom: Atom, origin: Origin) -> Atom | None:
        """The place of a letter of a claim's wording inside its tag."""
        shift = self.claims.get(origin.start)
        if shift is None:
            shift = self.claims[origin.start] = self._shift(origin)
        if not shift:
            return None
        return atom._replace(start=atom.start + shift, end=atom.end + shift, file=origin.file)

    def _shift(self, origin: Origin) -> int:
        """How far the wording of a claim is from its constant in the template; 0 if it has none."""
        printed = self.markdown[origin.start : origin.end]
        wording = printed[1 : printed.rfind("]{")]
        tag = self.sources[origin.file][origin.source_start : origin.source_end]
        places = [each.start() + 1 for each in _CONSTANT.finditer(tag) if each[0][1:-1] == wording]
        return origin.source_start + places[0] - (origin.start + 1) if len(places) == 1 else 0
