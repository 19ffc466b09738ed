"""The pages of a project, made in a new process for each refresh, so that no module is ever stale.

The process that made the pages stays until the next one has made them, and meanwhile computes the first effects of
edits.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from report.files.interrupts import uninterrupted
from report.preview.ahead import Ahead, Shown, changed_numbers, changed_tables, shown_of
from report.preview.paragraphs import Edited
from report.rows.errors import Fault, ReportError

if TYPE_CHECKING:
    from report.manuscript.inputs import Inputs
    from report.preview.answers import Answers
    from report.rows.stat import Row

#: The seconds between checks whether a running refresh is outdated.
_STEP = 0.05
#: The seconds after which a paragraph or a table is left to the refresh.
_SECONDS = 2.0
EditedFiles = Callable[[], frozenset[str]]


@dataclass(frozen=True)
class Refreshed:
    """The pages by document and the ledger, or the faults that prevented them.

    `templates` are the texts that the pages were woven from, and `shown` are their numbers and tables.
    """

    pages: dict[str, str] = field(default_factory=dict)
    ledger: str = ""
    faults: tuple[Fault, ...] = ()
    templates: Mapping[str, str] = field(default_factory=dict)
    shown: Shown = field(default_factory=Shown)


@dataclass(frozen=True)
class Stoppable:
    """A refresh that may be cancelled once it is outdated; with `files`, only by an edit of one of them.

    While products run, an edit of the text does not cancel it: their results are stored for the next refresh. The
    results of products whose code or data have changed are not.
    """

    process: int
    files: frozenset[str] | None = None

    def is_outdated_by(self, edited: frozenset[str]) -> bool:
        """Whether these edits cancel it."""
        return bool(edited if self.files is None else edited & self.files)


class Refresher:
    """A resident process that has the engine loaded and never imports the study; each refresh is a copy of it."""

    def __init__(self, root: Path, data: Path | None):
        self._answers = Listener(family="AF_UNIX")
        self.pipe, theirs = multiprocessing.Pipe()
        address = str(self._answers.address)
        self._process = multiprocessing.get_context("fork").Process(
            target=_reside, args=(root, data, theirs, address)
        )
        self._last: Connection | None = None
        self._asking = threading.Lock()
        with uninterrupted():
            self._process.start()
        theirs.close()

    def refresh(
        self,
        shown: Shown,
        show: Callable[[Ahead], object] = lambda ahead: None,
        edited: EditedFiles = frozenset,
    ) -> Refreshed | None:
        """The current pages; None if they are outdated before they are made.

        `edited` are the files that have been edited since then. `show` is called with what differs from the `shown`
        pages, before the new pages are made. A refresh that ended without an answer is a fault.
        """
        with TemporaryDirectory(prefix="report-preview-", ignore_cleanup_errors=True) as scratch:
            self.pipe.send((shown, scratch))
            copy = self._answers.accept()
            try:
                answer = _answer_of(copy, show, edited)
            except EOFError:
                what = "the refresh ended without a result"
                answer = Refreshed(faults=(Fault("", what, "see the terminal"),))
        if answer is None or answer.faults:
            copy.close()
            return answer
        with self._asking:
            if self._last is not None:
                self._last.close()
            self._last = copy
        return answer

    def paragraph(self, old: str, new: str) -> Edited | None:
        """The paragraph that differs between two versions of a template; None if the whole page must be rebuilt."""
        found: Edited | None = self._asked((old, new))
        return found

    def tables(self, ahead: frozenset[str] = frozenset()) -> Ahead | None:
        """The tables that edited modules changed; None if the edits may have changed more, or nothing.

        `ahead` are the labels of tables that open pages show in a later state than that of the last pages.
        """
        found: Ahead | None = self._asked(ahead)
        return found

    def _asked(self, request: tuple[str, str] | frozenset[str]) -> Any:
        """The answer of the copy that made the last pages; None if there is none in time."""
        with self._asking, suppress(OSError, EOFError):
            if self._last is not None:
                self._last.send(request)
                if self._last.poll(_SECONDS):
                    return self._last.recv()
                self._last.close()
                self._last = None
        return None

    def stop(self) -> None:
        """End the resident process, and the copy that made the last pages."""
        self._process.terminate()
        self._process.join()
        if self._last is not None:
            self._last.close()
        self._answers.close()


def _answer_of(copy: Connection, show: Callable[[Ahead], object], edited: EditedFiles) -> Refreshed | None:
    """The answer of a copy; None if an edit has outdated it, in which case the copy is ended as soon as possible."""
    may_end: Stoppable | None = None
    while True:
        if may_end and may_end.is_outdated_by(edited()):
            os.kill(may_end.process, signal.SIGKILL)
            return None
        if not copy.poll(_STEP):
            continue
        message = copy.recv()
        if isinstance(message, Refreshed):
            return message
        if isinstance(message, Ahead):
            show(message)
        else:
            may_end = message


def _reside(root: Path, data: Path | None, pipe: Connection, address: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _load_engine()
    while True:
        try:
            shown, scratch = pipe.recv()
        except EOFError:
            return
        arguments = root, data, address, shown, scratch
        copy = multiprocessing.get_context("fork").Process(target=_answer, args=arguments)
        copy.start()


def _load_engine() -> None:
    """Import what every refresh needs, and the libraries that products are likely to need."""
    import report.manuscript.source_faults
    import report.pipeline.pages
    import report.preview.answers
    import report.render
    import report.render.html.page
    import report.trace.page_cards  # noqa: F401
    from report.study.shared_libraries import LIKELY, load

    for library in LIKELY:
        load(library)


def _answer(root: Path, data: Path | None, address: str, shown: Shown, scratch: str) -> None:
    """Send the current pages, then answer requests until a later refresh replaces this process.

    What differs from the shown pages is sent ahead, and when this process may be ended. Temporary
    files are written to `scratch`, so that none is left behind if this process is ended.
    """
    with suppress(EOFError, ConnectionError), Client(address) as pipe:  # the preview may end at any time
        tempfile.tempdir = scratch
        try:
            answer, answers = _refreshed(root, data, shown, pipe.send)
        except ReportError as error:
            answer, answers = Refreshed(faults=tuple(error.faults)), None
        tempfile.tempdir = None
        pipe.send(answer)
        if answers is not None:
            answers.serve(pipe)


def _refreshed(
    root: Path, data: Path | None, shown: Shown, send: Callable[[Any], object]
) -> tuple[Refreshed, Answers | None]:
    from report.manuscript.computation import compute
    from report.manuscript.inputs import Inputs
    from report.pipeline.pages import pages
    from report.preview.answers import Answers
    from report.study.project import Project

    inputs = Inputs(Project.find(root), data)
    if inputs.entry() is None:
        send(Stoppable(os.getpid(), _files_behind(inputs)))
    computed = compute(inputs, finished=partial(_send_numbers, shown, send))
    _send_numbers(shown, send, list(computed.results.ledger.values()))  # also those of an earlier run
    if tables := changed_tables(shown, computed.results, root):
        send(Ahead(tables=tables))
    send(Stoppable(os.getpid()))
    with TemporaryDirectory(prefix="report-preview-") as scratch:
        folder = Path(scratch)
        made = pages(inputs, computed, ("html",), folder, _silent)
        if made.misprints or made.missing:
            return Refreshed(faults=(*made.misprints, *made.missing)), None
        found = {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.html"))}
    texts, results = inputs.project.templates(), computed.results
    answer = Refreshed(found, results.ledger.to_json(), templates=texts, shown=shown_of(results))
    return answer, Answers(inputs, computed, answer.shown)


def _files_behind(inputs: Inputs) -> frozenset[str]:
    """The modules of the study, and the files that it declares: while one changes, no result is stored."""
    from report.files.sources import loaded_files
    from report.study.study import collect

    collect(inputs.project.study, inputs.project.root)
    declared = (str(file.path.absolute()) for file in inputs.declared.values())
    return frozenset([*loaded_files().values(), *declared])


def _send_numbers(shown: Shown, send: Callable[[Ahead], object], rows: Sequence[Row]) -> None:
    """Send the numbers that a product changed."""
    if changed := tuple(changed_numbers(shown, rows)):
        send(Ahead(numbers=changed))


def _silent(*_: Any) -> None:
    """No progress."""
