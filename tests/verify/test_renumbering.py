"""Labels may be renumbered together, but not one of their places alone."""

from __future__ import annotations

import pytest

from report.verify.renumbering import not_renumbered

Pair = tuple[str, str, int, int]


@pytest.mark.parametrize(
    ("pairs", "wrong"),
    [
        ([("1", "1", 0, 1), ("2", "2", 1, 1)], set()),
        ([("1", "2", 0, 1), ("2", "1", 1, 1), ("1", "2", 2, 1)], set()),
        ([("1", "1", 0, 1), ("1", "2", 1, 1), ("2", "2", 2, 1)], {1}),
        ([("1", "2", 0, 1), ("1", "2", 1, 1), ("1", "1", 2, 9)], {0, 1}),
        ([("1", "2", 0, 1), ("2", "2", 1, 1)], {0}),
        ([("1", "3", 0, 2), ("1", "4", 1, 1)], {1}),
    ],
    ids=["unchanged", "exchanged", "one place", "a heavy place", "two labels in one", "the lighter of two"],
)
def test_the_places_that_do_not_follow_are_wrong(pairs: list[Pair], wrong: set[int]) -> None:
    """An unchanged label comes before a changed one of the same weight."""
    assert not_renumbered(pairs) == wrong
