"""Samples with exactly given correlations."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def sample_of(matrix: Floats, n: int) -> Floats:
    """A sample of n cases with means 0, variances 1 (divisor n) and the given correlations; shape (n, variables).

    Raises ValueError if the matrix is not positive definite or has more variables than n − 1.
    """
    size = len(matrix)
    if n <= size:
        raise ValueError(f"{n} cases are too few for {size} variables")
    try:
        factor = np.linalg.cholesky(matrix)
    except np.linalg.LinAlgError:
        raise ValueError("the correlation matrix is not positive definite") from None
    raw = np.random.default_rng(1).normal(size=(n, size))
    centred = raw - raw.mean(axis=0)
    orthogonal, _ = np.linalg.qr(centred)
    return np.asarray(np.sqrt(n) * orthogonal @ factor.T, np.float64)
