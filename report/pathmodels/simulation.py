"""Power, bias, coverage and convergence of a path model's estimates, by simulation.

Muthén, L. K., & Muthén, B. O. (2002). How to use a Monte Carlo study to decide on sample size and determine power.
Structural Equation Modeling, 9, 599-620. Monte Carlo standard errors: Morris, T. P., White, I. R., & Crowther, M. J.
(2019). Using simulation studies to evaluate statistical methods. Statistics in Medicine, 38, 2074-2102, table 6.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from report.pathmodels.cases import Booleans, Floats
from report.pathmodels.many import Fits, fit_many
from report.pathmodels.nested_bootstrap import METHODS, nested_limits
from report.pathmodels.population import Population

WALD = "wald"
#: The counts of each block of data sets, which are summed over blocks.
COUNTS = ("sets", "converged", "total", "squares", "significant", "covered", "intervals")


@dataclass(frozen=True)
class Simulation:
    """Data sets of a population are estimated by its own model.

    `alpha` is the level of tests and, as 1 - alpha, of intervals; `resamples` are those of the bootstrap of each data
    set (0: none); `standardised` compares standardised values instead of raw ones. Wald tests are of raw values.
    """

    population: Population
    alpha: float = 0.05
    resamples: int = 0
    standardised: bool = False


def block(simulation: Simulation, n: int, count: int, rng: np.random.Generator) -> Iterator[dict[str, Any]]:
    """Counts and sums over `count` data sets of n cases, one record for each tested row and method."""
    population = simulation.population
    values = population.draw(count, n, rng)
    fits = fit_many(population.syntax, values, population.variables)
    good = np.ones(count, dtype=np.bool_)
    good[list(fits.failures)] = False
    truth = population.std if simulation.standardised else population.raw
    places = list(population.tested)
    if not good.any():
        yield from (_nothing(population.names[place], count) for place in places)
        return
    found = _Block(fits, good, truth, places, simulation)
    yield from found.wald()
    if simulation.resamples:
        limits = nested_limits(
            population, values[good], found.estimates, simulation.resamples, simulation.alpha, rng,
            simulation.standardised,
        )  # fmt: skip
        for method, (lower, upper) in zip(METHODS, limits, strict=True):
            yield from found.records(method, (lower > 0) | (upper < 0), lower, upper)


def _nothing(name: str, count: int) -> dict[str, Any]:
    return {"effect": name, "method": WALD, **dict.fromkeys(COUNTS, 0), "sets": count}


class _Block:
    """The estimates of the tested rows in the data sets that could be estimated."""

    def __init__(
        self, fits: Fits, good: Booleans, truth: Floats, places: list[int], simulation: Simulation
    ) -> None:
        chosen = (fits.std, fits.std_se) if simulation.standardised else (fits.est, fits.se)
        self.estimates, self._errors = (part[places][:, good] for part in chosen)
        self._raw, self._raw_errors = (part[places][:, good] for part in (fits.est, fits.se))
        self._good, self._truth, self._simulation = good, truth[places], simulation
        self._names = [simulation.population.names[place] for place in places]

    def wald(self) -> Iterator[dict[str, Any]]:
        from scipy.special import ndtri

        reach = float(ndtri(1 - self._simulation.alpha / 2))
        significant = np.abs(self._raw) > reach * self._raw_errors
        margin = reach * self._errors
        return self.records(WALD, significant, self.estimates - margin, self.estimates + margin)

    def records(
        self, method: str, significant: Booleans, lower: Floats, upper: Floats
    ) -> Iterator[dict[str, Any]]:
        """Sums over data sets; squares are about the true value."""
        for k, (name, truth) in enumerate(zip(self._names, self._truth.tolist(), strict=True)):
            gap = self.estimates[k] - truth
            inside = (lower[k] <= truth) & (truth <= upper[k])
            yield {
                "effect": name,
                "method": method,
                "sets": len(self._good),
                "converged": int(self._good.sum()),
                "total": float(gap.sum()),
                "squares": float((gap**2).sum()),
                "significant": int(significant[k].sum()),
                "covered": int(inside.sum()),
                "intervals": int(np.isfinite(lower[k] + upper[k]).sum()),
            }


@dataclass(frozen=True)
class SimulationSummary:
    """The results of a simulation for one effect, each with its Monte Carlo standard error.

    `power` and `coverage` are shares of the data sets with an interval, `converged` of all.
    """

    effect: str
    method: str
    truth: float
    sets: int
    converged: float
    converged_error: float
    power: float
    power_error: float
    bias: float
    bias_error: float
    coverage: float
    coverage_error: float


def summary(
    effect: str, method: str, truth: float, records: Iterable[Mapping[str, Any]]
) -> SimulationSummary:
    """The records of all blocks of one effect, method and number of cases, as one."""
    listed = list(records)
    total = {name: sum(record[name] for record in listed) for name in COUNTS}
    good, intervals = total["converged"], total["intervals"]
    bias = total["total"] / good if good else np.nan
    spread = max(total["squares"] / good - bias**2, 0.0) * good / (good - 1) if good > 1 else np.nan
    return SimulationSummary(
        effect,
        method,
        truth,
        total["sets"],
        *_share(good, total["sets"]),
        *_share(total["significant"], intervals),
        bias,
        float(np.sqrt(spread / good)) if good > 1 else np.nan,
        *_share(total["covered"], intervals),
    )


def _share(count: int, total: int) -> tuple[float, float]:
    """A share and its standard error."""
    if not total:
        return np.nan, np.nan
    share = count / total
    return share, float(np.sqrt(share * (1 - share) / total))
