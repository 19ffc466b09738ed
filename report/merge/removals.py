"""Removals of whole units from templates, and of the footnotes that a copy no longer calls."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from report.merge.alignment import Pair
from report.merge.atoms import NOTE, Atom, Unit
from report.merge.source_spans import SourceEdit

_GAP = re.compile(r"\n{1,2}")
_BLOCK = re.compile(r"<%[-+]?\s*(end)?(?:if|for|call|filter|macro)\b")
_CLOSING = re.compile(r"\s*<%-?\s*end\w+\s*[-+]?%>")


def removal(unit: Unit, templates: Mapping[str, str]) -> SourceEdit:
    """The deletion of a unit with the line ends after it, or with those before it if they are fewer."""
    text = templates[unit.file]
    after = _GAP.match(text, unit.end)
    line = text.rfind("\n", 0, unit.start) + 1
    start = len(text[:line].rstrip("\n"))
    is_last_item = after is not None and line - start < after.end() - after.start()
    if after and after.end() < len(text) and not (is_last_item and start):
        begun = unit.start if text[line : unit.start].strip() else line
        return SourceEdit(unit.file, begun, after.end(), "")
    return SourceEdit(unit.file, start, unit.end, "")


class DeletedFootnotes:
    """The footnotes of a build that a copy does not have; they are removed together with their calls."""

    def __init__(self, templates: Mapping[str, str], old: Sequence[Unit], found: Iterable[Pair]):
        self.templates = templates
        gone = (old[i] for pair in found if not pair.new for i in pair.old)
        called = {atom.row for unit in old for atom in unit.atoms if atom.kind == NOTE}
        self.units = {unit.home: unit for unit in gone if unit.kind == "footnote" and unit.home in called}

    def removals(self, atoms: Iterable[Atom]) -> Iterator[SourceEdit]:
        """The removals of the footnotes that deleted atoms called."""
        for atom in atoms:
            if atom.kind == NOTE and (unit := self.units.get(atom.row)) is not None and unit.file:
                yield removal(_with_blocks(unit, self.templates[unit.file]), self.templates)


def _with_blocks(unit: Unit, text: str) -> Unit:
    """A unit with the ends of the blocks, such as <% if %>, that are open where its text ends."""
    end = unit.end
    depth = sum(-1 if found[1] else 1 for found in _BLOCK.finditer(text, unit.start, end))
    while depth > 0 and (closing := _CLOSING.match(text, end)):
        end, depth = closing.end(), depth - 1
    return replace(unit, end=end)
