"""Counts agree with their nouns."""

from __future__ import annotations

import pytest

from report.rows.counted import counted


@pytest.mark.parametrize(
    ("count", "printed"), [(0, "0 charts"), (1, "1 chart"), (2, "2 charts"), (1204, "1,204 charts")]
)
def test_only_one_has_a_noun_in_the_singular(count: int, printed: str) -> None:
    """Thousands are separated."""
    assert counted(count, "chart") == printed


def test_none_can_be_a_word() -> None:
    """As in `no rows changed`."""
    assert counted(0, "row", "no") == "no rows"
