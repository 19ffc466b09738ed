"""The matrices of a model and the moments that they imply.

    v = alpha + B v + zeta,   cov(zeta) = Psi,   Sigma = T Psi T',   mu = T alpha,   T = inv(I - B)
Bollen, K. A. (1989). Structural equations with latent variables, eq. 4.10; with latent variables among v and loadings
among B, the reticular action model of McArdle, J. J., & McDonald, R. P. (1984), British Journal of Mathematical and
Statistical Psychology, 37, 234-251, eq. 5. The observed variables come first.

Arrays have a leading axis of replicates. Complex parameters are allowed, so that derivatives can be taken by
complex step (Squire & Trapp, 1998).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from report.pathmodels.cases import Booleans, Floats
from report.pathmodels.evidence import MissingPattern
from report.pathmodels.model import Model, Parameter, ends

Numbers = NDArray[Any]  # float64, or complex128 under a complex step
Integers = NDArray[np.intp]


@dataclass(frozen=True)
class FreeCells:
    """The free parameters of one matrix: row, column, and number of the free parameter."""

    row: Integers
    column: Integers
    number: Integers


@dataclass(frozen=True)
class FixedMatrices:
    """The matrices (R, p, p), (R, p, p), (R, p) with fixed values in place and zeros at free cells."""

    paths: Floats
    residual: Floats
    intercepts: Floats

    def take(self, replicates: Booleans | Integers) -> FixedMatrices:
        """The matrices of some of the replicates."""
        return FixedMatrices(self.paths[replicates], self.residual[replicates], self.intercepts[replicates])


@dataclass(frozen=True)
class Matrices:
    """B, Psi and alpha at given parameter values."""

    paths: Numbers
    residual: Numbers
    intercepts: Numbers


@dataclass(frozen=True)
class Implied:
    """T = inv(I - B), the implied covariance matrix and mean of all variables, and those of the observed ones."""

    total: Numbers
    all_cov: Numbers
    all_mean: Numbers
    observed: int

    @property
    def cov(self) -> Numbers:
        """The covariance matrix (R, p, p) of the observed variables."""
        return self.all_cov[:, : self.observed, : self.observed]

    @property
    def mean(self) -> Numbers:
        """The mean (R, p) of the observed variables."""
        return self.all_mean[:, : self.observed]


@dataclass(frozen=True)
class Directions:
    """Derivatives of the implied moments by each free cell c, of rank two: dSigma = u v' + v u', dmu = shift.

    Arrays are (R, p, c); `number` (c,) is the free parameter of each cell.
    """

    u: Numbers
    v: Numbers
    shift: Numbers
    number: Integers

    def collected(self, cells: Numbers, free: int) -> Numbers:
        """Sums over the cells of each parameter: (R, c) to (R, q)."""
        return np.asarray(cells @ self._membership(free))

    def collected_both(self, cells: Numbers, free: int) -> Numbers:
        """The same for both axes: (R, c, c) to (R, q, q)."""
        members = self._membership(free)
        return np.asarray(members.T @ cells @ members)

    def _membership(self, free: int) -> Floats:
        members = np.zeros((len(self.number), free))
        members[np.arange(len(self.number)), self.number] = 1.0
        return members


@dataclass(frozen=True)
class Structure:
    """The free cells of a group's matrices; `means` says whether the means are modelled.

    `variables` counts all variables, `observed` those with data, `free` the parameters of all groups.
    """

    variables: int
    free: int
    means: bool
    paths: FreeCells
    residual: FreeCells
    intercepts: FreeCells
    observed: int

    def matrices(self, theta: Numbers, base: FixedMatrices) -> Matrices:
        """The matrices at parameters theta (R, q)."""
        paths, residual, intercepts = (
            np.repeat(part.astype(theta.dtype), len(theta) // len(part), axis=0)
            for part in (base.paths, base.residual, base.intercepts)
        )
        paths[:, self.paths.row, self.paths.column] = theta[:, self.paths.number]
        residual[:, self.residual.row, self.residual.column] = theta[:, self.residual.number]
        residual[:, self.residual.column, self.residual.row] = theta[:, self.residual.number]
        intercepts[:, self.intercepts.row] = theta[:, self.intercepts.number]
        return Matrices(paths, residual, intercepts)

    def implied(self, theta: Numbers, base: FixedMatrices) -> Implied:
        """The implied moments at parameters theta (R, q); a singular I - B gives NaN."""
        parts = self.matrices(theta, base)
        total = inverse(np.eye(self.variables) - parts.paths)
        cov = total @ parts.residual @ transpose(total)
        return Implied(total, cov, np.einsum("rij,rj->ri", total, parts.intercepts), self.observed)

    def directions(self, implied: Implied) -> Directions:
        """The derivatives of the observed moments by the free cells."""
        total = implied.total[:, : self.observed]
        cov = implied.all_cov[:, : self.observed]
        zero = np.zeros((*total.shape[:2], len(self.intercepts.row)), total.dtype)
        same = np.where(self.residual.row == self.residual.column, 0.5, 1.0)
        path, partner = total[:, :, self.paths.row], total[:, :, self.residual.row]
        u = np.concatenate([path, partner, zero], axis=2)
        v = np.concatenate(
            [cov[:, :, self.paths.column], same * total[:, :, self.residual.column], zero], axis=2
        )
        shift = np.concatenate(
            [
                path * implied.all_mean[:, None, self.paths.column],
                np.zeros_like(partner),
                total[:, :, self.intercepts.row],
            ],
            axis=2,
        )
        number = np.concatenate([self.paths.number, self.residual.number, self.intercepts.number])
        return Directions(u, v, shift, number)


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


def structure(model: Model, group: int = 0) -> Structure:
    """The free cells of a model's matrices in a group."""
    found: dict[str, list[tuple[int, int, int]]] = {"~": [], "~~": [], "~1": []}
    for row, number in zip(model.parameters, model.free_of, strict=True):
        if number >= 0 and row.group == group:
            kind, i, j = cell(model, row)
            found[kind].append((i, j, number))
    paths, residual, intercepts = (_cells(found[op]) for op in ("~", "~~", "~1"))
    own = len(model.variables)
    return Structure(len(model.place), model.free, model.means, paths, residual, intercepts, own)


def cell(model: Model, row: Parameter) -> tuple[str, int, int]:
    """The matrix of a row, by its operator, and its place there; a loading is a path to its indicator."""
    if row.op == "~1":
        return "~1", model.place[row.lhs], 0
    first, second = ends(row)
    return ("~~" if row.op == "~~" else "~"), model.place[first], model.place[second]


def _cells(found: list[tuple[int, int, int]]) -> FreeCells:
    table = np.array(found, dtype=np.intp).reshape(-1, 3)
    return FreeCells(table[:, 0], table[:, 1], table[:, 2])


def base(model: Model, sample: MissingPattern, group: int = 0) -> FixedMatrices:
    """The fixed values of a group; rows fixed at sample moments take them from complete data `sample`."""
    count, size = len(sample.n), len(model.place)
    matrices = {"~": np.zeros((count, size, size)), "~~": np.zeros((count, size, size))}
    intercepts = np.zeros((count, size))
    for row in model.parameters:
        if row.free or row.group != group:
            continue
        kind, i, j = cell(model, row)
        if kind == "~1":
            intercepts[:, i] = sample.mean[:, i] if row.sample else row.fixed
            continue
        value = sample.cov[:, i, j] if row.sample else row.fixed
        matrices[kind][:, i, j] = value
        if kind == "~~":
            matrices[kind][:, j, i] = value
    return FixedMatrices(matrices["~"], matrices["~~"], intercepts)


def unrestricted_structure(size: int, means: bool) -> Structure:
    """Every moment is a separate parameter: covariances in the order of np.tril_indices, then means."""
    rows, columns = np.tril_indices(size)
    residual = [
        (i, j, number) for number, (i, j) in enumerate(zip(rows.tolist(), columns.tolist(), strict=True))
    ]
    centres = [(i, 0, len(residual) + i) for i in range(size)] if means else []
    free = len(residual) + len(centres)
    return Structure(size, free, means, _cells([]), _cells(residual), _cells(centres), size)


def independence_structure(size: int, exogenous: tuple[int, ...], fixed_x: bool, means: bool) -> Structure:
    """The baseline model: variances, the covariances of exogenous variables (unless they are fixed), and means."""
    free = [i for i in range(size) if not (fixed_x and i in exogenous)]
    pairs = [(i, j) for i in free for j in free if i == j or (i > j and {i, j} <= {*exogenous})]
    residual = [(i, j, number) for number, (i, j) in enumerate(pairs)]
    centres = [(i, 0, len(pairs) + number) for number, i in enumerate(free)] if means else []
    count = len(residual) + len(centres)
    return Structure(size, count, means, _cells([]), _cells(residual), _cells(centres), size)
