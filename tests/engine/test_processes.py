"""Work side by side gives what the same work gives one after another."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from report.files import worker_processes as processes
from report.files.worker_processes import Errand, side_by_side
from report.rows.errors import Fault, ProductError, ReportError

ROOT = Path(__file__).parents[2]


@pytest.fixture(params=[1, 2, 3])
def many(request, monkeypatch):
    monkeypatch.setattr(processes, "processors", lambda: request.param)
    return request.param


def slower_first(task):
    time.sleep(0.02 * (5 - task))
    return task * 10, os.getpid()


def refused(task):
    if task % 2:
        raise ProductError(Fault(f"task {task}", "is odd"))
    return task


def ended(task):
    if task == 1:
        os._exit(3)
    return task


def test_results_come_in_the_order_of_the_tasks(many):
    """However long each takes, what comes of the first task is first, and each is told of once."""
    told = []
    made = side_by_side(slower_first, [0, 1, 2, 3, 4], lambda task, seconds: told.append(task))
    assert [value for value, _ in made] == [0, 10, 20, 30, 40]
    assert sorted(told) == [0, 1, 2, 3, 4]
    assert len({process for _, process in made}) == many
    assert side_by_side(slower_first, []) == []


def test_faults_of_all_are_raised_together(many):
    """One failure hides no other, and the order of faults is that of the tasks."""
    with pytest.raises(ProductError) as caught:
        side_by_side(refused, [0, 1, 2, 3])
    assert [fault.where for fault in caught.value.faults] == ["task 1", "task 3"]


def test_a_process_that_dies_is_a_fault(monkeypatch):
    """It ends the work of the others, and nobody waits for the dead."""
    monkeypatch.setattr(processes, "processors", lambda: 2)
    with pytest.raises(ReportError, match="ended before its work"):
        side_by_side(ended, [0, 1, 2, 3])
    assert not processes.multiprocessing.active_children()


def test_ctrl_c_ends_all_at_once():
    """Interrupted work leaves at once and leaves no process behind."""
    code = (
        "import os, time; from report.files import worker_processes as processes\n"
        "processes.processors = lambda: 2\n"
        "import os; print(os.getpid(), flush=True)\n"
        "processes.side_by_side(time.sleep, [60, 60, 60])"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
    ) as process:
        process.stdout.readline()
        time.sleep(0.5)
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=20)
    assert said.strip().endswith("KeyboardInterrupt")
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux")
@pytest.mark.parametrize("stroke", [signal.SIGKILL, signal.SIGTERM])
def test_no_process_outlives_the_one_that_began_it(stroke):
    """A build that is killed leaves nobody behind who works on."""
    code = (
        "import os, time; from report.files import worker_processes as processes\n"
        "processes.processors = lambda: 2\n"
        "def work(task): os.write(1, b'begun\\n'); time.sleep(3); os.write(1, b'done\\n'); os._exit(0)\n"
        "processes.side_by_side(work, [0, 0, 0])"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        begun = [process.stdout.readline() for _ in range(2)]
        process.send_signal(stroke)
        rest = process.stdout.read()  # until nobody holds the pipe any more
    assert (begun, rest) == (["begun\n"] * 2, "")


def loaded(name):
    return name in sys.modules


def test_an_errand_loads_its_libraries_before_it_is_told_on_what_to_work(monkeypatch):
    """The work finds them loaded; one that cannot be loaded is left to the work."""
    monkeypatch.delitem(sys.modules, "wave", raising=False)
    errand = Errand(loaded, "no_such_library").begin("wave")
    assert errand.fetched()[0] is False
    errand = Errand(loaded, "wave").begin("wave")
    assert errand.fetched()[0] is True


def test_an_errand_whose_process_died_says_so_when_it_is_fetched():
    """Whether it dies before or after it is told on what to work."""
    errand = Errand(ended)
    errand.end()
    with pytest.raises(ReportError, match="ended before its work"):
        errand.begin(0).fetched()
    with pytest.raises(ReportError, match="ended before its work"):
        Errand(ended).begin(1).fetched()
