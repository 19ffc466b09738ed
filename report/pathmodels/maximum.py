"""Maximum likelihood by Fisher scoring with step halving, for many replicates at once.

Newton's step with the expected information (Lange, K., 2010, Numerical analysis for statisticians, ch. 14). A
model far from the data makes that slow: after some iterations the observed information takes its place. Near the
maximum of a single data set it does so at once, because the number of correct digits then doubles with each step.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, Self

import numpy as np

from report.pathmodels.cases import Booleans, Floats
from report.pathmodels.constraints import Restrictions, tangent
from report.pathmodels.likelihood import positive

TOLERANCE = 1e-20
"""The tolerance for the squared length of a step in standard errors per case: far below every printed digit."""
ITERATIONS = 1000
HALVINGS = 30
RISE = 0.05
"""The share of the predicted rise that a step must reach; steps that oscillate around the maximum rise by less."""
CLOSE = 1e-3
"""A squared length per case: after a shorter step, a single replicate takes steps with the observed information."""
CREEPING = 0.02
"""A share of the step: where only less can be taken, time after time, the likelihood rises towards infinity."""
CREEPS = 40
"""Iterations of that kind in succession after which a replicate is given up."""
PATIENCE = 15
"""Iterations with the expected information; the observed one costs a score for each parameter."""


@dataclass(frozen=True)
class Maximum:
    """Parameters (R, q) at the maximum, which replicates converged, and the iterations used."""

    theta: Floats
    converged: Booleans
    iterations: int


class Objective(Protocol):
    """A log-likelihood over a leading axis of replicates."""

    @property
    def cases(self) -> Floats:
        """The number of cases (R,)."""

    def take(self, replicates: Booleans) -> Self:
        """The same for some of the replicates."""

    def value(self, theta: Floats) -> Floats:
        """The log-likelihood (R,)."""

    def score(self, theta: Floats) -> Floats:
        """The gradient (R, q)."""

    def expected_information(self, theta: Floats) -> Floats:
        """The Fisher information (R, q, q)."""

    def observed_information(self, theta: Floats) -> Floats:
        """Minus the Hessian (R, q, q)."""


def maximise(
    likelihood: Objective,
    start: Floats,
    limit: int = ITERATIONS,
    tolerance: float = TOLERANCE,
    restrictions: Restrictions | None = None,
) -> Maximum:
    """The maximum-likelihood estimates from starting values (R, q), with the restrictions satisfied.

    A replicate converges when the step is shorter than the tolerance, in the metric of its information; one
    whose information is singular, that cannot improve further or that creeps is marked as not converged.
    """
    theta = start.copy()
    converged = np.zeros(len(theta), dtype=np.bool_)
    running = np.isfinite(likelihood.value(theta))
    creeps = np.zeros(len(theta), dtype=np.intp)
    iterations, close = 0, False
    while running.any() and iterations < limit:
        iterations += 1
        part = likelihood.take(running)
        move = _move(part, theta[running], close or iterations > PATIENCE, restrictions)
        cases = part.cases
        near = move.length < tolerance * cases
        close = len(theta) == 1 and bool((move.length < CLOSE * cases).all())
        climbed = _climb(part, theta[running], move, restrictions)
        places = np.flatnonzero(running)
        theta[places] = climbed.theta
        stuck = ~climbed.moved & (move.length > 1e-10 * cases)
        converged[places] = (near | ~climbed.moved) & ~stuck & np.isfinite(move.length)
        creeps[places] = np.where(climbed.share < CREEPING, creeps[places] + 1, 0)
        running[places] = climbed.moved & ~near & np.isfinite(move.length) & (creeps[places] < CREEPS)
    return Maximum(theta, converged, iterations)


@dataclass(frozen=True)
class _Move:
    """A step (R, q), its squared length in standard errors (R,), and the multipliers of the restrictions (R, k)."""

    step: Floats
    length: Floats
    weights: Floats

    @property
    def penalty(self) -> Floats:
        """The weight (R,) of violated restrictions."""
        return np.asarray(2 * np.abs(self.weights).max(axis=1, initial=0.0))


def _move(likelihood: Objective, theta: Floats, newton: bool, restrictions: Restrictions | None) -> _Move:
    """The next step; its length is NaN where the information is singular."""
    score = likelihood.score(theta)
    information = likelihood.expected_information(theta)
    if newton:
        observed = likelihood.observed_information(theta)
        information = np.where(positive(observed)[:, None, None], observed, information)
    if restrictions is None or not len(restrictions):
        step = solve(information, score)
        return _Move(step, np.einsum("rq,rq->r", step, score), np.zeros((len(theta), 0)))
    excess, jacobian = restrictions.value(theta), restrictions.jacobian(theta)
    move = _restricted(information, score, excess, jacobian)
    return _curved(move, information, score, theta, restrictions) if newton else move


def _curved(
    move: _Move, information: Floats, score: Floats, theta: Floats, restrictions: Restrictions
) -> _Move:
    """The step with the Hessian of the Lagrangian, where it is positive definite along the restrictions.

    Nocedal & Wright (2006), sec. 18.1: without the curvature of the restrictions, steps can overshoot forever.
    """
    curvature = restrictions.curvature(theta, move.weights)
    jacobian = restrictions.jacobian(theta)
    finite = np.asarray(np.isfinite(curvature).all(axis=(1, 2)), bool)
    usable = finite & np.asarray(curvature.any(axis=(1, 2)), bool)
    for index in np.flatnonzero(usable):
        basis = tangent(jacobian[index])
        usable[index] = positive((basis.T @ (information + curvature)[index] @ basis)[None])[0]
    if not usable.any():
        return move
    whole = np.where(usable[:, None, None], information + curvature, information)
    curved = _restricted(whole, score, restrictions.value(theta), jacobian)
    length = np.einsum("rq,rqs,rs->r", curved.step, information, curved.step)
    return _Move(curved.step, length, curved.weights)


def _restricted(information: Floats, score: Floats, excess: Floats, jacobian: Floats) -> _Move:
    """The step to the maximum of the quadratic model on the linearised restrictions.

    Nocedal, J., & Wright, S. J. (2006). Numerical optimization, eq. 18.9, with the l1 merit function of eq. 18.27.
    """
    size, count = score.shape[1], excess.shape[1]
    scale = 1.0 / np.sqrt(np.maximum(np.einsum("rqq->rq", information), 1e-300))
    matrix = np.zeros((len(score), size + count, size + count))
    matrix[:, :size, :size] = information * scale[:, :, None] * scale[:, None, :]
    matrix[:, size:, :size] = jacobian * scale[:, None, :]
    matrix[:, :size, size:] = np.swapaxes(matrix[:, size:, :size], 1, 2)
    target = np.concatenate([score * scale, -excess], axis=1)
    good = np.isfinite(matrix).all(axis=(1, 2)) & np.isfinite(target).all(axis=1)
    found = np.full_like(target, np.nan)
    for index in np.flatnonzero(good):
        found[index] = _solve_one(matrix[index], target[index])
    step, weights = found[:, :size] * scale, found[:, size:]
    length = np.einsum("rq,rqs,rs->r", step, information, step)
    return _Move(step, length, weights)


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
    """Parameters (R, q) after the step, which replicates moved, and the share of the step that each took."""

    theta: Floats
    moved: Booleans
    share: Floats


def _climb(likelihood: Objective, theta: Floats, move: _Move, restrictions: Restrictions | None) -> _Climb:
    """Take each step, halved until the merit rises by a share of what its slope predicts (up to rounding).

    Nocedal & Wright (2006), eq. 3.4. With restrictions, whose merit has corners, it is enough that it does not fall.
    """
    promised = RISE * move.length if restrictions is None or not len(restrictions) else np.zeros(len(theta))
    now = _merit(likelihood, theta, move.penalty, restrictions)
    slack = 1e-13 * np.abs(now)
    best = theta.copy()
    moved = np.zeros(len(theta), dtype=np.bool_)
    share = np.zeros(len(theta))
    waiting = np.isfinite(move.length)
    factor = 1.0
    for _ in range(HALVINGS):
        if not waiting.any():
            break
        places = np.flatnonzero(waiting)
        trial = theta[places] + factor * move.step[places]
        there = _merit(likelihood.take(waiting), trial, move.penalty[places], restrictions)
        better = there >= now[places] + factor * promised[places] - slack[places]
        best[places[better]] = trial[better]
        moved[places[better]], share[places[better]] = True, factor
        waiting[places[better]] = False
        factor /= 2
    return _Climb(best, moved, share)


def _merit(
    likelihood: Objective, theta: Floats, penalty: Floats, restrictions: Restrictions | None
) -> Floats:
    """The log-likelihood (R,), minus a penalty for violated restrictions."""
    value = likelihood.value(theta)
    if restrictions is None or not len(restrictions):
        return value
    return np.asarray(value - penalty * np.abs(restrictions.value(theta)).sum(axis=1))
