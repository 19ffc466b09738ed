"""Modification indices: the effect of freeing a fixed or absent parameter.

Sörbom, D. (1989), Psychometrika, 54, eq. 9; expected change: Saris, W. E., Satorra, A., & Sörbom, D. (1987),
Sociological Methodology, 17, 105-129. They are score tests with the expected information. A path into a covariate with
fixed moments leaves its mean and variance fixed, as in lavaan.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations, permutations

import numpy as np

from report.pathmodels.cases import Floats
from report.pathmodels.likelihood import Joint, Likelihood
from report.pathmodels.model import Model, Parameter
from report.pathmodels.moment_groups import moment_groups
from report.pathmodels.problem import Problem, moved_back, shown_bases
from report.pathmodels.structure import structure


@dataclass(frozen=True, slots=True)
class Modification:
    """The effect of freeing a parameter: the decrease of chi-square, and the parameter's expected value."""

    lhs: str
    op: str
    rhs: str
    index: float
    change: float
    std_change: float | None
    group: str = ""


@dataclass(frozen=True)
class _Wider:
    """The score and the expected information of a model's parameters, followed by those that could be freed."""

    extra: tuple[Parameter, ...]
    score: Floats
    information: Floats


def modifications(found: Problem, theta: Floats, basis: Floats) -> Iterator[Modification]:
    """Score tests of each parameter that the model leaves out or fixes, with the expected information."""
    wider, own = _wider(found, theta), len(theta)
    information, size = wider.information, np.diag(wider.information)[own:]
    inner = np.linalg.inv(basis.T @ information[:own, :own] @ basis)
    across = information[own:, :own] @ basis
    spread = size - np.einsum("ij,jk,ik->i", across, inner, across)
    sd = [_deviations(part, theta) for part in found.likelihood.parts]
    for row, slope, width, whole in zip(wider.extra, wider.score[own:], spread, size, strict=True):
        if width < 1e-6 * max(whole, 1e-300):
            continue
        change = float(slope / width)
        scaled = _standardised(found.model, row, change, sd[row.group])
        group = found.model.groups[row.group]
        yield Modification(row.lhs, row.op, row.rhs, float(slope**2 / width), change, scaled, group)


def _wider(found: Problem, theta: Floats) -> _Wider:
    fixed, centres = list(_fixed(found.model)), list(_covariate_means(found.model))
    freed = [replace(row, fixed=None, label="") for row in fixed]
    extra = (*freed, *_absent(found.model))
    rows = (*found.model.parameters, *extra, *(replace(row, sample=False) for row in centres))
    model = replace(found.model, parameters=rows)
    parts = (
        Likelihood(structure(model, group), sample.base, sample.evidence)
        for group, sample in enumerate(found.samples)
    )
    likelihood = Joint(tuple(parts))
    means = [found.samples[row.group].base.intercepts[0, model.place[row.lhs]] for row in centres]
    values = [row.fixed or 0.0 for row in fixed] + [0.0] * (len(extra) - len(fixed))
    point = np.concatenate([theta, values, means])[None]
    turn = _to_given_origin(found, theta, extra, centres)
    information = turn @ _information(found, likelihood, point[0]) @ turn.T
    return _Wider(extra, turn @ likelihood.score(point)[0], information)


def _information(found: Problem, likelihood: Joint, point: Floats) -> Floats:
    """The expected information, without that of the moments of fixed covariates."""
    total = np.zeros((len(point), len(point)))
    for group in moment_groups(found, likelihood, point):
        slopes = group.slopes()
        total += group.n * slopes.T @ group.information(*group.implied(), observed=False) @ slopes
    return total


def _to_given_origin(
    found: Problem, theta: Floats, extra: tuple[Parameter, ...], centres: list[Parameter]
) -> Floats:
    """The transformation of derivatives for centred data to those for the original data, without the covariates' means.

    A path into a covariate with a fixed mean moves that mean by the mean of its cause.
    """
    own, place = len(theta), found.model.place
    turn = np.eye(own + len(extra) + len(centres))[: own + len(extra)]
    shifts = _shifts_of_means(found, theta)
    for number, mean in enumerate(centres, start=own + len(extra)):
        for line, row in enumerate(extra, start=own):
            if row.op == "~" and (row.lhs, row.group) == (mean.lhs, mean.group):
                turn[line, number] = shifts[row.group][place[row.rhs]]
    return turn


def _shifts_of_means(found: Problem, theta: Floats) -> list[Floats]:
    """The implied means (p,) of the data as given, less those of the centred data, group by group."""
    bases = tuple(sample.base for sample in found.samples)
    shown = shown_bases(found.model, bases, found.centers)
    moved = moved_back(found.model, theta[None], bases, found.centers)
    return [
        part.structure.implied(moved, base).all_mean[0]
        - part.structure.implied(theta[None], part.base).all_mean[0]
        for part, base in zip(found.likelihood.parts, shown, strict=True)
    ]


def _covariate_means(model: Model) -> Iterator[Parameter]:
    for row in model.parameters:
        if row.op == "~1" and row.sample:
            yield row


def _deviations(part: Likelihood, theta: Floats) -> tuple[Floats, Floats]:
    """The implied standard deviations of all variables, and those of their residuals (negative variances by size)."""
    implied = part.structure.implied(theta[None], part.base)
    residual = part.structure.matrices(theta[None], part.base).residual[0]
    with np.errstate(invalid="ignore"):
        return np.sqrt(np.diag(implied.all_cov[0])), np.sqrt(np.abs(np.diag(residual)))


def _standardised(model: Model, row: Parameter, change: float, sd: tuple[Floats, Floats]) -> float | None:
    total, residual = sd
    i = model.place[row.lhs]
    j = model.place.get(row.rhs, i)
    with np.errstate(divide="ignore", invalid="ignore"):
        if row.op == "~1":
            factor = 1 / total[i]
        elif row.op == "~~":
            factor = 1 / (residual[i] * residual[j])
        else:
            factor = total[i] / total[j] if row.op == "=~" else total[j] / total[i]
    return float(change * factor) if np.isfinite(factor) else None


def _fixed(model: Model) -> Iterator[Parameter]:
    """The parameters that the model fixes at a value, such as the loading of a marker or a latent mean."""
    return (row for row in model.parameters if row.fixed is not None)


def _absent(model: Model) -> Iterator[Parameter]:
    """The loadings, covariances and paths that could be added, group by group."""
    for group in range(len(model.groups)):
        rows = [row for row in model.parameters if row.group == group]
        for lhs, op, rhs in (*_loadings(model, rows), *_covariances(model, rows), *_paths(model, rows)):
            yield Parameter(lhs, op, rhs, group=group)


_Place = tuple[str, str, str]


def _in_equations(rows: list[Parameter]) -> set[str]:
    return {name for row in rows if row.op == "~" for name in (row.lhs, row.rhs)}


def _loadings(model: Model, rows: list[Parameter]) -> Iterator[_Place]:
    """Loadings of observed variables that are not part of a regression."""
    known = {(row.lhs, row.rhs) for row in rows if row.op == "=~"}
    others = {*model.exogenous} | _in_equations(rows)
    for latent in model.latent:
        for name in model.variables:
            if name not in others and (latent, name) not in known:
                yield latent, "=~", name


def _covariances(model: Model, rows: list[Parameter]) -> Iterator[_Place]:
    """Covariances of two observed or two latent variables."""
    known = {frozenset((row.lhs, row.rhs)) for row in rows if row.op == "~~"}
    inside = [name for name in (*model.variables, *model.latent) if name not in model.exogenous]
    for first, second in combinations(inside, 2):
        mixed = (first in model.latent) != (second in model.latent)
        if not mixed and frozenset((first, second)) not in known:
            yield first, "~~", second


def _paths(model: Model, rows: list[Parameter]) -> Iterator[_Place]:
    """Paths between variables of regressions, but not between two covariates or along a loading."""
    known = {(row.lhs, row.rhs) for row in rows if row.op == "~"}
    known |= {(row.rhs, row.lhs) for row in rows if row.op == "=~"}
    names = _in_equations(rows)
    for effect, cause in permutations([n for n in (*model.variables, *model.latent) if n in names], 2):
        if (effect, cause) not in known and not {effect, cause} <= {*model.exogenous}:
            yield effect, "~", cause
