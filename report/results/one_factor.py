"""The model of one factor by maximum likelihood, for McDonald's omega and its standard error.

Likelihood: Lawley & Maxwell (1971), chapter 4, minimised over the unique variances with the factor's loadings in closed
form for each. Standard errors are those of the expected information, as in lavaan.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
#: The smallest unique variance of a standardised item; at this bound a solution is improper (a Heywood case).
SMALLEST = 0.005


@dataclass(frozen=True)
class OneFactor:
    """Loadings and unique variances of items in their own units; `proper` unless a unique variance is at its bound."""

    loadings: Array
    unique: Array
    proper: bool

    @property
    def omega(self) -> float:
        """The share of the factor in the variance of the sum of the items (McDonald, 1999)."""
        common = float(self.loadings.sum()) ** 2
        return common / (common + float(self.unique.sum()))

    def omega_error(self, n: int) -> float:
        """The standard error of omega by the delta method, with `n` cases."""
        total, unique = self.loadings.sum(), self.unique.sum()
        scale = (total**2 + unique) ** 2
        slope = np.full(len(self.loadings), 2 * total * unique / scale)
        gradient = np.concatenate([slope, np.full(len(self.unique), -(total**2) / scale)])
        return float(np.sqrt(gradient @ np.linalg.solve(self._information(n), gradient)))

    def _information(self, n: int) -> Array:
        """The expected information of loadings and unique variances."""
        k = len(self.loadings)
        inverse = np.linalg.inv(np.outer(self.loadings, self.loadings) + np.diag(self.unique))
        slopes = np.zeros((2 * k, k, k))
        for item in range(k):
            slopes[item, item, :] += self.loadings
            slopes[item, :, item] += self.loadings
            slopes[k + item, item, item] = 1.0
        weighted = inverse @ slopes
        information: Array = n / 2 * np.einsum("aij,bji->ab", weighted, weighted)
        return information


def one_factor(covariance: Array) -> OneFactor:
    """Fit one factor to a covariance matrix of full rank."""
    from scipy.optimize import minimize

    deviations = np.sqrt(np.diag(covariance))
    correlation = covariance / np.outer(deviations, deviations)
    start = np.clip(1 / np.diag(np.linalg.inv(correlation)), SMALLEST, 1.0)
    found: Any = minimize(
        _discrepancy,
        start,
        (correlation,),
        "L-BFGS-B",
        jac=True,
        bounds=[(SMALLEST, 1.0)] * len(start),
        options={"maxiter": 1000, "ftol": 1e-15, "gtol": 1e-9},
    )
    unique = np.asarray(found.x)
    loadings = _loadings(unique, correlation)
    loadings *= 1.0 if loadings.sum() >= 0 else -1.0
    proper = bool((unique > SMALLEST * 1.001).all())
    return OneFactor(loadings * deviations, unique * deviations**2, proper)


def _loadings(unique: Array, correlation: Array) -> Array:
    """The maximum-likelihood loadings for given unique variances."""
    scale = np.sqrt(unique)
    values, vectors = np.linalg.eigh(correlation / np.outer(scale, scale))
    loadings: Array = scale * vectors[:, -1] * np.sqrt(max(values[-1] - 1, 0.0))
    return loadings


def _discrepancy(unique: Array, correlation: Array) -> tuple[float, Array]:
    """The maximum-likelihood discrepancy, up to a constant, and its gradient in the unique variances."""
    loadings = _loadings(unique, correlation)
    implied = np.outer(loadings, loadings) + np.diag(unique)
    inverse = np.linalg.inv(implied)
    value = np.linalg.slogdet(implied)[1] + float((correlation * inverse).sum())
    return value, np.diag(inverse @ (implied - correlation) @ inverse)
