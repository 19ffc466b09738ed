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
from report.pathmodels.fitting import inverse_information
from report.pathmodels.model import Model
from report.pathmodels.problem import Problem, problem
from report.pathmodels.results import PathFit
from report.pathmodels.robust import sandwich
from report.pathmodels.solving import solve
from report.pathmodels.summary_data import Moments

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
class SlopeLine:
    """The slope of the predictor as a function of the moderator, `main` + `product` z, with their variances."""

    main: float
    product: float
    main_variance: float
    covariance: float
    product_variance: float
    confidence: float

    def at(self, moderator: float, where: str = "") -> Slope:
        """The slope at a value of the moderator, with its Wald test and interval."""
        from scipy.special import ndtr

        slope, se = self.main + self.product * moderator, float(np.sqrt(self.variance(moderator)))
        z, reach = slope / se, self.critical * se
        return Slope(moderator, slope, se, z, float(2 * ndtr(-abs(z))), slope - reach, slope + reach, where)

    def variance(self, moderator: float) -> float:
        """The variance of the slope at a value of the moderator."""
        return self.main_variance + 2 * moderator * self.covariance + moderator**2 * self.product_variance

    @property
    def critical(self) -> float:
        """The normal quantile of the interval."""
        from scipy.special import ndtri

        return float(ndtri((1 + self.confidence) / 2))


@dataclass(frozen=True)
class Moderation:
    """Simple slopes, and the limits at which the slope's p crosses the level (Johnson-Neyman), lowest first.

    `lowest` and `highest` are the moderator's observed range; limits outside it are given too. `inside` states
    whether the slope is significant between the two limits, or everywhere if there are none.
    """

    outcome: str
    predictor: str
    moderator: str
    slopes: tuple[Slope, ...]
    limits: tuple[float, ...]
    inside: bool
    lowest: float
    highest: float
    line: SlopeLine


def moderation(
    model: PathFit,
    data: DataFrame | Moments,
    outcome: str,
    predictor: str,
    moderator: str,
    at: tuple[float, ...] = (),
) -> Moderation:
    """The slopes of a predictor at values of the moderator, for a model of one group.

    Without values: at the moderator's mean and one SD on either side, or at both values of a dichotomous moderator.
    """
    found = problem(model.syntax, data, model.options)
    if len(found.samples) > 1:
        raise ModelError(
            "simple slopes are for models of one group: compare groups by labels and a difference"
        )
    solved = solve(found)
    both = _numbers(found.model, outcome, predictor, moderator)
    bread = inverse_information(found, solved)
    variance = bread if found.options.estimator == "ML" else sandwich(found, solved.theta, bread)
    line = _line(solved.theta[both], variance[np.ix_(both, both)], model.levels.confidence)
    values = _observed(found, data, moderator)
    points = [(value, "") for value in at] or _points(values)
    slopes = tuple(line.at(value, where) for value, where in points)
    limits, inside = _region(line)
    ends = float(values.min()), float(values.max())
    return Moderation(outcome, predictor, moderator, slopes, limits, inside, *ends, line)


def _line(pair: Floats, spread: Floats, confidence: float) -> SlopeLine:
    first, second, third = float(spread[0, 0]), float(spread[0, 1]), float(spread[1, 1])
    return SlopeLine(float(pair[0]), float(pair[1]), first, second, third, confidence)


def _numbers(model: Model, outcome: str, predictor: str, moderator: str) -> list[int]:
    """The free parameters of the predictor and of its product with the moderator."""
    own = {
        row.rhs: number
        for row, number in zip(model.parameters, model.free_of, strict=True)
        if row.op == "~" and row.lhs == outcome and number >= 0
    }
    product = next((n for n in (f"{predictor}:{moderator}", f"{moderator}:{predictor}") if n in own), None)
    if predictor not in own or product is None:
        raise ModelError(
            f"simple slopes need free paths of {outcome} from {predictor} and from {predictor}:{moderator}"
        )
    return [own[predictor], own[product]]


def _observed(found: Problem, data: DataFrame | Moments, moderator: str) -> Floats:
    """The moderator's values among the cases that the model was estimated from."""
    [sample] = found.samples
    if sample.values is None or isinstance(data, Moments):
        raise ModelError("simple slopes need the cases, not only their moments")
    if moderator not in found.model.variables:
        return np.asarray(cases(data, (moderator,), "listwise").values[:, 0])
    place = found.model.variables.index(moderator)
    values = sample.values[:, place] + sample.center[place]
    return np.asarray(values[~np.isnan(values)])


def _points(values: Floats) -> list[tuple[float, str]]:
    lowest, highest = float(values.min()), float(values.max())
    # The origin was shifted and shifted back: values may exceed their range by rounding.
    near = np.minimum(values - lowest, highest - values) < 1e-9 * (highest - lowest)
    if near.all():
        return [(lowest, ""), (highest, "")]
    mean, sd = float(values.mean()), float(values.std(ddof=1))
    return [(mean - sd, "mean - SD"), (mean, "mean"), (mean + sd, "mean + SD")]


def _region(line: SlopeLine) -> tuple[tuple[float, ...], bool]:
    """The roots of slope(z)^2 = critical^2 variance(z), and whether the slope is significant between them."""
    critical = line.critical**2
    square = line.product**2 - critical * line.product_variance
    linear = 2 * (line.main * line.product - critical * line.covariance)
    constant = line.main**2 - critical * line.main_variance
    discriminant = linear**2 - 4 * square * constant
    if square == 0 or discriminant < 0:
        return (), bool(constant > 0)
    roots = sorted((-linear + sign * np.sqrt(discriminant)) / (2 * square) for sign in (-1.0, 1.0))
    return tuple(map(float, roots)), bool(square < 0)
