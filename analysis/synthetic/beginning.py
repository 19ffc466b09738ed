"""Draws the start of a search: one common factor for all measures, with the instruments' usual means and SDs."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from analysis.synthetic.arms import Arm
from analysis.synthetic.closed_form import Array
from analysis.synthetic.grids import Grid


def drawn_scores(arm: Arm, grids: tuple[Grid, ...], count: int, generator: Generator) -> Array:
    """Return `count` participants' scores inside their ranges, not yet on the grids."""
    loading = np.array(arm.loading)
    factor = generator.standard_normal((count, 1))
    unique = generator.standard_normal((count, len(loading)))
    standard = factor * loading + unique * np.sqrt(1 - loading**2)
    lower = np.array([grid.lower for grid in grids])
    upper = np.array([grid.upper for grid in grids])
    scores: Array = np.clip(np.array(arm.mean) + np.array(arm.sd) * standard, lower, upper)
    return scores


def beginning(arm: Arm, grids: tuple[Grid, ...], severity: Array, generator: Generator) -> Array:
    """Return the analysed participants' scores, given baseline severity."""
    scores = drawn_scores(arm, grids, arm.analysed, generator)
    scores[:, 0] = severity
    return scores
