"""Tasks run in parallel give the same results as tasks run one after another."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from report.files import worker_processes as processes
from report.files.worker_processes import BackgroundTask, in_parallel
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


def signalled(number):
    os.kill(os.getpid(), number)
    time.sleep(10)


def test_results_come_in_the_order_of_the_tasks(many):
    """However long each task takes, results are in the order of tasks, and each task is reported once."""
    reported = []
    made = in_parallel(slower_first, [0, 1, 2, 3, 4], lambda task, seconds: reported.append(task))
    assert [value for value, _ in made] == [0, 10, 20, 30, 40]
    assert sorted(reported) == [0, 1, 2, 3, 4]
    assert len({process for _, process in made}) == many
    assert in_parallel(slower_first, []) == []


def test_faults_of_all_are_raised_together(many):
    """One failure hides no other, and the order of faults is that of the tasks."""
    with pytest.raises(ProductError) as caught:
        in_parallel(refused, [0, 1, 2, 3])
    assert [fault.where for fault in caught.value.faults] == ["task 1", "task 3"]


def test_a_process_that_dies_is_a_fault(monkeypatch):
    """It ends the other processes, and nothing waits for the dead one."""
    monkeypatch.setattr(processes, "processors", lambda: 2)
    with pytest.raises(ReportError, match="ended before its work was done with exit code 3"):
        in_parallel(ended, [0, 1, 2, 3])
    assert not processes.multiprocessing.active_children()


def test_a_killed_process_may_have_had_no_memory():
    """The fault of a signal says which one it was, and what to do."""
    with pytest.raises(ReportError, match="it was killed") as killed:
        BackgroundTask(signalled).start(signal.SIGKILL).result()
    assert "memory" in killed.value.faults[0].remedy
    with pytest.raises(ReportError, match="SIGUSR1"):
        BackgroundTask(signalled).start(signal.SIGUSR1).result()


def test_ctrl_c_ends_all_processes():
    """Interrupted work ends at once and leaves no process behind."""
    code = (
        "import os, time; from report.files import worker_processes as processes\n"
        "processes.processors = lambda: 2\n"
        "import os; print(os.getpid(), flush=True)\n"
        "processes.in_parallel(time.sleep, [60, 60, 60])"
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
def test_no_process_outlives_its_parent(stroke):
    """A build that is killed leaves no worker process behind."""
    code = (
        "import os, time; from report.files import worker_processes as processes\n"
        "processes.processors = lambda: 2\n"
        "def work(task): os.write(1, b'begun\\n'); time.sleep(3); os.write(1, b'done\\n'); os._exit(0)\n"
        "processes.in_parallel(work, [0, 0, 0])"
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


def test_a_background_task_loads_its_libraries_before_it_starts(monkeypatch):
    """The work finds them loaded; one that cannot be loaded is left to the work."""
    monkeypatch.delitem(sys.modules, "wave", raising=False)
    task = BackgroundTask(loaded, "no_such_library").start("wave")
    assert task.result()[0] is False
    task = BackgroundTask(loaded, "wave").start("wave")
    assert task.result()[0] is True


def test_a_background_task_whose_process_died_raises_when_its_result_is_awaited():
    """Whether it dies before or after the task is sent."""
    task = BackgroundTask(ended)
    task.stop()
    with pytest.raises(ReportError, match="ended before its work"):
        task.start(0).result()
    with pytest.raises(ReportError, match="ended before its work"):
        BackgroundTask(ended).start(1).result()


def test_other_work_is_done_while_a_single_task_runs(monkeypatch):
    """With something to do meanwhile, even one task runs in a process of its own; without, it runs in this one."""
    monkeypatch.setattr(processes, "processors", lambda: 2)
    done = []
    found = in_parallel(_process, [0], while_waiting=lambda: done.append(os.getpid()))
    assert found != [os.getpid()]
    assert done == [os.getpid()]
    assert in_parallel(_process, [0]) == [os.getpid()]


@pytest.mark.parametrize(("tasks", "processors"), [([], 2), ([0], 1)])
def test_other_work_is_done_although_no_process_is_started(tasks, processors, monkeypatch):
    """Without tasks, and on a single processor."""
    monkeypatch.setattr(processes, "processors", lambda: processors)
    done = []
    assert in_parallel(_process, tasks, while_waiting=lambda: done.append(0)) == [os.getpid() for _ in tasks]
    assert done == [0]


def _process(_):
    return os.getpid()
