"""Text of a template that a loop or a macro prints several times: an edit of one place would change them all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from report.merge.atoms import TEXT
from report.merge.base import Base
from report.merge.hunks import APPLIED, CONFLICT, Hunk
from report.merge.source_spans import SourceEdit

#: A letter of a template: its file and its offset.
_Letter = tuple[str, int]


def without_partial_edits(hunks: Sequence[Hunk], base: Base) -> list[Hunk]:
    """The hunks; an edit is a conflict unless all places that print the same text were edited in the same way."""
    times = _times(base)
    if not times:
        return list(hunks)
    counts = Counter(edit for hunk in hunks if hunk.state == APPLIED for edit in hunk.edits)
    return [_conflict(hunk, counts, times) if hunk.state == APPLIED else hunk for hunk in hunks]


def once(edits: Sequence[tuple[int, SourceEdit]], base: Base) -> list[tuple[int, SourceEdit]]:
    """The edits of hunks, without the further ones that insert the same at text which is printed several times."""
    times = _times(base)
    found: list[tuple[int, SourceEdit]] = []
    seen: set[SourceEdit] = set()
    for number, edit in edits:
        if edit not in seen or all(letter not in times for letter in _letters(edit)):
            found.append((number, edit))
        seen.add(edit)
    return found


def _times(base: Base) -> Mapping[_Letter, int]:
    """How often the letters of templates are printed that are printed more than once."""
    counts = Counter(
        (atom.file or unit.file, atom.start)
        for unit in base.units
        for atom in unit.atoms
        if atom.kind == TEXT and atom.start >= 0 and len(atom.text) == 1
    )
    return {letter: count for letter, count in counts.items() if count > 1}


def _conflict(hunk: Hunk, counts: Counter[SourceEdit], times: Mapping[_Letter, int]) -> Hunk:
    for edit in hunk.edits:
        printed = max((times.get(letter, 1) for letter in _letters(edit)), default=1)
        if counts[edit] < printed:
            why = f"edits one of {printed} places that print this text of the template, as in a loop"
            remedy = "edit all of them in the same way, or make the edit in the template"
            return replace(hunk, state=CONFLICT, why=why, remedy=remedy)
    return hunk


def _letters(edit: SourceEdit) -> Iterator[_Letter]:
    """The letters that an edit replaces, or those on both sides of an insertion."""
    first = edit.start if edit.end > edit.start else edit.start - 1
    yield from ((edit.file, place) for place in range(first, max(edit.end, edit.start + 1)))
