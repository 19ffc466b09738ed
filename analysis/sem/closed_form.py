"""Maximum likelihood without iteration: least squares for each equation of a recursive model.

With uncorrelated residuals the likelihood of a recursive model is a product over equations, so that each is a
regression of its own (Land, K. C., 1973, Identification, parameter estimation and hypothesis testing in
recursive sociological models). Arrays have the replicates on the last axis: every operation then runs over
thousands of resamples at once, on contiguous memory.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from analysis.sem.cases import Booleans, Floats
from analysis.sem.model import Model, Parameter

SINGULAR = 1e-10
"""A pivot smaller than this share of its variance means that the predictors are collinear."""


@dataclass(frozen=True)
class Regressions:
    """Estimates (q, R), and which replicates had regular predictors (R,)."""

    theta: Floats
    regular: Booleans


def applies(model: Model) -> bool:
    """Whether the model is a set of regressions: recursive, residuals uncorrelated, nothing shared, no means."""
    shared = max(Counter(number for number in model.free_of if number >= 0).values(), default=1) > 1
    joined = any(row.op == "~~" and row.lhs != row.rhs and _joins(row) for row in model.parameters)
    return model.recursive_order is not None and not shared and not joined and not model.means


def _joins(row: Parameter) -> bool:
    """Whether a covariance ties two equations together; exogenous moments do not, nor a covariance of zero."""
    return not row.sample and row.fixed != 0


def regressions(model: Model, cov: Floats) -> Regressions:
    """The estimates from N-divisor covariance matrices (p, p, R)."""
    theta = np.empty((model.npar, cov.shape[-1]))
    regular = np.ones(cov.shape[-1], dtype=np.bool_)
    for outcome in model.variables:
        regular &= _regress(model, model.place[outcome], cov, theta)
    return Regressions(theta, regular)


def _regress(model: Model, outcome: int, cov: Floats, theta: Floats) -> Booleans:
    """Fill in one equation's paths and residual variance."""
    variance, free, fixed = _equation(model, outcome)
    causes = [cause for cause, _ in free]
    target = cov[causes, outcome].copy()
    for cause, value in fixed:
        target -= value * cov[causes, cause]
    slopes, regular = solve_positive(cov[np.ix_(causes, causes)], target)
    for (_, number), slope in zip(free, slopes, strict=True):
        theta[number] = slope
    if variance >= 0:
        constants = [(cause, np.full(1, value)) for cause, value in fixed]
        weights = [*zip(causes, slopes, strict=True), *constants]
        theta[variance] = _residual(cov, outcome, weights)
    return regular


def _equation(model: Model, outcome: int) -> tuple[int, list[tuple[int, int]], list[tuple[int, float]]]:
    """The number of the residual variance (-1: fixed), free causes with numbers, fixed causes with values."""
    variance, free, fixed = -1, [], []
    for row, number in zip(model.parameters, model.free_of, strict=True):
        if model.place[row.lhs] != outcome:
            continue
        if row.op == "~~" and row.lhs == row.rhs:
            variance = number
        elif row.op == "~" and number >= 0:
            free.append((model.place[row.rhs], number))
        elif row.op == "~":
            fixed.append((model.place[row.rhs], float(row.fixed or 0.0)))
    return variance, free, fixed


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
