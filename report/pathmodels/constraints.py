"""Constraints between parameters: equalities h(theta) = 0 and inequalities g(theta) >= 0.

Rows fixed by their label and defined parameters may be part of a constraint. Derivatives are taken by complex step.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from report.pathmodels.cases import Floats
from report.pathmodels.expression import Expression, Operation, evaluate
from report.pathmodels.model import Model
from report.pathmodels.structure import Numbers

STEP = 1e-30


@dataclass(frozen=True)
class Restrictions:
    """Expressions that are zero at the estimates, of a model with `free` parameters."""

    model: Model
    expressions: tuple[Expression, ...]

    def __len__(self) -> int:
        return len(self.expressions)

    def value(self, theta: Numbers) -> Numbers:
        """The expressions (R, k) at parameters (R, q)."""
        if not self.expressions:
            return np.zeros((len(theta), 0), theta.dtype)
        names = label_values(self.model, theta)
        with np.errstate(all="ignore"):
            found = [evaluate(each, names) for each in self.expressions]
        return np.stack([np.broadcast_to(each, len(theta)) for each in found], axis=1)

    def jacobian(self, theta: Floats) -> Floats:
        """The derivatives (R, k, q)."""
        count, size = theta.shape
        moved = np.repeat(theta.astype(complex), size, axis=0).reshape(count, size, size)
        moved[:, range(size), range(size)] += 1j * STEP
        slopes = self.value(moved.reshape(count * size, size)).imag / STEP
        return np.ascontiguousarray(slopes.reshape(count, size, len(self)).swapaxes(1, 2))

    def curvature(self, theta: Floats, weights: Floats) -> Floats:
        """The second derivatives (R, q, q) of the expressions' sum with weights (R, k), by central differences."""
        count, size = theta.shape
        step = 1e-5 * np.maximum(np.abs(theta), 1e-2)
        moves = step[:, None, :] * np.eye(size)
        beside = np.concatenate([theta[:, None] + moves, theta[:, None] - moves]).reshape(-1, size)
        after, before = self.jacobian(beside).reshape(2, count, size, len(self), size)
        found = np.einsum("rk,rckq->rcq", weights, after - before) / (2 * step[:, :, None])
        return np.asarray(found + np.swapaxes(found, 1, 2)) / 2

    def compatible(self, theta: Floats) -> bool:
        """Whether Gauss-Newton steps from parameters (1, q) find some that satisfy all; True if undecided."""
        point = theta.copy() if np.isfinite(theta).all() else np.zeros_like(theta)
        for _ in range(50):
            excess, jacobian = self.value(point)[0], self.jacobian(point)[0]
            finite = np.isfinite(excess).all() and np.isfinite(jacobian).all()
            if not finite or np.abs(excess).max(initial=0.0) < 1e-8:
                return True
            point -= np.linalg.lstsq(jacobian, excess, rcond=None)[0]
        return False


def label_values(model: Model, theta: Numbers) -> dict[str, Numbers]:
    """The values (R,) of labels and defined parameters at parameters (R, q)."""
    values: dict[str, Numbers] = {}
    for row, number in zip(model.parameters, model.free_of, strict=True):
        if row.label and row.label not in values:
            fixed = np.full(len(theta), row.fixed if row.fixed is not None else np.nan)
            values[row.label] = theta[:, number] if number >= 0 else fixed
    for definition in model.calculation:
        with np.errstate(all="ignore"):
            values[definition.name] = evaluate(definition.expression, values)
    return values


def equalities(model: Model) -> Restrictions:
    """The equality constraints of a model."""
    found = (Operation("-", each.left, each.right) for each in model.constraints if each.relation == "==")
    return Restrictions(model, tuple(found))


def inequalities(model: Model) -> Restrictions:
    """The inequality constraints of a model, as expressions that are not negative."""
    return Restrictions(
        model,
        tuple(
            Operation("-", *((each.left, each.right) if each.relation == ">" else (each.right, each.left)))
            for each in model.constraints
            if each.relation != "=="
        ),
    )


def tangent(jacobian: Floats) -> Floats:
    """An orthonormal basis (q, q - rank) of the directions that leave the constraints (k, q) satisfied."""
    if not len(jacobian):
        return np.eye(jacobian.shape[1])
    _, sizes, rows = np.linalg.svd(jacobian)
    rank = int((sizes > 1e-10 * sizes.max(initial=1e-300)).sum())
    return np.asarray(rows[rank:].T)
