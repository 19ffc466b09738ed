"""The results of a sweep depend on universe and replication alone, and nothing that was computed is lost."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from report.files.worker_processes import BackgroundTask
from report.rows.errors import Fault, ProductError, StudyError, ToolError
from report.sweeps import Sweep, running
from report.sweeps.batches import ComputedBatch, SweepTask, compute
from report.sweeps.declaration import sweep, sweep_of
from report.sweeps.design import Design
from report.sweeps.executors import Batch, LocalExecutor, LostWorkerError

pytest.importorskip("pyarrow")
ARGUMENTS = {"factor": 2}
Load = Callable[..., ModuleType]


class HereExecutor:
    """Computes batches in this process, the last one first, so that their order is not that of the design."""

    width = 2

    def __init__(self, task: SweepTask) -> None:
        self.task = task
        self.waiting: list[tuple[int, Batch]] = []
        self.sizes: list[int] = []

    def submit(self, number: int, batch: Batch) -> None:
        self.waiting.append((number, batch))
        self.sizes.append(len(batch))

    def any_finished(self) -> bool:
        return False

    def finished(self) -> Iterator[tuple[int, ComputedBatch | LostWorkerError]]:
        number, batch = self.waiting.pop()
        yield number, compute(self.task, batch)

    def close(self) -> None:
        self.waiting.clear()


class SteadyExecutor(HereExecutor):
    """Reports 5 ms for each unit, however busy the machine is."""

    def finished(self) -> Iterator[tuple[int, ComputedBatch | LostWorkerError]]:
        for number, made in super().finished():
            assert isinstance(made, ComputedBatch)
            yield number, replace(made, seconds=0.005 * len(made.records))


class StoppedExecutor(HereExecutor):
    """Is interrupted after the third batch."""

    count = 0

    def finished(self) -> Iterator[tuple[int, ComputedBatch | LostWorkerError]]:
        self.count += 1
        if self.count > 3:
            raise KeyboardInterrupt
        return super().finished()


class LosingExecutor(HereExecutor):
    """Loses every batch with a unit of one universe."""

    def finished(self) -> Iterator[tuple[int, ComputedBatch | LostWorkerError]]:
        number, batch = self.waiting.pop()
        lost = any(universe == {"shift": 1, "kind": "b"} for universe, _ in batch)
        yield number, LostWorkerError() if lost else compute(self.task, batch)


def of(module: ModuleType) -> Sweep:
    """The sweep of the module."""
    found = sweep_of(module.simulated)
    assert found is not None
    return found


def counted(module: ModuleType) -> tuple[int, Sweep]:
    """How many units a run computes, and the sweep."""
    made = of(module)
    executors: list[HereExecutor] = []

    def executor(task: SweepTask) -> HereExecutor:
        executors.append(HereExecutor(task))
        return executors[-1]

    made.compute(ARGUMENTS, executor)
    return sum(sum(each.sizes) for each in executors), made


@pytest.mark.parametrize("batch", [1, 7, 1000])
def test_results_do_not_depend_on_batches(load: Load, batch: int) -> None:
    """Values are the same, bit for bit, with any size of batches, and in any order in which they finish."""
    whole = of(load())
    whole.compute(ARGUMENTS, HereExecutor)
    expected = whole.frame(ARGUMENTS)
    other = replace(whole, batch=batch)
    other.compute(ARGUMENTS, HereExecutor, fresh=True)
    assert other.frame(ARGUMENTS).equals(expected)
    assert list(expected.columns) == ["universe", "shift", "kind", "replication", "mean", "n", "failure"]
    assert len(expected) == 120


def test_results_do_not_depend_on_processes(load: Load) -> None:
    """A pool of processes gives what one process gives."""
    made = replace(of(load()), replications=2)
    made.compute(ARGUMENTS, HereExecutor)
    expected = made.frame(ARGUMENTS)
    made.compute(ARGUMENTS, lambda task: LocalExecutor(task, 2), fresh=True)
    assert made.frame(ARGUMENTS).equals(expected)


def test_a_product_in_a_process_of_its_own_computes_a_sweep(load: Load) -> None:
    """A build computes each product in its own process, which may start those of a sweep."""
    module = load(("replications=20", "replications=2"))
    task = BackgroundTask(lambda arguments: len(module.simulated(**arguments)))
    task.start(ARGUMENTS)
    assert task.result()[0] == 12


def test_failures_are_counted_with_their_message(load: Load) -> None:
    """A universe that raises is a row with its failure, and the others are computed."""
    frame = counted(load())[1].frame(ARGUMENTS)
    failed = frame[frame["failure"] != ""]
    assert 0 < len(failed) < 60
    assert {*failed["failure"]} == {"ValueError: no luck"}
    assert failed["mean"].isna().all()
    assert frame.loc[frame["failure"] == "", "mean"].notna().all()


def test_a_stopped_run_goes_on(load: Load) -> None:
    """What was stored before an interruption is not computed again."""
    made = replace(of(load()), batch=10)
    with pytest.raises(KeyboardInterrupt):
        made.compute(ARGUMENTS, StoppedExecutor)
    assert len(made.frame(ARGUMENTS)) == 30
    count, _ = counted(load())
    assert count == 90


def test_only_what_a_change_touches_is_computed(load: Load) -> None:
    """New universes and replications are computed alone; other code, data or seeds are another sweep."""
    assert counted(load())[0] == 120
    assert counted(load(("shift=(0, 1, 2)", "shift=(0, 1, 2, 3)")))[0] == 40
    assert counted(load(("replications=20", "replications=21")))[0] == 6
    assert counted(load(("import os", "import os  # a comment")))[0] == 0
    assert counted(load(("shift, 1, 10", "shift, 2, 10")))[0] == 120
    assert counted(load(("seed=3", "seed=4")))[0] == 120


def test_another_seed_and_other_arguments_give_other_results(load: Load) -> None:
    """Neither takes the stored results of the other."""
    first = counted(load())[1].frame(ARGUMENTS)
    other = counted(load(("seed=3", "seed=4")))[1].frame(ARGUMENTS)
    assert not other["mean"].equals(first["mean"])
    third = of(load())
    third.compute({"factor": 3}, HereExecutor)
    assert not third.frame({"factor": 3})["mean"].equals(first["mean"])
    assert third.frame(ARGUMENTS).equals(first)


def test_a_damaged_checkpoint_is_computed_again(load: Load) -> None:
    """The file is dropped, and its units are pending again."""
    made = replace(of(load()), batch=10)
    made.compute(ARGUMENTS, HereExecutor)
    expected = made.frame(ARGUMENTS)
    folder = made.checkpoints(ARGUMENTS).folder
    sorted(folder.glob("*.parquet"))[0].write_bytes(b"PAR1 no more")
    made.compute(ARGUMENTS, HereExecutor)
    assert made.frame(ARGUMENTS).equals(expected)


def test_a_universe_that_ends_its_process_is_named(load: Load) -> None:
    """The others are computed, then the one is a fault with its decisions."""
    made = replace(of(load()), batch=50)
    with pytest.raises(ToolError, match="shift = 1, kind = b"):
        made.compute(ARGUMENTS, LosingExecutor)


@pytest.mark.slow
def test_a_killed_worker_costs_one_batch(load: Load) -> None:
    """The pool is started again, and the results are those of an undisturbed run."""
    made = replace(of(load()), replications=400, batch=20)
    made.compute(ARGUMENTS, HereExecutor)
    expected = made.frame(ARGUMENTS)
    killed: list[int] = []

    class KilledExecutor(LocalExecutor):
        def finished(self) -> Iterator[tuple[int, ComputedBatch | LostWorkerError]]:
            if not killed:
                killed.append(next(iter(self._pool._processes)))
                os.kill(killed[0], signal.SIGKILL)
            return super().finished()

    made.compute(ARGUMENTS, lambda task: KilledExecutor(task, 2), fresh=True)
    assert killed
    assert made.frame(ARGUMENTS).equals(expected)


@pytest.mark.slow
def test_a_cluster_gives_the_same_results(load: Load) -> None:
    """Dask on this machine, with the code sent by value."""
    pytest.importorskip("distributed")
    from report.sweeps.executors import DaskExecutor

    made = of(load())
    made.compute(ARGUMENTS, HereExecutor)
    expected = made.frame(ARGUMENTS)
    made.compute(ARGUMENTS, lambda task: DaskExecutor(task, "local", 2), fresh=True)
    assert made.frame(ARGUMENTS).equals(expected)


def test_a_build_asks_for_a_long_sweep_to_be_run_first(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build computes little; the fault names the command, and what was computed is stored."""
    monkeypatch.setattr("report.sweeps.declaration.BUILD_SECONDS", -1.0)
    monkeypatch.setattr("report.sweeps.declaration.PATIENCE", 0.0)
    module = load()
    with pytest.raises(ProductError, match="run `report sweep simulated`"):
        module.simulated(**ARGUMENTS)
    assert len(of(module).frame(ARGUMENTS)) > 0


def test_batches_follow_the_cost_of_units(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cheap units go in large batches, which decrease towards the end."""
    made = replace(of(load()), replications=200)
    executors: list[HereExecutor] = []
    made.compute(ARGUMENTS, lambda task: executors.append(SteadyExecutor(task)) or executors[0])  # type: ignore[func-returns-value]
    sizes = executors[0].sizes
    assert max(sizes) > 50
    assert sizes[-1] < max(sizes) / 10
    assert running.BATCH_SECONDS == 1.0


@pytest.mark.parametrize(
    ("returned", "said"),
    [
        ("None", "it returned nothing"),
        ("[]", "it returned nothing"),
        ("{'universe': 1}", "as a column of the results is"),
        ("{'fit': object()}", "as object"),
        ("{'shift': 1}", "called shift, as a decision of the design is"),
        ("sample.mean()", "of type float64 without a name"),
        ("[1, 2]", "of type int without a name"),
        ("exit(3)", "SystemExit: 3"),
    ],
)
def test_what_cannot_be_stored_is_a_failure(load: Load, returned: str, said: str) -> None:
    """A function returns plain values under names of its own."""
    module = load(('yield {"mean": sample.mean(), "n": len(sample)}', f"return {returned}"))
    frame = counted(module)[1].frame(ARGUMENTS)
    assert frame["failure"].str.contains(said).sum() >= 100


FRAMES = "yield __import__('pandas').DataFrame({'k': [0, 1], 'mean': sample[:2]})"


@pytest.mark.parametrize(
    ("returned", "records"),
    [
        (f"{FRAMES}; {FRAMES}", 4),
        ("return [{'k': 0, 'mean': 1.0}, {'k': 1, 'mean': 2.0}]", 2),
        ("return __import__('pandas').Series({'k': 0, 'mean': 1.0})", 1),
    ],
)
def test_a_function_gives_rows_and_frames(load: Load, returned: str, records: int) -> None:
    """As many of either as it likes, in any order."""
    module = load(('yield {"mean": sample.mean(), "n": len(sample)}', returned))
    frame = counted(module)[1].frame(ARGUMENTS)
    computed = frame[frame["failure"] == ""]
    assert (computed.groupby(["universe", "replication"]).size() == records).all()
    assert {"k", "mean"} <= {*frame}


def test_a_unit_that_was_computed_twice_counts_once(load: Load) -> None:
    """Two runs at once store it twice; equal records of one run are no repetition."""
    made = replace(
        of(load(('yield {"mean": sample.mean(), "n": len(sample)}', "yield {'n': 1}; yield {'n': 1}"))),
        replications=2,
    )
    made.compute(ARGUMENTS, HereExecutor)
    once = made.frame(ARGUMENTS)
    assert (once.loc[once["failure"] == ""].groupby(["universe", "replication"]).size() == 2).all()
    checkpoints = made.checkpoints(ARGUMENTS)
    for number, (path, _) in enumerate(list(checkpoints.batches())):
        shutil.copy(path, path.with_name(f"again{number}.parquet"))
    assert made.frame(ARGUMENTS).equals(once)


@pytest.mark.parametrize("batch", [1, 2000])
def test_values_of_several_kinds_are_stored(load: Load, batch: int) -> None:
    """A value may be a number in one universe and a text in another, and larger than a processor's numbers."""
    value = "['none', 2, True][universe['shift']]"
    returned = f"return {{'mixed': {value}, 'large': 10**30, 'odd': chr(0xd800), 'gap': None}}"
    made = replace(of(load(('yield {"mean": sample.mean(), "n": len(sample)}', returned))), batch=batch)
    made.compute(ARGUMENTS, HereExecutor)
    frame = made.frame(ARGUMENTS)
    found = frame[frame["failure"] == ""].drop_duplicates("shift")
    assert found["mixed"].tolist() == ["none", 2, True]
    assert found["large"].tolist() == [10**30] * 3
    assert found["odd"].tolist() == [chr(0xD800)] * 3
    assert made.checkpoints(ARGUMENTS).done() == {
        (record["universe"], record["replication"]) for record in frame.to_dict("records")
    }


def test_a_design_of_another_kind_is_a_fault() -> None:
    """The fault names the function's line, and how to write it."""

    def named(universe: object, rng: object) -> None:
        """Take what a sweep gives."""

    with pytest.raises(StudyError, match=r"test_sweeps.py:\d+  the design of named is of type dict"):
        sweep({"a": (1, 2)})(named)  # type: ignore[arg-type]
    with pytest.raises(StudyError, match="named is marked by @sweep without a design"):
        sweep(named)  # type: ignore[arg-type]
    with pytest.raises(StudyError, match=r"named has replications=2.5\n    write a whole number from 1 on"):
        sweep(Design(a=(1,)), replications=2.5)(named)  # type: ignore[arg-type]


def test_sweeps_that_cannot_be_are_faults() -> None:
    """All faults of a declaration are named at once."""

    def wrong(sample: int) -> None:
        """Take no universe."""

    with pytest.raises(StudyError) as raised:
        sweep(Design(), replications=0)(wrong)
    assert len(raised.value.faults) == 3


def test_a_library_that_is_missing_is_a_fault(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says how to install it."""
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(ToolError, match=r"tracepaper\[cluster\]"):
        of(load()).compute(ARGUMENTS, HereExecutor)


def test_a_function_that_cannot_be_sent_is_a_fault(load: Load) -> None:
    """It uses something of its module that exists in one process alone."""
    pytest.importorskip("distributed")
    from report.sweeps.dask_cluster import packed

    module = load(
        ("import os\n", "import threading\nLOCK = threading.Lock()\n"),
        ("    sample = drawn", "    assert LOCK\n    sample = drawn"),
    )
    with pytest.raises(
        ToolError, match=r"sweep simulated  its function cannot be sent to the workers: .*lock"
    ):
        packed(SweepTask(of(module).function, ARGUMENTS, 1))


def test_the_folder_of_a_sweep_is_below_the_project(load: Load, tmp_path: Path) -> None:
    """Checkpoints are in the folder of the project that defines the function."""
    assert of(load()).checkpoints(ARGUMENTS).folder.is_relative_to(tmp_path / ".tracepaper" / "sweeps")


def test_a_fresh_run_without_a_cluster_loses_nothing(load: Load) -> None:
    """The stored results are removed only once there are processes that compute them again."""
    made = of(load())
    made.compute(ARGUMENTS, HereExecutor)

    def refused(task: SweepTask) -> HereExecutor:
        raise ToolError(Fault("--scheduler", "no scheduler answers", "check the address"))

    with pytest.raises(ToolError):
        made.compute(ARGUMENTS, refused, fresh=True)
    assert len(made.frame(ARGUMENTS)) == made.total()
