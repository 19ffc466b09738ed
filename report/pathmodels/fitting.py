"""Estimating a path model: from syntax and data to a PathFit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from report.pathmodels import closed_form, indices
from report.pathmodels.cases import Cases, Floats, cases
from report.pathmodels.errors import ModelError
from report.pathmodels.evidence import Evidence, check_covered, check_regular, evidence
from report.pathmodels.inference import covariance, estimates, explained, inference
from report.pathmodels.likelihood import Likelihood, loglik
from report.pathmodels.maximum import maximise
from report.pathmodels.model import Model, specify
from report.pathmodels.results import Divisor, Estimate, FitIndices, Missing, PathFit
from report.pathmodels.saturated import Reference, reference
from report.pathmodels.start import starts
from report.pathmodels.structure import Base, base, structure
from report.pathmodels.syntax import parse
from report.rows.levels import USUAL, Levels

if TYPE_CHECKING:
    from pandas import DataFrame

SATURATED = "the model is saturated (df = 0): it reproduces any data, so its fit indices are not informative"


@dataclass(frozen=True)
class Problem:
    """A model with its data, before it is estimated.

    `scale` is the number of cases that the likelihood counts: n, or n - 1 with the divisor n - 1.
    """

    model: Model
    cases: Cases
    evidence: Evidence
    unrestricted: Reference
    base: Base
    scale: int

    @property
    def likelihood(self) -> Likelihood:
        """The likelihood of the model."""
        return Likelihood(structure(self.model), self.base, self.evidence)


@dataclass(frozen=True)
class Solved:
    """Free parameters (q,) at the maximum, and the method that found them."""

    theta: Floats
    method: str
    iterations: int


def fit(
    syntax: str,
    data: DataFrame,
    missing: Missing = "listwise",
    divisor: Divisor = "n",
    levels: Levels = USUAL,
) -> PathFit:
    """The path model estimated by maximum likelihood, as lavaan's `sem()` does by default.

    `missing="fiml"` equals lavaan's `sem(…, missing="fiml", fixed.x=FALSE)`, and `divisor="n-1"` its
    `likelihood="wishart"`. `levels` gives the confidence levels of the intervals. Raises
    ModelSyntaxError for text that cannot be parsed, ModelError for a model or data without trustworthy estimates.
    """
    found = problem(specified(syntax, missing, divisor), data, missing, divisor)
    solved = solve(found)
    return _path_fit(found, solved, missing, divisor, levels)


def specified(syntax: str, missing: Missing, divisor: Divisor) -> Model:
    """The model of a text, checked for options that exclude each other and for too many parameters."""
    if missing not in ("listwise", "fiml") or divisor not in ("n", "n-1"):
        raise ModelError(
            f"missing={missing!r}, divisor={divisor!r}: use 'listwise' or 'fiml', and 'n' or 'n-1'"
        )
    if missing == "fiml" and divisor == "n-1":
        raise ModelError("full-information maximum likelihood has no divisor n-1: use divisor 'n'")
    model = specify(parse(syntax), fixed_x=missing == "listwise", means=missing == "fiml")
    if model.df < 0:
        raise ModelError(
            f"the model is not identified: {model.npar} free parameters, but only {model.moments} sample moments"
        )
    if model.npar == 0:
        raise ModelError("the model has no free parameter: there is nothing to estimate")
    return model


def problem(model: Model, data: DataFrame, missing: Missing, divisor: Divisor) -> Problem:
    """The model with its data, after all checks of the data."""
    used = cases(data, model.variables, missing)
    check_covered(used.values, model.variables)
    found = evidence(used.values)
    scale = used.n
    if divisor == "n-1":
        scale -= 1
        found = tuple(replace(pattern, cov=pattern.cov * used.n / scale) for pattern in found)
    if missing == "listwise":
        check_regular(found[0].cov[0], model.variables)
    size = len(model.variables)
    unrestricted = reference(found, size, tuple(range(size)))
    check_regular(unrestricted.cov, model.variables)
    return Problem(model, used, found, unrestricted, base(model, found[0]), scale)


def solve(found: Problem) -> Solved:
    """The estimates, in closed form where the model is a set of regressions."""
    equations = closed_form.plan(found.model)
    if equations is not None:
        cov = found.evidence[0].cov[0][:, :, None]
        theta = closed_form.regressions(found.model, equations, cov).theta[:, 0]
        _check_possible(found, theta[None])
        return Solved(theta, "closed form", 0)
    iterations = 0
    for start in starts(found.model, found.unrestricted.mean, found.unrestricted.cov):
        maximum = maximise(found.likelihood, start)
        iterations += maximum.iterations
        if maximum.converged[0]:
            return Solved(maximum.theta[0], "Fisher scoring", iterations)
    _check_possible(found, maximum.theta)
    _explain_failure(found, maximum.theta)
    raise ModelError(f"no convergence after {iterations} iterations: the model may not fit the data")


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
    """Raise that the model is not identified, if that is why the iteration failed."""
    information = found.likelihood.expected_information(theta)[0]
    if np.isfinite(information).all():
        covariance(found.model, information)


def _information(found: Problem, theta: Floats, missing: Missing) -> Floats:
    """The information (q, q) of the sample: expected for complete cases, observed under FIML, as in lavaan."""
    likelihood = found.likelihood
    expected = likelihood.expected_information(theta[None])[0]
    if missing == "fiml":
        # Redundant parameters leave the expected information singular everywhere, the observed one at the peak only.
        covariance(found.model, expected)
        return np.asarray(likelihood.observed_information(theta[None])[0])
    return np.asarray(expected * found.scale / found.cases.n)


def _path_fit(found: Problem, solved: Solved, missing: Missing, divisor: Divisor, levels: Levels) -> PathFit:
    model = found.model
    variance = covariance(model, _information(found, solved.theta, missing))
    raw, std = inference(model, solved.theta, found.base, variance)
    rows = estimates(model, raw, std, levels.confidence)
    r2 = explained(model, rows)
    return PathFit(
        syntax=model.syntax.text,
        missing=missing,
        divisor=divisor,
        n=found.cases.n,
        n_total=found.cases.total,
        n_patterns=len(found.evidence),
        variables=model.variables,
        exogenous=model.exogenous,
        converged=True,
        iterations=solved.iterations,
        saturated=model.df == 0,
        estimator="ML",
        information="observed" if missing == "fiml" else "expected",
        method=solved.method,
        estimates=rows,
        r2=r2,
        fit=_indices(found, solved.theta, levels),
        warnings=(*model.warnings, *_warnings(found, rows, r2)),
        levels=levels,
    )


def _indices(found: Problem, theta: Floats, levels: Levels) -> FitIndices:
    model, n = found.model, found.cases.n
    at = found.likelihood
    logl = float(at.value(theta[None])[0])
    implied = at.structure.implied(theta[None], found.base)
    independent = reference(found.evidence, len(model.variables), _places(model))
    ratio = found.scale / n
    test = indices.Test(max(2 * ratio * (found.unrestricted.logl - logl), 0.0), model.df)
    baseline = indices.Test(2 * ratio * (found.unrestricted.logl - independent.logl), model.baseline_df)
    gap = found.unrestricted.mean - implied.mean[0] if model.means else None
    limits = indices.rmsea_limits(test, found.scale, levels.rmsea_confidence)
    own = logl - _exogenous_logl(found)
    return FitIndices(
        npar=model.npar,
        chisq=test.chisq,
        df=test.df,
        pvalue=test.pvalue,
        baseline_chisq=baseline.chisq,
        baseline_df=baseline.df,
        cfi=indices.cfi(test, baseline),
        tli=indices.tli(test, baseline),
        rmsea=indices.rmsea(test, found.scale),
        rmsea_ci_lower=limits[0],
        rmsea_ci_upper=limits[1],
        rmsea_pvalue=indices.close_fit(test, found.scale),
        srmr=indices.srmr(found.unrestricted.cov, implied.cov[0], gap),
        logl=own,
        aic=indices.aic(own, model.npar),
        bic=indices.bic(own, model.npar, n),
    )


def _places(model: Model) -> tuple[int, ...]:
    return tuple(model.place[name] for name in model.exogenous)


def _exogenous_logl(found: Problem) -> float:
    """The log-likelihood of fixed exogenous covariates, which is not part of the model's (lavaan's fixed.x)."""
    places = list(_places(found.model))
    if not found.model.fixed_x or not places:
        return 0.0
    sample = found.evidence[0]
    cov = sample.cov[:, places][:, :, places]
    return float(loglik(sample.n, cov, cov)[0])


def _warnings(found: Problem, rows: tuple[Estimate, ...], r2: dict[str, float | None]) -> list[str]:
    model = found.model
    warnings = [
        f"{row.lhs} has no value: {row.rhs} is undefined at the estimates"
        for row in rows
        if not np.isfinite(row.est)
    ]
    if model.df == 0:
        warnings.append(SATURATED)
    if found.cases.n < model.npar:
        warnings.append(
            f"fewer cases ({found.cases.n}) than free parameters ({model.npar}): do not trust the tests"
        )
    for outcome, share in r2.items():
        if share is not None and share < 0:
            warnings.append(
                f"R2 of {outcome} is negative ({share:.3g}): its residual covariance offsets what its causes explain"
            )
    return warnings
