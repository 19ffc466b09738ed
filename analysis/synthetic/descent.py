"""The whole-number search: steepest descent over many neighbours, perturbed when it stagnates (Lourenco 2003)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from numpy.random import Generator

from analysis.synthetic.closed_form import Array
from analysis.synthetic.continuous import Problem
from analysis.synthetic.neighbourhood import Neighbourhood

NEIGHBOURS = 256
PATIENCE = 40
"""Steps without a better neighbour after which the table is perturbed."""
TOLERANCE = 1.05
"""A new local minimum replaces the best one for perturbation if its loss is at most this many times as large."""


@dataclass
class Descent:
    """The current table, the local minimum that was perturbed last, and the best table so far."""

    scores: Array
    loss: float
    valley: Array
    valley_loss: float
    best: Array
    best_loss: float
    step: int = 0
    still: int = 0

    @classmethod
    def begin(cls, problem: Problem, scores: Array) -> Descent:
        """Return a new search."""
        loss = float(problem.loss(scores[None])[0])
        return cls(scores, loss, scores, loss, scores, loss)

    def consider(self, candidates: Array, losses: Array) -> None:
        """Move to the best neighbour if it is better."""
        place = int(losses.argmin())
        self.step += 1
        self.still += 1
        if losses[place] < self.loss:
            self.scores, self.loss, self.still = candidates[place], float(losses[place]), 0
        if self.loss < self.best_loss:
            self.best, self.best_loss = self.scores, self.loss

    def shake(self, problem: Problem, around: Neighbourhood, generator: Generator) -> None:
        """Perturb a few cells of the better of this local minimum and the last."""
        if self.loss <= self.valley_loss * TOLERANCE:
            self.valley, self.valley_loss = self.scores, self.loss
        scores = self.valley
        for _ in range(int(generator.integers(1, 5))):
            scores = around.propose(scores, 1, generator)[0]
        self.scores, self.loss, self.still = scores, float(problem.loss(scores[None])[0]), 0


def descend(
    problem: Problem, around: Neighbourhood, search: Descent, steps: int, generator: Generator
) -> Iterator[Descent]:
    """Yield the search after each step, until no target is missed or `steps` are done."""
    while search.step < steps and search.best_loss > 0:
        if search.still >= PATIENCE:
            search.shake(problem, around, generator)
        candidates = around.propose(search.scores, NEIGHBOURS, generator)
        search.consider(candidates, problem.loss(candidates))
        yield search
