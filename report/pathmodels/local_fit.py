"""Local fit: residual correlations with their tests, modification indices, Wald tests.

Residuals: Bentler (1995) standardises them by sample variances; z divides by a standard error (Ogasawara, H., 2001,
Structural Equation Modeling, 8, 349-359). Modification indices: Sörbom, D. (1989), Psychometrika, 54, eq. 9; expected
change: Saris, W. E., Satorra, A., & Sörbom, D. (1987), Sociological Methodology, 17, 105-129.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from report.pathmodels.cases import Floats
from report.pathmodels.constraints import Restrictions, tangent
from report.pathmodels.errors import ModelError
from report.pathmodels.expression import Operation, names
from report.pathmodels.fitting import inverse_information, observed, restrictions_of, solve
from report.pathmodels.global_fit import places
from report.pathmodels.indices import Test
from report.pathmodels.likelihood import Joint, Likelihood
from report.pathmodels.model import Model, Parameter
from report.pathmodels.moment_space import Group
from report.pathmodels.problem import Problem, problem
from report.pathmodels.results import ChiSquareTest, PathFit
from report.pathmodels.robust import sandwich
from report.pathmodels.structure import structure
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


@dataclass(frozen=True, slots=True)
class Modification:
    """What freeing a parameter would do: the fall of chi-square, and the parameter's expected value."""

    lhs: str
    op: str
    rhs: str
    index: float
    change: float
    std_change: float | None
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
    indices = sorted(_modifications(found, solved.theta, basis), key=lambda each: -each.index)
    return LocalFit(residuals, tuple(indices))


def _groups(found: Problem, theta: Floats) -> list[Group]:
    fixed = places(found.model) if found.model.fixed_x else ()
    return [
        Group(
            part,
            theta,
            sample.values if sample.values is not None else np.zeros((sample.n, len(sample.center))),
            fixed,
            sample.unrestricted.mean,
            sample.unrestricted.cov,
        )
        for part, sample in zip(found.likelihood.parts, found.samples, strict=True)
    ]


def _residuals(found: Problem, theta: Floats, basis: Floats) -> Iterator[list[Residual]]:
    groups = _groups(found, theta)
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


def _sampling(group: Group, by_case: bool, estimator: str) -> Floats:
    """The sampling covariance of the unrestricted moments; with a robust estimator, without assuming normality."""
    inverse = np.linalg.inv(group.information(group.mean, group.cov, by_case)) / group.n
    if estimator == "ML":
        return np.asarray(inverse)
    if not np.isnan(group.values).any():
        return group.gamma() / group.n
    scores = group.moment_scores(group.mean, group.cov)
    return np.asarray(inverse @ scores.T @ scores @ inverse)


def _residual_rows(model: Model, group: Group, variance: Floats, name: str) -> Iterator[Residual]:
    implied = group.implied()[1]
    scale = np.sqrt(np.diag(group.cov))
    for number, (i, j) in enumerate(zip(*np.tril_indices(group.size), strict=True)):
        if i == j:
            continue
        gap = float((group.cov[i, j] - implied[i, j]) / (scale[i] * scale[j]))
        se = np.sqrt(max(variance[number], 0.0)) / (scale[i] * scale[j])
        z = gap / se if se > 1e-7 else None
        yield Residual(model.variables[j], model.variables[i], gap, None if z is None else float(z), name)


def _modifications(found: Problem, theta: Floats, basis: Floats) -> Iterator[Modification]:
    """Score tests of each parameter that the model leaves out or fixes, with the expected information."""
    fixed = list(_fixed(found.model))
    extra = [*(replace(row, fixed=None, label="") for row in fixed), *_absent(found.model)]
    if not extra:
        return
    rows = (*found.model.parameters, *extra)
    wider = replace(found.model, parameters=rows)
    likelihood = Joint(
        tuple(
            Likelihood(structure(wider, group), sample.base, sample.evidence)
            for group, sample in enumerate(found.samples)
        )
    )
    values = [row.fixed or 0.0 for row in fixed] + [0.0] * (len(extra) - len(fixed))
    point = np.concatenate([theta, values])[None]
    score = likelihood.score(point)[0]
    information = likelihood.expected_information(point)[0]
    own = len(theta)
    inner = np.linalg.inv(basis.T @ information[:own, :own] @ basis)
    across = information[own:, :own] @ basis
    spread = np.diag(information[own:, own:]) - np.einsum("ij,jk,ik->i", across, inner, across)
    sd = [_deviations(part, theta) for part in found.likelihood.parts]
    for row, slope, width, size in zip(extra, score[own:], spread, np.diag(information)[own:], strict=True):
        if width < 1e-6 * max(size, 1e-300):
            continue
        change = float(slope / width)
        scaled = _standardised(found.model, row, change, sd[row.group])
        group = found.model.groups[row.group]
        yield Modification(row.lhs, row.op, row.rhs, float(slope**2 / width), change, scaled, group)


def _deviations(part: Likelihood, theta: Floats) -> tuple[Floats, Floats]:
    """The implied standard deviations of all variables, and those of their residuals."""
    implied = part.structure.implied(theta[None], part.base)
    residual = part.structure.matrices(theta[None], part.base).residual[0]
    with np.errstate(invalid="ignore"):
        return np.sqrt(np.diag(implied.all_cov[0])), np.sqrt(np.diag(residual))


def _standardised(model: Model, row: Parameter, change: float, sd: tuple[Floats, Floats]) -> float | None:
    i, j = model.place[row.lhs], model.place[row.rhs]
    total, residual = sd
    if row.op == "~~":
        factor = 1 / (residual[i] * residual[j])
    else:
        factor = total[i] / total[j] if row.op == "=~" else total[j] / total[i]
    return float(change * factor) if np.isfinite(factor) else None


def _fixed(model: Model) -> Iterator[Parameter]:
    """The loadings, covariances and paths that the model fixes at a value, such as the loading of a marker."""
    for row in model.parameters:
        if row.fixed is not None and row.op in ("=~", "~", "~~"):
            yield row


def _absent(model: Model) -> Iterator[Parameter]:
    """The loadings, covariances and paths that could be added, group by group."""
    effects = {row.lhs for row in model.parameters if row.op == "~"}
    causes = {row.rhs for row in model.parameters if row.op == "~"}
    own = [*model.variables, *model.latent]
    inside = [name for name in own if name not in model.exogenous]
    equations = [name for name in own if name in effects | causes]
    closed = model.exogenous if model.fixed_x else ()
    for group in range(len(model.groups)):
        known = {(row.op, frozenset((row.lhs, row.rhs))) for row in model.parameters if row.group == group}
        paths = {(row.lhs, row.rhs) for row in model.parameters if row.op == "~" and row.group == group}
        for latent in model.latent:
            for name in model.variables:
                if (
                    name in inside
                    and ("=~", frozenset((latent, name))) not in known
                    and name not in effects | causes
                ):
                    yield Parameter(latent, "=~", name, group=group)
        for first, second in combinations(inside, 2):
            mixed = (first in model.latent) != (second in model.latent)
            if not mixed and ("~~", frozenset((first, second))) not in known:
                yield Parameter(first, "~~", second, group=group)
        for effect in equations:
            for cause in equations:
                if effect in closed or (effect, cause) in paths or {effect, cause} <= {*model.exogenous}:
                    continue
                if effect != cause:
                    yield Parameter(effect, "~", cause, group=group)


def wald_test(model: PathFit, data: DataFrame | Moments, restrictions: str) -> ChiSquareTest:
    """The Wald test of restrictions such as "a == b", with the estimator's covariance matrix (Wald, A., 1943)."""
    found = problem(model.syntax, data, model.options)
    solved = solve(found)
    known = {row.label for row in found.model.parameters} | {d.name for d in found.model.definitions}
    wanted = parse(f"{model.syntax}\n{restrictions}").constraints[len(found.model.constraints) :]
    if not wanted or any(each.relation != "==" for each in wanted):
        raise ModelError(f"{restrictions!r} is not a restriction: write equalities such as a == b")
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
