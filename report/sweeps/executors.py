"""Where batches are computed: in processes of this machine, or on a Dask cluster."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib import import_module
from itertools import islice
from queue import Empty, SimpleQueue
from typing import Any, Protocol

from report.files.worker_processes import CONTEXT, end_with_parent, processors
from report.rows.errors import Fault, ToolError, exception_text
from report.sweeps.batches import ComputedBatch, SweepTask, Unit, compute
from report.sweeps.watching import INTERVAL, Told, Watch

Batch = Sequence[Unit]
#: Batches in one message to a Dask scheduler.
MESSAGE = 64
#: The number of batches checked to see whether any has finished.
FIRST = 8


class LostWorkerError(Exception):
    """The process that computed a batch ended before it answered; `times` counts the processes, one after another."""

    def __init__(self, times: int = 1) -> None:
        super().__init__(times)
        self.times = times


class Executor(Protocol):
    """Computes batches, several at a time."""

    #: How many batches it computes at the same time.
    width: int

    def submit(self, number: int, batch: Batch) -> None:
        """Start a batch, or queue it; its number is returned with its result."""

    def any_finished(self) -> bool:
        """Whether a batch has finished, without waiting for one."""

    def finished(self) -> Iterator[tuple[int, ComputedBatch | LostWorkerError]]:
        """Wait until at least one batch has finished; yield all that have."""

    def close(self) -> None:
        """Stop what is running, and release the processes."""


_TASK: dict[str, SweepTask] = {}


def _prepare(task: SweepTask) -> None:
    end_with_parent()
    _TASK["task"] = task


def _compute(batch: Batch) -> ComputedBatch:
    return compute(_TASK["task"], batch)


@dataclass(frozen=True)
class UndecoratedFunction:
    """The function below the decorator of a sweep, which a new process imports by the name of the sweep."""

    module: str
    name: str

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        """Call the function."""
        return inspect.unwrap(getattr(import_module(self.module), self.name))(*arguments, **options)


def _sendable(task: SweepTask) -> SweepTask:
    """The same task for a new process, to which only functions that have a name can be sent."""
    function = task.function
    named = getattr(
        sys.modules.get(getattr(function, "__module__", "")), getattr(function, "__name__", ""), None
    )
    if named is None or named is function or inspect.unwrap(named) is not function:
        return task
    return replace(task, function=UndecoratedFunction(function.__module__, function.__name__))


class LocalExecutor:
    """A pool of processes on this machine; processes that are killed are replaced."""

    def __init__(self, task: SweepTask, workers: int = 0) -> None:
        self.width = workers or processors()
        self._task = task
        self._pool = self._started()
        self._running: dict[Future[ComputedBatch], int] = {}

    def _started(self) -> ProcessPoolExecutor:
        is_copied = CONTEXT.get_start_method() == "fork"
        task = self._task if is_copied else _sendable(self._task)
        return ProcessPoolExecutor(self.width, CONTEXT, _prepare, (task,))

    def submit(self, number: int, batch: Batch) -> None:
        """Queue a batch."""
        try:
            future = self._pool.submit(_compute, batch)
        except BrokenProcessPool:
            self._pool = self._started()
            future = self._pool.submit(_compute, batch)
        self._running[future] = number

    def any_finished(self) -> bool:
        """Whether one of the batches that were submitted first has finished."""
        return any(future.done() for future in islice(self._running, FIRST))

    def finished(self) -> Iterator[tuple[int, ComputedBatch | LostWorkerError]]:
        """Yield finished batches; the batches of a broken pool are lost together."""
        done, _ = wait(self._running, return_when=FIRST_COMPLETED)
        for future in done:
            number = self._running.pop(future)
            try:
                yield number, future.result()
            except BrokenProcessPool:
                yield number, LostWorkerError()

    def close(self) -> None:
        """Stop the processes."""
        for process in list((self._pool._processes or {}).values()):
            with suppress(OSError):
                process.kill()
        self._pool.shutdown(wait=True, cancel_futures=True)


class DaskExecutor:
    """A Dask cluster by its address, or one started on this machine; `told` gets what the user must know meanwhile."""

    def __init__(
        self, task: SweepTask, address: str = "local", workers: int = 0, told: Told = lambda fault: None
    ) -> None:
        from report.sweeps import dask_cluster

        self._client: Any = dask_cluster.connected(address, workers or processors())
        self._address = address
        dask_cluster.require_same_versions(self._client)
        self.width = max(1, sum(self._client.ncores().values()))
        self._task = dask_cluster.shipped(self._client, task)
        self._watch = Watch(self._client, address, self._task, told)
        self._unsent: dict[int, Batch] = {}
        self._running: dict[Any, int] = {}
        self._finished: SimpleQueue[Any] = SimpleQueue()

    @property
    def dashboard(self) -> str:
        """The address of the cluster's dashboard."""
        return str(self._client.dashboard_link)

    def submit(self, number: int, batch: Batch) -> None:
        """Put a batch into the next message to the scheduler."""
        self._unsent[number] = batch
        if len(self._unsent) >= MESSAGE:
            self._send()

    def _send(self) -> None:
        """Send all waiting batches in one message: one message per batch takes Dask several times as long."""
        from report.sweeps.dask_cluster import compute_shipped, packed_units

        numbers, batches = list(self._unsent), [packed_units(each) for each in self._unsent.values()]
        self._unsent.clear()
        if batches:
            tasks = [self._task] * len(batches)
            futures = self._client.map(compute_shipped, tasks, batches, pure=False, retries=0)
            self._running.update(zip(futures, numbers, strict=True))
            for future in futures:
                future.add_done_callback(self._finished.put)

    def any_finished(self) -> bool:
        """Whether a batch has finished, without waiting for one."""
        self._send()
        return not self._finished.empty()

    def finished(self) -> Iterator[tuple[int, ComputedBatch | LostWorkerError]]:
        """Yield finished batches; results are fetched together, and leave the cluster's memory at once."""
        self._send()
        done = self._done()
        results = self._results([future for future in done if future.status == "finished"])
        for future in done:
            number = self._running.pop(future)
            yield number, results[future] if future in results else self._result(future)
            future.release()

    def _result(self, future: Any) -> ComputedBatch | LostWorkerError:
        """The result of one batch; waits if it was lost with its worker and is computed again."""
        from report.sweeps.dask_cluster import OtherVersionsError, library

        try:
            computed: ComputedBatch = self._watch.gathered([future])[0]
        except library("distributed").KilledWorker as lost:
            return LostWorkerError(lost.allowed_failures + 1)
        except OtherVersionsError as other:
            raise ToolError(other.faults()) from None
        except ToolError:
            raise
        except (Exception, CancelledError) as error:
            if future.status == "error":
                what = f"the workers at {self._address} cannot run the sweep: {exception_text(error)}"
                raise ToolError(Fault("--scheduler", what, "install what is missing there")) from None
            self._watch.check()
            return LostWorkerError()
        return computed

    def _done(self) -> list[Any]:
        """The batches that have finished, at least one; a scheduler that no longer answers is a fault."""
        done: list[Any] = []
        while not done:
            with suppress(Empty):
                done = [self._finished.get(timeout=INTERVAL)]
            while not self._finished.empty():
                done.append(self._finished.get())
            if not done or any(future.cancelled() for future in done):
                self._watch.check()
        return done

    def _results(self, computed: list[Any]) -> dict[Any, ComputedBatch]:
        """The results of these batches in one message; none if one of them was lost meanwhile."""
        try:
            return dict(zip(computed, self._watch.gathered(computed), strict=True))
        except ToolError:
            raise
        except Exception:  # each is fetched on its own, and says what it failed for
            self._watch.check()
            return {}

    def close(self) -> None:
        """Cancel running batches and disconnect from the cluster; one that was started here is stopped."""
        with suppress(Exception):  # a scheduler that is gone has nothing to cancel
            self._client.cancel(list(self._running))
            self._task.release()
        if self._client.cluster is not None:
            self._client.cluster.close()
        with suppress(Exception):
            self._client.close(timeout=INTERVAL)
