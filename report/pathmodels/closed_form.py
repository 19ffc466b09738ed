"""Maximum likelihood without iteration: least squares for each equation of a recursive model.

With uncorrelated residuals the likelihood of a recursive model is a product over equations, so that each is a
regression of its own (Land, K. C., 1973, Identification, parameter estimation and hypothesis testing in
recursive sociological models). Final outcomes whose residuals are all correlated, and whose causes are nested,
become such regressions when each is also regressed on the outcomes before it (Revankar, N. S., 1974, Some finite
sample results in the context of two seemingly unrelated regression equations, JASA, 69, 187-190).

Arrays have the replicates on the last axis: every operation then runs over thousands of resamples at once, on
contiguous memory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from report.pathmodels.cases import Booleans, Floats
from report.pathmodels.model import Model

SINGULAR = 1e-10
"""A pivot smaller than this share of its variance means that the predictors are collinear."""


@dataclass(frozen=True)
class Regression:
    """One regression, variables as positions and free parameters as numbers.

    `variance` is the number of the residual variance (-1: fixed), `free` has (cause, number), `fixed` has
    (cause, value), `partners` has (earlier outcome, number of the residual covariance with it).
    """

    outcome: int
    variance: int
    free: dict[int, int]
    fixed: dict[int, float]
    partners: dict[int, int]


@dataclass(frozen=True)
class Regressions:
    """Estimates (q, R), and which replicates had regular predictors (R,)."""

    theta: Floats
    regular: Booleans


def plan(model: Model) -> tuple[Regression, ...] | None:
    """The regressions that estimate the model, in a computable order; None if the model needs iteration.

    Iteration is needed for loops, shared parameters, modelled means, latent variables, groups, constraints, and
    covariances other than those described above.
    """
    if model.latent or model.constraints or len(model.groups) > 1:
        return None
    counts = Counter(number for number in model.free_of if number >= 0)
    if model.recursive_order is None or max(counts.values(), default=1) > 1 or model.means:
        return None
    joined = _covariances(model)
    if joined is None:
        return None
    equations = [
        _equation(model, outcome, joined.get(outcome, {})) for outcome in range(len(model.variables))
    ]
    if not _complete(joined):
        return None
    equations.sort(key=lambda equation: len(equation.free))
    chained = tuple(_chained(equations))
    return chained if all(_nested(chained, equation) for equation in chained) else None


def _covariances(model: Model) -> dict[int, dict[int, int]] | None:
    """For each variable the free residual covariances, {other: number}; None where one is fixed but not at zero."""
    found: dict[int, dict[int, int]] = {}
    for row, number in zip(model.parameters, model.free_of, strict=True):
        if row.op != "~~" or row.lhs == row.rhs or row.sample or row.fixed == 0:
            continue
        if number < 0:
            return None
        i, j = model.place[row.lhs], model.place[row.rhs]
        found.setdefault(i, {})[j] = number
        found.setdefault(j, {})[i] = number
    return found


def _complete(joined: dict[int, dict[int, int]]) -> bool:
    """Whether variables with a common partner are partners themselves: a chain would leave them correlated."""
    return all(
        {*joined[other], other} == {*partners, one} for one, partners in joined.items() for other in partners
    )


def _equation(model: Model, outcome: int, partners: dict[int, int]) -> Regression:
    equation = Regression(outcome, -1, {}, {}, partners)
    variance = -1
    for row, number in zip(model.parameters, model.free_of, strict=True):
        if model.place[row.lhs] != outcome:
            continue
        if row.op == "~~" and row.lhs == row.rhs:
            variance = number
        elif row.op == "~" and number >= 0:
            equation.free[model.place[row.rhs]] = number
        elif row.op == "~":
            equation.fixed[model.place[row.rhs]] = float(row.fixed or 0.0)
    return Regression(outcome, variance, equation.free, equation.fixed, partners)


def _chained(equations: list[Regression]) -> Iterator[Regression]:
    """Each equation with only those partners that come before it."""
    before: set[int] = set()
    for one in equations:
        partners = {other: number for other, number in one.partners.items() if other in before}
        before.add(one.outcome)
        yield Regression(one.outcome, one.variance, one.free, one.fixed, partners)


def _nested(equations: tuple[Regression, ...], one: Regression) -> bool:
    """Whether an equation's partners are final outcomes, correlated with one another, with no cause of their own."""
    if not one.partners:
        return True
    by_outcome = {equation.outcome: equation for equation in equations}
    group = [one, *(by_outcome[other] for other in one.partners)]
    causes = {cause for equation in equations for cause in (*equation.free, *equation.fixed)}
    final = all(member.outcome not in causes and member.variance >= 0 for member in group)
    unfixed = not any(member.fixed for member in group)
    inside = all(set(member.free) <= set(one.free) for member in group)
    return final and unfixed and inside


def regressions(model: Model, equations: tuple[Regression, ...], cov: Floats) -> Regressions:
    """The estimates from covariance matrices (p, p, R)."""
    theta = np.empty((model.npar, cov.shape[-1]))
    regular = np.ones(cov.shape[-1], dtype=np.bool_)
    done: dict[int, Regression] = {}
    for equation in equations:
        regular &= _regress(equation, done, cov, theta)
        done[equation.outcome] = equation
    return Regressions(theta, regular)


def _regress(one: Regression, done: dict[int, Regression], cov: Floats, theta: Floats) -> Booleans:
    """Fill in one equation's paths, residual variance and covariances."""
    regressors = [*one.free, *one.partners]
    target = cov[regressors, one.outcome].copy()
    for cause, value in one.fixed.items():
        target -= value * cov[regressors, cause]
    slopes, regular = solve_positive(cov[np.ix_(regressors, regressors)], target)
    constants = [(cause, np.full(1, value)) for cause, value in one.fixed.items()]
    weights = [*zip(regressors, slopes, strict=True), *constants]
    for number, slope in zip(one.free.values(), slopes, strict=False):
        theta[number] = slope
    if one.variance >= 0:
        theta[one.variance] = _residual(cov, one.outcome, weights)
    _marginalise(one, done, slopes[len(one.free) :], theta)
    return regular


def _marginalise(one: Regression, done: dict[int, Regression], slopes: Floats, theta: Floats) -> None:
    """From the regression given the partners to the equation itself and its residual covariances.

    With residuals e of the partners (covariance Psi) and slopes g on them: cov = Psi g, variance += g' Psi g, and
    the path from each cause gains the sum of g times the partner's path.
    """
    for slope, partner in zip(slopes, one.partners, strict=True):
        for cause, number in done[partner].free.items():
            theta[one.free[cause]] += slope * theta[number]
    for partner, number in one.partners.items():
        theta[number] = 0.0
        for slope, other in zip(slopes, one.partners, strict=True):
            theta[number] += slope * theta[_residual_number(done, partner, other)]
    for slope, number in zip(slopes, one.partners.values(), strict=True):
        theta[one.variance] += slope * theta[number]


def _residual_number(done: dict[int, Regression], first: int, second: int) -> int:
    if first == second:
        return done[first].variance
    return done[first].partners.get(second, done[second].partners.get(first, -1))


def _residual(cov: Floats, outcome: int, weights: list[tuple[int, Floats]]) -> Floats:
    """Var(y - sum of weighted causes)."""
    left = cov[outcome, outcome].copy()
    for index, (cause, weight) in enumerate(weights):
        left -= 2 * weight * cov[cause, outcome]
        left += weight * weight * cov[cause, cause]
        for other, other_weight in weights[:index]:
            left += 2 * weight * other_weight * cov[cause, other]
    return np.asarray(left)


def solve_positive(matrix: Floats, target: Floats) -> tuple[Floats, Booleans]:
    """Solutions (k, R) of symmetric positive systems (k, k, R), (k, R), and which were regular.

    Gaussian elimination without pivoting, which positive definite matrices do not need.
    """
    size = len(target)
    left, right = matrix.copy(), target.copy()
    regular = np.ones(target.shape[-1], dtype=np.bool_)
    for k in range(size):
        regular &= left[k, k] > SINGULAR * matrix[k, k]
        pivot = np.where(left[k, k] > 0, left[k, k], 1.0)
        for i in range(k + 1, size):
            factor = left[i, k] / pivot
            left[i, k + 1 :] -= factor * left[k, k + 1 :]
            right[i] -= factor * right[k]
        left[k, k] = pivot
    for k in reversed(range(size)):
        for j in range(k + 1, size):
            right[k] -= left[k, j] * right[j]
        right[k] /= left[k, k]
    return right, regular
