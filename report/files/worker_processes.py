"""Independent work side by side, in as many processes as there are processors, with its results in order."""

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
from multiprocessing.connection import Connection, wait
from time import perf_counter
from typing import Any, Generic, TypeVar, cast

from report.files.system_errors import fault_of
from report.rows.errors import Fault, ReportError, StoreError

Task = TypeVar("Task")
Made = TypeVar("Made")
Told = Callable[[Any, float], None]
#: From <linux/prctl.h>: the signal that a process gets when its parent dies.
_PR_SET_PDEATHSIG = 1


def processors() -> int:
    """How many processes can run at a time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def side_by_side(
    work: Callable[[Task], Made], tasks: Sequence[Task], told: Told = lambda *_: None
) -> list[Made]:
    """What comes of each task; the faults of all that failed are raised together.

    A process takes one task after another, so that what it has loaded serves the next. `told` hears of each task
    that is done, with its seconds.
    """
    answers: dict[int, Any] = {}
    found = _apart if min(processors(), len(tasks)) > 1 else _here
    for place, answer, seconds in found(work, tasks):
        answers[place] = answer
        told(tasks[place], seconds)
    failed = [answer for _, answer in sorted(answers.items()) if isinstance(answer, ReportError)]
    if failed:
        raise type(failed[0])(dict.fromkeys(fault for error in failed for fault in error.faults))
    return [answers[place] for place in range(len(tasks))]


Answer = tuple[int, Any, float]


def _here(work: Callable[[Task], Made], tasks: Sequence[Task]) -> Iterator[Answer]:
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


def _apart(work: Callable[[Task], Made], tasks: Sequence[Task]) -> Iterator[Answer]:
    waiting = list(range(len(tasks)))[::-1]
    begun = [_begun(_serve, work, tasks) for _ in range(min(processors(), len(tasks)))]
    busy = {pipe: waiting.pop() for _, pipe in begun}
    try:
        for pipe, place in busy.items():
            pipe.send(place)
        while busy:
            for pipe in cast("list[Connection]", wait(list(busy))):
                yield _received(pipe)
                del busy[pipe]
                if waiting:
                    busy[pipe] = waiting.pop()
                    pipe.send(busy[pipe])
    finally:
        for process, _ in begun:
            _end(process)


class Errand(Generic[Task]):
    """Work that a process of its own does meanwhile; it loads libraries at once, and works when it is told on what."""

    def __init__(self, work: Callable[[Task], Any], *libraries: str):
        self._process, self.pipe = _begun(_do, work, libraries)

    def begin(self, task: Task) -> Errand[Task]:
        """Tell the process what to work on; one that has died says so when its work is fetched."""
        with suppress(BrokenPipeError):
            self.pipe.send(task)
        return self

    def fetched(self) -> tuple[Any, float]:
        """What comes of it, waited for, and its seconds; an error of the project is returned, not raised."""
        try:
            _, answer, seconds = _received(self.pipe)
        finally:
            self.end()
        return answer, seconds

    def end(self) -> None:
        """End the process, whether its work is done or not."""
        _end(self._process)


def _begun(serve: Callable[..., None], *arguments: Any) -> tuple[multiprocessing.Process, Connection]:
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(
        target=_dependent, args=(os.getpid(), serve, *arguments, theirs), daemon=True
    )
    process.start()
    theirs.close()
    return process, ours


def _end(process: multiprocessing.Process) -> None:
    process.terminate()
    process.join()


def _dependent(parent: int, serve: Callable[..., None], *arguments: Any) -> None:
    """What a process does; a stroke of Ctrl-C is for the one that began it, and it does not outlive that one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _end_with_parent()
    if os.getppid() == parent:
        serve(*arguments)


def _end_with_parent() -> None:
    """Ask Linux to kill this process when the one that began it is gone, however that ended."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _serve(work: Callable[[Task], Made], tasks: Sequence[Task], pipe: Connection) -> None:
    while True:
        pipe.send(_answer(work, tasks, pipe.recv()))


def _do(work: Callable[[Task], Made], libraries: Sequence[str], pipe: Connection) -> None:
    with (
        warnings.catch_warnings(),
        suppress(Exception),
    ):  # the work itself meets what keeps a library from loading
        warnings.simplefilter("ignore")
        for library in libraries:
            importlib.import_module(library)
    pipe.send(_answer(work, [pipe.recv()], 0))


def _received(pipe: Connection) -> Answer:
    try:
        answer: Answer = pipe.recv()
    except EOFError:
        what, remedy = "a process ended before its work was done", "the message above says why"
        raise ReportError(Fault("", what, remedy)) from None
    return answer
