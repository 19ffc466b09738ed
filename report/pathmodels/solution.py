"""From free parameters to every row of the table: raw, completely standardised (std.all), and defined.

Standardised values use model-implied standard deviations; residual covariances become residual correlations
(Bollen, 1989, p. 349; lavaan's std.all). Arrays have the replicates on the last axis; parameters may be complex,
so that the delta method can differentiate by complex step.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from report.pathmodels.expression import evaluate
from report.pathmodels.model import Model, Parameter
from report.pathmodels.structure import FixedMatrices, Numbers, cell, inverse, structure


@dataclass(frozen=True)
class Solution:
    """Values of all rows and then all definitions, (rows, R): raw and standardised."""

    raw: Numbers
    std: Numbers


def solution(model: Model, theta: Numbers, bases: tuple[FixedMatrices, ...]) -> Solution:
    """All rows at free parameters theta (q, R); the bases of the groups have R replicates, or one that serves all."""
    raw = _raw(model, theta, bases)
    std: dict[int, Numbers] = {}
    for group, base in enumerate(bases):
        places = [place for place, row in enumerate(model.parameters) if row.group == group]
        own = [(model.parameters[place], raw[place]) for place in places]
        variances = _total_variances(model, own, theta, base, group)
        with np.errstate(divide="ignore", invalid="ignore"):
            std.update(zip(places, _standardised(model, own, variances), strict=True))
    scaled = [std[place] for place in range(len(raw))]
    return Solution(_with_definitions(model, raw), _with_definitions(model, scaled))


Valued = list[tuple[Parameter, Numbers]]
"""Rows of a group with their values (R,)."""


def _raw(model: Model, theta: Numbers, bases: tuple[FixedMatrices, ...]) -> list[Numbers]:
    rows = []
    for row, number in zip(model.parameters, model.free_of, strict=True):
        i, j, base = model.place[row.lhs], model.place.get(row.rhs, 0), bases[row.group]
        if number >= 0:
            rows.append(theta[number])
        elif row.sample:
            sample = base.intercepts[:, i] if row.op == "~1" else base.residual[:, i, j]
            rows.append(np.broadcast_to(sample, theta.shape[1:]))
        else:
            rows.append(np.full(theta.shape[1:], row.fixed))
    return rows


def _total_variances(
    model: Model, rows: Valued, theta: Numbers, base: FixedMatrices, group: int
) -> list[Numbers]:
    """The implied variance of each variable, (R,) each; negative ones become NaN."""
    order = model.recursive_order
    found = _by_tracing(model, rows, order) if order is not None else _by_inverse(model, theta, base, group)
    return [np.where((value.real > 0) | (value == 0), value, np.nan) for value in found]


def _by_inverse(model: Model, theta: Numbers, base: FixedMatrices, group: int) -> list[Numbers]:
    parts = structure(model, group).matrices(theta.T, base)
    total = inverse(np.eye(len(model.place)) - parts.paths)
    return list(np.einsum("rij,rjk,rik->ir", total, parts.residual, total, optimize=True))


def _by_tracing(model: Model, rows: Valued, order: tuple[int, ...]) -> list[Numbers]:
    """Variances from total effects, built up from causes to effects; skips structural zeros."""
    effects: dict[int, dict[int, Numbers]] = {index: {} for index in order}
    paths: dict[int, list[tuple[int, Numbers]]] = {index: [] for index in order}
    residual = []
    for row, value in rows:
        if row.fixed == 0 or row.op == "~1":
            continue
        kind, i, j = cell(model, row)
        if kind == "~":
            paths[i].append((j, value))
        else:
            residual.append((i, j, value))
    for outcome in order:
        own = effects[outcome]
        own[outcome] = np.ones(1)
        for cause, weight in paths[outcome]:
            for origin, effect in effects[cause].items():
                own[origin] = own.get(origin, 0) + weight * effect
    return [_variance(effects[index], residual) for index in range(len(order))]


def _variance(effects: dict[int, Numbers], residual: list[tuple[int, int, Numbers]]) -> Numbers:
    total: Numbers = np.zeros(1)
    for i, j, value in residual:
        if i in effects and j in effects:
            total = total + (1 if i == j else 2) * effects[i] * effects[j] * value
    return total


def _standardised(model: Model, rows: Valued, variances: list[Numbers]) -> list[Numbers]:
    sd = [np.sqrt(value) for value in variances]
    residual = {row.lhs: value for row, value in rows if row.op == "~~" and row.lhs == row.rhs}
    found = []
    for row, value in rows:
        kind, i, j = cell(model, row)
        if kind == "~":
            found.append(value * sd[j] / sd[i])
        elif kind == "~1":
            found.append(value / sd[i])
        elif i == j:
            found.append(value / variances[i])
        else:
            found.append(value / _residual_scale(residual[row.lhs], residual[row.rhs]))
    return found


def _residual_scale(first: Numbers, second: Numbers) -> Numbers:
    """The product of two residual standard deviations, NaN if it is zero.

    A negative variance counts by its size, as in lavaan; the fit has a warning that its solution is not proper.
    """
    product = _size(first) * _size(second)
    return np.asarray(np.sqrt(np.where(product == 0, np.nan, product)))


def _size(variance: Numbers) -> Numbers:
    return np.where(variance.real < 0, -variance, variance)


def _with_definitions(model: Model, rows: list[Numbers]) -> Numbers:
    """The rows and the definitions; a label that several rows share means the first of them, as in lavaan."""
    values: dict[str, Numbers] = {}
    for row, value in zip(model.parameters, rows, strict=True):
        if row.label:
            values.setdefault(row.label, value)
    for definition in model.calculation:
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            values[definition.name] = evaluate(definition.expression, values)
    defined = (values[definition.name] for definition in model.definitions)
    shape = np.broadcast_shapes(*(np.shape(row) for row in rows))
    return np.stack([np.broadcast_to(row, shape) for row in (*rows, *defined)])
