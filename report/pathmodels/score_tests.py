"""Score tests of equality constraints: how much chi-square would decrease if a constraint were released.

Rao's test with the expected information, also known as the Lagrange multiplier test (Satorra, A., 1989, Psychometrika,
54, 131-151, sec. 3). Equal labels, parameters equal across groups and `==` are all constraints.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from report.pathmodels.cases import Floats
from report.pathmodels.constraints import equalities, tangent
from report.pathmodels.errors import ModelError
from report.pathmodels.indices import Test
from report.pathmodels.likelihood import Joint, Likelihood
from report.pathmodels.model import Model, Parameter
from report.pathmodels.problem import Problem, problem
from report.pathmodels.results import ChiSquareTest, PathFit
from report.pathmodels.solving import solve
from report.pathmodels.structure import structure
from report.pathmodels.summary_data import Moments

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True, slots=True)
class Release:
    """The score test of one constraint, with one degree of freedom."""

    constraint: str
    chisq: float
    pvalue: float


@dataclass(frozen=True)
class ScoreTests:
    """The score test of all equality constraints together, and of each by itself, in lavaan's order."""

    total: ChiSquareTest
    releases: tuple[Release, ...]


@dataclass(frozen=True)
class _Released:
    """A model in which each row is a separate parameter, with its constraints as rows (k, Q) of a Jacobian."""

    model: Model
    theta: Floats
    names: tuple[str, ...]
    jacobian: Floats


def score_tests(model: PathFit, data: DataFrame | Moments) -> ScoreTests:
    """Score tests of the equality constraints of an estimated model."""
    found = problem(model.syntax, data, model.options)
    if any(each.relation != "==" for each in found.model.constraints):
        raise ModelError("score tests are of equality constraints: they are not available with < or >")
    released = _released(found, solve(found).theta)
    if not released.names:
        raise ModelError("the model has no equality constraint to test: use a label twice, or write a == b")
    likelihood = _likelihood(found, released.model)
    point = released.theta[None]
    score, information = likelihood.score(point)[0], likelihood.expected_information(point)[0]
    count = len(released.names)
    total = _statistic(score, information, released.jacobian[:0])
    each = [_statistic(score, information, np.delete(released.jacobian, k, axis=0)) for k in range(count)]
    tests = [Test(value, 1) for value in each]
    releases = (Release(n, t.chisq, t.pvalue or 0.0) for n, t in zip(released.names, tests, strict=True))
    return ScoreTests(
        ChiSquareTest(total, count, Test(total, count).pvalue, "score test of all equality constraints"),
        tuple(releases),
    )


def _statistic(score: Floats, information: Floats, remaining: Floats) -> float:
    """The score's length in the inverse information, within the constraints that remain."""
    unit = 1 / np.sqrt(np.maximum(np.diag(information), 1e-300))
    basis = np.linalg.qr(tangent(remaining) / unit[:, None])[0]
    inner = basis.T @ (score * unit)
    scaled = basis.T @ (information * np.outer(unit, unit)) @ basis
    return float(inner @ np.linalg.pinv(scaled, rcond=1e-12, hermitian=True) @ inner)


def _likelihood(found: Problem, model: Model) -> Joint:
    parts = (
        Likelihood(structure(model, group), sample.base, sample.evidence)
        for group, sample in enumerate(found.samples)
    )
    return Joint(tuple(parts))


def _released(found: Problem, theta: Floats) -> _Released:
    """The model with every shared parameter split into the rows that share it."""
    own = found.model
    model = replace(own, parameters=tuple(replace(row, label="", same=None) for row in own.parameters))
    origin = np.zeros(model.free, dtype=np.intp)
    for old, new in zip(own.free_of, model.free_of, strict=True):
        if new >= 0:
            origin[new] = old
    first = {number: int(np.flatnonzero(origin == number)[0]) for number in range(own.free)}
    written = equalities(own).jacobian(theta[None])[0]
    rows = np.zeros((len(written), model.free))
    for number, place in first.items():
        rows[:, place] = written[:, number]
    shared = list(_shared(own, model, first))
    names = [each.source for each in own.constraints] + [name for name, _ in shared]
    return _Released(model, theta[origin], tuple(names), np.array([*rows, *(row for _, row in shared)]))


def _shared(own: Model, model: Model, first: dict[int, int]) -> Iterator[tuple[str, Floats]]:
    """The equality of each row with the first row of its parameter, parameter by parameter."""
    rows = dict(zip(model.free_of, own.parameters, strict=True))
    pairs = zip(own.free_of, model.free_of, strict=True)
    for start, new in sorted((first[old], new) for old, new in pairs if new >= 0):
        if start != new:
            difference = np.zeros(model.free)
            difference[start], difference[new] = 1.0, -1.0
            yield f"{_named(own, rows[start])} == {_named(own, rows[new])}", difference


def _named(model: Model, row: Parameter) -> str:
    group = f" [{model.groups[row.group]}]" if model.groups[row.group] else ""
    written = f"{row.lhs} ~ 1" if row.op == "~1" else f"{row.lhs} {row.op} {row.rhs}"
    return written + group
