"""Run independent tasks in parallel, in as many processes as there are processors, with results in order."""

from __future__ import annotations

import ctypes
import importlib
import multiprocessing
import os
import signal
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from time import perf_counter
from typing import Any, Generic, TypeVar, cast

from report.files.interrupts import uninterrupted
from report.files.system_errors import fault_of
from report.rows.errors import Fault, ReportError, StoreError

Task = TypeVar("Task")
Made = TypeVar("Made")
Progress = Callable[[Any, float], None]
#: Processes are copies of this one on Linux, whatever Python's default is. Libraries of macOS crash in a copy.
CONTEXT = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
#: From <linux/prctl.h>: the signal that a process gets when its parent dies.
_PR_SET_PDEATHSIG = 1
#: How many seconds a process that closed its pipe may take to end.
_SECONDS_TO_END = 2.0


def processors() -> int:
    """How many processes can run at the same time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_parallel(
    work: Callable[[Task], Made],
    tasks: Sequence[Task],
    progress: Progress = lambda *_: None,
    while_waiting: Callable[[], object] | None = None,
) -> list[Made]:
    """The result of each task; the faults of all tasks that failed are raised together.

    A process takes one task after another, so that the libraries that it has loaded serve the next task. `progress`
    is called with each finished task and its seconds, and `while_waiting` once: while tasks run in other processes, if
    any do.
    """
    answers: dict[int, Any] = {}
    at_once = min(processors(), len(tasks) + (while_waiting is not None))
    found = partial(_in_processes if tasks and at_once > 1 else _in_this_process, while_waiting)
    for place, answer, seconds in found(work, tasks):
        answers[place] = answer
        progress(tasks[place], seconds)
    failed = [answer for _, answer in sorted(answers.items()) if isinstance(answer, ReportError)]
    if failed:
        raise type(failed[0])(dict.fromkeys(fault for error in failed for fault in error.faults))
    return [answers[place] for place in range(len(tasks))]


Answer = tuple[int, Any, float]


def _in_this_process(
    while_waiting: Callable[[], object] | None, work: Callable[[Task], Made], tasks: Sequence[Task]
) -> Iterator[Answer]:
    if while_waiting:
        while_waiting()
    for place in range(len(tasks)):
        yield _answer(work, tasks, place)


def _answer(work: Callable[[Task], Made], tasks: Sequence[Task], place: int) -> Answer:
    began = perf_counter()
    try:
        made: Any = work(tasks[place])
    except ReportError as error:
        made = error
    except OSError as error:
        made = StoreError(fault_of(error, "a file of the build"))
    return place, made, perf_counter() - began


def _in_processes(
    while_waiting: Callable[[], object] | None, work: Callable[[Task], Made], tasks: Sequence[Task]
) -> Iterator[Answer]:
    waiting = list(range(len(tasks)))[::-1]
    begun = [_started(_serve, work, tasks) for _ in range(min(processors(), len(tasks)))]
    process_of = {pipe: process for process, pipe in begun}
    busy = {pipe: waiting.pop() for pipe in process_of}
    try:
        for pipe, place in busy.items():
            pipe.send(place)
        if while_waiting:
            while_waiting()
        while busy:
            for pipe in cast("list[Connection]", wait(list(busy))):
                yield _received(pipe, process_of[pipe])
                del busy[pipe]
                if waiting:
                    busy[pipe] = waiting.pop()
                    pipe.send(busy[pipe])
    finally:
        for process, _ in begun:
            _stop(process)


class BackgroundTask(Generic[Task]):
    """Work done in a background process, which loads libraries at once and starts when it is given its task."""

    def __init__(self, work: Callable[[Task], Any], *libraries: str):
        self._process, self.pipe = _started(_run_task, work, libraries)

    def start(self, task: Task) -> BackgroundTask[Task]:
        """Send the task to the process; if the process has died, `result` raises the error."""
        with suppress(BrokenPipeError):
            self.pipe.send(task)
        return self

    def result(self) -> tuple[Any, float]:
        """Wait for the result and its seconds; a `ReportError` of the work is returned, not raised."""
        try:
            _, answer, seconds = _received(self.pipe, self._process)
        finally:
            self._process.terminate()  # the next process to start, or the end of this one, collects it
        return answer, seconds

    def stop(self) -> None:
        """Stop the process, whether its work is done or not."""
        _stop(self._process)


def _started(serve: Callable[..., None], *arguments: Any) -> tuple[BaseProcess, Connection]:
    ours, theirs = CONTEXT.Pipe()
    process = CONTEXT.Process(  # type: ignore[attr-defined]
        target=_run_worker, args=(os.getpid(), serve, *arguments, theirs), daemon=True
    )
    with uninterrupted():
        process.start()
    theirs.close()
    return process, ours


def _stop(process: BaseProcess) -> None:
    process.terminate()
    process.join()


def _run_worker(parent: int, serve: Callable[..., None], *arguments: Any) -> None:
    """The body of a worker process: it leaves Ctrl-C to its parent, does not outlive it, and may start others."""
    multiprocessing.current_process().daemon = False
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    if os.getppid() == parent:
        serve(*arguments)


def end_with_parent() -> None:
    """Ask Linux to kill this process when its parent dies, for whatever reason."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _serve(work: Callable[[Task], Made], tasks: Sequence[Task], pipe: Connection) -> None:
    while True:
        pipe.send(_answer(work, tasks, pipe.recv()))


def _run_task(work: Callable[[Task], Made], libraries: Sequence[str], pipe: Connection) -> None:
    with (
        warnings.catch_warnings(),
        suppress(Exception),
    ):  # the work itself raises the error of a library that cannot be loaded
        warnings.simplefilter("ignore")
        for library in libraries:
            importlib.import_module(library)
    pipe.send(_answer(work, [pipe.recv()], 0))


def _received(pipe: Connection, process: BaseProcess) -> Answer:
    try:
        answer: Answer = pipe.recv()
    except EOFError:
        process.join(_SECONDS_TO_END)
        raise ReportError(_early_end(process.exitcode)) from None
    return answer


def _early_end(code: int | None) -> Fault:
    """The fault of a process that ended without a result; the code is negative if a signal ended it."""
    what = "a process ended before its work was done"
    if code is None or code >= 0:
        ended = "" if code is None else f" with exit code {code}"
        return Fault("", what + ended, "remove what ends Python early, such as a call of os._exit")
    if code == -signal.SIGKILL:
        return Fault("", f"{what}: it was killed", "the memory may have run out: free some, and try again")
    name = signal.Signals(-code).name
    return Fault(
        "", f"{what}: {name}", "unless someone stopped it, a compiled library crashed: update that library"
    )
