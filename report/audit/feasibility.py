"""Whether one correlation matrix can give all printed numbers of path models that share a sample.

The correlations are searched for by least squares on the distance of each number from its rounding interval, from
several fixed starting points. A solution proves that the numbers are consistent; not finding one does not prove the
opposite.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from report.audit.model_facts import ModelFacts
from report.audit.numbers import PrintedNumber

if TYPE_CHECKING:
    from numpy.random import Generator

Floats = NDArray[np.float64]
STARTS = 12
#: The largest remaining distance, in rounding errors, of a solution.
_SOLVED = 0.02


@dataclass(frozen=True, slots=True)
class SolvedRegression:
    """A regression on a correlation matrix: slopes, inverse of the predictors' matrix, residual variance.

    `variances` of the predictors and `variance` of the outcome are 1, or those that the model implies.
    """

    slopes: Floats
    inverse: Floats
    residual: float
    variances: tuple[float, ...] = ()
    variance: float = 1.0

    def standardised(self, order: int) -> float:
        """The slope of a predictor in standard deviations of both variables."""
        variance = self.variances[order] if self.variances else 1.0
        return float(self.slopes[order] * np.sqrt(max(1e-12, variance / self.variance)))


@dataclass(frozen=True)
class Target:
    """A printed number as a constraint: its equation, its interval, and its value for the solved equation."""

    name: str
    model: ModelFacts
    equation: tuple[tuple[int, ...], int]
    low: float
    high: float
    scale: float
    value: Callable[[SolvedRegression], float]
    numbers: tuple[PrintedNumber | None, ...] = ()


def targets(models: Sequence[ModelFacts], names: Sequence[str]) -> list[Target]:
    """The constraints of all printed numbers of the models, in terms of the variables' common matrix."""
    place = {name: order for order, name in enumerate(names)}
    return [each for model in models for each in (*_of_paths(model, place), *_of_shares(model, place))]


def _of_paths(model: ModelFacts, place: dict[str, int]) -> Iterator[Target]:
    for path in model.paths:
        predictors = model.equations[path.outcome]
        order = predictors.index(path.predictor)
        equation = (tuple(place[name] for name in predictors), place[path.outcome])
        label, numbers = f"{path.predictor} → {path.outcome}", (path.beta, path.p)
        if path.beta:
            yield _target(f"β of {label}", model, equation, path.beta, _slope(order), numbers)
        if path.p:
            low, high = _z_interval(path.p)
            scale = max(0.02, min(1.0, (high - low) / 2))
            yield Target(f"p of {label}", model, equation, low, high, scale, _z(order, model.n), numbers)


def _of_shares(model: ModelFacts, place: dict[str, int]) -> Iterator[Target]:
    for each in model.explained:
        equation = (tuple(place[name] for name in each.predictors), place[each.outcome])
        yield _target(
            f"R² of {each.outcome}",
            model,
            equation,
            each.r2,
            lambda solved: 1.0 - solved.residual / solved.variance,
            (each.r2,),
        )


def _target(
    name: str,
    model: ModelFacts,
    equation: tuple[tuple[int, ...], int],
    number: PrintedNumber,
    value: Callable[[SolvedRegression], float],
    numbers: tuple[PrintedNumber | None, ...],
) -> Target:
    scale = max(number.half, 1e-4)
    return Target(name, model, equation, number.low, number.high, scale, value, numbers)


def _z_interval(p: PrintedNumber) -> tuple[float, float]:
    from scipy.special import ndtri

    low, high = max(p.low, 1e-16), min(max(p.high, 1e-15), 1.0)
    if p.relation in "<≤":
        return float(-ndtri(p.value / 2)), 40.0
    if p.relation in ">≥":
        return 0.0, float(-ndtri(p.value / 2))
    return float(-ndtri(high / 2)), float(-ndtri(low / 2))


def _solved(matrix: Floats, predictors: tuple[int, ...], outcome: int) -> SolvedRegression:
    among = list(predictors)
    inverse = np.linalg.inv(matrix[np.ix_(among, among)])
    slopes = inverse @ matrix[among, outcome]
    residual = max(1e-9, 1.0 - float(slopes @ matrix[among, outcome]))
    return SolvedRegression(np.asarray(slopes, np.float64), np.asarray(inverse, np.float64), residual)


def _standardised(
    plain: SolvedRegression, implied: Floats, predictors: tuple[int, ...], outcome: int
) -> SolvedRegression:
    """A regression with the variances that its model implies, also in the standard errors of the slopes."""
    among = list(predictors)
    inverse = np.asarray(np.linalg.inv(implied[np.ix_(among, among)]), np.float64)
    variances = tuple(float(implied[each, each]) for each in among)
    return SolvedRegression(
        plain.slopes, inverse, plain.residual, variances, float(implied[outcome, outcome])
    )


def implied_by(matrix: Floats, equations: Sequence[tuple[tuple[int, ...], int]]) -> Floats:
    """The covariances that a recursive model implies: those of exogenous variables, then of each outcome in turn.

    Bollen (1989), eq. 4.6; the slopes and residual variances are those of the regressions on the matrix.
    """
    implied = matrix.copy()
    left = {outcome: predictors for predictors, outcome in equations}
    while left:
        outcome = next((each for each in left if not set(left[each]) & set(left)), next(iter(left)))
        predictors = left.pop(outcome)
        plain, among = _solved(matrix, predictors, outcome), list(predictors)
        others = [place for place in range(len(matrix)) if place != outcome and place not in left]
        row = plain.slopes @ implied[np.ix_(among, others)]
        implied[outcome, others] = implied[others, outcome] = row
        implied[outcome, outcome] = (
            float(plain.slopes @ implied[np.ix_(among, among)] @ plain.slopes) + plain.residual
        )
    return implied


def _slope(order: int) -> Callable[[SolvedRegression], float]:
    return lambda solved: solved.standardised(order)


def _z(order: int, n: int) -> Callable[[SolvedRegression], float]:
    def value(solved: SolvedRegression) -> float:
        variance = float(solved.inverse[order, order]) * solved.residual
        return abs(float(solved.slopes[order])) * float(np.sqrt(n / variance))

    return value


def distance(
    wanted: Sequence[Target],
    size: int,
    starts: int = STARTS,
    place: Mapping[str, int] | None = None,
) -> float:
    """How far, in rounding errors, the worst number of the best matrix is from its interval.

    With the places of the variables, the numbers are standardised by the variances that each model implies.
    """
    from scipy.optimize import least_squares

    generator = np.random.default_rng(20_000 + size)

    def misses(free: Floats) -> Floats:
        matrix = correlations(free, size)
        solved = _all_solved(wanted, matrix, place)
        values = (each.value(solved[each.model.name, each.equation]) for each in wanted)
        gaps = (_gap(each, value) for each, value in zip(wanted, values, strict=True))
        return np.fromiter(gaps, float, len(wanted))

    best = np.inf
    for _ in range(starts):
        found = least_squares(misses, _start(generator, size), max_nfev=150)
        best = min(best, float(np.max(misses(found.x))))
        if best < _SOLVED:
            break
    return best


def _all_solved(
    wanted: Sequence[Target], matrix: Floats, place: Mapping[str, int] | None
) -> dict[tuple[str, tuple[tuple[int, ...], int]], SolvedRegression]:
    """Each equation of each model, solved; of a share of some predictors alone, on the matrix itself."""
    made = {}
    implied: dict[str, tuple[set[tuple[tuple[int, ...], int]], Floats]] = {}
    for each in wanted:
        key = (each.model.name, each.equation)
        if key in made:
            continue
        plain = _solved(matrix, *each.equation)
        if place is not None:
            if each.model.name not in implied:
                own = _equations(each.model, place)
                implied[each.model.name] = (set(own), implied_by(matrix, own))
            own_, by_model = implied[each.model.name]
            plain = _standardised(plain, by_model, *each.equation) if each.equation in own_ else plain
        made[key] = plain
    return made


def _equations(model: ModelFacts, place: Mapping[str, int]) -> list[tuple[tuple[int, ...], int]]:
    return [
        (tuple(place[name] for name in predictors), place[outcome])
        for outcome, predictors in model.equations.items()
    ]


def _gap(target: Target, value: float) -> float:
    return max(target.low - value, value - target.high, 0.0) / target.scale


def _start(generator: Generator, size: int) -> Floats:
    return generator.normal(0.0, 0.5, size * (size - 1) // 2)


def correlations(free: Floats, size: int) -> Floats:
    """The correlation matrix of unrestricted parameters: rows of a Cholesky factor of unit length."""
    factor = np.eye(size)
    factor[np.tril_indices(size, -1)] = free
    factor /= np.linalg.norm(factor, axis=1, keepdims=True)
    return factor @ factor.T
