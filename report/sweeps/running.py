"""Runs the units of a sweep that are not stored yet, in batches sized by what units cost."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from math import sqrt
from typing import Protocol

from report.rows.errors import Fault, ToolError
from report.sweeps.batches import ComputedBatch, Record, Unit
from report.sweeps.executors import Executor, LostWorkerError

#: Seconds that a batch should take: long compared with the cost of sending it, short compared with a run.
BATCH_SECONDS = 1.0
#: Seconds that client and scheduler compute for a batch, as `bench/sweeps.py` measures with Dask.
OVERHEAD = 1.5e-3
#: Batches queued for each process, so that none waits for the next one.
IN_LINE = 2
#: The most units in a batch, however cheap: the client holds all records of a batch in memory.
MOST_UNITS = 2000
#: How many processes a unit may kill, the last one while it was computed alone, before it is considered the cause.
ATTEMPTS = 4


@dataclass(frozen=True)
class Progress:
    """The progress of a run: finished and all units, the seconds since its start, and units per second."""

    done: int
    total: int
    seconds: float

    @property
    def rate(self) -> float:
        """Units per second."""
        return self.done / self.seconds if self.seconds else 0.0

    @property
    def remaining(self) -> float:
        """The expected seconds until the end."""
        return (self.total - self.done) / self.rate if self.rate else 0.0


Shown = Callable[[Progress], object]


class Store(Protocol):
    """The storage of the records of finished batches."""

    def add(self, records: list[Record]) -> None:
        """Store the records of a batch."""


def run(
    pending: Iterable[Unit],
    total: int,
    executor: Executor,
    checkpoints: Store,
    shown: Shown = lambda progress: None,
    batch: int = 0,
) -> None:
    """Compute the pending units and store each batch as it comes; a batch whose process is lost is recomputed.

    `batch` fixes the number of units in a batch; by default it follows their measured cost, and decreases towards
    the end, so that no process waits long for the last one.
    """
    _Run(iter(pending), total, executor, checkpoints, shown, batch).finish()


def batch_seconds(work: float, width: int) -> float:
    """Seconds that the next batch should take when `work` seconds are left for `width` processes.

    About BATCH_SECONDS, or longer where the scheduler could not keep so many processes busy. Towards the end, a part
    of what is left for each process, but not less than sqrt(work * OVERHEAD): with k batches, sending takes
    k * OVERHEAD and computing work / k, whose sum is smallest there.
    """
    longest = max(BATCH_SECONDS, 2 * OVERHEAD * width)
    shortest = min(sqrt(work * OVERHEAD), longest)
    return max(shortest, min(longest, work / (2 * IN_LINE * width)))


@dataclass(frozen=True)
class _Sent:
    """A batch that was sent: how many processes its only unit has killed, and whether it was sent alone."""

    units: list[Unit]
    ended: int = 0
    alone: bool = False


class _Run:
    def __init__(
        self,
        pending: Iterator[Unit],
        total: int,
        executor: Executor,
        checkpoints: Store,
        shown: Shown,
        batch: int,
    ) -> None:
        self._pending, self._total, self._executor = pending, total, executor
        self._checkpoints, self._shown, self._fixed = checkpoints, shown, batch
        self._began = time.perf_counter()
        self._cost = 0.0
        self._sent = self._done = self._number = 0
        self._batches: dict[int, _Sent] = {}
        self._suspected: list[_Sent] = []

    def finish(self) -> None:
        """Compute until nothing is pending."""
        while self._fill():
            records = [record for outcome in self._executor.finished() for record in self._received(*outcome)]
            if records:
                self._checkpoints.add(records)
            self._shown(Progress(self._done, self._total, time.perf_counter() - self._began))

    def _received(self, number: int, outcome: ComputedBatch | LostWorkerError) -> list[Record]:
        """The records of a batch; a lost one has none and is sent again."""
        sent = self._batches.pop(number)
        if isinstance(outcome, LostWorkerError):
            self._again(sent, outcome.times)
            return []
        self._measure(outcome.seconds / len(sent.units))
        self._done += len(sent.units)
        return outcome.records

    def _fill(self) -> bool:
        """Send batches until enough are queued; return whether any is.

        Until a cost is known, batches have one unit, and no more are sent once the first has finished.
        """
        if self._suspected:
            if not self._batches:
                self._send(self._suspected.pop())
            return True
        while len(self._batches) < IN_LINE * self._executor.width:
            if not (self._cost or self._fixed) and self._batches and self._executor.any_finished():
                break
            units = list(islice(self._pending, self._size()))
            if not units:
                break
            self._sent += len(units)
            self._send(_Sent(units))
        return bool(self._batches)

    def _size(self) -> int:
        if self._fixed or not self._cost:
            return self._fixed or 1
        wanted = batch_seconds((self._total - self._sent) * self._cost, self._executor.width)
        return min(MOST_UNITS, max(1, int(wanted / self._cost)))

    def _measure(self, cost: float) -> None:
        self._cost = cost if not self._cost else 0.7 * self._cost + 0.3 * cost

    def _send(self, batch: _Sent) -> None:
        self._number += 1
        self._batches[self._number] = batch
        self._executor.submit(self._number, batch.units)

    def _again(self, lost: _Sent, times: int) -> None:
        """Send a batch again, in halves, so that a unit that kills its process is found.

        A unit that was lost twice is computed while no other is, so that it is not lost because of another one.
        """
        middle = len(lost.units) // 2
        if middle:
            for half in (lost.units[:middle], lost.units[middle:]):
                self._send(_Sent(half))
            return
        ended = lost.ended + times
        if lost.alone and ended >= ATTEMPTS:
            raise _named(lost.units[0])
        if ended > 1:
            self._suspected.append(_Sent(lost.units, ended, alone=True))
        else:
            self._send(_Sent(lost.units, ended))


def _named(unit: Unit) -> ToolError:
    universe, replication = unit
    named = ", ".join(f"{name} = {option}" for name, option in universe.items())
    what = f"replication {replication} of {named} killed {ATTEMPTS} processes, perhaps for lack of memory"
    return ToolError(Fault("sweep", what, "give it more memory, or remove the universe from the design"))
