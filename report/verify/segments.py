"""Long stretches that two sequences share, found by unique windows and chained in order.

Linear in the length of the sequences: only windows that occur once on each side are examined.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Segment:
    """`length` tokens that are equal from `first` in one sequence and from `second` in the other."""

    first: int
    second: int
    length: int


def shared(one: Sequence[Hashable], other: Sequence[Hashable], width: int) -> list[Segment]:
    """The maximal common stretches that contain a window of `width` tokens unique to each side."""
    where = _unique(other, width)
    found: list[Segment] = []
    ends: dict[int, int] = {}
    for start, window in sorted((start, window) for window, start in _unique(one, width).items()):
        place = where.get(window)
        if place is None or start < ends.get(place - start, -1):
            continue
        segment = _extended(one, other, start, place, ends.get(place - start, 0))
        ends[place - start] = segment.first + segment.length
        found.append(segment)
    return found


def _unique(sequence: Sequence[Hashable], width: int) -> dict[Hashable, int]:
    seen: dict[Hashable, int] = {}
    for start in range(len(sequence) - width + 1):
        window = hash(tuple(sequence[start : start + width]))
        seen[window] = -1 if window in seen else start
    return {window: start for window, start in seen.items() if start >= 0}


def _extended(one: Sequence[Hashable], other: Sequence[Hashable], i: int, j: int, lowest: int) -> Segment:
    start, place = i, j
    while start > lowest and place > 0 and one[start - 1] == other[place - 1]:
        start, place = start - 1, place - 1
    end = i
    while end < len(one) and j + end - i < len(other) and one[end] == other[j + end - i]:
        end += 1
    return Segment(start, place, end - start)


def chain(segments: Sequence[Segment]) -> list[Segment]:
    """The heaviest chain of segments in the same order on both sides, trimmed where they overlap."""
    ordered = sorted(segments, key=lambda each: (each.first, each.second))
    heads: list[int] = []
    weights: list[int] = []
    lasts: list[int] = []
    before: list[int] = []
    for index, segment in enumerate(ordered):
        at = bisect_right(heads, segment.second - 1)
        weight = segment.length + (weights[at - 1] if at else 0)
        before.append(lasts[at - 1] if at else -1)
        _enter(heads, weights, lasts, at, (segment.second, weight, index))
    chosen, index = [], lasts[-1] if lasts else -1
    while index >= 0:
        chosen.append(ordered[index])
        index = before[index]
    return _trimmed(chosen[::-1])


def _enter(
    heads: list[int], weights: list[int], lasts: list[int], at: int, entry: tuple[int, int, int]
) -> None:
    """Keep only the heaviest chain that ends at or before each position on the second side."""
    head, weight, index = entry
    if at < len(heads) and heads[at] == head and weights[at] >= weight:
        return
    end = at
    while end < len(heads) and weights[end] <= weight:
        end += 1
    heads[at:end], weights[at:end], lasts[at:end] = [head], [weight], [index]


def _trimmed(segments: Sequence[Segment]) -> list[Segment]:
    chosen: list[Segment] = []
    for segment in segments:
        overlap = 0
        if chosen:
            last = chosen[-1]
            overlap = max(
                last.first + last.length - segment.first, last.second + last.length - segment.second, 0
            )
        if overlap < segment.length:
            chosen.append(
                Segment(segment.first + overlap, segment.second + overlap, segment.length - overlap)
            )
    return chosen
