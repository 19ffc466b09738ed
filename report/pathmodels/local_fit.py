"""Local fit: residual correlations with their tests, modification indices, Wald tests.

Residuals: Bentler (1995) standardises them by sample variances; z divides by a standard error (Ogasawara, H., 2001,
Structural Equation Modeling, 8, 349-359).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from report.pathmodels.cases import Floats
from report.pathmodels.constraints import Restrictions, tangent
from report.pathmodels.errors import ModelError
from report.pathmodels.expression import Operation, names
from report.pathmodels.fitting import inverse_information, observed, restrictions_of
from report.pathmodels.indices import Test
from report.pathmodels.model import Model
from report.pathmodels.modification import Modification, modifications
from report.pathmodels.moment_groups import moment_groups
from report.pathmodels.moment_space import FittedGroup
from report.pathmodels.problem import Problem, problem
from report.pathmodels.results import ChiSquareTest, PathFit
from report.pathmodels.robust import sandwich
from report.pathmodels.solving import solve
from report.pathmodels.summary_data import Moments
from report.pathmodels.syntax import parse

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True, slots=True)
class Residual:
    """The residual of a correlation, and its z (None where it cannot vary)."""

    first: str
    second: str
    correlation: float
    z: float | None
    group: str = ""


@dataclass(frozen=True)
class LocalFit:
    """Residual correlations and modification indices, the largest index first."""

    residuals: tuple[Residual, ...]
    modifications: tuple[Modification, ...]


def local_fit(model: PathFit, data: DataFrame | Moments) -> LocalFit:
    """The local fit of an estimated model on its data."""
    found = problem(model.syntax, data, model.options)
    solved = solve(found)
    basis = tangent(restrictions_of(found, solved))
    residuals = tuple(each for group in _residuals(found, solved.theta, basis) for each in group)
    indices = sorted(modifications(found, solved.theta, basis), key=lambda each: -each.index)
    return LocalFit(residuals, tuple(indices))


def _residuals(found: Problem, theta: Floats, basis: Floats) -> Iterator[list[Residual]]:
    groups = moment_groups(found, found.likelihood, theta)
    by_case = observed(found.options)
    weights = [group.information(*group.implied(), by_case) for group in groups]
    slopes = [group.slopes() for group in groups]
    information = sum(g.n * s.T @ w @ s for g, s, w in zip(groups, slopes, weights, strict=True))
    bread = basis @ np.linalg.inv(basis.T @ information @ basis) @ basis.T
    for group, weight, slope, name in zip(groups, weights, slopes, found.model.groups, strict=True):
        sample = _sampling(group, by_case, found.options.estimator)
        remainder = np.eye(len(weight)) - group.n * slope @ bread @ slope.T @ weight
        variance = np.full(len(group.varying), 0.0)
        variance[group.varying] = np.diag(remainder @ sample @ remainder.T)
        yield list(_residual_rows(found.model, group, variance, name))


def _sampling(group: FittedGroup, by_case: bool, estimator: str) -> Floats:
    """The sampling covariance of the unrestricted moments; with a robust estimator, without assuming normality."""
    inverse = np.linalg.inv(group.information(group.mean, group.cov, by_case)) / group.n
    if estimator == "ML":
        return np.asarray(inverse)
    if not np.isnan(group.values).any():
        return group.gamma() / group.n
    scores = group.moment_scores(group.mean, group.cov)
    return np.asarray(inverse @ scores.T @ scores @ inverse)


def _residual_rows(model: Model, group: FittedGroup, variance: Floats, name: str) -> Iterator[Residual]:
    implied = group.implied()[1]
    scale = np.sqrt(np.diag(group.cov))
    for number, (i, j) in enumerate(zip(*np.tril_indices(group.size), strict=True)):
        if i == j:
            continue
        gap = float((group.cov[i, j] - implied[i, j]) / (scale[i] * scale[j]))
        se = np.sqrt(max(variance[number], 0.0)) / (scale[i] * scale[j])
        z = gap / se if se > 1e-7 else None
        yield Residual(model.variables[j], model.variables[i], gap, None if z is None else float(z), name)


def wald_test(model: PathFit, data: DataFrame | Moments, restrictions: str) -> ChiSquareTest:
    """The Wald test of restrictions such as "a == b", with the estimator's covariance matrix (Wald, A., 1943)."""
    found = problem(model.syntax, data, model.options)
    solved = solve(found)
    known = {row.label for row in found.model.parameters} | {d.name for d in found.model.definitions}
    # A text without a formula would not be a model.
    wanted = parse(f"{restrictions}\ny ~ x").constraints
    if not wanted or any(each.relation != "==" for each in wanted):
        raise ModelError(f"{restrictions!r} is not a restriction")
    for each in wanted:
        unknown = [n.text for n in (*names(each.left), *names(each.right)) if n.text not in known]
        if unknown:
            raise ModelError(f"{unknown[0]} is neither a label nor a defined parameter")
    tested = Restrictions(found.model, tuple(Operation("-", each.left, each.right) for each in wanted))
    bread = inverse_information(found, solved)
    variance = bread if found.options.estimator == "ML" else sandwich(found, solved.theta, bread)
    excess, jacobian = tested.value(solved.theta[None])[0], tested.jacobian(solved.theta[None])[0]
    statistic = float(excess @ np.linalg.solve(jacobian @ variance @ jacobian.T, excess))
    return ChiSquareTest(statistic, len(wanted), Test(statistic, len(wanted)).pvalue, "Wald")
