"""How a run divides its units into batches, and what it stores at a time."""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt

import pytest

from report.rows.errors import ToolError
from report.sweeps.batches import ComputedBatch, Record
from report.sweeps.executors import Batch, LostWorkerError
from report.sweeps.running import BATCH_SECONDS, MOST_UNITS, OVERHEAD, batch_seconds, run

UNIT = 0.001


class Instant:
    """An executor in which every batch has finished as soon as it is submitted."""

    def __init__(self, width: int) -> None:
        self.width, self.unit = width, UNIT
        self.sizes: list[int] = []
        self.waiting: list[tuple[int, Batch]] = []

    def submit(self, number: int, batch: Batch) -> None:
        self.sizes.append(len(batch))
        self.waiting.append((number, batch))

    def any_finished(self) -> bool:
        return bool(self.waiting)

    def finished(self) -> Iterator[tuple[int, ComputedBatch | LostWorkerError]]:
        done, self.waiting = self.waiting, []
        for number, batch in done:
            yield number, ComputedBatch([{"unit": unit["unit"]} for unit, _ in batch], self.unit * len(batch))

    def close(self) -> None:
        """Nothing is open."""


class Store:
    def __init__(self) -> None:
        self.added: list[list[Record]] = []

    def add(self, records: list[Record]) -> None:
        self.added.append(records)


def units(total: int) -> Iterator[tuple[dict[str, int], int]]:
    return (({"unit": unit}, 0) for unit in range(total))


def test_one_batch_measures_the_cost_and_the_next_ones_follow_it() -> None:
    """Short units do not fill a thousand processes with batches of one unit before their cost is known."""
    executor, store = Instant(1000), Store()
    run(units(20_000), 20_000, executor, store)
    assert executor.sizes[0] == 1
    assert min(executor.sizes[1:10]) > 20
    assert sorted(record["unit"] for records in store.added for record in records) == list(range(20_000))


def test_batches_that_finish_together_are_stored_together() -> None:
    """A checkpoint for each of them would make the disk the limit of a large cluster."""
    executor, store = Instant(8), Store()
    run(units(160), 160, executor, store, batch=10)
    assert len(executor.sizes) == 16
    assert [len(records) for records in store.added] == [160]


def test_batches_of_cheap_units_are_bounded() -> None:
    """The client has the records of a batch in its memory: their number does not grow with the size of the sweep."""
    few, many = Instant(2), Instant(2)
    for executor, total in ((few, 20_000), (many, 200_000)):
        executor.unit = 1e-6
        run(units(total), total, executor, Store())
    assert max(few.sizes) == max(many.sizes) == MOST_UNITS


def test_few_processes_get_batches_of_a_second_that_become_shorter_towards_the_end() -> None:
    """No process waits long for the last batch of another one."""
    assert batch_seconds(1000, 2) == BATCH_SECONDS
    assert batch_seconds(1, 2) == pytest.approx(1 / 8)
    assert batch_seconds(0.01, 2) == pytest.approx(sqrt(0.01 * OVERHEAD))


@pytest.mark.parametrize("width", [2000, 16_000, 100_000])
def test_a_scheduler_can_feed_all_processes_of_a_large_cluster(width: int) -> None:
    """In the time of one batch, the scheduler sends one to every process, with half of its time to spare."""
    assert 2 * width * OVERHEAD <= max(batch_seconds(1e9, width), BATCH_SECONDS)


@pytest.mark.parametrize("work", [1.0, 50.0, 1000.0])
def test_little_work_is_not_spread_over_all_processes(work: float) -> None:
    """Where sending costs more than computing, the sum of both is smallest at sqrt(work * OVERHEAD)."""

    def total(seconds: float) -> float:
        return work / seconds * OVERHEAD + seconds

    found = batch_seconds(work, 16_000)
    assert total(found) <= min(total(found * 1.1), total(found / 1.1))


class Crashing(Instant):
    """Every batch in progress is lost together with a batch that has unit 3."""

    def finished(self) -> Iterator[tuple[int, ComputedBatch | LostWorkerError]]:
        lost = any(unit["unit"] == 3 for _, batch in self.waiting for unit, _ in batch)
        for number, computed in super().finished():
            yield number, LostWorkerError() if lost else computed


def test_a_unit_is_not_blamed_for_the_end_of_a_process_that_another_one_caused() -> None:
    """Units that were lost repeatedly are computed one at a time, and the one that is lost by itself is named."""
    store = Store()
    with pytest.raises(ToolError, match="unit = 3 killed"):
        run(units(8), 8, Crashing(4), store)
