"""Many renderings at once: each in a process of its own, as many as there are processors."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from time import perf_counter
from typing import Any

from report.errors import Fault, RenderError, ReportError, ToolError
from report.render.document import Document
from report.render.formats import render
from report.render.kept import keep, key_of, restored

Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Task:
    """One document in one format."""

    document: Document
    format: str

    @property
    def name(self) -> str:
        """The file that comes of it."""
        return f"{self.document.name}.{self.format}"

    @property
    def cost(self) -> tuple[bool, int]:
        """What takes long is begun first."""
        return self.format == "pdf", len(self.document.markdown)


def render_together(
    tasks: Sequence[Task], folder: Path, *, epoch: int, progress: Progress, fresh: bool = False
) -> tuple[Fault, ...]:
    """Render all, raise the faults of all; a tool that is missing costs its format only, and is returned.

    What nothing has changed is taken from earlier builds, unless all is to be made afresh.
    """
    keys = {task.name: key_of(task.document, task.format, folder, epoch) for task in tasks}
    waiting = [
        task for task in tasks if fresh or not restored(task.document, task.format, folder, keys[task.name])
    ]
    waiting.sort(key=lambda task: task.cost)
    if sum(task.format == "pdf" for task in waiting) > 1:
        _take_in_printer()
    failed = list(_failures(waiting, folder, epoch, keys, progress))
    missing = [fault for error in failed if isinstance(error, ToolError) for fault in error.faults]
    faults = [fault for error in failed if not isinstance(error, ToolError) for fault in error.faults]
    if faults:
        raise RenderError(faults)
    return tuple(dict.fromkeys(missing))


def _failures(
    waiting: list[Task], folder: Path, epoch: int, keys: Mapping[str, str], progress: Progress
) -> Iterator[ReportError]:
    running: dict[Any, tuple[multiprocessing.Process, Task, float]] = {}
    try:
        while waiting or running:
            while waiting and len(running) < _processors():
                task = waiting.pop()
                running |= _begun(task, folder, epoch, keys[task.name])
            for receiver in wait(list(running)):
                process, task, began = running.pop(receiver)
                failure = _received(receiver, task)
                process.join()
                progress(task.name, perf_counter() - began)
                if failure:
                    yield failure
    finally:
        for process, *_ in running.values():
            process.terminate()


def _take_in_printer() -> None:
    """Import what all printing processes need before they begin; where it is missing, each of them says so."""
    with suppress(ImportError, OSError):
        import weasyprint.document  # noqa: F401


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _begun(
    task: Task, folder: Path, epoch: int, key: str
) -> dict[Connection, tuple[multiprocessing.Process, Task, float]]:
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=_work, args=(task, folder, epoch, key, sender), daemon=True)
    process.start()
    sender.close()
    return {receiver: (process, task, perf_counter())}


def _work(task: Task, folder: Path, epoch: int, key: str, sender: Connection) -> None:
    """What a process does; a stroke of Ctrl-C is for the one that began it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        render(task.document, [task.format], folder, epoch=epoch)
        keep(task.document, task.format, folder, key)
    except ReportError as error:
        sender.send(error)
    else:
        sender.send(None)


def _received(receiver: Any, task: Task) -> ReportError | None:
    try:
        answer = receiver.recv()
    except EOFError:
        return RenderError(Fault(task.name, "could not be rendered", "the message above says why"))
    return answer if isinstance(answer, ReportError) else None
