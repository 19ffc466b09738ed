"""Finds real-valued solutions by damped Gauss-Newton steps towards all targets at once.

A few steps suffice, and rounding errors do not grow in them. Machines whose linear algebra rounds differently
therefore end so near each other that the instruments' grids make their tables the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.synthetic.closed_form import Array
from analysis.synthetic.grids import Grid
from analysis.synthetic.statistics import evaluate, later_maximum
from analysis.synthetic.targets import Target, total_loss

DIFFERENCE = 1e-4
"""The change of a cell for finite differences; like all moves, in twentieths of the measure's range."""
LONGEST = 0.5
"""The largest move of a cell in one step."""
DAMPING = 1.0
INSIDE = 0.25
"""The distance from the edge of its interval at which a missed target is aimed, in its own unit."""
NEAR = 1.0
"""A target this close to an edge of its interval keeps its value; in its own unit."""


@dataclass(frozen=True)
class Problem:
    """The problem of one arm: its targets, its grids, and the number of participants with both sessions."""

    targets: tuple[Target, ...]
    grids: tuple[Grid, ...]
    complete: int

    def loss(self, scores: Array) -> Array:
        """Return the loss of each candidate of a batch."""
        return total_loss(self.targets, evaluate(scores, self.complete))

    def snap(self, scores: Array) -> Array:
        """Return scores on the instruments' grids."""
        return np.stack([grid.snap(scores[:, place]) for place, grid in enumerate(self.grids)], axis=1)

    def aimed(self, scores: Array) -> Array:
        """Return the statistics aimed at (targets x batch), each in its target's unit.

        All candidates take the maximum of an acute measure from the session in which the first one has it.
        """
        later = np.repeat(later_maximum(scores[:1], self.complete), len(scores), axis=0)
        statistics = evaluate(scores, self.complete, later)
        return np.stack([statistics[target.statistic] / target.scale for target in self.targets])

    @property
    def bounds(self) -> Array:
        """Return the ends of all targets' intervals (2 x targets), each in its target's unit."""
        return np.array([(one.lower / one.scale, one.upper / one.scale) for one in self.targets]).T


def step(bounds: Array, values: Array, slopes: Array) -> Array:
    """Return the smallest move of the cells that brings missed targets into their intervals and fixes close ones."""
    lower, upper = bounds
    low, high = values < lower, values > upper
    aim = np.where(low, lower + INSIDE, np.where(high, upper - INSIDE, values))
    chosen = (values < lower + NEAR) | (values > upper - NEAR)
    slope = slopes[chosen]
    damped = slope @ slope.T + DAMPING * np.eye(len(slope))
    move: Array = slope.T @ np.linalg.solve(damped, (aim - values)[chosen])
    return move * min(1.0, LONGEST / max(float(np.abs(move).max()), LONGEST))


def relax(problem: Problem, scores: Array, moving: int, columns: Sequence[int], iterations: int) -> Array:
    """Return scores with smaller misses; the given columns may change in the first `moving` rows."""
    lower, upper = np.array(
        [(problem.grids[column].lower, problem.grids[column].upper) for column in columns]
    ).T
    unit = (upper - lower) / 20
    cells = scores[:moving, columns]
    shifts = np.concatenate([np.zeros((1, cells.size)), DIFFERENCE * np.eye(cells.size)])
    batch = np.repeat(scores[None], len(shifts), axis=0)
    bounds, best, least = problem.bounds, cells, np.inf
    for _ in range(iterations):
        batch[:, :moving, columns] = cells + shifts.reshape(-1, *cells.shape) * unit
        values = problem.aimed(batch)
        missed = outside(bounds, values[:, 0])
        if missed < least:
            best, least = cells, missed
        if missed == 0:
            break
        move = step(bounds, values[:, 0], (values[:, 1:] - values[:, :1]) / DIFFERENCE)
        cells = np.clip(cells + move.reshape(cells.shape) * unit, lower, upper)
    solution = scores.copy()
    solution[:moving, columns] = best
    return solution


def outside(bounds: Array, values: Array) -> float:
    """Return the total distance of the values from their intervals, to six decimals."""
    return round(float(np.maximum(np.maximum(bounds[0] - values, values - bounds[1]), 0).sum()), 6)
