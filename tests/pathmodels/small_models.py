"""Small models with data, and derivatives by finite differences, for the tests of the engine of path models."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from pandas import DataFrame

from report.pathmodels.likelihood import Joint
from report.pathmodels.problem import Problem, problem
from report.pathmodels.results import Options
from report.pathmodels.solving import solve

MEDIATION = "m ~ a*x\ny ~ b*m\n"
LOOP = "y ~ z + w\nw ~ x + y\n"
FACTOR = "f =~ u + v + w\n"


def data(n: int = 40, seed: int = 3, missing: float = 0.0) -> DataFrame:
    """Cases of a mediation and of three indicators; some values are missing, but for x and u."""
    chance = np.random.default_rng(seed)
    x = chance.normal(2.0, 1.5, n)
    m = 0.5 * x + chance.normal(0.0, 1.0, n)
    y = 0.4 * m + 0.2 * x + chance.normal(1.0, 1.2, n)
    f = chance.normal(0.0, 1.0, n)
    u, v, w = (load * f + chance.normal(0.0, 0.7, n) for load in (1.0, 0.8, 1.2))
    frame = DataFrame({"x": x, "m": m, "y": y, "z": chance.normal(size=n), "u": u, "v": v, "w": w})
    for name in ("m", "y", "v", "w"):
        frame.loc[chance.random(n) < missing, name] = np.nan
    return frame


def of(syntax: str, frame: DataFrame | None = None, **options: Any) -> Problem:
    """A model with its data."""
    return problem(syntax, data() if frame is None else frame, Options(**options))


def solved(found: Problem) -> tuple[Joint, Any]:
    """The likelihood of a problem and its estimates (q,)."""
    return found.likelihood, solve(found).theta


def slopes(function: Callable[[Any], Any], at: Any, step: float = 1e-6) -> Any:
    """The derivatives (..., q) of a function of q numbers, by central differences."""
    columns = []
    for place in range(len(at)):
        moved = step * (np.arange(len(at)) == place) * max(1.0, abs(at[place]))
        columns.append((function(at + moved) - function(at - moved)) / (2 * moved[place]))
    return np.stack(columns, axis=-1)
