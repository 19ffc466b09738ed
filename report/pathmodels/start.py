"""Starting values for the iteration: least squares for each equation, residual covariances at zero."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from report.pathmodels.cases import Floats
from report.pathmodels.model import Model


def starts(model: Model, mean: Floats, cov: Floats) -> Iterator[Floats]:
    """Parameters (1, q) to start from, the most promising first; for loops, smaller paths follow.

    Larger residual variances come last: they make room for large fixed covariances.
    """
    for shrink, inflate in ((1.0, 1.0), (0.3, 1.0), (0.0, 1.0), (0.0, 10.0)):
        yield _start(model, mean, cov, shrink, inflate)


def _start(model: Model, mean: Floats, cov: Floats, shrink: float, inflate: float) -> Floats:
    sums, counts = np.zeros(model.npar), np.zeros(model.npar)
    slopes = {name: _slopes(model, name, cov, shrink) for name in model.variables}
    exogenous = {*model.exogenous}
    for row, number in zip(model.parameters, model.free_of, strict=True):
        if number < 0:
            continue
        counts[number] += 1
        i, j = model.place[row.lhs], model.place.get(row.rhs, 0)
        if row.op == "~":
            sums[number] += slopes[row.lhs][j]
        elif row.op == "~1":
            sums[number] += mean[i] - slopes[row.lhs] @ mean
        elif row.lhs == row.rhs:
            rest = cov[i, i] - slopes[row.lhs] @ cov[i]
            sums[number] += inflate * max(rest, 0.1 * cov[i, i])
        elif {row.lhs, row.rhs} <= exogenous:
            sums[number] += cov[i, j]
    return (sums / np.maximum(counts, 1))[None]


def _slopes(model: Model, outcome: str, cov: Floats, shrink: float) -> Floats:
    """Coefficients (p,) of one equation, fixed ones as written, zero where there is no path."""
    found = np.zeros(len(model.variables))
    free = []
    for row in model.parameters:
        if row.op == "~" and row.lhs == outcome:
            free += [model.place[row.rhs]] if row.free else []
            found[model.place[row.rhs]] = row.fixed or 0.0
    target = cov[free, model.place[outcome]] - cov[free] @ found
    found[free] = shrink * np.linalg.solve(cov[np.ix_(free, free)], target)
    return found
