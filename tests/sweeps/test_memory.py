"""The memory of client and scheduler does not grow with the number of universes."""

from __future__ import annotations

import multiprocessing
from itertools import pairwise
from pathlib import Path
from statistics import median
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
#: Universes between two measurements, and before the first one, when everything is loaded.
STEP = 10_000


def constant(universe: object, rng: object) -> dict[str, float]:
    return {"value": 1.0}


def growth(folder: Path, results: Any) -> None:
    """The megabytes by which this process, with the client and the scheduler, usually grows in a step.

    A median, since a pool of 5 MB is added now and then.
    """
    executor = DaskExecutor(SweepTask(constant, {}, 1), "local", 2)
    sizes: dict[int, float] = {}

    def shown(progress: Progress) -> None:
        if progress.done >= STEP:
            sizes.setdefault(progress.done // STEP, psutil.Process().memory_info().rss / 2**20)

    units = (({"unit": unit}, 0) for unit in range(UNIVERSES))
    try:
        run(units, UNIVERSES, executor, Checkpoints(folder), shown)
    finally:
        executor.close()
    results.put(median(after - before for before, after in pairwise(sizes.values())))


def test_memory_of_client_and_scheduler_is_flat(tmp_path: Path) -> None:
    """Dask keeps the last 1,000 messages: with units as objects, a step takes 2 to 3 MB."""
    context = multiprocessing.get_context("spawn")
    results = context.Queue()
    process = context.Process(target=growth, args=(tmp_path, results))
    process.start()
    grown = results.get(timeout=300)
    process.join()
    assert grown < 0.5
