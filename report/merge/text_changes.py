"""The passages of a document that changed between two builds: sentences, cells, captions, and labels of drawings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from report.merge.alignment import Pair, pairs
from report.merge.atoms import CALL, CLAIM, NUMBER, Atom, Unit, without_text
from report.merge.regions import EditedRegion, regions
from report.trace.occurrences import Occurrence

State = Literal["same", "old", "new"]
#: The letters that are shown on each side of a change.
_CONTEXT = 60
#: What stands for the call of a note.
_NOTE = "[note]"
_FLOAT = re.compile(r"[^\W\d]+[ \u00a0][A-Z]?\d+")


class Part(NamedTuple):
    """A stretch of text that both builds have, or only the old or the new one."""

    state: State
    text: str


@dataclass(frozen=True)
class TextChange:
    """A passage that changed: its document, its kind, its place in words, its text, and the rows in what changed."""

    document: str
    kind: str
    place: str
    parts: tuple[Part, ...]
    rows: tuple[str, ...] = ()

    @property
    def old(self) -> str:
        """The text in the old build."""
        return "".join(part.text for part in self.parts if part.state != "new")

    @property
    def new(self) -> str:
        """The text in the new build."""
        return "".join(part.text for part in self.parts if part.state != "old")


def text_changes(
    document: str, old: Sequence[Unit], new: Sequence[Unit], builds: tuple[str, str] = ("", "")
) -> Iterator[TextChange]:
    """The passages of a document that changed in more than the ids of the two builds; a row of a table is one."""
    waiting: TextChange | None = None
    row = -1
    for change, level in _changed_units(document, old, new, builds):
        if waiting and level == row >= 0:
            parts = (*waiting.parts, Part("same", " | "), *change.parts)
            waiting = replace(waiting, parts=parts, rows=tuple(dict.fromkeys((*waiting.rows, *change.rows))))
            continue
        if waiting:
            yield waiting
        waiting, row = change, level
    if waiting:
        yield waiting


def _changed_units(
    document: str, old: Sequence[Unit], new: Sequence[Unit], builds: tuple[str, str]
) -> Iterator[tuple[TextChange, int]]:
    """The units that changed, each with the number of its row if it is a cell in both builds, and −1 otherwise."""
    places = _Places(old), _Places(new)
    for pair in pairs(old, new):
        parts, rows = _compared(pair, old, new, builds)
        if any(part.state != "same" for part in parts) or pair.moved:
            units, index = (1, pair.new[0]) if pair.new else (0, pair.old[0])
            unit = (old, new)[units][index]
            kind = f"moved {unit.kind}" if pair.moved else unit.kind
            change = TextChange(document, kind, places[units].of(index), tuple(_cut(parts)), rows)
            yield change, unit.level if unit.kind == "cell" and pair.old and pair.new else -1


def label_changes(old: Iterable[Occurrence], new: Iterable[Occurrence]) -> Iterator[TextChange]:
    """The labels of drawings whose numbers or marks changed."""
    before, after = (
        {(each.document, each.float, each.stat, each.kind): each for each in found if each.block == "figure"}
        for found in (old, new)
    )
    for key, each in after.items():
        if key in before and before[key].printed != each.printed:
            parts = Part("old", before[key].printed), Part("new", each.printed)
            yield TextChange(
                each.document, "label", each.float, tuple(filter(_has_text, parts)), (each.stat,)
            )


def _has_text(part: Part) -> bool:
    return bool(part.text)


class _Places:
    """Where each unit of a document is: in a table, below a figure, or in a section."""

    def __init__(self, units: Sequence[Unit]):
        self._units = units
        captions = ((unit.home, _FLOAT.match(unit.text)) for unit in units if unit.kind == "caption")
        self._floats = {home: found[0] for home, found in captions if found}
        self._sections: list[str] = []
        self._heads: dict[int, str] = {}
        section = ""
        for unit in units:
            section = unit.text if unit.kind == "heading" else section
            self._sections.append(section)
            if unit.kind == "cell":
                self._heads.setdefault(unit.level, unit.text)

    def of(self, index: int) -> str:
        """The place of a unit in words."""
        unit = self._units[index]
        if unit.kind == "footnote":
            return ""
        place = self._floats.get(unit.home, unit.home) or self._sections[index]
        head = self._heads.get(unit.level, "") if unit.kind == "cell" else ""
        return f"{place}, {head}" if head and head != unit.text else place


def _compared(
    pair: Pair, old: Sequence[Unit], new: Sequence[Unit], builds: tuple[str, str]
) -> tuple[list[Part], tuple[str, ...]]:
    """The text of a pair in parts, and the rows in what changed."""
    before, after = [old[i] for i in pair.old], [new[k] for k in pair.new]
    if len(before) == len(after) == 1 and not pair.moved:
        atoms = without_text(before[0].atoms, builds[0]), without_text(after[0].atoms, builds[1])
        found = regions(*atoms)
        return list(_parts(atoms[0], found)), tuple(dict.fromkeys(_rows(*atoms, found)))
    texts = [" ¶ ".join(unit.text for unit in units) for units in (before, after)]
    if texts[0] == texts[1]:
        return [Part("same", texts[0])], ()
    whole = filter(_has_text, (Part("old", texts[0]), Part("new", texts[1])))
    return list(whole), tuple(
        dict.fromkeys(_named(atom for unit in (*before, *after) for atom in unit.atoms))
    )


def _parts(atoms: Sequence[Atom], found: Sequence[EditedRegion]) -> Iterator[Part]:
    place = 0
    for region in found:
        stretches = (
            Part("same", _text(atoms[place : region.start])),
            Part("old", _text(atoms[region.start : region.end])),
            Part("new", region.text),
        )
        yield from filter(_has_text, stretches)
        place = region.end
    yield from filter(_has_text, [Part("same", _text(atoms[place:]))])


def _text(atoms: Iterable[Atom]) -> str:
    return "".join(atom.text for atom in atoms)


def _rows(old: Sequence[Atom], new: Sequence[Atom], found: Sequence[EditedRegion]) -> Iterator[str]:
    """The rows that are printed in regions, in either text."""
    for region in found:
        yield from _named(old[region.start : region.end])
        place, end = 0, region.place + len(region.letters)
        for atom in new:
            if region.place <= place < end:
                yield from _named([atom])
            place += len(atom.text)


def _named(atoms: Iterable[Atom]) -> Iterator[str]:
    return (atom.row for atom in atoms if atom.kind in (NUMBER, CLAIM) and atom.row)


def _cut(parts: Sequence[Part]) -> Iterator[Part]:
    """The parts with what did not change cut to the words around the changes, and with signs for calls of notes."""
    for place, (state, text) in enumerate(parts):
        shown = text.replace(CALL, _NOTE)
        if state == "same":
            shown = _around(shown, after=place > 0, before=place < len(parts) - 1)
        yield Part(state, shown)


def _around(text: str, *, after: bool, before: bool) -> str:
    """The start of a text if it is after a change, and its end if it is before one."""
    if len(text) <= _CONTEXT * (after + before) + 3:
        return text
    start = text[:_CONTEXT].rpartition(" ")[0] if after else ""
    end = text[-_CONTEXT:].partition(" ")[2] if before else ""
    return f"{start} … {end}" if start and end else f"…{end}" if before else f"{start} …"
