"""The memory of client and scheduler does not grow with the number of universes."""

from __future__ import annotations

import multiprocessing
from pathlib import Path
from typing import Any

import pytest

from report.sweeps.batches import SweepTask
from report.sweeps.checkpoints import Checkpoints
from report.sweeps.executors import DaskExecutor
from report.sweeps.running import Progress, run

pytest.importorskip("pyarrow")
psutil = pytest.importorskip("psutil")
pytest.importorskip("distributed")
pytestmark = pytest.mark.slow
UNIVERSES = 100_000
#: Universes after which everything is loaded, and the pools of memory are filled.
FIRST = 40_000


def constant(universe: object, rng: object) -> dict[str, float]:
    return {"value": 1.0}


def growth(folder: Path, results: Any) -> None:
    """The megabytes by which this process, with the client and the scheduler, grows during a run."""
    executor = DaskExecutor(SweepTask(constant, {}, 1), "local", 2)
    sizes: list[float] = []

    def shown(progress: Progress) -> None:
        if progress.done > FIRST:
            sizes.append(psutil.Process().memory_info().rss / 2**20)

    units = (({"unit": unit}, 0) for unit in range(UNIVERSES))
    try:
        run(units, UNIVERSES, executor, Checkpoints(folder), shown)
    finally:
        executor.close()
    results.put(sizes[-1] - sizes[0])


def test_memory_of_client_and_scheduler_is_flat(tmp_path: Path) -> None:
    """Dask keeps the last 1,000 messages: with units as objects, 60,000 further universes take 18 MB."""
    context = multiprocessing.get_context("spawn")
    results = context.Queue()
    process = context.Process(target=growth, args=(tmp_path, results))
    process.start()
    grown = results.get(timeout=300)
    process.join()
    assert grown < 5
