"""The stages of one arm's search, as a state that can be saved and resumed after any step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.random import Generator

from analysis.synthetic.closed_form import Array
from analysis.synthetic.continuous import Problem, relax
from analysis.synthetic.descent import Descent, descend
from analysis.synthetic.neighbourhood import neighbourhood
from analysis.synthetic.structure import MEASURES

FIXED = ("qids_0",)
FREE = [place for place, name in enumerate(MEASURES) if name not in FIXED]
TOGETHER = 3
"""The number of participants moved to the grids per stage, from the last row to the first."""


def relaxations(participants: int) -> range:
    """Return the number of participants already on the grids in each real-valued stage."""
    return range(0, participants, TOGETHER)


@dataclass
class State:
    """The progress of one arm's search: completed relaxations, the table, and the descent once started."""

    scores: Array
    relaxed: int = 0
    descent: Descent | None = None

    @property
    def done(self) -> int:
        """Return the number of completed relaxations and steps."""
        return self.relaxed + (0 if self.descent is None else self.descent.step)

    @property
    def loss(self) -> float:
        """Return the loss of the best whole-number table, or NaN before there is one."""
        return float("nan") if self.descent is None else self.descent.best_loss

    def stored(self, generator: Generator) -> dict[str, Any]:
        """Return the state, and that of the generator, as plain numbers."""
        descent = None
        if self.descent is not None:
            values = ((field.name, getattr(self.descent, field.name)) for field in fields(self.descent))
            descent = {
                name: value.tolist() if isinstance(value, np.ndarray) else value for name, value in values
            }
        return {
            "scores": self.scores.tolist(),
            "relaxed": self.relaxed,
            "descent": descent,
            "generator": generator.bit_generator.state,
        }

    @classmethod
    def restored(cls, stored: dict[str, Any], generator: Generator) -> State:
        """Return a stored state, and restore the state of the generator."""
        generator.bit_generator.state = stored["generator"]
        descent = stored["descent"]
        if descent is not None:
            parts: dict[str, Any] = {
                name: np.array(value) if isinstance(value, list) else value for name, value in descent.items()
            }
            descent = Descent(**parts)
        return cls(np.array(stored["scores"]), stored["relaxed"], descent)


def relaxed(problem: Problem, scores: Array, settled: int, iterations: int) -> Array:
    """Return scores whose last `settled` rows are on the grids, with the other rows adjusted for the rounding."""
    moving = len(scores) - settled
    begin = np.concatenate([scores[:moving], problem.snap(scores[moving:])])
    return relax(problem, begin, moving, FREE, iterations)


def advance(
    problem: Problem, state: State, generator: Generator, iterations: int, steps: int
) -> Iterator[State]:
    """Yield the state after each relaxation and each step of the descent, until the search has ended."""
    for settled in relaxations(len(state.scores))[state.relaxed :]:
        state.scores = relaxed(problem, state.scores, settled, iterations)
        state.relaxed += 1
        yield state
    if state.descent is None:
        state.scores = problem.snap(state.scores)
        state.descent = Descent.begin(problem, state.scores)
    around = neighbourhood(problem, len(state.scores), FIXED)
    for _ in descend(problem, around, state.descent, steps, generator):
        state.scores = state.descent.best
        yield state
