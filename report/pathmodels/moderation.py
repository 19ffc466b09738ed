"""Moderation: simple slopes of an interaction, and the region where the slope differs from zero.

Aiken, L. S., & West, S. G. (1991). Multiple regression, eq. 2.2 and 2.8 (slope b1 + b3 z and its variance); Bauer,
D. J., & Curran, P. J. (2005), Multivariate Behavioral Research, 40, 373-400, eq. 12 (limits of the region of Johnson &
Neyman).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from report.pathmodels.cases import Floats, cases
from report.pathmodels.errors import ModelError
from report.pathmodels.fitting import inverse_information, solve
from report.pathmodels.model import Model
from report.pathmodels.problem import problem
from report.pathmodels.results import PathFit
from report.pathmodels.robust import sandwich

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True, slots=True)
class Slope:
    """The slope of the predictor at a value of the moderator."""

    at: float
    slope: float
    se: float
    z: float
    p: float
    ci_lower: float
    ci_upper: float
    where: str = ""


@dataclass(frozen=True)
class Moderation:
    """Simple slopes, and the limits at which the slope's p crosses the level (Johnson-Neyman), lowest first.

    `lowest` and `highest` are the moderator's observed range; limits outside it are given too. `inside` says whether
    the slope is significant between the two limits.
    """

    outcome: str
    predictor: str
    moderator: str
    slopes: tuple[Slope, ...]
    limits: tuple[float, ...]
    inside: bool
    lowest: float
    highest: float


def moderation(model: PathFit, data: DataFrame, outcome: str, predictor: str, moderator: str) -> Moderation:
    """The slopes of a predictor at the moderator's mean and one SD to each side, for a model of one group.

    The moderator's two values are its categories if it has no others.
    """
    found = problem(model.syntax, data, model.options)
    if len(found.samples) > 1:
        raise ModelError("simple slopes are for models of one group")
    solved = solve(found)
    first, third = _numbers(found.model, outcome, predictor, moderator)
    bread = inverse_information(found, solved)
    variance = bread if found.options.estimator == "ML" else sandwich(found, solved.theta, bread)
    both = [first, third]
    values = cases(data, (moderator,), "listwise").values[:, 0]
    pair, spread = solved.theta[both], variance[np.ix_(both, both)]
    confidence = model.levels.confidence
    slopes = tuple(_slope(pair, spread, at, confidence, where) for at, where in _points(values))
    limits, inside = _region(pair, spread, confidence)
    return Moderation(
        outcome, predictor, moderator, slopes, limits, inside, float(values.min()), float(values.max())
    )


def _numbers(model: Model, outcome: str, predictor: str, moderator: str) -> tuple[int, int]:
    """The free parameters of the predictor and of its product with the moderator."""
    own = {
        row.rhs: number
        for row, number in zip(model.parameters, model.free_of, strict=True)
        if row.op == "~" and row.lhs == outcome and number >= 0
    }
    product = next((n for n in (f"{predictor}:{moderator}", f"{moderator}:{predictor}") if n in own), None)
    if predictor not in own or product is None:
        raise ModelError(
            f"the model needs free paths of {outcome} from {predictor} and from {predictor}:{moderator}"
        )
    return own[predictor], own[product]


def _points(values: Floats) -> list[tuple[float, str]]:
    distinct = np.unique(values)
    if len(distinct) == 2:
        return [(float(value), "") for value in distinct]
    mean, sd = float(values.mean()), float(values.std(ddof=1))
    return [(mean - sd, "mean - SD"), (mean, "mean"), (mean + sd, "mean + SD")]


def _slope(pair: Floats, spread: Floats, at: float, confidence: float, where: str) -> Slope:
    from scipy.special import ndtr, ndtri

    weights = np.array([1.0, at])
    slope, se = float(weights @ pair), float(np.sqrt(weights @ spread @ weights))
    reach = float(ndtri((1 + confidence) / 2)) * se
    z = slope / se
    return Slope(at, slope, se, z, float(2 * ndtr(-abs(z))), slope - reach, slope + reach, where)


def _region(pair: Floats, spread: Floats, confidence: float) -> tuple[tuple[float, ...], bool]:
    """The roots of slope(z)^2 = critical^2 variance(z), and whether the slope is significant between them."""
    from scipy.special import ndtri

    critical = float(ndtri((1 + confidence) / 2)) ** 2
    square = pair[1] ** 2 - critical * spread[1, 1]
    linear = 2 * (pair[0] * pair[1] - critical * spread[0, 1])
    constant = pair[0] ** 2 - critical * spread[0, 0]
    discriminant = linear**2 - 4 * square * constant
    if square == 0 or discriminant < 0:
        return (), bool(constant > 0)
    roots = sorted((-linear + sign * np.sqrt(discriminant)) / (2 * square) for sign in (-1.0, 1.0))
    return tuple(map(float, roots)), bool(square < 0)
