"""Many renderings at once: each in a process of its own, as many as there are processors."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import cast

from report.files.seen import Seen
from report.files.system_errors import system_errors
from report.files.worker_processes import BackgroundTask, processors
from report.render.document import Document
from report.render.pandoc import read
from report.render.render_cache import Key, keep, key_of, restored
from report.render.renderers import render
from report.rows.errors import Fault, RenderError, ReportError, ToolError

Progress = Callable[[str, float], None]


#: How long a format takes beside the others, for the same text.
_COST = {"html": 1.0, "docx": 1.5, "pdf": 5.0}


@dataclass(frozen=True)
class Task:
    """One document in one format, and what else is to be done to its file."""

    document: Document
    format: str
    finish: Callable[[Path], object] | None = field(default=None, compare=False)

    @property
    def name(self) -> str:
        """The file that comes of it."""
        return f"{self.document.name}.{self.format}"

    def shares_reading(self, other: Task) -> bool:
        """Whether another task reads the same Markdown; a PDF is printed from its page."""
        return self.document == other.document and "pdf" not in (self.format, other.format)

    @property
    def rank(self) -> tuple[bool, float]:
        """Pages come first, since PDFs wait for them; then what takes long, so that all ends at about one time."""
        return self.format == "html", _COST[self.format] * len(self.document.markdown)


class Press:
    """Renderings under way, as many at a time as there are processors; left before they are done, it ends them."""

    def __init__(self, folder: Path, *, epoch: int, progress: Progress, fresh: bool = False):
        self._folder, self._epoch, self._progress, self._fresh = folder, epoch, progress, fresh
        self._waiting: list[tuple[Task, Key]] = []
        self._running: dict[Connection, tuple[BackgroundTask[Document], Task]] = {}
        self._read: dict[str, Document] = {}
        self._failed: list[ReportError] = []
        self.files: dict[str, Seen] = {}

    def __enter__(self) -> Press:
        return self

    def __exit__(self, *error: object) -> None:
        for process, _ in self._running.values():
            process.stop()

    def take(self, tasks: Iterable[Task]) -> None:
        """Begin tasks, or let them wait; what nothing has changed is taken from earlier builds unless all is afresh."""
        for task in tasks:
            key = key_of(task.document, task.format, self._folder, self._epoch)
            self.files |= key.files
            if self._fresh or not restored(task.document, task.format, self._folder, key):
                self._waiting.append((task, key))
            elif task.finish:
                task.finish(self._folder / task.name)
        self._waiting.sort(key=lambda each: each[0].rank)
        self._gather(0)
        self._begin(processors() - 1)  # whoever brings tasks has work of its own until it waits for them

    def finished(self, *formats: str) -> tuple[Fault, ...]:
        """Wait until nothing of these formats, or of any, is left, and raise the faults of all that failed.

        A tool that is missing costs its format only, and is returned. Other formats go on meanwhile.
        """
        while any(not formats or task.format in formats for task in self._left()):
            self._begin(processors())
            self._gather()
        missing = [error for error in self._failed if isinstance(error, ToolError)]
        faults = _faults(error for error in self._failed if error not in missing)
        if faults:
            raise RenderError(faults)
        return _faults(missing)

    def _left(self) -> Iterator[Task]:
        yield from (task for task, _ in self._waiting)
        yield from (task for _, task in self._running.values())

    def _gather(self, timeout: float | None = None) -> None:
        """Take note of what has ended; without a timeout, wait until something has."""
        for pipe in cast("list[Connection]", wait(list(self._running), timeout)):
            self._end(*self._running.pop(pipe))

    def _begin(self, at_once: int) -> None:
        while len(self._running) < max(1, at_once) and (chosen := self._next()):
            task, key = chosen
            ahead = any(task.shares_reading(other) for other, _ in self._waiting)
            work = partial(_rendered, task, self._folder, self._epoch, key, ahead)
            process = BackgroundTask(work).start(self._read.get(task.document.name, task.document))
            self._running[process.pipe] = process, task

    def _next(self) -> tuple[Task, Key] | None:
        """The first in rank of the tasks that wait, but for those whose document is being read for another."""
        for place in reversed(range(len(self._waiting))):
            task = self._waiting[place][0]
            read_now = any(task.shares_reading(other) for _, other in self._running.values())
            if task.document.name in self._read or not read_now:
                return self._waiting.pop(place)
        return None

    def _end(self, process: BackgroundTask[Document], task: Task) -> None:
        try:
            answer, seconds = process.result()
        except ReportError as error:
            what, remedy = f"could not be rendered: {error.faults[0].what}", error.faults[0].remedy
            raise RenderError(Fault(task.name, what, remedy)) from None
        self._progress(task.name, seconds)
        if isinstance(answer, ReportError):
            self._failed.append(answer)
        else:
            self._read[task.document.name] = answer


def _faults(errors: Iterable[ReportError]) -> tuple[Fault, ...]:
    return tuple(dict.fromkeys(fault for error in errors for fault in error.faults))


def take_in_printer() -> None:
    """Import once what every printing process needs; where it is missing, each of them says so."""
    with suppress(ImportError, OSError):
        from report.render.pdf.printer import printer

        printer()


def _rendered(task: Task, folder: Path, epoch: int, key: Key, ahead: bool, document: Document) -> Document:
    """Render, and return the document: with its tree, if it is read ahead of another format."""
    gc.disable()  # the process ends with its rendering, and takes all garbage with it
    with system_errors(folder):
        document = read(document, epoch) if ahead and not document.tree else document
        render(document, [task.format], folder, epoch=epoch)
        keep(document, task.format, folder, key)
        if task.finish:
            task.finish(folder / task.name)
    return document
