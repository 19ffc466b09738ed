"""Numbers by which a text refers to something: all may be renumbered together, but not just one of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

Label = TypeVar("Label", bound=Hashable)


def not_renumbered(pairs: Iterable[tuple[Label, Label, int, int]]) -> set[int]:
    """The places that refer to something else: where a label was renumbered, all of its places follow.

    Each pair is a label, the label at its place in the copy, that place, and the weight of the pair.
    """
    places: dict[tuple[Label, Label], list[int]] = defaultdict(list)
    weights: Counter[tuple[Label, Label]] = Counter()
    for ours, theirs, place, weight in pairs:
        places[ours, theirs].append(place)
        weights[ours, theirs] += weight
    by_ours, by_theirs = (_heaviest(weights, side) for side in (0, 1))
    return {
        place
        for pair, each in places.items()
        for place in each
        if pair[0] != pair[1] and not by_ours[pair[0]] == pair == by_theirs[pair[1]]
    }


def _heaviest(weights: Mapping[tuple[Label, Label], int], side: int) -> dict[Label, tuple[Label, Label]]:
    """For each label on one side, the heaviest pair with it; an unchanged label comes before others."""
    best: dict[Label, tuple[Label, Label]] = {}
    for pair in sorted(weights, key=lambda each: (weights[each], each[0] == each[1])):
        best[pair[side]] = pair
    return best
