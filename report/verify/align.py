"""Aligns the tokens of a copy with the current ones, by position, in linear time.

Long shared stretches are chained in order first; the tokens between two of them are paired one by one.
Shared stretches outside that order have moved.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from report.text.tokens import NUMBER, SPELLED, STARS, Token
from report.verify.pairing import MARK, paired
from report.verify.segments import Segment, chain, shared

#: Window widths, widest first; the last two compare tokens with all numbers masked.
_WINDOWS = ((6, False), (3, False), (8, True), (4, True))
_CELLS = 60_000
_GROWN = 8
_MOVED = 5
_CLUSTER = 30
_BESIDE = 3


@dataclass
class Alignment:
    """The index of the found token at the place of each expected token, and the reverse."""

    expected: Sequence[Token]
    found: Sequence[Token]
    to_found: list[int | None] = field(default_factory=list)
    to_expected: list[int | None] = field(default_factory=list)
    moved: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.to_found = [None] * len(self.expected)
        self.to_expected = [None] * len(self.found)

    def join(self, i: int, j: int) -> None:
        """Pair an expected token with a found one, unless either already has a partner."""
        if self.to_found[i] is None and self.to_expected[j] is None:
            self.to_found[i], self.to_expected[j] = j, i

    def part(self, i: int) -> None:
        """Separate an expected token from its partner."""
        j = self.to_found[i]
        if j is not None:
            self.to_found[i] = self.to_expected[j] = None
            self.moved.discard(i)

    @cached_property
    def _same(self) -> int:
        return sum(
            j is not None and self.expected[i].key == self.found[j].key for i, j in enumerate(self.to_found)
        )

    @property
    def share(self) -> float:
        """The proportion of the shorter side's tokens that have an equal partner on the other side."""
        return self._same / max(1, min(len(self.expected), len(self.found)))

    @property
    def similarity(self) -> float:
        """The proportion of equal pairs among all distinct positions of both sides."""
        return self._same / max(1, len(self.expected) + len(self.found) - self._same)


def align(expected: Sequence[Token], found: Sequence[Token]) -> Alignment:
    """Align a copy's tokens with the expected ones."""
    made = Alignment(expected, found)
    _Range(made, list(range(len(expected))), list(range(len(found)))).settle(0)
    _strays(made)
    _holes(made)
    return made


@dataclass
class _Range:
    """The tokens of both sides between two shared stretches."""

    made: Alignment
    ours: list[int]
    theirs: list[int]

    def settle(self, level: int) -> None:
        """Pair the tokens of the range: directly if it is small, otherwise between shared stretches."""
        if not self.ours or not self.theirs:
            return
        if len(self.ours) * len(self.theirs) <= _CELLS and level > 0:
            self._pair()
        elif level < len(_WINDOWS):
            self._divide(level)
        else:
            self._halve()

    def _pair(self) -> None:
        expected = [self.made.expected[i] for i in self.ours]
        found = [self.made.found[j] for j in self.theirs]
        for i, j in paired(expected, found):
            if i is not None and j is not None:
                self.made.join(self.ours[i], self.theirs[j])

    def _divide(self, level: int) -> None:
        width, masked = _WINDOWS[level]
        one = [_key(self.made.expected[i], masked) for i in self.ours]
        other = [_key(self.made.found[j], masked) for j in self.theirs]
        segments = shared(one, other, width)
        main = chain(segments)
        if not masked:
            self._move(segments, main)
        shrunk = [_shrunk(segment) for segment in main]
        for segment in shrunk:
            self._join(segment)
        for between in self._between(shrunk):
            between.settle(level + 1)

    def _join(self, segment: Segment) -> None:
        for step in range(segment.length):
            self.made.join(self.ours[segment.first + step], self.theirs[segment.second + step])

    def _move(self, segments: Sequence[Segment], main: Sequence[Segment]) -> None:
        """Join clusters of shared stretches off the main chain, and pair the tokens between them."""
        taken = _Covered(main)
        rest = [segment for segment in segments if segment.length >= _MOVED and not taken.touch(segment)]
        for cluster in _clusters(rest):
            first, last = cluster[0], cluster[-1]
            ours = self.ours[first.first : last.first + last.length]
            theirs = self.theirs[first.second : last.second + last.length]
            if len(ours) * len(theirs) <= _CELLS * 4:
                _Range(self.made, ours, theirs)._pair()
                self.made.moved.update(i for i in ours if self.made.to_found[i] is not None)

    def _between(self, segments: Sequence[Segment]) -> Iterator[_Range]:
        ends = [Segment(0, 0, 0), *segments, Segment(len(self.ours), len(self.theirs), 0)]
        for one, other in pairwise(ends):
            ours = self.ours[one.first + one.length : other.first]
            theirs = self.theirs[one.second + one.length : other.second]
            yield _Range(
                self.made,
                [i for i in ours if self.made.to_found[i] is None],
                [j for j in theirs if self.made.to_expected[j] is None],
            )

    def _halve(self) -> None:
        """Pair equal beginnings and cut both sides in proportion, since nothing in the range is unique."""
        expected, found = self.made.expected, self.made.found
        start = 0
        while (
            start < min(len(self.ours), len(self.theirs))
            and expected[self.ours[start]].mask == found[self.theirs[start]].mask
        ):
            start += 1
        for i, j in zip(self.ours[:start], self.theirs[:start], strict=True):
            self.made.join(i, j)
        ours, theirs = self.ours[start:], self.theirs[start:]
        parts = max(1, max(len(ours), len(theirs)) // 200)
        for part in range(parts):
            ours_part = ours[len(ours) * part // parts : len(ours) * (part + 1) // parts]
            theirs_part = theirs[len(theirs) * part // parts : len(theirs) * (part + 1) // parts]
            _Range(self.made, ours_part, theirs_part)._pair()


def _key(token: Token, masked: bool = False) -> str:
    """The key that makes two tokens equal: a bound count is digits, the same count in a copy may be a word."""
    if token.kind == SPELLED:
        return "#" if masked else str(token.spelled)
    return token.mask if masked else token.key


def _shrunk(segment: Segment) -> Segment:
    """A shared stretch without its ends, which may belong to an adjacent change."""
    cut = min(_GROWN, segment.length // 3)
    return Segment(segment.first + cut, segment.second + cut, segment.length - 2 * cut)


class _Covered:
    """The ranges that a chain covers on either side."""

    def __init__(self, segments: Sequence[Segment]):
        self.first = {place for each in segments for place in range(each.first, each.first + each.length)}
        self.second = {place for each in segments for place in range(each.second, each.second + each.length)}

    def touch(self, segment: Segment) -> bool:
        """Whether most of a segment is covered on one side."""
        ours = sum(segment.first + step in self.first for step in range(segment.length))
        theirs = sum(segment.second + step in self.second for step in range(segment.length))
        return max(ours, theirs) * 2 > segment.length


def _clusters(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Groups of segments that follow each other closely on both sides."""
    found: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda each: each.first):
        if found and _near(found[-1][-1], segment):
            found[-1].append(segment)
        else:
            found.append([segment])
    return found


def _near(one: Segment, other: Segment) -> bool:
    ours = other.first - one.first - one.length
    theirs = other.second - one.second - one.length
    return ours <= _CLUSTER and -_MOVED <= theirs <= _CLUSTER


def _strays(made: Alignment) -> None:
    """Pair short stretches that are equal and unpaired on both sides: they have moved."""
    ours = _alone(made.to_found)
    theirs = _alone(made.to_expected)
    one = [-1 - n if i is None else _key(made.expected[i]) for n, i in enumerate(ours)]
    other = [len(ours) + n if j is None else _key(made.found[j]) for n, j in enumerate(theirs)]
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


__all__ = ["Alignment", "align"]
