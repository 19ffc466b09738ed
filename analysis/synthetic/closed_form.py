"""Maximum likelihood of recursive path models in closed form, for many covariance matrices at once.

Without covariances between residuals each equation is a least-squares regression (Bollen 1989, ch. 4).
One pair of equations may have correlated residuals if the predictors of the first are among those of the
second; the likelihood then factors into the first equation and the second given the first (Revankar 1974).
Standard errors come from the expected information, hence from the implied covariances, with divisor N.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Equation:
    """One outcome regressed on its predictors."""

    outcome: str
    predictors: tuple[str, ...]


@dataclass(frozen=True)
class PathModel:
    """Equations in causal order; `coupled` names two outcomes whose residuals correlate."""

    name: str
    equations: tuple[Equation, ...]
    coupled: tuple[str, str] | None = None

    @property
    def outcomes(self) -> tuple[str, ...]:
        """Return the endogenous variables in causal order."""
        return tuple(equation.outcome for equation in self.equations)

    @property
    def exogenous(self) -> tuple[str, ...]:
        """Return the variables that no equation explains."""
        seen = dict.fromkeys(name for equation in self.equations for name in equation.predictors)
        return tuple(name for name in seen if name not in self.outcomes)

    @property
    def variables(self) -> tuple[str, ...]:
        """Return exogenous, then endogenous variables: the order of the covariance matrices."""
        return self.exogenous + self.outcomes

    @property
    def degrees_of_freedom(self) -> int:
        """Return observed minus free covariances, both without the exogenous ones."""
        exogenous, total = len(self.exogenous), len(self.variables)
        moments = (total * (total + 1) - exogenous * (exogenous + 1)) // 2
        free = sum(len(equation.predictors) + 1 for equation in self.equations)
        return moments - free - (self.coupled is not None)

    @property
    def baseline_degrees_of_freedom(self) -> int:
        """Return the degrees of freedom of the model in which nothing explains anything."""
        exogenous, total = len(self.exogenous), len(self.variables)
        return (total * (total + 1) - exogenous * (exogenous + 1)) // 2 - len(self.outcomes)


@dataclass(frozen=True)
class Regression:
    """Coefficients (batch x predictors), the indices of the predictors, and the residual variance (batch)."""

    outcome: int
    predictors: tuple[int, ...]
    slopes: Array
    residual: Array


@dataclass(frozen=True)
class PathFit:
    """Estimates of one model for a batch of covariance matrices."""

    model: PathModel
    slope: dict[tuple[str, str], Array]
    error: dict[tuple[str, str], Array]
    implied: Array
    residual: dict[str, Array]
    chi_square: Array
    baseline_chi_square: Array

    def standardized(self, outcome: str, predictor: str) -> Array:
        """Return the slope in standard deviations of the implied distribution."""
        return self.slope[outcome, predictor] * self._deviation(predictor) / self._deviation(outcome)

    def wald(self, outcome: str, predictor: str) -> Array:
        """Return the slope over its standard error."""
        return self.slope[outcome, predictor] / self.error[outcome, predictor]

    def explained(self, outcome: str) -> Array:
        """Return R squared of an outcome."""
        explained: Array = 1 - self.residual[outcome] / self._deviation(outcome) ** 2
        return explained

    def indirect(self, chain: Sequence[str]) -> tuple[Array, Array]:
        """Return the standardised product along a chain, and its Wald statistic by the delta method."""
        links = list(zip(chain[1:], chain[:-1], strict=True))
        product = np.prod([self.slope[link] for link in links], axis=0)
        relative = sum((self.error[link] / self.slope[link]) ** 2 for link in links)
        scale = self._deviation(chain[0]) / self._deviation(chain[-1])
        return product * scale, np.sign(product) / np.sqrt(relative)

    def comparative_fit(self) -> Array:
        """Return the CFI (Bentler 1990)."""
        own = np.maximum(self.chi_square - self.model.degrees_of_freedom, 0)
        null = np.maximum(self.baseline_chi_square - self.model.baseline_degrees_of_freedom, own)
        index: Array = 1 - own / np.maximum(null, 1e-9)
        return index

    def approximation_error(self, cases: int) -> Array:
        """Return the RMSEA (Steiger 1990), divisor N."""
        freedom = max(self.model.degrees_of_freedom, 1)
        return np.sqrt(np.maximum(self.chi_square - freedom, 0) / (freedom * cases))

    def _deviation(self, name: str) -> Array:
        place = self.model.variables.index(name)
        return np.sqrt(self.implied[:, place, place])


def regress(covariance: Array, outcome: int, predictors: tuple[int, ...]) -> Regression:
    """Return the least-squares regression of one variable on others, from their covariances."""
    block = covariance[:, predictors][:, :, predictors]
    cross = covariance[:, predictors, outcome]
    slopes = np.linalg.solve(block, cross[..., None])[..., 0]
    residual = np.asarray(covariance[:, outcome, outcome] - (slopes * cross).sum(1), dtype=np.float64)
    return Regression(outcome, predictors, np.asarray(slopes, dtype=np.float64), residual)


def regress_all(model: PathModel, covariance: Array) -> list[Regression]:
    """Return one regression per equation, in causal order."""
    place = {name: index for index, name in enumerate(model.variables)}
    return [
        regress(covariance, place[equation.outcome], tuple(place[name] for name in equation.predictors))
        for equation in model.equations
    ]


def couple(covariance: Array, narrow: Regression, wide: Regression) -> tuple[Regression, Array]:
    """Return the wide equation under correlated residuals, and the residuals' covariance."""
    given = regress(covariance, wide.outcome, (*wide.predictors, narrow.outcome))
    weight = given.slopes[:, -1]
    slopes = given.slopes[:, :-1].copy()
    for place, predictor in enumerate(narrow.predictors):
        slopes[:, wide.predictors.index(predictor)] += weight * narrow.slopes[:, place]
    residual = given.residual + weight**2 * narrow.residual
    return Regression(wide.outcome, wide.predictors, slopes, residual), weight * narrow.residual


def implied_covariance(covariance: Array, exogenous: int, regressions: list[Regression]) -> Array:
    """Return the covariances that the equations imply with uncorrelated residuals."""
    implied = np.zeros_like(covariance)
    implied[:, :exogenous, :exogenous] = covariance[:, :exogenous, :exogenous]
    for equation in regressions:
        row = np.einsum("bk,bkj->bj", equation.slopes, implied[:, equation.predictors])
        implied[:, equation.outcome, :] = row
        implied[:, :, equation.outcome] = row
        explained = (equation.slopes * row[:, equation.predictors]).sum(1)
        implied[:, equation.outcome, equation.outcome] = explained + equation.residual
    return implied


def slope_errors(implied: Array, equation: Regression, cases: int) -> Array:
    """Return standard errors of one equation's slopes from the expected information."""
    block = np.linalg.inv(implied[:, equation.predictors][:, :, equation.predictors])
    variance = equation.residual[:, None] * np.diagonal(block, axis1=1, axis2=2) / cases
    return np.sqrt(variance)


def coupled_errors(
    implied: Array, first: Regression, second: Regression, shared: Array, cases: int
) -> tuple[Array, Array]:
    """Return standard errors of two equations whose residuals have the covariance `shared`."""
    determinant = first.residual * second.residual - shared**2
    weights = {
        (0, 0): second.residual / determinant,
        (0, 1): -shared / determinant,
        (1, 1): first.residual / determinant,
    }
    sides = (first.predictors, second.predictors)
    block = {
        key: weight[:, None, None] * implied[:, sides[key[0]]][:, :, sides[key[1]]]
        for key, weight in weights.items()
    }
    upper = np.concatenate([block[0, 0], block[0, 1]], axis=2)
    lower = np.concatenate([block[0, 1].transpose(0, 2, 1), block[1, 1]], axis=2)
    inverse = np.linalg.inv(np.concatenate([upper, lower], axis=1) * cases)
    errors = np.sqrt(np.diagonal(inverse, axis1=1, axis2=2))
    return errors[:, : len(sides[0])], errors[:, len(sides[0]) :]


def log_determinant(covariance: Array) -> Array:
    """Return log determinants of a batch of covariance matrices."""
    logarithm: Array = np.linalg.slogdet(covariance)[1]
    return logarithm


def fit_path(model: PathModel, covariance: Array, cases: int) -> PathFit:
    """Return the maximum-likelihood fit of `model`; covariances follow `model.variables`, divisor N."""
    regressions = regress_all(model, covariance)
    exogenous = len(model.exogenous)
    if model.coupled is None:
        implied = implied_covariance(covariance, exogenous, regressions)
        errors = [slope_errors(implied, equation, cases) for equation in regressions]
    else:
        regressions, implied, errors = _fit_coupled(model, model.coupled, covariance, regressions, cases)
    observed = log_determinant(covariance)
    null = log_determinant(covariance[:, :exogenous, :exogenous])
    null = null + np.log(np.diagonal(covariance, axis1=1, axis2=2)[:, exogenous:]).sum(1)
    return PathFit(
        model,
        _by_path(model, [equation.slopes for equation in regressions]),
        _by_path(model, errors),
        implied,
        {model.variables[equation.outcome]: equation.residual for equation in regressions},
        cases * (log_determinant(implied) - observed),
        cases * (null - observed),
    )


def _fit_coupled(
    model: PathModel, coupled: tuple[str, str], covariance: Array, regressions: list[Regression], cases: int
) -> tuple[list[Regression], Array, list[Array]]:
    narrow, wide = (model.outcomes.index(name) for name in coupled)
    regressions[wide], shared = couple(covariance, regressions[narrow], regressions[wide])
    implied = implied_covariance(covariance, len(model.exogenous), regressions)
    first, second = regressions[narrow].outcome, regressions[wide].outcome
    implied[:, first, second] += shared
    implied[:, second, first] += shared
    errors = [slope_errors(implied, equation, cases) for equation in regressions]
    errors[narrow], errors[wide] = coupled_errors(
        implied, regressions[narrow], regressions[wide], shared, cases
    )
    return regressions, implied, errors


def _by_path(model: PathModel, columns: list[Array]) -> dict[tuple[str, str], Array]:
    return {
        (equation.outcome, predictor): column[:, place]
        for equation, column in zip(model.equations, columns, strict=True)
        for place, predictor in enumerate(equation.predictors)
    }
