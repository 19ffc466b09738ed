"""Starting values for the iteration: least squares for each equation, residual covariances at zero.

Loadings start at ratios of covariances with the other indicators (Hägglund, G., 1982, Psychometrika, 47, 209-222:
instrumental variables).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from report.pathmodels.cases import Floats
from report.pathmodels.model import Model, Parameter

Moments = tuple[Floats, Floats]
"""The mean (p,) and covariance matrix (p, p) of a group."""


def starts(model: Model, samples: list[Moments]) -> Iterator[Floats]:
    """Parameters (1, q) to start from, the most promising first; for loops, smaller paths follow.

    Larger residual variances come last: they make room for large fixed covariances.
    """
    for shrink, inflate in ((1.0, 1.0), (0.3, 1.0), (0.0, 1.0), (0.0, 10.0)):
        yield _start(model, samples, shrink, inflate)


def _start(model: Model, samples: list[Moments], shrink: float, inflate: float) -> Floats:
    sums, counts = np.zeros(model.free), np.zeros(model.free)
    groups = [_Group(model, group, *moments, shrink, inflate) for group, moments in enumerate(samples)]
    chosen: dict[int, float] = {}
    for row, number in zip(model.parameters, model.free_of, strict=True):
        if number < 0:
            continue
        counts[number] += 1
        sums[number] += groups[row.group].value(row)
        if row.start is not None:
            chosen[number] = row.start
    found = sums / np.maximum(counts, 1)
    if (shrink, inflate) == (1.0, 1.0):
        for number, value in chosen.items():
            found[number] = value
    return found[None]


class _Group:
    """The starting values of a group's rows."""

    def __init__(
        self, model: Model, group: int, mean: Floats, cov: Floats, shrink: float, inflate: float
    ) -> None:
        self.model, self.mean, self.cov, self.inflate = model, mean, cov, inflate
        self.rows = [row for row in model.parameters if row.group == group]
        self.observed = len(model.variables)
        self.markers = {name: self._marker(name) for name in model.latent}
        self.slopes = {name: self._equation(name, shrink) for name in model.variables}
        self.exogenous = {*model.exogenous}

    def value(self, row: Parameter) -> float:
        """The starting value of one row."""
        place, cov = self.model.place, self.cov
        latent = {*self.model.latent}
        if row.op == "=~":
            return self._loading(row)
        if row.op == "~":
            return 0.0 if {row.lhs, row.rhs} & latent else float(self.slopes[row.lhs][place[row.rhs]])
        i = place[row.lhs]
        if row.op == "~1":
            return 0.0 if row.lhs in latent else float(self.mean[i] - self.slopes[row.lhs] @ self.mean)
        if row.lhs == row.rhs:
            return self._variance(row.lhs, i)
        return float(cov[i, place[row.rhs]]) if {row.lhs, row.rhs} <= self.exogenous else 0.0

    def _variance(self, name: str, i: int) -> float:
        if i >= self.observed:
            marker = self.markers[name]
            return 0.5 * float(self.cov[marker, marker]) if marker is not None else 1.0
        share = 0.5 if any(row.op == "=~" and row.rhs == name for row in self.rows) else 1.0
        rest = self.cov[i, i] - self.slopes[name] @ self.cov[i]
        return float(self.inflate * share * max(rest, 0.1 * self.cov[i, i]))

    def _indicators(self, latent: str) -> list[int]:
        names = [row.rhs for row in self.rows if row.op == "=~" and row.lhs == latent]
        return [self.model.place[name] for name in names if name in self.model.variables]

    def _marker(self, latent: str) -> int | None:
        """The indicator that gives a latent variable its unit; None for a unit variance or latent indicators."""
        fixed = [
            row for row in self.rows if row.op == "=~" and row.lhs == latent and row.fixed not in (None, 0)
        ]
        return self.model.place[fixed[0].rhs] if fixed and fixed[0].rhs in self.model.variables else None

    def _loading(self, row: Parameter) -> float:
        i = self.model.place[row.rhs]
        if i >= self.observed:
            return 1.0
        marker = self.markers[row.lhs]
        own = self._indicators(row.lhs)
        reference = own[0] if marker is None else marker
        others = [j for j in own if j not in (i, reference)]
        unit = self.cov[reference, reference]
        sign = 1.0 if self.cov[i, reference] >= 0 else -1.0
        if marker is None:
            return float(sign * np.sqrt(0.5 * self.cov[i, i]))
        top, below = self.cov[i, others].sum(), self.cov[reference, others].sum()
        plain = sign * np.sqrt(self.cov[i, i] / unit)
        ratio = top / below if others and abs(below) > 0.05 * unit else plain
        return float(ratio if 0.1 < abs(ratio / plain) < 10 else plain)

    def _equation(self, outcome: str, shrink: float) -> Floats:
        """Coefficients (p,) of one equation, fixed ones as written, zero where there is no path from data."""
        found = np.zeros(self.observed)
        free = []
        for row in self.rows:
            if row.op == "~" and row.lhs == outcome and row.rhs in self.model.variables:
                free += [self.model.place[row.rhs]] if row.free else []
                found[self.model.place[row.rhs]] = row.fixed or 0.0
        target = self.cov[free, self.model.place[outcome]] - self.cov[free] @ found
        found[free] = shrink * np.linalg.solve(self.cov[np.ix_(free, free)], target)
        return found
