"""The sufficient statistics of the likelihood: the moments of each pattern of missing values.

All arrays have a leading axis of replicates, so that the same code serves the sample (one replicate) and the
bootstrap (many resamples). Complete data are the special case of one pattern.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from report.pathmodels.cases import Booleans, Floats, Integers
from report.pathmodels.errors import ModelError


@dataclass(frozen=True)
class MissingPattern:
    """Cases with the same variables observed: `seen` (k,), n (R,), mean (R, k), N-divisor covariance (R, k, k)."""

    seen: tuple[int, ...]
    n: Floats
    mean: Floats
    cov: Floats

    def take(self, replicates: Booleans | Integers) -> MissingPattern:
        """The same for some of the replicates."""
        return MissingPattern(self.seen, self.n[replicates], self.mean[replicates], self.cov[replicates])


Evidence = tuple[MissingPattern, ...]


class Products:
    """Cases of one pattern with their products, ready to be summed under any weights of the cases."""

    def __init__(self, rows: Floats, where: Booleans, center: Floats) -> None:
        present = ~np.isnan(rows[where][0])
        self.where = np.flatnonzero(where)
        self.seen = tuple(int(index) for index in np.flatnonzero(present))
        # Centred first: sums of squares of raw values would lose digits to the mean.
        self.center = center[present]
        values = rows[where][:, present] - self.center
        self.upper = np.triu_indices(len(self.seen))
        squares = values[:, self.upper[0]] * values[:, self.upper[1]]
        self.table = np.column_stack([np.ones(len(values)), values, squares])

    def pattern(self, weights: Floats) -> MissingPattern:
        """The pattern's moments under weights (R, n) of all cases."""
        k = len(self.seen)
        sums = weights[:, self.where] @ self.table
        n = sums[:, 0]
        share = 1.0 / np.maximum(n, 1.0)[:, None]
        shift = sums[:, 1 : 1 + k] * share
        cov = np.empty((len(n), k, k))
        rows, columns = self.upper
        products = sums[:, 1 + k :] * share - shift[:, rows] * shift[:, columns]
        cov[:, rows, columns] = products
        cov[:, columns, rows] = products
        _clear_rounding(cov.transpose(1, 2, 0), shift.T)
        return MissingPattern(self.seen, n, shift + self.center, cov)

    def covariances(self, weights: Floats) -> Floats:
        """N-divisor covariance matrices (k, k, R) of complete cases under weights (R, n), replicates last."""
        k = len(self.seen)
        sums = (self.table[:, 1:].T @ weights.T) / weights.shape[1]
        rows, columns = self.upper
        cov = np.empty((k, k, len(weights)))
        for index, (i, j) in enumerate(zip(rows.tolist(), columns.tolist(), strict=True)):
            cov[i, j] = sums[k + index] - sums[i] * sums[j]
            cov[j, i] = cov[i, j]
        _clear_rounding(cov, sums[:k])
        return cov


def _clear_rounding(cov: Floats, mean: Floats) -> None:
    """Make the (co)variances (k, k, R) of values that are all the same zero, where rounding left a remainder."""
    for i in range(len(cov)):
        constant = cov[i, i] < 1e-12 * mean[i] ** 2
        if constant.any():
            cov[i][:, constant] = 0.0
            cov[:, i][:, constant] = 0.0


def products(values: Floats) -> list[Products]:
    """The cases (n, p) sorted into their patterns of missing values."""
    kinds, codes = np.unique(~np.isnan(values), axis=0, return_inverse=True)
    center = np.nanmean(values, axis=0)
    return [Products(values, codes.ravel() == code, center) for code in reversed(range(len(kinds)))]


def evidence(values: Floats) -> Evidence:
    """The patterns of the sample itself, each case counted once."""
    weights = np.ones((1, len(values)))
    return tuple(group.pattern(weights) for group in products(values))


def check_covered(values: Floats, variables: tuple[str, ...]) -> None:
    """Raise ModelError where two variables are never observed together, so that their covariance is not identified."""
    present = (~np.isnan(values)).astype(float)
    together = present.T @ present
    first, second = np.nonzero(np.triu(together < 3, 1))
    if len(first):
        pair = f"{variables[first[0]]} and {variables[second[0]]}"
        count = int(together[first[0], second[0]])
        raise ModelError(
            f"{pair} are observed together in {count} cases, too few to identify their covariance"
        )


def check_regular(cov: Floats, variables: tuple[str, ...]) -> None:
    """Raise ModelError where a covariance matrix (p, p) is singular, naming the variables that depend on each other."""
    scale = np.sqrt(np.diag(cov))
    values, vectors = np.linalg.eigh(cov / np.outer(scale, scale))
    if values[0] > 1e-10:
        return
    involved = [name for name, part in zip(variables, vectors[:, 0], strict=True) if abs(part) > 1e-4]
    raise ModelError(f"perfect collinearity: {', '.join(involved)} are linearly dependent in the cases used")
