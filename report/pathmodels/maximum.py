"""Maximum likelihood by Fisher scoring with step halving, for many replicates at once.

Newton's step with the expected information (Lange, K., 2010, Numerical analysis for statisticians, ch. 14). A
model far from the data makes that slow: after some iterations the observed information takes its place.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from report.pathmodels.cases import Booleans, Floats
from report.pathmodels.likelihood import Likelihood, positive

TOLERANCE = 1e-20
"""The tolerance for the squared length of a step in standard errors per case: far below every printed digit."""
HALVINGS = 30
PATIENCE = 15
"""Iterations with the expected information; the observed one costs a score for each parameter."""


@dataclass(frozen=True)
class Maximum:
    """Parameters (R, q) at the maximum, which replicates converged, and the iterations used."""

    theta: Floats
    converged: Booleans
    iterations: int


def maximise(
    likelihood: Likelihood, start: Floats, limit: int = 1000, tolerance: float = TOLERANCE
) -> Maximum:
    """The maximum-likelihood estimates from starting values (R, q).

    A replicate converges when the step is shorter than the tolerance, in the metric of its information; one
    whose information is singular, or that cannot improve further, is marked as not converged.
    """
    theta = start.copy()
    converged = np.zeros(len(theta), dtype=np.bool_)
    running = np.isfinite(likelihood.value(theta))
    iterations = 0
    while running.any() and iterations < limit:
        iterations += 1
        part = likelihood.take(running)
        step, length = _step(part, theta[running], iterations > PATIENCE)
        cases = sum(pattern.n for pattern in part.evidence)
        near = length < tolerance * cases
        climbed = _climb(part, theta[running], step, length)
        places = np.flatnonzero(running)
        theta[places] = climbed.theta
        stuck = ~climbed.moved & (length > 1e-10 * cases)
        converged[places] = (near | ~climbed.moved) & ~stuck & np.isfinite(length)
        running[places] = climbed.moved & ~near & np.isfinite(length)
    return Maximum(theta, converged, iterations)


def _step(likelihood: Likelihood, theta: Floats, newton: bool) -> tuple[Floats, Floats]:
    """The step (R, q), and its squared length in standard errors (R,); NaN where the information is singular."""
    score = likelihood.score(theta)
    information = likelihood.expected_information(theta)
    if newton:
        observed = likelihood.observed_information(theta)
        information = np.where(positive(observed)[:, None, None], observed, information)
    step = solve(information, score)
    return step, np.einsum("rq,rq->r", step, score)


def solve(matrices: Floats, vectors: Floats) -> Floats:
    """Solutions of positive definite systems over the leading axis; another system gives NaN."""
    diagonal = np.einsum("rqq->rq", matrices)
    good = (
        np.isfinite(matrices).all(axis=(1, 2)) & np.isfinite(vectors).all(axis=1) & (diagonal > 0).all(axis=1)
    )
    scale = 1.0 / np.sqrt(np.where(good[:, None], diagonal, 1.0))
    safe = np.where(good[:, None, None], matrices, np.eye(matrices.shape[-1]))
    scaled = safe * scale[:, :, None] * scale[:, None, :]
    try:
        found = np.linalg.solve(scaled, (vectors * scale)[:, :, None])[:, :, 0]
    except np.linalg.LinAlgError:
        found = np.stack([_solve_one(a, b) for a, b in zip(scaled, vectors * scale, strict=True)])
    return np.where(good[:, None], found * scale, np.nan)


def _solve_one(matrix: Floats, vector: Floats) -> Floats:
    try:
        return np.asarray(np.linalg.solve(matrix, vector))
    except np.linalg.LinAlgError:
        return np.full_like(vector, np.nan)


@dataclass(frozen=True)
class _Climb:
    theta: Floats
    moved: Booleans


def _climb(likelihood: Likelihood, theta: Floats, step: Floats, length: Floats) -> _Climb:
    """Take each step, halved until the likelihood does not fall (short of rounding)."""
    now = likelihood.value(theta)
    slack = 1e-13 * np.abs(now)
    best = theta.copy()
    moved = np.zeros(len(theta), dtype=np.bool_)
    waiting = np.isfinite(length)
    factor = 1.0
    for _ in range(HALVINGS):
        if not waiting.any():
            break
        places = np.flatnonzero(waiting)
        trial = theta[places] + factor * step[places]
        better = likelihood.take(waiting).value(trial) >= now[places] - slack[places]
        best[places[better]] = trial[better]
        moved[places[better]] = True
        waiting[places[better]] = False
        factor /= 2
    return _Climb(best, moved)
