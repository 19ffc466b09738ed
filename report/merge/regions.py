"""The differences between a unit as built and as edited, as regions of atoms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

from report.merge.atoms import FORMULA, NOTE, Atom, alike

_PIECE = re.compile(r"\d+(?:[.,\u202f]\d+)*|\w+|\s|.", re.DOTALL)


@dataclass(frozen=True)
class EditedLetter:
    """A letter of the edited text with its format; `note` is the id of a footnote that is called here."""

    text: str
    format: str = ""
    note: str = ""
    in_formula: bool = False


@dataclass(frozen=True)
class EditedRegion:
    """The atoms from `start` to `end` became these letters; it is `cut` if a part of an indivisible atom changed.

    `place` is where the letters begin in the edited text.
    """

    start: int
    end: int
    letters: tuple[EditedLetter, ...]
    cut: bool = False
    place: int = 0

    @property
    def text(self) -> str:
        """The new text."""
        return "".join(letter.text for letter in self.letters)


def letters_of(atoms: Sequence[Atom]) -> list[EditedLetter]:
    """The letters of atoms."""
    return [
        EditedLetter(letter, atom.format, atom.row if atom.kind == NOTE else "", atom.kind == FORMULA)
        for atom in atoms
        for letter in atom.text
    ]


def regions(old: Sequence[Atom], new: Sequence[Atom]) -> list[EditedRegion]:
    """The regions of a unit that were edited, in order; a region touches whole atoms."""
    if len(old) == len(new) and all(
        a.text == b.text and a.format == b.format for a, b in zip(old, new, strict=True)
    ):
        return []  # most units of a document: the same texts in the same formats
    letters = letters_of(new)
    owners = [place for place, atom in enumerate(old) for _ in atom.text]
    starts = [0, *accumulate(len(atom.text) for atom in old)]
    found = []
    for i, j, k, m in _changes(old, letters, owners):
        first = owners[i] if i < len(owners) else len(old)
        last = owners[j - 1] + 1 if j > i else first + (i != starts[first])
        # The rest of a cut atom has the same text on both sides.
        before, after = i - starts[first], starts[last] - j
        found.append((first, last, max(0, k - before), min(len(letters), m + after), bool(before or after)))
    made = (EditedRegion(a, b, tuple(letters[k:m]), cut, k) for a, b, k, m, cut in _together(found))
    return list(_phrases(made, old, letters))


def _phrases(
    found: Iterable[EditedRegion], old: Sequence[Atom], letters: Sequence[EditedLetter]
) -> Iterator[EditedRegion]:
    """The regions, with those of neighbouring words joined, since half of a rewritten phrase makes no sense."""
    waiting: EditedRegion | None = None
    for each in found:
        if waiting is not None and (whole := _same_insertion(waiting, each, old, letters)):
            waiting = whole
            continue
        if waiting is not None and _same_phrase(waiting, each, old):
            end = each.place + len(each.letters)
            waiting = EditedRegion(
                waiting.start, each.end, tuple(letters[waiting.place : end]), False, waiting.place
            )
            continue
        if waiting is not None:
            yield waiting
        waiting = each
    if waiting is not None:
        yield waiting


def as_one(found: Sequence[EditedRegion], old: Sequence[Atom], new: Sequence[Atom]) -> list[EditedRegion]:
    """The regions of a short text, with those joined that only plain text separates."""
    letters = letters_of(new)
    made: list[EditedRegion] = []
    for each in found:
        last = made[-1] if made else each
        between = old[last.end : each.start]
        if made and not (last.cut or each.cut) and all(_is_plain(atom) for atom in between):
            end = each.place + len(each.letters)
            made[-1] = EditedRegion(last.start, each.end, tuple(letters[last.place : end]), False, last.place)
        else:
            made.append(each)
    return made


def _is_plain(atom: Atom) -> bool:
    return atom.kind in ("text", "product") and not atom.format


def _same_insertion(
    one: EditedRegion, other: EditedRegion, old: Sequence[Atom], letters: Sequence[EditedLetter]
) -> EditedRegion | None:
    """One insertion in place of two around a mark that the second one ends with, such as a full stop."""
    gap = "".join(atom.text for atom in old[one.end : other.start])
    if one.start != one.end or other.start != other.end or len(gap) != 1 or not other.text.endswith(gap):
        return None
    end = other.place + len(other.letters) - len(gap)
    return EditedRegion(one.start, one.end, tuple(letters[one.place : end]), False, one.place)


def _same_phrase(one: EditedRegion, other: EditedRegion, old: Sequence[Atom]) -> bool:
    """Whether only spaces of plain text lie between two regions whose words changed."""
    gap = old[one.end : other.start]
    covered = (old[one.start : one.end], old[other.start : other.end])
    plain = all(atom.kind == "text" and not atom.format for part in covered for atom in part)
    reworded = all(
        part and region.text.strip() and "".join(atom.text for atom in part) != region.text
        for part, region in zip(covered, (one, other), strict=True)
    )
    return plain and reworded and all(atom.kind == "text" and atom.text == " " for atom in gap)


def _together(found: list[tuple[int, int, int, int, bool]]) -> list[tuple[int, int, int, int, bool]]:
    """The regions with those joined that touch the same atom, or follow each other."""
    made: list[tuple[int, int, int, int, bool]] = []
    for each in found:
        if made and (each[0] < made[-1][1] or (each[0] == made[-1][1] and each[2] == made[-1][3])):
            last = made[-1]
            made[-1] = (last[0], max(each[1], last[1]), last[2], each[3], last[4] or each[4])
        else:
            made.append(each)
    return made


def _changes(
    old: Sequence[Atom], letters: Sequence[EditedLetter], owners: Sequence[int]
) -> Iterator[tuple[int, int, int, int]]:
    """The edited stretches as offsets of letters in both texts."""
    before, after = alike("".join(atom.text for atom in old)), alike("".join(each.text for each in letters))
    one, other = (_PIECE.findall(text) for text in (before, after))
    places = [[0, *accumulate(map(len, each))] for each in (one, other)]
    for kind, i, j, k, m in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        a, b, c, d = places[0][i], places[0][j], places[1][k], places[1][m]
        if kind == "equal":
            yield from _reformatted(old, letters, owners, range(a, b), c - a)
        else:
            yield a, b, c, d


def _reformatted(
    old: Sequence[Atom], letters: Sequence[EditedLetter], owners: Sequence[int], places: range, shift: int
) -> Iterator[tuple[int, int, int, int]]:
    """Stretches of the same text with another format, without the spaces around them."""
    begun = ended = -1
    for place in places:
        atom = old[owners[place]]
        if atom.text.isspace():
            continue
        changed = atom.kind in ("text", "claim") and _format(atom.format) != _format(
            letters[place + shift].format
        )
        if not changed and begun >= 0:
            yield begun, ended, begun + shift, ended + shift
            begun = -1
        elif changed:
            begun, ended = (place if begun < 0 else begun), place + 1
    if begun >= 0:
        yield begun, ended, begun + shift, ended + shift


def _format(format: str) -> str:
    """A format without the slash that LibreOffice adds to the address of a link."""
    return format.removesuffix("/")
