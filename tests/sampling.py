"""Which cases of a test are tried in every run, and which only by the long checks."""

from collections.abc import Iterable
from typing import Any

import pytest


def sampled(cases: Iterable[Any], step: int) -> list[Any]:
    """Parameters of a test: the first of every `step` cases is tried in every run, the others are slow."""
    return [
        case if place % step == 0 else pytest.param(*as_arguments(case), marks=pytest.mark.slow)
        for place, case in enumerate(cases)
    ]


def as_arguments(case: Any) -> tuple[Any, ...]:
    """The arguments of a case: a tuple holds several."""
    return case if isinstance(case, tuple) else (case,)
