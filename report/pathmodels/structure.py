"""The matrices of a path model and the moments that they imply.

    y = alpha + B y + zeta,   cov(zeta) = Psi,   Sigma = T Psi T',   mu = T alpha,   T = inv(I - B)
Bollen, K. A. (1989). Structural equations with latent variables, eq. 4.10 (observed variables).

Arrays have a leading axis of replicates. Complex parameters are allowed, so that derivatives can be taken by
complex step (Squire & Trapp, 1998).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from report.pathmodels.cases import Booleans, Floats
from report.pathmodels.evidence import Pattern
from report.pathmodels.model import Model

Numbers = NDArray[Any]  # float64, or complex128 under a complex step
Integers = NDArray[np.intp]


@dataclass(frozen=True)
class Cells:
    """The free parameters of one matrix: row, column, and number of the free parameter."""

    row: Integers
    column: Integers
    number: Integers


@dataclass(frozen=True)
class Base:
    """The matrices (R, p, p), (R, p, p), (R, p) with fixed values in place and zeros at free cells."""

    paths: Floats
    residual: Floats
    intercepts: Floats

    def take(self, replicates: Booleans) -> Base:
        """The matrices of some of the replicates."""
        return Base(self.paths[replicates], self.residual[replicates], self.intercepts[replicates])


@dataclass(frozen=True)
class Matrices:
    """B, Psi and alpha at given parameter values."""

    paths: Numbers
    residual: Numbers
    intercepts: Numbers


@dataclass(frozen=True)
class Implied:
    """T = inv(I - B), and the implied covariance matrix and mean."""

    total: Numbers
    cov: Numbers
    mean: Numbers


@dataclass(frozen=True)
class Structure:
    """The free cells of a model's matrices; `means` says whether the means are modelled."""

    variables: int
    free: int
    means: bool
    paths: Cells
    residual: Cells
    intercepts: Cells

    def matrices(self, theta: Numbers, base: Base) -> Matrices:
        """The matrices at parameters theta (R, q)."""
        paths, residual, intercepts = (
            part.astype(theta.dtype, copy=True) for part in (base.paths, base.residual, base.intercepts)
        )
        paths[:, self.paths.row, self.paths.column] = theta[:, self.paths.number]
        residual[:, self.residual.row, self.residual.column] = theta[:, self.residual.number]
        residual[:, self.residual.column, self.residual.row] = theta[:, self.residual.number]
        intercepts[:, self.intercepts.row] = theta[:, self.intercepts.number]
        return Matrices(paths, residual, intercepts)

    def implied(self, theta: Numbers, base: Base) -> Implied:
        """The implied moments at parameters theta (R, q); a singular I - B gives NaN."""
        parts = self.matrices(theta, base)
        total = inverse(np.eye(self.variables) - parts.paths)
        cov = total @ parts.residual @ transpose(total)
        return Implied(total, cov, np.einsum("rij,rj->ri", total, parts.intercepts))

    def slopes(self, implied: Implied) -> tuple[Numbers, Numbers]:
        """Derivatives of the implied covariance (R, q, p, p) and mean (R, q, p) by the free parameters."""
        total, replicates = implied.total, len(implied.total)
        cov = np.zeros((replicates, self.free, self.variables, self.variables), total.dtype)
        mean = np.zeros((replicates, self.free, self.variables), total.dtype)
        for i, j, number in _each(self.paths):
            half = total[:, :, i, None] * implied.cov[:, None, j, :]
            cov[:, number] += half + transpose(half)
            mean[:, number] += total[:, :, i] * implied.mean[:, j, None]
        for i, j, number in _each(self.residual):
            half = total[:, :, i, None] * total[:, None, :, j]
            cov[:, number] += half if i == j else half + transpose(half)
        for i, _, number in _each(self.intercepts):
            mean[:, number] += total[:, :, i]
        return cov, mean


def _each(cells: Cells) -> list[tuple[int, int, int]]:
    return list(zip(cells.row.tolist(), cells.column.tolist(), cells.number.tolist(), strict=True))


def transpose(matrix: Numbers) -> Numbers:
    """The transpose of the last two axes, without conjugation."""
    return np.swapaxes(matrix, -1, -2)


def inverse(matrix: Numbers) -> Numbers:
    """Inverses over the leading axis; a singular matrix gives NaN instead of an error for all."""
    try:
        found = np.linalg.inv(matrix)
    except np.linalg.LinAlgError:
        found = np.full_like(matrix, np.nan)
        for index, one in enumerate(matrix):
            if np.isfinite(one).all() and np.linalg.matrix_rank(one) == one.shape[-1]:
                found[index] = np.linalg.inv(one)
    return np.asarray(found)


def structure(model: Model) -> Structure:
    """The free cells of a model."""
    found: dict[str, list[tuple[int, int, int]]] = {"~": [], "~~": [], "~1": []}
    for row, number in zip(model.parameters, model.free_of, strict=True):
        if number >= 0:
            found[row.op].append((model.place[row.lhs], model.place.get(row.rhs, 0), number))
    cells = (_cells(found[op]) for op in ("~", "~~", "~1"))
    return Structure(len(model.variables), model.npar, model.means, *cells)


def _cells(found: list[tuple[int, int, int]]) -> Cells:
    table = np.array(found, dtype=np.intp).reshape(-1, 3)
    return Cells(table[:, 0], table[:, 1], table[:, 2])


def base(model: Model, sample: Pattern) -> Base:
    """The fixed values of a model; rows fixed at sample moments take them from complete data `sample`."""
    count, size = len(sample.n), len(model.variables)
    matrices = {"~": np.zeros((count, size, size)), "~~": np.zeros((count, size, size))}
    intercepts = np.zeros((count, size))
    for row in model.parameters:
        if row.free:
            continue
        i, j = model.place[row.lhs], model.place.get(row.rhs, 0)
        if row.op == "~1":
            intercepts[:, i] = sample.mean[:, i] if row.sample else row.fixed
            continue
        value = sample.cov[:, i, j] if row.sample else row.fixed
        matrices[row.op][:, i, j] = value
        if row.op == "~~":
            matrices[row.op][:, j, i] = value
    return Base(matrices["~"], matrices["~~"], intercepts)


def saturated_block(size: int, block: tuple[int, ...]) -> Structure:
    """Means and variances of all variables free, and the covariances among those of `block`.

    With every variable in the block this is the unrestricted model; with the exogenous it is the baseline model.
    """
    pairs = [(i, j) for i in range(size) for j in range(i, size) if i == j or {i, j} <= set(block)]
    residual = [(i, j, number) for number, (i, j) in enumerate(pairs)]
    means = [(i, 0, len(pairs) + i) for i in range(size)]
    return Structure(size, len(pairs) + size, True, _cells([]), _cells(residual), _cells(means))
