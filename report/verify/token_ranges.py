"""Pairs the tokens of two ranges: long shared stretches are chained in order, and the tokens between them are paired.

Shared stretches outside that order have moved.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from report.verify.pairing import paired
from report.verify.segments import Segment, chain, shared
from report.verify.token_alignment import Alignment, key

#: Window widths, widest first; the last two compare tokens with all numbers masked.
_WINDOWS = ((6, False), (3, False), (8, True), (4, True))
_CELLS = 60_000
_GROWN = 8
_MOVED = 5
_CLUSTER = 30


@dataclass
class TokenRange:
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
        one = [key(self.made.expected[i], masked) for i in self.ours]
        other = [key(self.made.found[j], masked) for j in self.theirs]
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
                TokenRange(self.made, ours, theirs)._pair()
                self.made.moved.update(i for i in ours if self.made.to_found[i] is not None)

    def _between(self, segments: Sequence[Segment]) -> Iterator[TokenRange]:
        ends = [Segment(0, 0, 0), *segments, Segment(len(self.ours), len(self.theirs), 0)]
        for one, other in pairwise(ends):
            ours = self.ours[one.first + one.length : other.first]
            theirs = self.theirs[one.second + one.length : other.second]
            yield TokenRange(
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
            TokenRange(self.made, ours_part, theirs_part)._pair()


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
