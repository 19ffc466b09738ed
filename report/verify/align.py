"""Aligns the tokens of a copy with the current ones, by position, in linear time.

Shared stretches are paired first, then short ones that have moved, then single values that were changed in place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from report.text.tokens import NUMBER, STARS, Token
from report.verify.pairing import MARK
from report.verify.segments import shared
from report.verify.token_alignment import Alignment, key
from report.verify.token_ranges import TokenRange

_BESIDE = 3


def align(expected: Sequence[Token], found: Sequence[Token]) -> Alignment:
    """Align a copy's tokens with the expected ones."""
    made = Alignment(expected, found)
    TokenRange(made, list(range(len(expected))), list(range(len(found)))).settle(0)
    _strays(made)
    _holes(made)
    return made


def _strays(made: Alignment) -> None:
    """Pair short stretches that are equal and unpaired on both sides: they have moved."""
    ours = _alone(made.to_found)
    theirs = _alone(made.to_expected)
    one = [-1 - n if i is None else key(made.expected[i]) for n, i in enumerate(ours)]
    other = [len(ours) + n if j is None else key(made.found[j]) for n, j in enumerate(theirs)]
    for segment in sorted(shared(one, other, 2), key=lambda each: -each.length):
        steps = [(ours[segment.first + s], theirs[segment.second + s]) for s in range(segment.length)]
        free = [
            (i, j)
            for i, j in steps
            if i is not None and j is not None and made.to_found[i] is None and made.to_expected[j] is None
        ]
        if _says_something(made, [i for i, _ in free]):
            for i, j in free:
                made.join(i, j)
                made.moved.add(i)


def _holes(made: Alignment) -> None:
    """Pair unpaired values that are adjacent to paired words on both sides: they were changed in place."""
    places = range(len(made.expected))
    for i in (*places, *reversed(places)):
        if made.to_found[i] is None and made.expected[i].kind in (NUMBER, STARS):
            _fill(made, i)


def _fill(made: Alignment, i: int) -> None:
    for near, step, away in ((i - 1, 1, 1), (i + 1, -1, -1), (i + 2, -1, -1)):
        partner = made.to_found[near] if 0 <= near < len(made.expected) else None
        free = [] if partner is None else list(_free(made, partner + step, away))
        place = next((j for j in free if made.found[j].key == made.expected[i].key), next(iter(free), None))
        if place is not None and _fits(made, i, place):
            made.join(i, place)
            if near in made.moved:
                made.moved.add(i)
            return


def _fits(made: Alignment, i: int, j: int) -> bool:
    one, other = made.expected[i], made.found[j]
    return one.kind == other.kind and (one.key == other.key or other.exempt != MARK)


def _free(made: Alignment, place: int, away: int) -> Iterator[int]:
    """A position without a partner and those beyond it, since a value may have been added next to the right one."""
    for j in range(place, place + _BESIDE * away, away):
        if not 0 <= j < len(made.found) or made.to_expected[j] is not None:
            return
        yield j


def _alone(partners: Sequence[int | None]) -> list[int | None]:
    """The positions without a partner, with None between those that are not adjacent."""
    places: list[int | None] = []
    for place, partner in enumerate(partners):
        if partner is None:
            if places and places[-1] != place - 1:
                places.append(None)
            places.append(place)
    return places


def _says_something(made: Alignment, ours: Sequence[int]) -> bool:
    """Whether a stretch contains a number or mark and words around it, not only bare numbers."""
    numbers = sum(made.expected[i].kind in (NUMBER, STARS) for i in ours)
    return 0 < numbers < len(ours)
