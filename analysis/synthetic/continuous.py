"""Real-valued solutions: L-BFGS with a gradient by differences, all differences in one batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from analysis.synthetic.closed_form import Array
from analysis.synthetic.grids import Grid
from analysis.synthetic.statistics import Mask, evaluate, later_maximum
from analysis.synthetic.structure import MEASURES
from analysis.synthetic.targets import Target, total_loss

STEP = 1e-6


@dataclass(frozen=True)
class Problem:
    """One arm's search: what to meet, on which grids, and how many took part in both sessions."""

    targets: tuple[Target, ...]
    grids: tuple[Grid, ...]
    complete: int

    def loss(self, scores: Array, later: Mask | None = None, softness: float = 1.0) -> Array:
        """Return the loss of each candidate of a batch."""
        return total_loss(self.targets, evaluate(scores, self.complete, later), softness)

    def snap(self, scores: Array, columns: Sequence[str]) -> Array:
        """Return scores with the named columns on their instruments' grids."""
        snapped = scores.copy()
        for column in (MEASURES.index(name) for name in columns):
            snapped[:, column] = self.grids[column].snap(scores[:, column])
        return snapped


def relax(
    problem: Problem, scores: Array, free: Sequence[str], iterations: int, softness: float = 1.0
) -> Array:
    """Return scores whose free columns lower the loss; each person's session of maximum stays fixed."""
    columns = [MEASURES.index(name) for name in free]
    unit = np.array([(problem.grids[column].upper - problem.grids[column].lower) / 20 for column in columns])
    later = later_maximum(scores[None], problem.complete)

    def place(flat: Array) -> Array:
        batch = np.repeat(scores[None], len(flat), axis=0)
        batch[:, :, columns] = flat.reshape(len(flat), len(scores), len(columns)) * unit
        return batch

    def loss_and_gradient(flat: Array) -> tuple[float, Array]:
        candidates = np.concatenate([flat[None], flat + STEP * np.eye(flat.size)])
        losses = problem.loss(place(candidates), np.repeat(later, len(candidates), axis=0), softness)
        return float(losses[0]), (losses[1:] - losses[0]) / STEP

    bounds = [
        (problem.grids[column].lower / width, problem.grids[column].upper / width)
        for _ in scores
        for column, width in zip(columns, unit, strict=True)
    ]
    start = (scores[:, columns] / unit).ravel()
    found = minimize(
        loss_and_gradient, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": iterations}
    )
    solution: Array = place(found.x[None])[0]
    return solution
