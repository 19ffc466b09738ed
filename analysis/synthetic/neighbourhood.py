"""Proposes small changes of a data set on its grids: the steps of the whole-number search."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from analysis.synthetic.closed_form import Array
from analysis.synthetic.continuous import Problem
from analysis.synthetic.structure import MEASURES, SESSION_TWO

Places = NDArray[np.intp]


@dataclass(frozen=True)
class Neighbourhood:
    """The cells that may change, and the largest change of each in one step, in grid units."""

    cells: Places
    items: Array
    lower: Array
    upper: Array
    reach: Array

    def propose(self, scores: Array, count: int, generator: Generator) -> Array:
        """Return `count` copies of `scores`, each with one to three changed cells inside their ranges."""
        candidates = np.repeat(scores[None], count, axis=0)
        for change in range(3):
            changed = np.arange(0, count, change + 1)
            chosen = self.cells[generator.integers(len(self.cells), size=len(changed))]
            self._shift(candidates, changed, chosen, generator)
        return candidates

    def _shift(self, candidates: Array, changed: Places, chosen: Places, generator: Generator) -> None:
        rows, columns = chosen[:, 0], chosen[:, 1]
        distance = 1 + np.floor(self.reach[columns] * generator.random(len(changed)) ** 3)
        step = distance * generator.choice([-1.0, 1.0], size=len(changed)) / self.items[columns]
        moved = candidates[changed, rows, columns] + step
        inside = np.clip(moved, self.lower[columns], self.upper[columns])
        candidates[changed, rows, columns] = np.round(inside * self.items[columns]) / self.items[columns]


def neighbourhood(problem: Problem, participants: int, fixed: tuple[str, ...]) -> Neighbourhood:
    """Return the neighbourhood over all measured cells that are not fixed."""
    cells = [
        (row, column)
        for column, name in enumerate(MEASURES)
        for row in range(problem.complete if name in SESSION_TWO else participants)
        if name not in fixed
    ]
    items = np.array([grid.items for grid in problem.grids], dtype=float)
    lower = np.array([grid.lower for grid in problem.grids])
    upper = np.array([grid.upper for grid in problem.grids])
    return Neighbourhood(np.array(cells), items, lower, upper, (upper - lower) * items / 12)
