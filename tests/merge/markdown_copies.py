"""Copies of a template whose text was edited, without any Word file: the units of two Markdown texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from report.merge.alignment import Pair, pairs
from report.merge.base import Base
from report.merge.hunks import Hunk
from report.merge.markdown_units import units_of
from report.merge.moved_text import lost_texts
from report.merge.new_footnotes import NewFootnotes
from report.merge.source_spans import SourceEdit
from report.merge.unit_edits import UnitEdits
from report.merge.whole_units import WholeUnits
from report.merge.word_text import AcceptedChange, WordText

FILE = "text.md"


def base_of(source: str) -> Base:
    """The build of a template that has no tags."""
    units = tuple(
        replace(unit, atoms=tuple(atom._replace(file=FILE) for atom in unit.atoms), file=FILE)
        for unit in units_of(source)
    )
    return Base("index", "build", "commit", (), {FILE: source}, units)


def copy_of(markdown: str, marks: dict[int, Sequence[AcceptedChange]] | None = None) -> WordText:
    """A copy with the text of a Markdown document, whose units have no places in a template."""
    units = tuple(
        replace(unit, atoms=tuple(atom._replace(start=-1, end=-1) for atom in unit.atoms), start=-1, end=-1)
        for unit in units_of(markdown)
    )
    return WordText(units, marks=marks or {})


def hunks_of(
    source: str, edited: str, marks: dict[int, Sequence[AcceptedChange]] | None = None
) -> list[Hunk]:
    """The hunks by which a copy differs from its template."""
    base, copy = base_of(source), copy_of(edited, marks)
    found = pairs(base.units, copy.units)
    notes = NewFootnotes(base.templates, base.units, copy.units, found)
    lost = lost_texts(base.units, copy.units, found)
    edits = UnitEdits(base, copy, notes, found, lost)
    whole = WholeUnits(base, copy, notes, found, (), lost)
    return [hunk for place, pair in enumerate(found) for hunk in _of(pair, place, edits, whole)]


def _of(pair: Pair, place: int, edits: UnitEdits, whole: WholeUnits) -> Iterator[Hunk]:
    if not pair.new:
        for old in pair.old:
            yield from whole.deleted(old)
    elif not pair.old:
        yield from whole.inserted(place)
    elif pair.moved:
        yield from whole.moved(place)
    else:
        yield from edits.of(pair)


def applied(source: str, hunks: Sequence[Hunk]) -> str:
    """The template with all edits of hunks."""
    edits: list[SourceEdit] = [edit for hunk in hunks for edit in hunk.edits]
    text = source
    for edit in sorted(edits, key=lambda each: (each.start, each.end), reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def printed(markdown: str) -> list[tuple[str, str]]:
    """Kind and text of the units of a Markdown text."""
    return [(unit.kind, unit.text) for unit in units_of(markdown)]
