"""Random numbers of a sweep depend only on the universe and the replication."""

from __future__ import annotations

import pytest

from report.sweeps.seeds import generator

UNIVERSE, OTHER = "0123456789abcdef", "0123456789abcdee"


def draws(seed: int, universe: str, replication: int) -> list[float]:
    """The first numbers of a generator."""
    return generator(seed, universe, replication).normal(size=4).tolist()


def test_the_same_unit_draws_the_same_numbers() -> None:
    """The order of computation and the process do not matter."""
    first = draws(1, UNIVERSE, 3)
    draws(1, UNIVERSE, 4)
    assert draws(1, UNIVERSE, 3) == first


@pytest.mark.parametrize("other", [(2, UNIVERSE, 3), (1, OTHER, 3), (1, UNIVERSE, 4)])
def test_another_seed_universe_or_replication_draws_others(other: tuple[int, str, int]) -> None:
    """Each of the three matters."""
    assert draws(*other) != draws(1, UNIVERSE, 3)


def test_the_numbers_never_change() -> None:
    """A stored sweep is checked by recomputing units: these are numpy's numbers for that seed."""
    expected = [1.3500172879994314, -1.398023872782835, -0.17615395304143555, 0.0644566275058465]
    assert draws(1, UNIVERSE, 0) == expected
