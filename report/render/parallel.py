"""Renders in parallel: each task in its own process, with as many processes as there are processors."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import cast

from report.files.file_states import FileState
from report.files.system_errors import system_errors
from report.files.worker_processes import BackgroundTask, processors
from report.render.document import Document
from report.render.pandoc import read
from report.render.render_cache import Key, key_of, restored, store
from report.render.renderers import render
from report.rows.errors import Fault, RenderError, ReportError, ToolError

Progress = Callable[[str, float], None]


#: The relative rendering time of each format.
_COST = {"html": 1.0, "docx": 1.5, "pdf": 5.0, "provenance.pdf": 2.0}


@dataclass(frozen=True)
class RenderingTask:
    """One document in one format, with an optional final step for its file."""

    document: Document
    format: str
    finish: Callable[[Path], object] | None = field(default=None, compare=False)

    @property
    def name(self) -> str:
        """The name of the output file."""
        return f"{self.document.name}.{self.format}"

    def shares_reading(self, other: RenderingTask) -> bool:
        """Whether another task reads the same Markdown; a PDF is printed from its page."""
        return self.document == other.document and "pdf" not in (self.format, other.format)

    @property
    def rank(self) -> tuple[bool, float]:
        """Sort key: pages first, since PDFs wait for them, then the slowest tasks, to balance the load."""
        return self.format == "html", _COST[self.format] * len(self.document.markdown)


class RenderPool:
    """A pool of rendering processes, one per processor; leaving the context early stops them.

    `rendered` are the names of the files that were not restored from an earlier build.
    """

    def __init__(self, folder: Path, *, epoch: int, progress: Progress, fresh: bool = False):
        self._folder, self._epoch, self._progress, self._fresh = folder, epoch, progress, fresh
        self._waiting: list[tuple[RenderingTask, Key]] = []
        self._running: dict[Connection, tuple[BackgroundTask[Document], RenderingTask]] = {}
        self._read: dict[str, Document] = {}
        self._restored: set[RenderingTask] = set()
        self._failed: list[ReportError] = []
        self.files: dict[str, FileState] = {}
        self.rendered: set[str] = set()

    def __enter__(self) -> RenderPool:
        return self

    def __exit__(self, *error: object) -> None:
        for process, _ in self._running.values():
            process.stop()

    def submit(self, tasks: Iterable[RenderingTask]) -> None:
        """Start or queue tasks; unless `fresh`, unchanged renderings are restored from earlier builds.

        A restored file that has a final step waits for a process as well, behind all renderings.
        """
        for task in tasks:
            key = key_of(task.document, task.format, self._folder, self._epoch)
            self.files |= key.files
            if self._fresh or not restored(task.document, task.format, self._folder, key):
                self._waiting.append((task, key))
                self.rendered.add(task.name)
            elif task.finish:
                self._restored.add(task)
                self._waiting.append((task, key))
        self._waiting.sort(key=lambda each: (each[0] not in self._restored, each[0].rank))
        self._gather(0)
        # The caller needs a processor until it waits for the tasks, but printing takes longer than the caller's work.
        printing = any(task.format == "pdf" for task, _ in self._waiting)
        self._start(processors() - (0 if printing else 1))

    def wait_for(self, *formats: str) -> tuple[Fault, ...]:
        """Wait for all tasks of these formats (default: all), and raise the faults of those that failed.

        Faults of missing tools are returned, since they prevent only one format. Other formats continue meanwhile.
        """
        while any(not formats or task.format in formats for task in self._unfinished()):
            self._start(processors())
            self._gather()
        self._start(processors() - 1)
        missing = [error for error in self._failed if isinstance(error, ToolError)]
        faults = _faults(error for error in self._failed if error not in missing)
        if faults:
            raise RenderError(faults)
        return _faults(missing)

    def _unfinished(self) -> Iterator[RenderingTask]:
        yield from (task for task, _ in self._waiting)
        yield from (task for _, task in self._running.values())

    def _gather(self, timeout: float | None = None) -> None:
        """Process the tasks that have ended; without a timeout, wait for at least one."""
        for pipe in cast("list[Connection]", wait(list(self._running), timeout)):
            self._end(*self._running.pop(pipe))

    def _start(self, most: int) -> None:
        while len(self._running) < max(1, most) and (chosen := self._next()):
            task, key = chosen
            if task in self._restored:
                work = partial(_finished, task, self._folder)
            else:
                ahead = any(self._share_reading(task, other) for other, _ in self._waiting)
                work = partial(_rendered, task, self._folder, self._epoch, key, ahead)
            process = BackgroundTask(work).start(self._read.get(task.document.name, task.document))
            self._running[process.pipe] = process, task

    def _next(self) -> tuple[RenderingTask, Key] | None:
        """The highest-ranked waiting task, except those whose document is being read for another task."""
        for place in reversed(range(len(self._waiting))):
            task = self._waiting[place][0]
            read_now = any(self._share_reading(task, other) for _, other in self._running.values())
            if task.document.name in self._read or not read_now:
                return self._waiting.pop(place)
        return None

    def _share_reading(self, task: RenderingTask, other: RenderingTask) -> bool:
        """Whether both tasks read the same Markdown; a restored file is not read again."""
        return not {task, other} & self._restored and task.shares_reading(other)

    def _end(self, process: BackgroundTask[Document], task: RenderingTask) -> None:
        try:
            answer, seconds = process.result()
        except ReportError as error:
            what, remedy = f"could not be rendered: {error.faults[0].what}", error.faults[0].remedy
            raise RenderError(Fault(task.name, what, remedy)) from None
        self._progress(task.name, seconds)
        if isinstance(answer, ReportError):
            self._failed.append(answer)
        elif task not in self._restored:
            self._read[task.document.name] = answer


def _faults(errors: Iterable[ReportError]) -> tuple[Fault, ...]:
    return tuple(dict.fromkeys(fault for error in errors for fault in error.faults))


def preload_printer() -> None:
    """Import the printer once for all printing processes; if it is missing, each of them reports it."""
    with suppress(ImportError, OSError):
        from report.render.pdf.print import user_agent
        from report.render.pdf.printer import printer

        printer()
        user_agent()


def _rendered(
    task: RenderingTask, folder: Path, epoch: int, key: Key, ahead: bool, document: Document
) -> Document:
    """Render a document and return it, with its tree if another format will need it."""
    gc.disable()  # the process exits after rendering, so its garbage need not be collected
    with system_errors(folder):
        document = read(document, epoch) if ahead and not document.tree else document
        render(document, [task.format], folder, epoch=epoch)
        store(document, task.format, folder, key)
        if task.finish:
            task.finish(folder / task.name)
    return document


def _finished(task: RenderingTask, folder: Path, document: Document) -> Document:
    """Do the final step of a file that was restored from an earlier build."""
    gc.disable()
    with system_errors(folder):
        if task.finish:
            task.finish(folder / task.name)
    return document
