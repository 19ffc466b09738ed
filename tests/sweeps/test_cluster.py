"""Sweeps on a Dask cluster whose scheduler and workers are processes of their own, and fail."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from types import ModuleType

import pytest

from report.rows.errors import Fault, ToolError
from report.sweeps import Sweep
from report.sweeps.batches import Record, compute
from report.sweeps.checkpoints import Checkpoints
from report.sweeps.declaration import sweep_of
from report.sweeps.design import Design
from report.sweeps.executors import DaskExecutor, LocalExecutor
from tests.sweeps.conftest import SOURCE

pytest.importorskip("pyarrow")
pytest.importorskip("distributed")
pytestmark = pytest.mark.slow
Load = Callable[..., ModuleType]
ARGUMENTS = {"factor": 2}
#: Makes each unit of the module take a moment.
SLOW = (
    ("import os\n", "import os\nimport time\n"),
    ("    sample = drawn", "    time.sleep(0.05)\n    sample = drawn"),
)


@dataclass
class Cluster:
    """A scheduler and its workers."""

    folder: Path
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def file(self) -> Path:
        return self.folder / "scheduler.json"

    @property
    def address(self) -> str:
        return str(json.loads(self.file.read_text())["address"])

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", *arguments, "--scheduler-file", str(self.file)]
        log = (self.folder / f"log{len(self.processes)}").open("wb")
        process = subprocess.Popen(
            command, cwd=self.folder, stdout=log, stderr=log, start_new_session=True, env={**os.environ}
        )
        self.processes.append(process)
        return process

    def scheduler(self) -> subprocess.Popen[bytes]:
        process = self.start("scheduler", "--port", "0", "--no-dashboard", "--host", "127.0.0.1")
        while not self.file.is_file():
            assert process.poll() is None
            time.sleep(0.1)
        return process

    def worker(self, limit: str = "0", *, preload: str = "") -> subprocess.Popen[bytes]:
        """A worker with a memory limit; it runs the source text `preload` first."""
        options = ["--nthreads", "1", "--no-dashboard", "--memory-limit", limit]
        if preload:
            (self.folder / "preload.py").write_text(preload, encoding="utf-8")
            options += ["--preload", str(self.folder / "preload.py")]
        return self.start("worker", *options, "--local-directory", str(self.folder))

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """End a process and its children, as a machine that fails does."""
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler with two workers."""
    made = Cluster(tmp_path_factory.mktemp("cluster"))
    made.scheduler()
    made.worker()
    made.worker()
    yield made
    for process in made.processes:
        made.kill(process)


def of(module: ModuleType) -> Sweep:
    found = sweep_of(module.simulated)
    assert found is not None
    return found


def connected(cluster: Cluster, workers: int = 2) -> Callable[..., DaskExecutor]:
    """An executor on the cluster, once the workers have joined it."""
    from distributed import Client

    with Client(cluster.address) as client:
        client.wait_for_workers(workers, timeout=60)
    return partial(DaskExecutor, address=cluster.address)


def expected(made: Sweep) -> list[Record]:
    from report.sweeps.batches import SweepTask

    return compute(SweepTask(made.function, ARGUMENTS, made.seed), list(made.units())).records


def require_complete(made: Sweep) -> None:
    """Every unit has its result, whoever computed it."""
    frame = made.frame(ARGUMENTS)
    own = {(record["universe"], record["replication"]): record.get("mean") for record in expected(made)}
    assert len(frame) == len(own) == made.total()
    for record in frame.to_dict("records"):
        mean = own[record["universe"], record["replication"]]
        assert (mean is None and record["failure"]) or record["mean"] == mean


def test_a_killed_worker_costs_nothing(load: Load, cluster: Cluster) -> None:
    """Its batches are computed by the other one."""
    made = of(load(*SLOW))
    executor = connected(cluster)
    made.compute(ARGUMENTS, executor, lambda progress: cluster.kill(cluster.processes[1]))
    assert cluster.processes[1].poll() is not None
    require_complete(made)


def test_all_workers_killed_at_once_cost_nothing(load: Load, cluster: Cluster) -> None:
    """New ones get the task from the scheduler, and no unit is blamed."""
    made = of(load(*SLOW))
    executor = connected(cluster)

    def replaced() -> None:
        for process in cluster.processes[1:3]:
            cluster.kill(process)
        cluster.worker()

    made.compute(ARGUMENTS, executor, lambda progress: None if len(cluster.processes) > 3 else replaced())
    require_complete(made)


def test_workers_that_stay_away_are_told_and_waited_for(
    load: Load, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The user learns how to start some; with them, the run goes on."""
    hasten(monkeypatch)
    made = of(load(*SLOW))
    told: list[Fault] = []

    def tell(fault: Fault) -> None:
        told.append(fault)
        cluster.worker()

    executor = partial(connected(cluster), told=tell)
    made.compute(ARGUMENTS, executor, lambda progress: kill_workers(cluster))
    assert [fault.where for fault in told] == ["--scheduler"]
    assert told[0].what == f"the scheduler at {cluster.address} has lost all its workers, so the sweep waits"
    assert told[0].remedy.startswith(f"start some with `dask worker {cluster.address}`; without one, ")
    require_complete(made)


def test_a_run_whose_workers_stay_away_ends(
    load: Load, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fault states how to go on, and the next run computes only what is not stored."""
    from report.sweeps import watching

    hasten(monkeypatch)
    monkeypatch.setattr(watching, "LEAVE", 6.0)
    made = of(load(*SLOW))
    told: list[Fault] = []
    with pytest.raises(
        ToolError, match=r"has had no workers for .*\n    start some with `dask worker .*stored"
    ):
        made.compute(
            ARGUMENTS,
            partial(connected(cluster), told=told.append),
            lambda progress: kill_workers(cluster),
        )
    assert len(told) == 1
    assert 0 < len(made.checkpoints(ARGUMENTS).done()) < made.total()
    made.compute(ARGUMENTS, LocalExecutor)
    require_complete(made)


def hasten(monkeypatch: pytest.MonkeyPatch) -> None:
    from report.sweeps import executors, watching

    monkeypatch.setattr(watching, "TELL", 2.0)
    for module in (executors, watching):
        monkeypatch.setattr(module, "INTERVAL", 1.0)


def kill_workers(cluster: Cluster) -> None:
    for process in cluster.processes[1:3]:
        cluster.kill(process)


def test_a_killed_scheduler_is_a_fault_and_the_run_goes_on(load: Load, cluster: Cluster) -> None:
    """What was finished is stored; another cluster, or this machine, computes the rest."""
    made = of(load(*SLOW))
    executor = connected(cluster)
    with pytest.raises(ToolError, match="no longer answers"):
        made.compute(ARGUMENTS, executor, lambda progress: cluster.kill(cluster.processes[0]))
    stored = len(made.checkpoints(ARGUMENTS).done())
    assert 0 < stored < made.total()
    made.compute(ARGUMENTS, LocalExecutor)
    require_complete(made)


@pytest.mark.parametrize("batch", [0, 3])
def test_a_unit_that_needs_too_much_memory_is_named(
    load: Load, tmp_path_factory: pytest.TempPathFactory, batch: int
) -> None:
    """The only worker is over its limit, ended and replaced; the unit that does it is found in its batch and named."""
    own = Cluster(tmp_path_factory.mktemp("small"))
    try:
        own.scheduler()
        own.worker("400MB")
        chosen = '    if universe["shift"] == 2 and universe["kind"] == "a":\n'
        hungry = f"{chosen}        full = [bytes([1]) * 10**7 for _ in range(80)]\n        time.sleep(3)\n"
        made = of(load(SLOW[0], ("    sample = drawn", f"{hungry}    sample = drawn")))
        made = replace(made, replications=1, batch=batch)
        with pytest.raises(ToolError, match="shift = 2, kind = a killed 4 processes"):
            made.compute(ARGUMENTS, connected(own, 1))
    finally:
        for process in own.processes:
            own.kill(process)


def test_a_scheduler_without_workers_is_a_fault(
    load: Load, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says how to start one, instead of waiting for ever."""
    from report.sweeps import dask_cluster

    monkeypatch.setattr(dask_cluster, "CONNECTING", 2)
    own = Cluster(tmp_path_factory.mktemp("empty"))
    try:
        own.scheduler()
        with pytest.raises(
            ToolError, match=f"has no workers\n    start some with `dask worker {own.address}`"
        ):
            of(load()).compute(ARGUMENTS, partial(DaskExecutor, address=own.address))
    finally:
        own.kill(own.processes[0])


def test_an_interrupt_of_the_terminal_prints_one_line(tmp_path: Path) -> None:
    """The workers that were started here print nothing, and the next run does the rest."""
    slow = SOURCE.replace(*SLOW[0]).replace(*SLOW[1]).replace(", factor", "").replace(" * factor", "")
    study = "from report import Study\nstudy = Study('Simulation', ('simulation',))\n"
    (tmp_path / "simulation.py").write_text(slow + study, encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text('[tool.report]\nstudy = "simulation:study"\n', encoding="utf-8")
    command = [sys.executable, "-c", "from report.cli import main; main()", "sweep", "--scheduler", "local"]
    process = subprocess.Popen(
        command, cwd=tmp_path, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    while not list(tmp_path.rglob("*.parquet")):
        assert process.poll() is None
        time.sleep(0.1)
    os.killpg(process.pid, signal.SIGINT)
    printed = process.communicate()[1].splitlines()
    assert process.returncode == 130
    assert [line for line in printed if not line.startswith("dashboard")] == [
        "stopped; finished parts are stored; run the same command to continue"
    ]
    done = subprocess.run(command[:-2], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "simulated  6 universes, 20 replications each" in done.stdout


def test_another_version_is_refused_with_both_named(
    load: Load, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Numbers of mixed versions would not be reproducible."""
    from report.sweeps import dask_cluster

    executor = connected(cluster)
    here = dask_cluster.versions()
    local = {**here, "numpy": "1.0"}
    with monkeypatch.context() as patch:
        patch.setattr(dask_cluster, "versions", _Versions(local))
        with pytest.raises(ToolError) as raised:
            of(load()).compute(ARGUMENTS, executor)
    assert len(raised.value.faults) == 2
    assert f"has numpy {here['numpy']}, this machine 1.0" in str(raised.value)


def test_another_version_that_joins_later_is_refused(load: Load, cluster: Cluster) -> None:
    """A worker compares the versions itself before it computes anything."""
    made = of(load(*SLOW))
    executor = connected(cluster)
    other = (
        "from report.sweeps import dask_cluster\n"
        "found = {**dask_cluster.versions(), 'numpy': '1.0'}\n"
        "dask_cluster.versions = lambda: found\n"
    )
    cluster.worker(preload=other)
    with pytest.raises(ToolError, match=r"tcp://\S+  has numpy 1\.0, this machine"):
        made.compute(ARGUMENTS, executor, lambda progress: cluster.kill(cluster.processes[1]))


def test_workers_without_the_engine_are_refused(load: Load, cluster: Cluster) -> None:
    """The fault names the worker and what to install, before anything is computed."""
    cluster.worker(preload="import sys\nsys.modules['report'] = None\n")
    with pytest.raises(ToolError, match="does not run tracepaper") as raised:
        of(load()).compute(ARGUMENTS, connected(cluster, 3))
    assert len(raised.value.faults) == 1


def test_a_module_that_workers_lack_is_a_fault(load: Load, cluster: Cluster) -> None:
    """The workers are asked to have what the study imports."""
    lacking = cluster.worker(preload="import sys\nsys.modules['colorsys'] = None\n")
    executor = connected(cluster, 3)
    for process in cluster.processes[1:3]:
        cluster.kill(process)
    assert lacking.poll() is None
    made = of(
        load(
            ("import os\n", "import os\nfrom colorsys import hls_to_rgb\n"),
            ("* factor", "* factor + 0 * hls_to_rgb(0, 0, 0)[0]"),
        )
    )
    with pytest.raises(ToolError, match=r"cannot run the sweep: .*colorsys"):
        made.compute(ARGUMENTS, executor)


class _Versions:
    """Other versions in this process, the real ones where it is unpickled."""

    def __init__(self, local: dict[str, str]) -> None:
        self._local = local

    def __call__(self) -> dict[str, str]:
        return self._local

    def __reduce__(self) -> tuple[object, ...]:
        return getattr, (_module(), "versions")


def _module() -> ModuleType:
    from report.sweeps import dask_cluster

    return dask_cluster


def test_a_slow_disk_changes_no_result(load: Load, cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """Checkpoints that take long hold up the run and lose nothing; few batches wait for them."""
    add, waiting = Checkpoints.add, []

    def slow(self: Checkpoints, records: list[Record]) -> None:
        time.sleep(0.3)
        add(self, records)

    monkeypatch.setattr(Checkpoints, "add", slow)
    made = of(load(SLOW[0]))

    def shown(progress: object) -> None:
        waiting.append(progress)

    made.compute(ARGUMENTS, connected(cluster), shown)
    assert waiting
    require_complete(made)


def test_what_cannot_be_stored_fails_alone(load: Load, cluster: Cluster) -> None:
    """A universe that returns an object, and one that raises, are failures with a message; the others have values."""
    made = of(
        load(
            (
                "    yield {",
                '    if universe["shift"] == 1:\n        yield {"fit": rng}\n        return\n    yield {',
            )
        )
    )
    made.compute(ARGUMENTS, connected(cluster))
    frame = made.frame(ARGUMENTS)
    assert len(frame) == made.total()
    assert frame[frame["shift"] == 1]["failure"].str.contains("fit as Generator|no luck").all()
    assert frame[(frame["shift"] == 0) & (frame["kind"] == "a")]["mean"].notna().all()


def test_one_replication_and_a_changed_design(load: Load, cluster: Cluster) -> None:
    """After a run, a further option computes its own universes only."""
    once = replace(of(load()), replications=1)
    executor = connected(cluster)
    once.compute(ARGUMENTS, executor)
    require_complete(once)
    before = {path.name for path in once.checkpoints(ARGUMENTS).folder.glob("*.parquet")}
    wider = replace(once, design=Design(shift=(0, 1, 2, 3), kind=("a", "b")))
    wider.compute(ARGUMENTS, executor)
    require_complete(wider)
    after_all = wider.checkpoints(ARGUMENTS)
    new = [path for path in after_all.folder.glob("*.parquet") if path.name not in before]
    assert before
    assert sum(len(__import__("pandas").read_parquet(path)) for path in new) == 2


def test_two_clients_at_once(load: Load, cluster: Cluster) -> None:
    """Two runs of the same sweep on the same cluster disturb each other as little as their results do."""
    made = of(load(*SLOW))
    executor = connected(cluster)
    other = multiprocessing.get_context("fork").Process(target=made.compute, args=(ARGUMENTS, executor))
    other.start()
    made.compute(ARGUMENTS, executor)
    other.join()
    assert other.exitcode == 0
    require_complete(made)
