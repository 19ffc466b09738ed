"""A cluster that is waited for is watched: its scheduler, and its workers."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from report.rows.errors import Fault, ToolError
from report.sweeps import watching
from report.sweeps.watching import Watch


class Client:
    """A client whose results never come; its scheduler counts the requests, and has workers from some request on."""

    def __init__(self, workers_from: int) -> None:
        self.status, self.requests, self._from = "running", 0, workers_from
        self.loop = SimpleNamespace(asyncio_loop=asyncio.new_event_loop())
        self.scheduler = SimpleNamespace(identity=None)
        threading.Thread(target=self.loop.asyncio_loop.run_forever, daemon=True).start()

    async def gather(self, futures: list[Any], asynchronous: bool) -> list[Any]:
        while self.requests < self._from + 2:
            await asyncio.sleep(0.01)
        return futures

    def sync(self, request: object, callback_timeout: float) -> dict[str, Any]:
        self.requests += 1
        workers = {"tcp://worker": {}} if self.requests >= self._from else {}
        return {"workers": workers, "address": "tcp://scheduler"}

    def close(self) -> None:
        self.loop.asyncio_loop.call_soon_threadsafe(self.loop.asyncio_loop.stop)


@pytest.fixture
def make(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Makes a watch whose times are short, with the faults that it tells."""
    monkeypatch.setattr(watching, "INTERVAL", 0.05)
    monkeypatch.setattr(watching, "TELL", 0.1)
    monkeypatch.setattr(watching, "LEAVE", 1.0)
    made: list[Client] = []

    def watch(workers_from: int) -> tuple[Watch, list[Fault]]:
        made.append(Client(workers_from))
        told: list[Fault] = []
        task = SimpleNamespace(cancelled=lambda: False)
        return Watch(made[-1], "tcp://scheduler", task, told.append), told

    yield watch
    for client in made:
        client.close()


def test_results_that_come_after_workers_have_returned(make: Any) -> None:
    """The user is told once that the run waits, however long it does."""
    watch, told = make(10)
    assert watch.gathered(["result"]) == ["result"]
    assert [fault.what for fault in told] == [
        "the scheduler at tcp://scheduler has lost all its workers, so the sweep waits"
    ]


def test_results_whose_workers_do_not_return(make: Any) -> None:
    """Results that were lost with their workers are not waited for for ever."""
    watch, told = make(10**6)
    with pytest.raises(ToolError, match="has had no workers") as raised:
        watch.gathered(["result"])
    assert len(told) == 1
    assert "dask worker tcp://scheduler" in raised.value.faults[0].remedy


def test_workers_that_are_busy_are_not_told_of(make: Any) -> None:
    """Batches may take long."""
    watch, told = make(0)
    for _ in range(5):
        watch.check()
    assert told == []


def test_a_connection_that_is_closed(make: Any) -> None:
    """The scheduler is not asked again."""
    watch, _ = make(0)
    watch.client.status = "closed"
    with pytest.raises(ToolError, match="no longer answers"):
        watch.gathered(["result"])
    assert watch.client.requests == 0
