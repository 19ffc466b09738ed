"""Simulations of a path model for several numbers of cases, as a sweep of blocks of data sets."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from report.pathmodels.errors import ModelError
from report.sweeps.batches import Record, SweepTask, Unit
from report.sweeps.running import Progress, run

if TYPE_CHECKING:
    import numpy as np

    from report.pathmodels.simulation import Simulation, SimulationSummary
    from report.sweeps.executors import Executor

#: Data sets that are simulated and estimated together.
BLOCK = 100


@dataclass(frozen=True)
class Collected:
    """Records of finished batches in memory."""

    records: list[Record] = field(default_factory=list)

    def add(self, records: list[Record]) -> None:
        """Add the records of a batch."""
        self.records.extend(records)


def power(
    simulation: Simulation,
    sizes: Sequence[int],
    replications: int,
    seed: int,
    executor: Callable[[SweepTask], Executor],
    shown: Callable[[Progress], object] = lambda progress: None,
) -> dict[int, list[SimulationSummary]]:
    """The summaries of all tested rows and methods for each number of cases, with `replications` data sets each.

    The same seed gives the same numbers on any executor, and more replications extend the earlier ones.
    """
    _require_cases(simulation, sizes)
    units = list(_units(sizes, replications))
    store = Collected()
    task = SweepTask(functools.partial(_block, simulation), {}, seed)
    chosen = executor(task)
    try:
        run(iter(units), len(units), chosen, store, shown)
    finally:
        chosen.close()
    failures = sorted({record["failure"] for record in store.records if record["failure"]})
    if failures:
        raise ModelError(f"a data set could not be simulated: {failures[0]}")
    # Batches end in any order, and the last digit of a sum depends on the order of its terms.
    records = sorted(store.records, key=lambda record: record["replication"])
    return {n: list(_summaries(simulation, n, records)) for n in sizes}


def _units(sizes: Sequence[int], replications: int) -> Iterator[Unit]:
    """Whole blocks, and one with the rest, of each number of cases."""
    blocks, rest = divmod(replications, BLOCK)
    for number, sets in enumerate([BLOCK] * blocks + [rest] * bool(rest)):
        yield from (({"n": n, "sets": sets}, number) for n in sizes)


def _require_cases(simulation: Simulation, sizes: Sequence[int]) -> None:
    needed = len(simulation.population.variables) + 1
    if min(sizes) < needed:
        raise ModelError(f"n = {min(sizes)}: {needed - 1} variables need at least {needed} cases")


def _block(simulation: Simulation, universe: Mapping[str, Any], rng: np.random.Generator) -> Iterator[Record]:
    from report.pathmodels.simulation import block

    n = int(universe["n"])
    yield from ({**record, "n": n} for record in block(simulation, n, int(universe["sets"]), rng))


def _summaries(simulation: Simulation, n: int, records: list[Record]) -> Iterator[SimulationSummary]:
    from report.pathmodels.simulation import summary

    population = simulation.population
    truths = population.std if simulation.standardised else population.raw
    found = defaultdict(list)
    for record in records:
        if record["n"] == n:
            found[record["effect"], record["method"]].append(record)
    for place in population.tested:
        name = population.names[place]
        for effect, method in [key for key in found if key[0] == name]:
            yield summary(effect, method, float(truths[place]), found[effect, method])
