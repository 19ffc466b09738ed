"""Estimating a path model: from syntax and data to a PathFit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from report.pathmodels import closed_form
from report.pathmodels.cases import Floats
from report.pathmodels.constraints import Restrictions, equalities, inequalities, tangent
from report.pathmodels.errors import ModelError
from report.pathmodels.global_fit import fit_indices, tests
from report.pathmodels.inference import Column, covariance, estimates, explained, inference
from report.pathmodels.maximum import ITERATIONS, Maximum, maximise
from report.pathmodels.problem import Problem, moved_back, problem, shown_bases
from report.pathmodels.results import Divisor, Estimate, Missing, Options, PathFit
from report.pathmodels.robust import sandwich, scaled_fit
from report.pathmodels.scaled_equations import Equations, scaled_equations
from report.pathmodels.start import starts
from report.pathmodels.structure import Numbers
from report.pathmodels.summary_data import Moments
from report.rows.levels import USUAL, Levels

if TYPE_CHECKING:
    from pandas import DataFrame

SATURATED = "the model is saturated (df = 0): it reproduces any data, so its fit indices are not informative"

TRIAL_ITERATIONS = 60
"""Iterations from one starting value of a model that also has a form with scaled equations to continue with."""

FURTHER_ITERATIONS = 150
"""Iterations from each further starting value: Newton's steps from a good one need a few dozen."""


@dataclass(frozen=True)
class Solved:
    """Free parameters (q,) at the maximum, the method that found them, and the inequalities that bind."""

    theta: Floats
    method: str
    iterations: int
    active: tuple[int, ...] = ()


def fit(
    syntax: str,
    data: DataFrame | Moments,
    missing: Missing = "listwise",
    divisor: Divisor = "n",
    levels: Levels = USUAL,
    **options: Any,
) -> PathFit:
    """The model estimated by maximum likelihood, as lavaan's `sem()` does by default.

    `missing="fiml"` equals lavaan's `sem(…, missing="fiml", fixed.x=FALSE)` (with `fixed_x=True`, its default), and
    `divisor="n-1"` its `likelihood="wishart"`. `levels` gives the confidence levels of the intervals; `options` are the
    other fields of `results.Options`. Raises ModelSyntaxError for text that cannot be parsed, ModelError for a
    model or data without trustworthy estimates.
    """
    found = problem(syntax, data, Options(missing, divisor, **options))
    return path_fit(found, solve(found), levels)


def solve(found: Problem, limit: int = ITERATIONS) -> Solved:
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
        return Solved(theta, "closed form", 0)
    equal = equalities(found.model)
    solved = _scored(found, equal, limit)
    return _inside(found, solved, equal, inequalities(found.model))


def _scored(found: Problem, restrictions: Restrictions, limit: int = ITERATIONS) -> Solved:
    references = [(sample.unrestricted.mean, sample.unrestricted.cov) for sample in found.samples]
    first, *others = starts(found.model, references)
    equations = None if restrictions else scaled_equations(found.model)
    limit = min(limit, TRIAL_ITERATIONS) if equations else limit
    attempts = [maximise(found.likelihood, first, limit, restrictions=restrictions)]
    if attempts[-1].converged[0]:
        return Solved(attempts[-1].theta[0], "Fisher scoring", attempts[-1].iterations)
    scaled = _highest_scaled(found, equations, [first, *others], limit) if equations else None
    if scaled is not None:
        return Solved(scaled.theta[0], "Fisher scoring with scaled equations", scaled.iterations)
    for start in others:
        attempts.append(
            maximise(found.likelihood, start, min(limit, FURTHER_ITERATIONS), restrictions=restrictions)
        )
        if attempts[-1].converged[0]:
            break
    iterations = sum(each.iterations for each in attempts)
    if attempts[-1].converged[0]:
        return Solved(attempts[-1].theta[0], "Fisher scoring", iterations)
    if not restrictions.compatible(attempts[-1].theta):
        written = ", ".join(each.source.strip() for each in found.model.constraints)
        raise ModelError(f"no parameters satisfy the constraints together: {written}")
    _check_possible(found, attempts[-1].theta)
    _explain_failure(found, attempts[-1].theta)
    raise ModelError(f"no convergence after {iterations} iterations: the model may not fit the data")


def _highest_scaled(found: Problem, equations: Equations, points: list[Floats], limit: int) -> Maximum | None:
    """The highest maximum with scaled equations, from all starting values and scattered points, if any converges."""
    maxima = [equations.maximise(found.likelihood, point, limit) for point in points]
    maxima.append(equations.best_of_scattered(found.likelihood, points[0], limit))
    converged = [each for each in maxima if each.converged[0]]
    return max(converged, key=lambda each: found.likelihood.value(each.theta)[0], default=None)


def _inside(found: Problem, solved: Solved, equal: Restrictions, limits: Restrictions) -> Solved:
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


def _bounded(found: Problem, equal: Restrictions, limits: Restrictions, active: list[int]) -> Solved:
    bounds = tuple(limits.expressions[k] for k in active)
    return _scored(found, Restrictions(found.model, (*equal.expressions, *bounds)))


def _released(found: Problem, solved: Solved, limits: Restrictions, active: list[int]) -> int | None:
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


def information_matrix(found: Problem, theta: Floats) -> Floats:
    """The information (q, q) of the sample: expected for complete cases and MLM, otherwise observed, as in lavaan."""
    likelihood = found.likelihood
    expected = likelihood.expected_information(theta[None])[0]
    if observed(found.options):
        return np.asarray(likelihood.observed_information(theta[None])[0])
    return np.asarray(expected * found.scale / found.n)


def observed(options: Options) -> bool:
    """Whether standard errors rest on the observed information."""
    return options.missing == "fiml" or options.estimator == "MLR"


def restrictions_of(found: Problem, solved: Solved) -> Floats:
    """The Jacobian (k, q) of the constraints that hold as equalities at the estimates."""
    theta = solved.theta[None]
    limits = inequalities(found.model).jacobian(theta)[0][list(solved.active)]
    return np.concatenate([equalities(found.model).jacobian(theta)[0], limits])


def inverse_information(found: Problem, solved: Solved) -> Floats:
    """The inverse (q, q) of the information, within the constraints."""
    basis = tangent(restrictions_of(found, solved))
    information = information_matrix(found, solved.theta)
    if observed(found.options):
        # Redundant parameters make the expected information singular everywhere, the observed one only at the
        # maximum.
        covariance(found.model, found.likelihood.expected_information(solved.theta[None])[0], basis)
    return covariance(found.model, information, basis)


def path_fit(found: Problem, solved: Solved, levels: Levels) -> PathFit:
    """The result of an estimation: standard errors, tests and indices."""
    model, options = found.model, found.options
    bread = inverse_information(found, solved)
    variance = bread if options.estimator == "ML" else sandwich(found, solved.theta, bread)
    raw, std = columns(found, solved.theta, variance)
    rows = estimates(model, raw, std, levels.confidence)
    r2 = explained(model, rows)
    chisq = tests(found, solved.theta)
    return PathFit(
        syntax=model.syntax.text,
        missing=options.missing,
        divisor=options.divisor,
        n=found.n,
        n_total=found.total,
        n_patterns=sum(len(sample.evidence) for sample in found.samples),
        variables=model.variables,
        exogenous=model.exogenous,
        converged=True,
        iterations=solved.iterations,
        saturated=model.df == 0,
        estimator=options.estimator,
        information="observed" if observed(options) else "expected",
        method=solved.method,
        estimates=rows,
        r2=r2,
        fit=fit_indices(found, solved.theta, chisq, levels),
        warnings=(*model.warnings, *_warnings(found, rows, r2)),
        levels=levels,
        options=options,
        latent=model.latent,
        groups=model.groups,
        group_n=tuple(sample.n for sample in found.samples),
        scaled=scaled_fit(found, solved.theta, bread, tangent(restrictions_of(found, solved)), chisq, levels),
    )


def columns(found: Problem, theta: Floats, variance: Floats) -> tuple[Column, Column]:
    """Raw and standardised estimates with standard errors, for the data as given."""
    bases, centers = tuple(sample.base for sample in found.samples), found.centers

    def moved(parameters: Numbers) -> Numbers:
        return moved_back(found.model, parameters, bases, centers)

    return inference(found.model, theta, shown_bases(found.model, bases, centers), variance, moved)


def _warnings(found: Problem, rows: tuple[Estimate, ...], r2: dict[str, float | None]) -> list[str]:
    model = found.model
    warnings = [
        f"{row.lhs} has no value: {row.rhs} is undefined at the estimates"
        for row in rows
        if not np.isfinite(row.est)
    ]
    if model.df == 0:
        warnings.append(SATURATED)
    if found.n < model.npar:
        warnings.append(
            f"fewer cases ({found.n}) than free parameters ({model.npar}): do not trust the tests"
        )
    warnings += [
        f"the variance of {row.lhs}{_where(row)} is negative ({row.est:.3g}): the solution is not proper"
        for row in rows
        if row.op == "~~" and row.lhs == row.rhs and row.est < 0
    ]
    warnings += [
        f"the correlation of {row.lhs} and {row.rhs}{_where(row)} is beyond 1 ({row.std:.3g}): "
        "the solution is not proper"
        for row in rows
        if row.op == "~~" and row.lhs != row.rhs and row.std is not None and abs(row.std) > 1 + 1e-6
    ]
    for outcome, share in r2.items():
        if share is not None and share < 0:
            warnings.append(
                f"R2 of {outcome} is negative ({share:.3g}): its residual covariance offsets what its causes explain"
            )
    return warnings


def _where(row: Estimate) -> str:
    return f" in group {row.group}" if row.group else ""
