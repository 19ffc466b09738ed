"""Power, bias, coverage and convergence of the confirmatory models, in a population where their estimates are true."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from analysis.arm_of_file import psilocybin_of
from analysis.models import PRIMARY_EBI, PRIMARY_MEQ
from analysis.path_rows import fitted
from analysis.trial import Arm
from report import Design, sweep
from report.study.study import DataFile
from report.sweeps.design import Universe

if TYPE_CHECKING:
    import numpy as np

    from report.pathmodels.population import Population

SIZES = (20, 29, 40, 60, 80, 100, 150, 200, 300, 400)
REPLICATIONS = 2000
#: Resamples of each simulated data set, and data sets of a unit, so that a unit takes about half a second.
RESAMPLES, BLOCK = 499, 100
FINE_RESAMPLES, FINE_BLOCK = 1999, 25
INDIRECT = "indirect"
MODELS = {"ebi": PRIMARY_EBI, "meq": PRIMARY_MEQ}

CELLS = Design(acute=("ebi", "meq"), n=SIZES)
PRINTED = Design(acute=("ebi", "meq"))


@sweep(CELLS, replications=REPLICATIONS // BLOCK, seed=18, stored="data/sweeps/power.csv")
def simulated_power(
    universe: Universe, rng: np.random.Generator, trial_file: DataFile, dictionary_file: DataFile
) -> Iterator[dict[str, Any]]:
    """Data sets of n cases: the indirect effect by three kinds of intervals, and the tests of its links."""
    arm = psilocybin_of(trial_file, dictionary_file)
    for record in _block(arm, str(universe["acute"]), int(str(universe["n"])), BLOCK, RESAMPLES, rng):
        if record["effect"] == INDIRECT or record["method"] == "wald":
            yield record


@sweep(PRINTED, replications=REPLICATIONS // FINE_BLOCK, seed=29, stored="data/sweeps/coverage.csv")
def simulated_coverage(
    universe: Universe, rng: np.random.Generator, trial_file: DataFile, dictionary_file: DataFile
) -> Iterator[dict[str, Any]]:
    """Data sets of the size of the arm: the intervals of all paths and indirect effects."""
    arm = psilocybin_of(trial_file, dictionary_file)
    acute = str(universe["acute"])
    n = fitted(MODELS[acute], arm).n
    yield from _block(arm, acute, n, FINE_BLOCK, FINE_RESAMPLES, rng)


def _block(
    arm: Arm, acute: str, n: int, sets: int, resamples: int, rng: np.random.Generator
) -> Iterator[dict[str, Any]]:
    from report.pathmodels.simulation import Simulation, block

    simulation = Simulation(population(arm, acute), resamples=resamples, standardised=True)
    return block(simulation, n, sets, rng)


def population(arm: Arm, acute: str) -> Population:
    """The population in which the estimates of a confirmatory model are true."""
    from report.pathmodels.population import population_of_fit

    return population_of_fit(fitted(MODELS[acute], arm))
