"""The process of a product: its inputs, its random numbers, its faults, and what it read."""

from __future__ import annotations

import random
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from report.rows.errors import Fault, ReportError
from report.rows.levels import USUAL, Levels, study_levels
from report.rows.stat import Stat
from report.study.isolated_run import can_isolate
from report.study.product import Product
from report.study.product_process import constant, recomputed, start
from report.study.run_state import Outcome

pytestmark = pytest.mark.skipif(not can_isolate(), reason="this system has no fork")


STRICT = Levels(confidence=0.99)


def product(function: Any, *needs: str, kind: str = "stats") -> Product:
    """A product of this file."""
    return Product(function.__name__, kind, function, needs, __file__, function.__code__.co_firstlineno)


def outcome(item: Product, root: Path, **given: Any) -> Outcome:
    """What a process returns."""
    made, _ = start(item, given, root, STRICT, random.getstate()).result()
    assert isinstance(made, Outcome)
    return made


def drawn(size: int) -> Iterator[Stat]:
    """A row from an input and a random number."""
    yield Stat("drawn.size", size, "count", "an input")
    yield Stat("drawn.chance", random.random(), "fixed2", "a random number")


def level_of_intervals() -> Iterator[Stat]:
    """A row of the level at which a model's intervals would be computed here."""
    yield Stat("level", study_levels().confidence, "fixed2", "the level of intervals")


def failing() -> Iterator[Stat]:
    """A product that fails."""
    raise ValueError("no data")
    yield


def test_a_product_is_computed_from_its_inputs(tmp_path: Path) -> None:
    """Its random numbers continue those of the run, which they do not change."""
    random.seed(3)
    before = random.getstate()
    made = outcome(product(drawn, "size"), tmp_path, size=lambda: constant(4))
    assert random.getstate() == before
    rows = made.made.value()
    assert [row.id for row in rows] == ["drawn.size", "drawn.chance"]
    assert [row.value for row in rows] == [4, random.random()]


def test_a_product_is_computed_at_the_levels_of_its_study(tmp_path: Path) -> None:
    """They hold in its process only."""
    made = outcome(product(level_of_intervals), tmp_path)
    assert [row.value for row in made.made.value()] == [STRICT.confidence]
    assert study_levels() == USUAL


def test_a_failure_is_a_fault(tmp_path: Path) -> None:
    """With the message of the exception; nothing was made."""
    made = outcome(product(failing), tmp_path)
    (fault,) = made.faults
    assert "failing failed: ValueError: no data" in fault.what
    assert made.made is None


def test_a_fault_of_an_input_is_that_of_the_product(tmp_path: Path) -> None:
    """It keeps its place."""

    def lost() -> object:
        raise ReportError(Fault("data/a.csv", "is lost", "restore it"))

    made = outcome(product(drawn, "size"), tmp_path, size=lost)
    assert [(fault.where, fault.what) for fault in made.faults] == [("data/a.csv", "is lost")]


def test_a_recomputed_value_does_not_warn_again() -> None:
    """Its warnings were recorded when it was computed first."""

    def value(size: int) -> int:
        warnings.warn("odd data", stacklevel=1)
        return size + 1

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert recomputed(product(value, "size", kind="value"), {"size": lambda: 4}) == 5
