"""Long stretches that two sequences share, chained in order."""

from __future__ import annotations

import random

import pytest

from report.verify.segments import Segment, chain, shared


def test_a_stretch_is_extended_to_both_sides() -> None:
    """One unique window finds the whole stretch, also where its tokens repeat."""
    assert shared("xxabcdefyy", "zzabcdefww", 3) == [Segment(2, 2, 6)]


def test_windows_that_occur_twice_find_nothing_alone() -> None:
    """A repeated phrase does not say where it belongs."""
    assert shared("abcabc", "abc", 3) == []
    assert shared("ab", "ab", 3) == []


def test_moved_stretches_are_separate_segments() -> None:
    """Moved stretches are found in any order."""
    found = shared("abcdef12345", "12345abcdef", 4)
    assert sorted((each.first, each.second, each.length) for each in found) == [(0, 5, 6), (6, 0, 5)]


def test_the_heaviest_chain_wins() -> None:
    """Segments that cross it are left out, even if they are more in number."""
    heavy, light = Segment(0, 5, 10), [Segment(12, 0, 2), Segment(14, 2, 2)]
    assert chain([*light, heavy]) == [heavy]
    assert chain(light) == light
    assert chain([]) == []


def test_overlaps_are_trimmed() -> None:
    """A token belongs to one segment only; a segment that has nothing left is dropped."""
    assert chain([Segment(0, 0, 5), Segment(3, 4, 5)]) == [Segment(0, 0, 5), Segment(5, 6, 3)]
    assert chain([Segment(0, 0, 5), Segment(1, 2, 3)]) == [Segment(0, 0, 5)]


@pytest.mark.parametrize("seed", range(20))
def test_segments_are_equal_and_in_order(seed: int) -> None:
    """For any sequences, segments are equal on both sides, in order on both, and never overlap."""
    chance = random.Random(seed)
    one = [chance.randrange(12) for _ in range(60)]
    other = one[:20] + [chance.randrange(12) for _ in range(15)] + one[15:]
    found = chain(shared(one, other, 3))
    assert found
    ends = (0, 0)
    for each in found:
        assert one[each.first : each.first + each.length] == other[each.second : each.second + each.length]
        assert each.first >= ends[0]
        assert each.second >= ends[1]
        ends = (each.first + each.length, each.second + each.length)
