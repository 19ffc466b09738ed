"""Chi-square differences of nested models, scaled for robust estimators.

Satorra, A., & Bentler, P. M. (2001), Psychometrika, 66, eq. 10; that scaling factor can be negative. Satorra, A., &
Bentler, P. M. (2010), Psychometrika, 75, 243-248: the larger model's factor is taken where it implies the moments of
the smaller one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from report.pathmodels.cases import Floats
from report.pathmodels.constraints import tangent
from report.pathmodels.errors import ModelError
from report.pathmodels.evidence import MissingPattern
from report.pathmodels.fitting import inverse_information, restrictions_of
from report.pathmodels.indices import Test
from report.pathmodels.inference import covariance
from report.pathmodels.problem import Problem, problem
from report.pathmodels.results import ChiSquareTest, Difference, PathFit
from report.pathmodels.robust import fitted, satorra_bentler_trace, yuan_bentler_trace
from report.pathmodels.saturated import SaturatedFit
from report.pathmodels.solving import SolvedParameters, solve

if TYPE_CHECKING:
    from pandas import DataFrame

    from report.pathmodels.summary_data import Moments

_NOT_NESTED = "the models are not nested: the larger one cannot imply the moments of the smaller one"
DISAGREEMENT = 0.2
"""Scaling factors of observed and expected information that differ by more than this share are reported."""


def compare(
    first: PathFit,
    second: PathFit,
    data: DataFrame | Moments | None = None,
    difference: Difference = "2001",
) -> ChiSquareTest:
    """The chi-square difference of nested models of the same cases.

    For robust estimators it is scaled; the `difference` of 2010 needs the data.
    """
    large, small = sorted((first, second), key=lambda each: each.fit.df)
    if (small.n, {*small.variables}, small.estimator) != (large.n, {*large.variables}, large.estimator):
        raise ModelError("models are compared on the same cases and variables, with the same estimator")
    df = small.fit.df - large.fit.df
    if df == 0:
        raise ModelError("the models have the same degrees of freedom: neither is nested in the other")
    statistic = small.fit.chisq - large.fit.chisq
    if small.estimator == "ML":
        return ChiSquareTest(statistic, df, Test(statistic, df).pvalue, "chi-square difference")
    own, doubt = _own_factor(large), ""
    if difference == "2010" and large.fit.df:
        own, doubt = _strictly_positive(large, small, data)
    factor = (small.fit.df * _own_factor(small) - large.fit.df * own) / df
    if factor <= 0:
        remedy = "" if difference == "2010" else "; use the form of 2010"
        raise ModelError(f"the scaled difference is not defined: its scaling factor is negative{remedy}")
    scaled = statistic / factor
    method = f"scaled chi-square difference (Satorra & Bentler, {difference})"
    return ChiSquareTest(scaled, df, Test(scaled, df).pvalue, method, doubt)


def _own_factor(model: PathFit) -> float:
    """The scaling factor of a model's own test, zero without degrees of freedom."""
    if model.saturated:
        return 0.0
    if model.scaled is None or model.scaled.scaling is None:
        raise ModelError("the scaled difference is not defined: a model has no scaled test")
    return model.scaled.scaling


def _strictly_positive(large: PathFit, small: PathFit, data: DataFrame | Moments | None) -> tuple[float, str]:
    """The larger model's scaling factor at the estimates of the smaller one, and a warning if it is doubtful."""
    if data is None:
        raise ModelError("the scaled difference of 2010 needs the data of the models")
    found = problem(large.syntax, data, large.options)
    point = SolvedParameters(estimates_within(found, problem(small.syntax, data, small.options)), "", 0)
    basis = tangent(restrictions_of(found, point))
    try:
        bread = inverse_information(found, point)
    except ModelError as error:
        raise ModelError(
            f"the scaled difference of 2010 is not defined, because at the estimates of the smaller model {error}"
        ) from None
    factor = _factor(found, point.theta, bread, basis)
    expected = covariance(found.model, found.likelihood.expected_information(point.theta[None])[0], basis)
    return factor, _doubt(factor, _factor(found, point.theta, expected, basis))


def _factor(found: Problem, theta: Floats, bread: Floats, basis: Floats) -> float:
    model = fitted(found, theta, bread, basis)
    robust = found.options.estimator == "MLR"
    trace = yuan_bentler_trace(model, observed=True) if robust else satorra_bentler_trace(model)
    return trace / found.model.df


def _doubt(factor: float, expected: float) -> str:
    if abs(factor - expected) <= DISAGREEMENT * abs(expected):
        return ""
    return (
        "at the estimates of the smaller model, the scaling factor of the larger one is "
        f"{factor:.3f} with the observed information and {expected:.3f} with the expected one: the restrictions are "
        "too far from the data for this form of the test; use the form of 2001"
    )


def estimates_within(large: Problem, small: Problem) -> Floats:
    """The parameters (q,) of the larger model that imply the moments of the smaller one's estimates.

    They are its estimates from these moments. ModelError if it cannot imply them.
    """
    theta = solve(small).theta[None]
    moments = _implied_moments(small, theta, large.model.variables)
    samples = []
    for own, (mean, cov) in zip(large.samples, moments, strict=True):
        center = mean - own.center if small.model.means else own.unrestricted.mean
        evidence = MissingPattern(tuple(range(len(mean))), np.full(1, float(own.n)), center[None], cov[None])
        samples.append(replace(own, evidence=(evidence,), unrestricted=SaturatedFit(0.0, center, cov)))
    try:
        found = solve(replace(large, samples=tuple(samples))).theta
    except ModelError as error:
        raise ModelError(f"{_NOT_NESTED} ({error})") from None
    there, here = large.likelihood.value(found[None])[0], small.likelihood.value(theta)[0]
    if not abs(there - here) <= 1e-6 * max(1.0, abs(here)):
        raise ModelError(_NOT_NESTED)
    return found


def _implied_moments(
    found: Problem, theta: Floats, variables: tuple[str, ...]
) -> list[tuple[Floats, Floats]]:
    """The mean and covariance matrix of each group for the data as given, with the variables in this order."""
    order = [found.model.variables.index(name) for name in variables]
    moments = []
    for sample, part in zip(found.samples, found.likelihood.parts, strict=True):
        implied = part.structure.implied(theta, part.base)
        moments.append(((implied.mean[0] + sample.center)[order], implied.cov[0][np.ix_(order, order)]))
    return moments
