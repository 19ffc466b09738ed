"""Watches a Dask cluster while results are awaited: its scheduler must answer, and workers must remain or return."""

from __future__ import annotations

import asyncio
import concurrent.futures
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from report.rows.errors import Fault, ToolError

#: Seconds between checks, and the most that a scheduler may take to answer.
INTERVAL = 10.0
#: Seconds without a worker until the user is told, and until the run ends.
TELL = 20.0
LEAVE = 600.0
Told = Callable[[Fault], object]


@dataclass
class Watch:
    """A cluster, a task that its scheduler holds, and what tells the user that all workers are lost."""

    client: Any
    address: str
    task: Any
    told: Told = lambda fault: None
    _alone_since: float | None = field(default=None, init=False)
    _has_told: bool = field(default=False, init=False)

    def check(self) -> None:
        """Raise a fault if the scheduler no longer answers, or has had no workers for too long."""
        self._require_connection()
        try:
            identity = self.client.sync(self.client.scheduler.identity, callback_timeout=INTERVAL)
        except Exception:
            raise self._lost_scheduler() from None
        if identity["workers"]:
            self._alone_since, self._has_told = None, False
        else:
            self._without_workers(identity["address"])

    def gathered(self, futures: list[Any]) -> list[Any]:
        """The results of these futures; the cluster is checked while they take long."""
        self._require_connection()
        coroutine = self.client.gather(futures, asynchronous=True)
        waiting = asyncio.run_coroutine_threadsafe(coroutine, self.client.loop.asyncio_loop)
        try:
            while not concurrent.futures.wait([waiting], timeout=INTERVAL).done:
                self.check()
            results: list[Any] = waiting.result()
            return results
        finally:
            waiting.cancel()

    def _require_connection(self) -> None:
        if self.client.status != "running" or self.task.cancelled():
            raise self._lost_scheduler()

    def _without_workers(self, scheduler: str) -> None:
        now = time.monotonic()
        self._alone_since = now if self._alone_since is None else self._alone_since
        alone = now - self._alone_since
        start = f"start some with `dask worker {scheduler}`"
        if alone >= LEAVE:
            what = f"the scheduler at {self.address} has had no workers for {LEAVE / 60:.0f} minutes"
            remedy = f"{start}, then run the command again: the finished batches of a sweep are stored"
            raise ToolError(Fault("--scheduler", what, remedy))
        if alone >= TELL and not self._has_told:
            self._has_told = True
            what = f"the scheduler at {self.address} has lost all its workers, so the sweep waits"
            remedy = f"{start}; without one, the command ends after {LEAVE / 60:.0f} minutes"
            self.told(Fault("--scheduler", what, remedy))

    def _lost_scheduler(self) -> ToolError:
        what = f"the scheduler at {self.address} no longer answers"
        remedy = "start it again, then run the command again: the finished batches of a sweep are stored"
        return ToolError(Fault("--scheduler", what, remedy))
