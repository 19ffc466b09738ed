"""Benchmark of sweeps: efficiency of two workers, a straggler, the overhead of Dask, memory, and many machines.

Units sleep instead of computing, so that what is measured is how well workers are occupied and not what else this
machine does. Many machines are simulated: the engine's own scheduling runs against workers in virtual time, with the
measured time of client and scheduler for each batch. `python bench/sweeps.py straggler` measures one part: efficiency,
straggler, dask_overhead, memory or many_machines.
"""

from __future__ import annotations

import heapq
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from report.sweeps.batches import ComputedBatch, Record, SweepTask
from report.sweeps.checkpoints import Checkpoints
from report.sweeps.executors import Batch, DaskExecutor, Executor, LocalExecutor, LostWorkerError
from report.sweeps.running import OVERHEAD, run

Unit = tuple[Mapping[str, Any], int]
MEMORY = (10_000, 100_000)


class Nowhere:
    """Forgets the records of finished batches."""

    def add(self, records: list[Record]) -> None:
        """Forget them."""


class VirtualExecutor:
    """Workers whose batches take virtual time; the scheduler spends `overhead` seconds on each batch."""

    def __init__(self, width: int, cost: Callable[[int], float], overhead: float) -> None:
        self.width, self._cost, self._overhead = width, cost, overhead
        self._free = [0.0] * width
        self._events: list[tuple[float, int, float]] = []
        self.now = self.busy = 0.0
        self.batches = 0

    def submit(self, number: int, batch: Batch) -> None:
        """Give a batch to the worker that is free first."""
        self.now += self._overhead
        seconds = sum(self._cost(int(str(universe["unit"]))) for universe, _ in batch)
        finish = max(self.now, heapq.heappop(self._free)) + seconds
        heapq.heappush(self._free, finish)
        heapq.heappush(self._events, (finish, number, seconds))
        self.busy += seconds
        self.batches += 1

    def any_finished(self) -> bool:
        """Whether the next batch to finish has finished by now."""
        return bool(self._events) and self._events[0][0] <= self.now

    def finished(self) -> Iterator[tuple[int, ComputedBatch | LostWorkerError]]:
        """Go on to the moment at which the next batch finishes; yield all that have finished by then."""
        self.now = max(self.now, self._events[0][0])
        while self.any_finished():
            _, number, seconds = heapq.heappop(self._events)
            yield number, ComputedBatch([], seconds)

    def close(self) -> None:
        """Nothing is open."""


def units(count: int) -> Iterator[Unit]:
    return (({"unit": unit}, 0) for unit in range(count))


def slept(cost: float, slow: float, universe: Mapping[str, Any], rng: object) -> dict[str, float]:
    """A unit that occupies its worker for a time; unit 0 takes `slow` instead."""
    time.sleep(cost if universe["unit"] else slow)
    return {"value": 1.0}


def elapsed(count: int, executor: Executor, batch: int = 0) -> float:
    began = time.perf_counter()
    run(units(count), count, executor, Nowhere(), batch=batch)
    return time.perf_counter() - began


class Occupied(LocalExecutor):
    """A local pool that adds up the seconds for which its workers computed."""

    occupied = 0.0

    def finished(self) -> Iterator[tuple[int, ComputedBatch | LostWorkerError]]:
        for number, outcome in super().finished():
            self.occupied += outcome.seconds if isinstance(outcome, ComputedBatch) else 0.0
            yield number, outcome


def local(count: int, cost: float, workers: int, slow: float = 0.0) -> tuple[float, float]:
    """The seconds of a run, and the share of them for which the workers computed.

    The share leaves out what else this machine does: that makes units longer and does not leave workers idle.
    """
    executor = Occupied(SweepTask(partial(slept, cost, slow or cost), {}, 1), workers)
    try:
        elapsed(4 * workers, executor, 1)  # the processes have started
        executor.occupied = 0.0
        seconds = elapsed(count, executor)
        return seconds, executor.occupied / (workers * seconds)
    finally:
        executor.close()


def efficiency() -> None:
    count, cost = 2000, 0.005
    (one, share_of_one), (two, share_of_two) = (local(count, cost, workers) for workers in (1, 2))
    print(f"{count} units of {1000 * cost:g} ms: 1 worker {one:.2f} s, 2 workers {two:.2f} s")
    shares = f"1 worker computed for {share_of_one:.1%} of the time, 2 for {share_of_two:.1%}"
    print(f"efficiency of 2 workers {one / (2 * two):.2f}; {shares}")


def straggler() -> None:
    count, cost = 10_000, 0.001
    slow = 100 * cost
    exact = _sleep_of(cost)
    found, share = local(count, cost, 2, slow)
    ideal = (count * exact + slow) / 2
    print(
        f"{count} universes, one 100 times slower: {found:.2f} s, ideal {ideal:.2f} s, ratio {found / ideal:.2f}; "
        f"by what the units took in this run {1 / share:.3f}"
    )


def _sleep_of(cost: float) -> float:
    """What a sleep of that length takes here."""
    began = time.perf_counter()
    for _ in range(200):
        time.sleep(cost)
    return (time.perf_counter() - began) / 200


def dask_overhead() -> None:
    """The time of a batch without work, with few and with many batches in progress.

    With few, it is a round trip between client, scheduler and worker, which happens while the workers compute. With
    many, it is what client, scheduler and workers spend on a batch, here all on the same cores.
    """
    executor = DaskExecutor(SweepTask(partial(slept, 0.0, 0.0), {}, 1), "local", 2)
    try:
        elapsed(20, executor, 1)
        for width in (2, 32, 256):
            executor.width, count = width, 1000
            began, seconds = time.process_time(), elapsed(count, executor, 1)
            used = time.process_time() - began
            print(
                f"Dask, {2 * width} batches of one empty unit in progress, 2 workers: {1e6 * seconds / count:.0f} µs "
                f"for each, of which client and scheduler compute {1e6 * used / count:.0f} µs"
            )
    finally:
        executor.close()


def memory() -> None:
    """The memory of client and scheduler, each a process of its own, started again for each number of universes."""
    for kind, parts in (("local", ("client",)), ("dask", ("client", "scheduler"))):
        sizes = []
        for count in MEMORY:
            context = multiprocessing.get_context("spawn")
            results = context.Queue()
            process = context.Process(target=_used, args=(kind, count, results))
            process.start()
            sizes.append(results.get(timeout=600))
            process.join()
        for place, part in enumerate(parts):
            few, many = (size[place] for size in sizes)
            print(
                f"memory, {kind}, {part}: {few:.0f} MB with {MEMORY[0]:,} universes, {many:.0f} MB with {MEMORY[1]:,}"
            )


def _used(kind: str, count: int, results: Any) -> None:
    """The largest memory of the client so far, and the scheduler's memory, after a run."""
    task = SweepTask(partial(slept, 0.0, 0.0), {}, 1)
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        executor: Any = LocalExecutor(task, 2) if kind == "local" else _on_a_cluster(stack, task)
        stack.callback(executor.close)
        run(units(count), count, executor, Checkpoints(Path(folder) / "sweep"))
        sizes = [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]
        if kind == "dask":
            sizes.append(_resident(executor._client.run_on_scheduler(os.getpid)))
    results.put(sizes)


def _on_a_cluster(stack: ExitStack, task: SweepTask) -> DaskExecutor:
    """A cluster whose scheduler is not in the process of the client, as `--scheduler local` has it."""
    from distributed import SubprocessCluster

    cluster = stack.enter_context(
        SubprocessCluster(n_workers=2, worker_kwargs={"nthreads": 1}, dashboard_address=":0", silence_logs=50)
    )
    return DaskExecutor(task, cluster.scheduler_address)


def _resident(process: int) -> float:
    import psutil

    return float(psutil.Process(process).memory_info().rss / 2**20)


def machines(overhead: float) -> None:
    """The engine's scheduling for many machines of 16 cores, in virtual time."""
    print("machines  cores    units    cost   ideal    time  efficiency  batches")
    for count, cost in ((200_000, 0.005), (200_000, 0.5), (2_000_000, 0.5)):
        for number in (10, 1000):
            width = 16 * number
            executor = VirtualExecutor(width, lambda unit, cost=cost: cost, overhead)  # type: ignore[misc]
            run(units(count), count, executor, Nowhere())
            ideal = count * cost / width
            print(
                f"{number:>8}{width:>7}{count:>9}{1000 * cost:>6.0f}ms{ideal:>7.1f}s{executor.now:>7.1f}s"
                f"{ideal / executor.now:>12.2f}{executor.batches:>9}"
            )


def many_machines() -> None:
    machines(OVERHEAD)


PARTS = {part.__name__: part for part in (efficiency, straggler, dask_overhead, memory, many_machines)}


def main() -> None:
    for name in sys.argv[1:] or PARTS:
        PARTS[name]()


if __name__ == "__main__":
    main()
