"""The maximum of a model's likelihood: in closed form or by iterations, within the model's constraints."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from report.pathmodels import closed_form
from report.pathmodels.cases import Floats
from report.pathmodels.constraints import Restrictions, equalities, inequalities
from report.pathmodels.errors import ModelError
from report.pathmodels.inference import covariance
from report.pathmodels.maximum import ITERATIONS, Maximum, maximise
from report.pathmodels.problem import Problem
from report.pathmodels.scaled_equations import ScaledEquations, scaled_equations
from report.pathmodels.start import starts

TRIAL_ITERATIONS = 60
"""Iterations from one starting value of a model that also has a form with scaled equations to continue with."""
FURTHER_ITERATIONS = 150
"""Iterations from each further starting value: Newton's steps from a good one need a few dozen."""


@dataclass(frozen=True)
class SolvedParameters:
    """Free parameters (q,) at the maximum, the method that found them, and the inequalities that bind."""

    theta: Floats
    method: str
    iterations: int
    active: tuple[int, ...] = ()


def solve(found: Problem, limit: int = ITERATIONS) -> SolvedParameters:
    """The estimates, in closed form where the model is a set of regressions.

    Otherwise scoring has at most `limit` iterations from each of the starting values, of the model and of its scaled
    equations, and `TRIAL_ITERATIONS` where there are scaled equations: in a model with loops, steps can become tiny.
    """
    equations = closed_form.plan(found.model)
    if equations is not None:
        cov = found.samples[0].evidence[0].cov[0][:, :, None]
        with np.errstate(over="ignore", invalid="ignore"):
            theta = closed_form.regressions(found.model, equations, cov).theta[:, 0]
            _check_possible(found, theta[None])
        return SolvedParameters(theta, "closed form", 0)
    equal = equalities(found.model)
    solved = _scored(found, equal, limit)
    return _inside(found, solved, equal, inequalities(found.model))


def _scored(found: Problem, restrictions: Restrictions, limit: int = ITERATIONS) -> SolvedParameters:
    references = [(sample.unrestricted.mean, sample.unrestricted.cov) for sample in found.samples]
    first, *others = starts(found.model, references)
    equations = None if restrictions else scaled_equations(found.model)
    limit = min(limit, TRIAL_ITERATIONS) if equations else limit
    attempts = [maximise(found.likelihood, first, limit, restrictions=restrictions)]
    if attempts[-1].converged[0]:
        return SolvedParameters(attempts[-1].theta[0], "Fisher scoring", attempts[-1].iterations)
    scaled = _highest_scaled(found, equations, [first, *others], limit) if equations else None
    if scaled is not None:
        return SolvedParameters(scaled.theta[0], "Fisher scoring with scaled equations", scaled.iterations)
    for start in others:
        attempts.append(
            maximise(found.likelihood, start, min(limit, FURTHER_ITERATIONS), restrictions=restrictions)
        )
        if attempts[-1].converged[0]:
            break
    iterations = sum(each.iterations for each in attempts)
    if attempts[-1].converged[0]:
        return SolvedParameters(attempts[-1].theta[0], "Fisher scoring", iterations)
    if not restrictions.compatible(attempts[-1].theta):
        written = ", ".join(each.source.strip() for each in found.model.constraints)
        raise ModelError(f"no parameters satisfy the constraints together: {written}")
    _check_possible(found, attempts[-1].theta)
    _explain_failure(found, attempts[-1].theta)
    raise ModelError(f"no convergence after {iterations} iterations: the model may not fit the data")


def _highest_scaled(
    found: Problem, equations: ScaledEquations, points: list[Floats], limit: int
) -> Maximum | None:
    """The highest maximum with scaled equations, from all starting values and scattered points, if any converges."""
    maxima = [equations.maximise(found.likelihood, point, limit) for point in points]
    maxima.append(equations.best_of_scattered(found.likelihood, points[0], limit))
    converged = [each for each in maxima if each.converged[0]]
    return max(converged, key=lambda each: found.likelihood.value(each.theta)[0], default=None)


def _inside(
    found: Problem, solved: SolvedParameters, equal: Restrictions, limits: Restrictions
) -> SolvedParameters:
    """The estimates with every inequality satisfied: the violated ones become equalities, one at a time.

    Nocedal & Wright (2006), sec. 16.5: the active set. A bound is dropped if the likelihood rises inside it.
    """
    active: list[int] = []
    for _ in range(4 * len(limits)):
        slack = limits.value(solved.theta[None])[0]
        outside = [k for k in range(len(limits)) if k not in active and slack[k] < -1e-9]
        if not outside:
            break
        active.append(min(outside, key=lambda k: slack[k]))
        solved = _bounded(found, equal, limits, active)
        released = _released(found, solved, limits, active)
        if released is not None:
            active.remove(released)
            solved = _bounded(found, equal, limits, active)
    return replace(solved, active=tuple(active))


def _bounded(
    found: Problem, equal: Restrictions, limits: Restrictions, active: list[int]
) -> SolvedParameters:
    bounds = tuple(limits.expressions[k] for k in active)
    return _scored(found, Restrictions(found.model, (*equal.expressions, *bounds)))


def _released(
    found: Problem, solved: SolvedParameters, limits: Restrictions, active: list[int]
) -> int | None:
    """An active bound whose multiplier shows that the likelihood rises inside."""
    theta = solved.theta[None]
    score = found.likelihood.score(theta)[0]
    jacobian = np.concatenate([equalities(found.model).jacobian(theta)[0], limits.jacobian(theta)[0][active]])
    weights = np.linalg.lstsq(jacobian.T, score, rcond=None)[0][-len(active) :]
    inward = [k for k, weight in zip(active, weights, strict=True) if weight > 1e-6 * np.abs(weights).max()]
    return inward[0] if inward else None


def _check_possible(found: Problem, theta: Floats) -> None:
    """Refuse a model whose implied covariance matrix is not positive definite, because of its fixed values."""
    if np.isfinite(found.likelihood.value(theta)[0]):
        return
    fixed = [
        f"{row.lhs} ~~ {row.fixed:g}*{row.rhs}"
        for row in found.model.parameters
        if row.op == "~~" and row.fixed is not None
    ]
    raise ModelError(
        "the model implies no positive definite covariance matrix: its fixed values are incompatible with each other"
        f" or the data ({', '.join(fixed) or 'the fixed paths'})"
    )


def _explain_failure(found: Problem, theta: Floats) -> None:
    """Raise ModelError if the iteration failed because the model is not identified."""
    information = found.likelihood.expected_information(theta)[0]
    if np.isfinite(information).all():
        covariance(found.model, information)
