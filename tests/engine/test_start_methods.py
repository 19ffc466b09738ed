"""Processes are started in a stated way: copies on Linux, whatever Python's default is, and new processes elsewhere."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from report.sweeps import executors
from report.sweeps.declaration import sweep_of
from report.sweeps.executors import LocalExecutor

#: `report` on a system whose processes cannot be copied.
SPAWNED = """
import multiprocessing

import report.files.worker_processes as workers
import report.study.isolated_run as run

if __name__ == "__main__":
    workers.CONTEXT = run.CONTEXT = multiprocessing.get_context("spawn")
    from report.cli import main

    main()
"""
SOURCE = """
from report import Design, sweep


@sweep(Design(shift=(0, 1)), replications=3, seed=3)
def drawn(universe, rng):
    yield {"value": rng.normal(universe["shift"])}
"""


def test_the_default_of_python_changes_nothing(tmp_path: Path) -> None:
    """Python 3.14 starts processes from a server, so that a product would have to be sent to one."""
    code = """
import multiprocessing
multiprocessing.set_start_method("forkserver")
from report.files.worker_processes import in_parallel
from report.study.isolated_run import can_isolate
factor = 3
print(can_isolate(), in_parallel(lambda task: task * factor, [1, 2, 3]))
"""
    file = tmp_path / "code.py"
    file.write_text(code)
    done = subprocess.run([sys.executable, str(file)], capture_output=True, text=True, check=True)
    assert done.stdout == "True [3, 6, 9]\n"


@pytest.mark.slow
def test_new_processes_build_the_same_files(new_mini, tmp_path: Path) -> None:
    """As on macOS, whose libraries crash in a copy of a process: every byte of the outputs is the same."""
    assert new_mini.report("build", "--quiet").returncode == 0
    copied = new_mini.published()
    command = tmp_path / "spawned.py"
    command.write_text(SPAWNED)
    done = subprocess.run(
        [sys.executable, str(command), "build", "--force", "--quiet"],
        cwd=new_mini.root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert new_mini.published() == copied


def test_a_sweep_is_sent_to_new_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its function is found below the decorator that has its name."""
    (tmp_path / "pyproject.toml").write_text('[tool.report]\nstudy = "swept:study"\n')
    (tmp_path / "swept.py").write_text(SOURCE)
    monkeypatch.syspath_prepend(str(tmp_path))
    made = import_module("swept")
    try:
        declared = sweep_of(made.drawn)
        assert declared is not None
        declared.compute({}, lambda task: LocalExecutor(task, 1))
        copied = declared.frame({})
        monkeypatch.setattr(executors, "CONTEXT", multiprocessing.get_context("spawn"))
        declared.compute({}, lambda task: LocalExecutor(task, 1), fresh=True)
        assert declared.frame({}).equals(copied)
        assert len(copied) == 6
    finally:
        sys.modules.pop("swept", None)
