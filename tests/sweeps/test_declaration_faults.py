"""What is wrong with the declaration of a sweep, all at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from report.sweeps.declaration_faults import declaration_faults, place_of, without_design
from report.sweeps.design import Design

DESIGN = Design(divisor=("n", "n-1"))


def simulated(universe: Any, rng: Any, people: Any) -> None:
    """A function as `@sweep` takes it."""


def reversed_(rng: Any, universe: Any) -> None:
    """Its parameters are the wrong way round."""


def whats(function: Any = simulated, design: Any = DESIGN, **numbers: Any) -> list[str]:
    """The faults of a declaration."""
    return [fault.what for fault in declaration_faults(function, design, **numbers)]


def test_a_correct_declaration_has_no_faults() -> None:
    """Any seed from zero on, and at least one replication."""
    assert whats(replications=1, seed=0, batch=0) == []


def test_all_faults_are_reported_together() -> None:
    """Signature, numbers and design."""
    found = whats(reversed_, DESIGN.only_if(lambda universe: False), replications=0, seed=-1)
    assert found == [
        "reversed_ takes rng, universe",
        "reversed_ has replications=0",
        "reversed_ has seed=-1",
        "the design of reversed_ has no universe",
    ]


@pytest.mark.parametrize("value", [True, 2.0, "3", None])
def test_only_whole_numbers_are_numbers(value: object) -> None:
    """Truth values are none."""
    assert whats(replications=value) == [f"simulated has replications={value!r}"]


def test_another_object_is_no_design() -> None:
    """Its universes cannot be looked at, so that this is the only fault."""
    assert whats(design={"divisor": ("n",)}, replications=0) == ["the design of simulated is of type dict"]


def test_faults_have_the_line_of_the_function() -> None:
    """Also that of a decorator without parentheses."""
    where = f"{Path(__file__).name}:{simulated.__code__.co_firstlineno}"
    assert place_of(simulated) == where
    assert without_design(simulated).where == where
