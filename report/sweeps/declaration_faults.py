"""What is wrong with the declaration of a sweep."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

from report.rows.errors import Fault
from report.sweeps.design import Design

#: The first parameters of a function.
GIVEN = ("universe", "rng")
_DESIGNED = "write @sweep(Design(decision=(option, …), …))"


def declaration_faults(function: Callable[..., Any], design: Design, **numbers: int) -> list[Fault]:
    """All faults of the signature, the design, and the numbers of replications, seed and batch."""
    where, own = place_of(function), function.__name__
    if not isinstance(design, Design):
        what = f"the design of {own} is of type {type(design).__name__}"
        return [Fault(where, what, _DESIGNED)]
    faults = []
    names = tuple(inspect.signature(function).parameters)
    if names[:2] != GIVEN:
        what = f"{own} takes {', '.join(names) or 'nothing'}"
        faults.append(Fault(where, what, f"write def {own}(universe, rng, …)"))
    for name, value in numbers.items():
        least = 1 if name == "replications" else 0
        if type(value) is not int or value < least:
            what = f"{own} has {name}={value!r}"
            faults.append(Fault(where, what, f"write a whole number from {least} on"))
    if not any(True for _ in design.universes()):
        what = f"the design of {own} has no universe"
        faults.append(Fault(where, what, "add options, or relax only_if"))
    return faults


def without_design(function: Callable[..., Any]) -> Fault:
    """The fault of `@sweep` without parentheses."""
    return Fault(place_of(function), f"{function.__name__} is marked by @sweep without a design", _DESIGNED)


def place_of(function: Callable[..., Any]) -> str:
    """The file and the line of a function."""
    code = inspect.unwrap(function).__code__
    return f"{Path(code.co_filename).name}:{code.co_firstlineno}"
