"""Wald inference for raw, standardised and defined parameters, by the delta method.

Standard errors are square roots of J V J', where V is the inverse information and J the Jacobian of the rows by
the free parameters (Bollen, 1989, p. 108; Sobel, M. E., 1982, Sociological Methodology, 13, 290-312).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from report.pathmodels.cases import Floats
from report.pathmodels.errors import ModelError
from report.pathmodels.model import Model
from report.pathmodels.results import Estimate
from report.pathmodels.solution import Solution, solution
from report.pathmodels.structure import FixedMatrices, Numbers

STEP = 1e-30
NEGLIGIBLE = float(np.finfo(float).eps ** 0.25)
"""lavaan treats a standardised standard error below this as zero (a value that cannot vary)."""
ROUNDING = 1e-13
"""A variance that is this share of its terms' absolute sum, or less, is the rounding error of terms that cancel."""


@dataclass(frozen=True)
class EstimateColumn:
    """Values of all rows (m,) with their standard errors (m,)."""

    value: Floats
    se: Floats


def covariance(model: Model, information: Floats, basis: Floats | None = None) -> Floats:
    """The inverse information (q, q); raises a ModelError that names the parameters that are not identified.

    `basis` (q, f) spans the directions that constraints leave free (Aitchison, J., & Silvey, S. D., 1958, Annals of
    Mathematical Statistics, 29, 813-828).
    """
    if basis is not None and basis.shape[0] != basis.shape[1]:
        return _restricted(model, information, basis)
    diagonal = np.diag(information)
    if not (diagonal > 0).all():
        raise ModelError(_unidentified(model, (diagonal <= 0).astype(float), bool((diagonal < 0).any())))
    scale = 1.0 / np.sqrt(diagonal)
    scaled = information * np.outer(scale, scale)
    values, vectors = np.linalg.eigh(scaled)
    if values[0] < 1e-9:
        raise ModelError(_unidentified(model, vectors[:, 0], bool(values[0] < -1e-9)))
    return np.asarray(np.linalg.inv(scaled) * np.outer(scale, scale))


def _restricted(model: Model, information: Floats, basis: Floats) -> Floats:
    scale = 1.0 / np.sqrt(np.maximum(np.diag(information), 1e-300))
    turned = np.linalg.qr(basis / scale[:, None])[0]
    inner = turned.T @ (information * np.outer(scale, scale)) @ turned
    values, vectors = np.linalg.eigh(inner)
    if values[0] < 1e-9:
        raise ModelError(_unidentified(model, turned @ vectors[:, 0], bool(values[0] < -1e-9)))
    return np.asarray(turned @ np.linalg.inv(inner) @ turned.T * np.outer(scale, scale))


def _unidentified(model: Model, direction: Floats, saddle: bool) -> str:
    involved = []
    for row, number in zip(model.parameters, model.free_of, strict=True):
        if number >= 0 and abs(direction[number]) > 1e-3:
            involved.append(f"{row.lhs} {row.op} {row.rhs}".strip().replace("~1", "~ 1"))
    why = "the solution is not a maximum" if saddle else "other values of them fit equally well"
    return f"the model is not identified: {why}: {', '.join(dict.fromkeys(involved))}"


def inference(
    model: Model,
    theta: Floats,
    bases: tuple[FixedMatrices, ...],
    variance: Floats,
    moved: Callable[[Numbers], Numbers],
) -> tuple[EstimateColumn, EstimateColumn]:
    """Raw and standardised columns at estimates theta (q,), whose covariance matrix is `variance` (q, q).

    `moved` takes parameters (R, q) of centred data to those of the data as given.
    """
    at = solution(model, moved(theta[None]).T, bases)
    slopes = jacobian(model, theta, bases, moved)
    raw = EstimateColumn(at.raw[:, 0], _standard_errors(slopes.raw, variance))
    std_se = _standard_errors(slopes.std, variance)
    std_se[std_se < NEGLIGIBLE] = 0.0
    return raw, EstimateColumn(at.std[:, 0], std_se)


def jacobian(
    model: Model, theta: Floats, bases: tuple[FixedMatrices, ...], moved: Callable[[Numbers], Numbers]
) -> Solution:
    """Derivatives (m, q) of all rows by the free parameters, exact to rounding."""
    nearby = theta[None] + 1j * STEP * np.eye(len(theta))
    there = solution(model, moved(nearby).T, bases)
    return Solution(there.raw.imag / STEP, there.std.imag / STEP)


def _standard_errors(jacobian: Floats, variance: Floats) -> Floats:
    size = np.abs(jacobian)
    return roots(
        np.einsum("mq,qr,mr->m", jacobian, variance, jacobian),
        np.einsum("mq,qr,mr->m", size, np.abs(variance), size),
    )


def roots(variances: Floats, sizes: Floats) -> Floats:
    """Standard errors of variances: 0 where a value cannot vary, NaN where the variance is negative.

    `sizes` are the sums of the absolute terms that each variance is the sum of.
    """
    exact = np.where(np.abs(variances) <= ROUNDING * sizes, 0.0, variances)
    return np.asarray(np.sqrt(np.where(exact >= 0, exact, np.nan)))


def estimates(
    model: Model, raw: EstimateColumn, std: EstimateColumn, confidence: float
) -> tuple[Estimate, ...]:
    """The rows of the result, in lavaan's order."""
    keys = [(row.lhs, row.op, row.rhs, row.label) for row in model.parameters]
    keys += [(d.name, ":=", d.source, d.name) for d in model.definitions]
    places = [model.groups[row.group] for row in model.parameters] + [""] * len(model.definitions)
    found = []
    for index, key in enumerate(keys):
        est, std_est = float(raw.value[index]), float(std.value[index])
        raw_wald = wald(est, float(raw.se[index]), confidence)
        std_wald = wald(std_est, float(std.se[index]), confidence)
        std_value = std_est if np.isfinite(std_est) else None
        found.append(Estimate(*key, est, *raw_wald, std_value, *std_wald, places[index]))
    return tuple(found)


Wald = tuple[float | None, float | None, float | None, float | None, float | None]


def wald(value: float, se: float, confidence: float) -> Wald:
    """Standard error, z, two-sided p and confidence limits by the normal distribution (Wald, A., 1943, Transactions of
    the American Mathematical Society, 54, 426-482).

    z and p are None where nothing was estimated.
    """
    from scipy.special import ndtr, ndtri

    if not np.isfinite(value) or not np.isfinite(se):
        return None, None, None, None, None
    reach = float(ndtri((1 + confidence) / 2)) * se
    limits = value - reach, value + reach
    if se == 0:
        return se, None, None, *limits
    z = value / se
    return se, z, float(2 * ndtr(-abs(z))), *limits


def explained(model: Model, rows: tuple[Estimate, ...]) -> dict[str, float | None]:
    """R2 of each outcome: one minus its standardised residual variance.

    It is negative if a strong correlation with a cause gives the residual more variance than the outcome.
    """
    found = {}
    for row in rows:
        if row.op == "~~" and row.lhs == row.rhs and row.lhs in model.endogenous:
            name = f"{row.lhs} ({row.group})" if row.group else row.lhs
            found[name] = None if row.std is None else 1 - row.std
    return found
