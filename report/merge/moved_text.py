"""Text with numbers, citations or other tags that a copy has moved: its tags remain tags."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate

from report.merge.alignment import Pair
from report.merge.atoms import TEXT, Atom, Unit, alike
from report.merge.base import PRODUCT
from report.merge.markdown_writer import Piece, typed_pieces
from report.merge.regions import EditedLetter, regions
from report.merge.source_spans import BREAK, TAG, Setting, between, remaining, span

#: Shorter text may have been typed anew.
LEAST = 20
WORD = re.compile(r"\w+|\s|.", re.DOTALL)


def lost_texts(
    old: Sequence[Unit], new: Sequence[Unit], found: Iterable[Pair]
) -> tuple[tuple[Atom, ...], ...]:
    """The stretches of the build that the copy no longer has at their place, if tags printed a part of them."""
    prose = (pair for pair in found if all(_is_prose(old[i]) for i in pair.old))
    stretches = (each for pair in prose for each in _lost(pair, old, new))
    return tuple(tuple(each) for each in stretches if any(map(_is_printed, each)))


def _is_prose(unit: Unit) -> bool:
    """Whether a unit is not a part of a table or figure."""
    return unit.kind != "cell" and (unit.kind == "footnote" or not unit.home)


def _lost(pair: Pair, old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[Sequence[Atom]]:
    if len(pair.old) == len(pair.new) == 1 and old[pair.old[0]].text == new[pair.new[0]].text:
        return
    before = _chained([old[i] for i in pair.old])
    if not pair.new:
        yield before
    elif any(map(_is_printed, before)):
        after = _chained([new[k] for k in pair.new])
        yield from (before[region.start : region.end] for region in regions(before, after))


def _chained(units: Iterable[Unit]) -> list[Atom]:
    return [atom for n, unit in enumerate(units) for atom in ((Atom(BREAK),) if n else ()) + unit.atoms]


def _is_printed(atom: Atom) -> bool:
    """Whether a tag, a citation, a cross-reference, a formula or a call in a template printed an atom."""
    return atom.kind not in (TEXT, PRODUCT) and atom.start >= 0


def pieces_of(letters: Sequence[EditedLetter], setting: Setting) -> list[Piece]:
    """Letters of a copy as pieces: the source of stretches that were elsewhere in the build, and typed text."""
    made: list[Piece] = []
    for part in _parts(letters, setting):
        made += remaining(part, setting) if isinstance(part, tuple) else typed_pieces(part)
    return made


def typed_only(letters: Sequence[EditedLetter], setting: Setting) -> list[EditedLetter]:
    """Letters of a copy without those that were elsewhere in the build."""
    return [each for part in _parts(letters, setting) if isinstance(part, list) for each in part]


def _parts(letters: Sequence[EditedLetter], setting: Setting) -> list[list[EditedLetter] | tuple[Atom, ...]]:
    """The typed letters, and between them the atoms of the build whose text the letters are."""
    found = [each for lost in setting.lost for each in _shared(letters, lost, setting)]
    if not found:
        return [list(letters)]
    start, end, atoms = max(found, key=lambda each: (each[1] - each[0], -each[0]))
    return [*_parts(letters[:start], setting), atoms, *_parts(letters[end:], setting)]


def _shared(
    letters: Sequence[EditedLetter], lost: Sequence[Atom], setting: Setting
) -> Iterator[tuple[int, int, tuple[Atom, ...]]]:
    """The stretches of letters that whole tags of lost text printed, with these."""
    if len(letters) < LEAST:
        return
    texts = alike("".join(each.text for each in letters)), alike("".join(atom.text for atom in lost))
    words = [WORD.findall(text) for text in texts]
    places = [[0, *accumulate(map(len, each))] for each in words]
    starts = [0, *accumulate(len(atom.text) for atom in lost)]
    for i, k, size in SequenceMatcher(None, words[0], words[1], autojunk=False).get_matching_blocks():
        shift = places[0][i] - places[1][k]
        first, last = bisect_left(starts, places[1][k]), bisect_right(starts, places[1][k + size]) - 1
        first, last = _whole(lost, first, last, setting)
        atoms = tuple(lost[first:last])
        if last > first and starts[last] - starts[first] >= LEAST and _is_movable(atoms, setting):
            yield starts[first] + shift, starts[last] + shift, atoms


def _whole(atoms: Sequence[Atom], first: int, last: int, setting: Setting) -> tuple[int, int]:
    """A range of atoms without those at its ends that are a part of what a tag prints."""

    def same(one: int, other: int) -> bool:
        if not (0 <= one < len(atoms) and 0 <= other < len(atoms)) or atoms[one].start < 0:
            return False
        a, b = atoms[one], atoms[other]
        return a.file == b.file and span(a, setting) == span(b, setting)

    begun, ended = first, last
    while first < ended and (same(first, begun - 1) or atoms[first].start < 0):
        first += 1
    while last > first and (same(last - 1, ended) or atoms[last - 1].start < 0):
        last -= 1
    return first, last


def _is_movable(atoms: Sequence[Atom], setting: Setting) -> bool:
    """Whether atoms are one stretch of a template, without tags that print nothing, and tags printed some."""
    if not any(map(_is_printed, atoms)) or any(atom.start < 0 for atom in atoms):
        return False
    file = atoms[0].file
    begun, ended = span(atoms[0], setting)[0], span(atoms[-1], setting)[1]
    inside = [atom._replace(start=a, end=b) for atom in atoms for a, b in [span(atom, setting)]]
    return all(atom.file == file for atom in atoms) and not TAG.search(
        between(setting.sources[file], begun, ended, inside)
    )
