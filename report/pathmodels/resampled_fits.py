"""The model estimated from resamples of its cases, thousands at a time.

The moments of all resamples are one product of matrices, and a recursive model is estimated by the same few array
operations for all of them. Other models take Fisher-scoring steps for all resamples together. As in lavaan, fixed
exogenous moments are those of the resample.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from report.pathmodels import closed_form
from report.pathmodels.cases import Booleans, Floats
from report.pathmodels.closed_form import Regression
from report.pathmodels.constraints import equalities, inequalities
from report.pathmodels.errors import ModelError
from report.pathmodels.evidence import MissingPattern, Products, check_regular, products
from report.pathmodels.likelihood import Joint, Likelihood
from report.pathmodels.maximum import maximise
from report.pathmodels.model import Model
from report.pathmodels.problem import Problem, moved_back, problem, shown_bases
from report.pathmodels.results import PathFit
from report.pathmodels.saturated import reference
from report.pathmodels.scaled_equations import ScaledEquations, scaled_equations
from report.pathmodels.solution import Solution, solution
from report.pathmodels.solving import solve
from report.pathmodels.structure import FixedMatrices, base, structure
from report.pathmodels.summary_data import Moments

if TYPE_CHECKING:
    from pandas import DataFrame

ITERATIONS = 200
RETRIES = 60
"""Iterations from each starting value for a resample that does not converge from the sample's estimates."""
PRECISION = 1e-12
"""Squared length of the last step in standard errors per case: 1e-6 standard errors, negligible for every bound."""


@dataclass(frozen=True)
class Sampler:
    """Data shared by all chunks: the problem, its products of cases, the estimates of the sample itself.

    `valued` says which of the values (2m,) the sample itself has: a resample must have them too.
    """

    problem: Problem
    groups: tuple[list[Products], ...]
    theta: Floats
    valued: Booleans
    seed: int
    equations: tuple[Regression, ...] | None

    @property
    def rescale(self) -> float:
        """Turns the N-divisor covariance into that of the model's divisor."""
        return self.problem.n / self.problem.scale


@dataclass(frozen=True)
class Draws:
    """Values (2m, R) of all rows, first raw, then standardised, and which resamples succeeded (R,)."""

    values: Floats
    good: Booleans


def sampler_of(model: PathFit, data: DataFrame | Moments, seed: int) -> Sampler:
    """The sampler of an estimated model; ModelError unless the data are the cases that it was estimated from."""
    found = problem(model.syntax, data, model.options)
    if any(sample.values is None for sample in found.samples):
        raise ModelError("the bootstrap needs the cases, not only their moments")
    if found.n != model.n:
        raise ModelError(f"the data have {found.n} usable cases, the model was estimated from {model.n}")
    theta = solve(found).theta
    at = _values(found, theta[None], tuple(sample.base for sample in found.samples))
    valued = np.isfinite(np.concatenate([at.raw[:, 0], at.std[:, 0]]))
    groups = tuple(products(sample.values) for sample in found.samples if sample.values is not None)
    return Sampler(found, groups, theta, valued, seed, closed_form.plan(found.model))


def _values(found: Problem, theta: Floats, bases: tuple[FixedMatrices, ...]) -> Solution:
    """All rows of the data as given at parameters (R, q) of the centred data."""
    moved = moved_back(found.model, theta, bases, found.centers)
    return solution(found.model, moved.T, shown_bases(found.model, bases, found.centers))


def values(sampler: Sampler, weights: list[Floats]) -> Draws:
    """All rows, raw and standardised, under weights (R, n) of the cases of each group."""
    if sampler.equations is not None:
        return _by_regression(sampler, sampler.equations, weights[0])
    found = scored(sampler, weights)
    with np.errstate(all="ignore"):
        at = _values(sampler.problem, found.theta, tuple(part.base for part in found.likelihood.parts))
    return _answered(sampler, at, found.converged)


def _by_regression(sampler: Sampler, equations: tuple[Regression, ...], weights: Floats) -> Draws:
    at, regular = estimated(sampler.problem.model, equations, _covariances(sampler, weights))
    return _answered(sampler, at, regular)


def estimated(model: Model, equations: tuple[Regression, ...], cov: Floats) -> tuple[Solution, Booleans]:
    """All rows at the estimates from covariance matrices (p, p, R), and which replicates were regular."""
    with np.errstate(divide="ignore", invalid="ignore"):
        found = closed_form.regressions(model, equations, cov)
        return solution(model, found.theta, (_fixed_moments(cov),)), found.regular


def _covariances(sampler: Sampler, weights: Floats) -> Floats:
    return sampler.groups[0][0].covariances(weights) * sampler.rescale


def _fixed_moments(cov: Floats) -> FixedMatrices:
    """Fixed rows read their sample moments from here; there are no means in closed form."""
    moments = cov.transpose(2, 0, 1)
    return FixedMatrices(moments, moments, np.zeros((cov.shape[2], cov.shape[0])))


@dataclass(frozen=True)
class Scored:
    """The likelihood of each resample, its estimates (R, q), and which of them converged (R,)."""

    likelihood: Joint
    theta: Floats
    converged: Booleans


def scored(sampler: Sampler, weights: list[Floats]) -> Scored:
    """Scoring steps from the sample's estimates; resamples that fail are retried from other starting values."""
    likelihood = resampled_likelihood(sampler, weights)
    found = sampler.problem
    start = np.repeat(sampler.theta[None], len(weights[0]), axis=0)
    with np.errstate(all="ignore"):
        maximum = maximise(likelihood, start, ITERATIONS, PRECISION, equalities(found.model))
        theta, converged = maximum.theta.copy(), maximum.converged.copy()
        _continue_scaled(found, likelihood, theta, converged)
        for index in np.flatnonzero(~converged | _outside(found, theta)):
            again = _alone(sampler, likelihood, index)
            converged[index] = again is not None
            theta[index] = theta[index] if again is None else again
    return Scored(likelihood, theta, converged)


def _continue_scaled(found: Problem, likelihood: Joint, theta: Floats, converged: Booleans) -> None:
    """Continue the failed resamples with scaled equations, in place."""
    equations = _scalable(found)
    if equations is None or converged.all():
        return
    failed = np.flatnonzero(~converged)
    again = equations.maximise(likelihood.take(failed), theta[failed], ITERATIONS, PRECISION)
    theta[failed[again.converged]] = again.theta[again.converged]
    converged[failed] = again.converged


def _scalable(found: Problem) -> ScaledEquations | None:
    return None if found.model.constraints else scaled_equations(found.model)


def solved(sampler: Sampler, weights: list[Floats]) -> Scored:
    """The same, in closed form where the model is a set of regressions."""
    if sampler.equations is None:
        return scored(sampler, weights)
    with np.errstate(divide="ignore", invalid="ignore"):
        cov = _covariances(sampler, weights[0])
        found = closed_form.regressions(sampler.problem.model, sampler.equations, cov)
    return Scored(resampled_likelihood(sampler, weights), found.theta.T, found.regular)


def resampled_likelihood(sampler: Sampler, weights: list[Floats]) -> Joint:
    """The likelihood of the cases under weights (R, n) of each group."""
    return Joint(tuple(_resampled_group(sampler, group, each) for group, each in enumerate(weights)))


def _outside(found: Problem, theta: Floats) -> Booleans:
    """Which parameters (R, q) violate an inequality of the model."""
    limits = inequalities(found.model)
    if not len(limits):
        return np.zeros(len(theta), dtype=np.bool_)
    return np.asarray((limits.value(theta) < -1e-9).any(axis=1))


def _alone(sampler: Sampler, likelihood: Joint, index: np.intp) -> Floats | None:
    """One resample, from many points around the sample's estimates, otherwise as in an ordinary fit."""
    one = likelihood.take(np.array([index]))
    found = _scattered(sampler, one)
    return _refitted(sampler, one) if found is None else found


def _scattered(sampler: Sampler, one: Joint) -> Floats | None:
    equations = _scalable(sampler.problem)
    if equations is None:
        return None
    found = equations.best_of_scattered(one, sampler.theta[None])
    return found.theta[0] if found.converged[0] else None


def _refitted(sampler: Sampler, one: Joint) -> Floats | None:
    """The estimates of one resample from all starting values of an ordinary fit; None if none converges."""
    samples = []
    for sample, part in zip(sampler.problem.samples, one.parts, strict=True):
        try:
            unrestricted = reference(part.evidence, len(sample.center), tuple(range(len(sample.center))))
            check_regular(unrestricted.cov, sampler.problem.model.variables)
        except (ModelError, np.linalg.LinAlgError):
            return None
        samples.append(replace(sample, evidence=part.evidence, unrestricted=unrestricted, base=part.base))
    try:
        return solve(replace(sampler.problem, samples=tuple(samples)), RETRIES).theta
    except (ModelError, np.linalg.LinAlgError):
        return None


def _resampled_group(sampler: Sampler, group: int, weights: Floats) -> Likelihood:
    model = sampler.problem.model
    evidence = tuple(_rescaled(part.pattern(weights), sampler.rescale) for part in sampler.groups[group])
    return Likelihood(structure(model, group), base(model, evidence[0], group), evidence)


def _answered(sampler: Sampler, at: Solution, estimated: Booleans) -> Draws:
    """The draws; a resample is good if it was estimated and has every value that the sample has."""
    values = np.concatenate([at.raw, at.std])
    with np.errstate(all="ignore"):
        # A sum is finite only if all its terms are, and needs no copy of them.
        total = np.add.reduce(values, axis=0, where=sampler.valued[:, None])
    return Draws(values, estimated & np.isfinite(total))


def _rescaled(pattern: MissingPattern, factor: float) -> MissingPattern:
    return MissingPattern(pattern.seen, pattern.n, pattern.mean, pattern.cov * factor)
