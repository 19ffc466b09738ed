"""The decorator `@sweep`: a product whose value is the frame of all universes and replications."""

from __future__ import annotations

import functools
import inspect
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from report.rows.errors import Fault, ProductError, StudyError
from report.rows.levels import study_levels
from report.sweeps.declaration_faults import GIVEN, declaration_faults, without_design
from report.sweeps.design import RESERVED, Design, key_of

if TYPE_CHECKING:
    from pandas import DataFrame

    from report.sweeps.batches import SweepTask, Unit
    from report.sweeps.checkpoints import Checkpoints
    from report.sweeps.executors import Executor
    from report.sweeps.running import Progress, Shown
    from report.sweeps.stored_results import StoredResults

#: A build computes the missing results of a sweep if that takes at most this many seconds.
BUILD_SECONDS = 30.0
#: The cost of a sweep is known after this many seconds.
PATIENCE = 2.0
ATTRIBUTE = "__report_sweep__"


@dataclass(frozen=True)
class Sweep:
    """A function of a universe and a random generator, its design, and its number of replications."""

    function: Callable[..., Any]
    design: Design
    replications: int = 1
    batch: int = 0
    seed: int = 1
    stored: str = ""

    @property
    def name(self) -> str:
        """The name of the function."""
        return self.function.__name__

    @property
    def needs(self) -> tuple[str, ...]:
        """The products that the function needs."""
        return tuple(name for name in inspect.signature(self.function).parameters if name not in GIVEN)

    def units(self) -> Iterator[Unit]:
        """All universes with all replications, the first replication of every universe first."""
        for replication in range(self.replications):
            for universe in self.design.universes():
                yield universe, replication

    def total(self) -> int:
        """The number of units."""
        return self.replications * sum(1 for _ in self.design.universes())

    def checkpoints(self, arguments: Mapping[str, Any]) -> Checkpoints:
        """The stored batches that were computed by this code from these arguments."""
        from report.sweeps.checkpoints import Checkpoints
        from report.sweeps.identity import identity, project_of

        root = project_of(self.function)
        key = identity(self.function, arguments, self.seed, root)
        return Checkpoints(root / ".tracepaper" / "sweeps" / self.name / key)

    def compute(
        self,
        arguments: Mapping[str, Any],
        executor: Callable[[SweepTask], Executor],
        shown: Shown = lambda progress: None,
        *,
        fresh: bool = False,
    ) -> None:
        """Compute and store the units that are not stored yet; with `fresh`, all of them."""
        from report.sweeps.running import run

        checkpoints = self.checkpoints(arguments)
        done = set() if fresh else checkpoints.done()
        left = self.total() - self._stored(done)
        if not left:
            return
        pending = (unit for unit in self.units() if (key_of(unit[0]), unit[1]) not in done)
        chosen = executor(self._task(arguments))
        try:
            if fresh:
                checkpoints.clear()  # not before there is a cluster that computes them again
            run(pending, left, chosen, checkpoints, shown, self.batch)
        finally:
            chosen.close()

    def _task(self, arguments: Mapping[str, Any]) -> SweepTask:
        from report.sweeps.batches import SweepTask

        return SweepTask(self.function, arguments, self.seed, tuple(self.design.decisions), study_levels())

    def _stored(self, done: set[tuple[str, int]]) -> int:
        keys = map(key_of, self.design.universes()) if done else ()
        return sum((key, number) in done for key in keys for number in range(self.replications))

    def results(self, arguments: Mapping[str, Any]) -> DataFrame:
        """The results for a build: stored ones, or computed here if that does not take long."""
        from report.sweeps.executors import LocalExecutor

        if self.stored and (found := self._stored_frame(arguments)) is not None:
            return found
        self.compute(arguments, LocalExecutor, functools.partial(_refuse_long, self.name))
        return self.frame(arguments)

    def stored_results(self, arguments: Mapping[str, Any]) -> StoredResults:
        """The files of the study that have the results."""
        from report.files.file_states import digest_of
        from report.sweeps.identity import project_of, subject
        from report.sweeps.stored_results import StoredResults

        root = project_of(self.function)
        universes = map(key_of, self.design.universes())
        parts = [subject(self.function, arguments, self.seed, root), str(self.replications), *universes]
        return StoredResults(root / self.stored, digest_of(parts), self.name)

    def store(self, arguments: Mapping[str, Any]) -> None:
        """Write the results to the study's file; one unit is recomputed to measure its cost."""
        from report.sweeps.batches import compute

        units = list(self.units())
        began = time.process_time()
        compute(self._task(arguments), [units[len(units) // 2]])
        seconds = time.process_time() - began
        self.stored_results(arguments).write(self.frame(arguments), seconds)

    def _stored_frame(self, arguments: Mapping[str, Any]) -> DataFrame | None:
        """The stored results, if they are current and a sample of units gives the same numbers now."""
        from report.sweeps.batches import compute
        from report.sweeps.stored_results import compared_units, differences

        stored = self.stored_results(arguments)
        record = stored.record()
        if record is None:
            return None
        frame = stored.frame(self.design.universes())
        units = list(self.units())
        for place in compared_units(len(units), float(record["seconds_for_a_unit"])):
            universe, replication = units[place]
            chosen = (frame["universe"] == key_of(universe)) & (frame["replication"] == replication)
            now = compute(self._task(arguments), [units[place]]).records
            found = list(differences(_records(frame[chosen]), now))
            if found:
                what = f"{self.stored} has values of {found[0]} that its code no longer gives"
                remedy = f"run `report sweep {self.name} --fresh`, and commit the file"
                raise ProductError(Fault(f"sweep {self.name}", what, remedy))
        return frame

    def frame(self, arguments: Mapping[str, Any]) -> DataFrame:
        """One row for each record: the decisions, the replication, the values, and the failure or an empty text."""
        from pandas import DataFrame

        decisions = [{"universe": key_of(each), **each} for each in self.design.universes()]
        columns = ["universe", *self.design.decisions]
        found = self.checkpoints(arguments).frame()
        universes = DataFrame(decisions, columns=columns).reset_index(names="place")
        if found.empty:
            return universes.iloc[:0].drop(columns=["place"]).assign(replication=[], failure=[])
        found = found[found["replication"] < self.replications]
        merged = universes.merge(found, on="universe")
        merged = merged.sort_values(["place", "replication"], kind="stable", ignore_index=True)
        values = sorted({*found.columns} - {*RESERVED})
        return merged[[*columns, "replication", *values, "failure"]]


def _records(frame: DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in record.items()} for record in frame.to_dict("records")]


def _refuse_long(name: str, progress: Progress) -> None:
    if progress.seconds + progress.remaining > BUILD_SECONDS and progress.seconds > PATIENCE:
        minutes = progress.remaining / 60
        what = (
            f"{name} needs about {minutes:.0f} min more"
            if minutes >= 1
            else f"{name} needs more than half a minute"
        )
        raise ProductError(Fault(f"sweep {name}", what, f"run `report sweep {name}`, then build"))


def sweep(
    design: Design, *, replications: int = 1, batch: int = 0, seed: int = 1, stored: str = ""
) -> Callable[[Callable[..., Any]], Callable[..., DataFrame]]:
    """Mark a function of `universe` and `rng`: it is computed for each universe of a design, with replications.

    Its other arguments are products that it needs. It returns or yields mappings of names to numbers, or a small
    frame. Products that need it get a frame of all results (`Sweep.frame`). `stored` is a CSV file of the project to
    which `report sweep` writes the results, and from which a build reads them while code, data and design are the same.
    """

    if inspect.isfunction(design):
        raise StudyError(without_design(design))

    def mark(function: Callable[..., Any]) -> Callable[..., DataFrame]:
        if faults := declaration_faults(function, design, replications=replications, seed=seed, batch=batch):
            raise StudyError(faults)
        marked = Sweep(function, design, replications, batch, seed, stored)

        @functools.wraps(function)
        def product(**arguments: Any) -> DataFrame:
            return marked.results(arguments)

        needed = [each for each in inspect.signature(function).parameters.values() if each.name not in GIVEN]
        attributes = {
            "__signature__": inspect.Signature(needed),
            "__report_product__": "value",
            ATTRIBUTE: marked,
        }
        for name, value in attributes.items():
            setattr(product, name, value)
        return product

    return mark


def sweep_of(function: Callable[..., Any]) -> Sweep | None:
    """The sweep of a product, or None."""
    found = getattr(function, ATTRIBUTE, None)
    return found if isinstance(found, Sweep) else None
