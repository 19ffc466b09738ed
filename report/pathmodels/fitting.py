"""Estimating a path model: from syntax and data to a PathFit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from report.pathmodels.cases import Floats
from report.pathmodels.constraints import equalities, inequalities, tangent
from report.pathmodels.global_fit import fit_indices, tests
from report.pathmodels.inference import EstimateColumn, covariance, estimates, explained, inference
from report.pathmodels.problem import Problem, moved_back, problem, shown_bases
from report.pathmodels.results import Divisor, Estimate, Missing, Options, PathFit
from report.pathmodels.robust import sandwich
from report.pathmodels.scaled_indices import scaled_fit
from report.pathmodels.solving import SolvedParameters, solve
from report.pathmodels.structure import Numbers
from report.pathmodels.summary_data import Moments
from report.rows.levels import Levels, study_levels

if TYPE_CHECKING:
    from pandas import DataFrame


SATURATED = "the model is saturated (df = 0): it reproduces any data, so its fit indices are not informative"


def fit(
    syntax: str,
    data: DataFrame | Moments,
    missing: Missing = "listwise",
    divisor: Divisor = "n",
    levels: Levels | None = None,
    **options: Any,
) -> PathFit:
    """The model estimated by maximum likelihood, as lavaan's `sem()` does by default.

    `missing="fiml"` equals lavaan's `sem(…, missing="fiml", fixed.x=FALSE)` (with `fixed_x=True`, its default), and
    `divisor="n-1"` its `likelihood="wishart"`. `levels` gives the confidence levels of the intervals, by default
    those of the study; `options` are the other fields of `results.Options`. Raises ModelSyntaxError for text that
    cannot be parsed, ModelError for a model or data without trustworthy estimates.
    """
    found = problem(syntax, data, Options(missing, divisor, **options))
    return path_fit(found, solve(found), levels or study_levels())


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


def restrictions_of(found: Problem, solved: SolvedParameters) -> Floats:
    """The Jacobian (k, q) of the constraints that hold as equalities at the estimates."""
    theta = solved.theta[None]
    limits = inequalities(found.model).jacobian(theta)[0][list(solved.active)]
    return np.concatenate([equalities(found.model).jacobian(theta)[0], limits])


def inverse_information(found: Problem, solved: SolvedParameters) -> Floats:
    """The inverse (q, q) of the information, within the constraints."""
    basis = tangent(restrictions_of(found, solved))
    information = information_matrix(found, solved.theta)
    if observed(found.options):
        # Redundant parameters make the expected information singular everywhere, the observed one only at the
        # maximum.
        covariance(found.model, found.likelihood.expected_information(solved.theta[None])[0], basis)
    return covariance(found.model, information, basis)


def path_fit(found: Problem, solved: SolvedParameters, levels: Levels) -> PathFit:
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


def columns(found: Problem, theta: Floats, variance: Floats) -> tuple[EstimateColumn, EstimateColumn]:
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
