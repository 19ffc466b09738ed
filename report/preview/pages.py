"""The pages of a project, made in a new process for each refresh, so that no module is ever stale."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection, Listener
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from report.files.interrupts import uninterrupted
from report.preview.early_changes import EarlyChanges, Shown
from report.preview.paragraphs import Edited
from report.preview.resident_process import Refreshed, Stoppable, reside
from report.rows.errors import Fault

#: The seconds between checks whether a running refresh is outdated.
_STEP = 0.05
#: The seconds after which a paragraph or a table is left to the refresh.
_SECONDS = 2.0
EditedFiles = Callable[[], frozenset[str]]


class Refresher:
    """A resident process that has the engine loaded and never imports the study; each refresh is a copy of it."""

    def __init__(self, root: Path, data: Path | None):
        self._answers = Listener(family="AF_UNIX")
        self.pipe, theirs = multiprocessing.Pipe()
        address = str(self._answers.address)
        self._process = multiprocessing.get_context("fork").Process(
            target=reside, args=(root, data, theirs, address)
        )
        self._last: Connection | None = None
        self._asking = threading.Lock()
        with uninterrupted():
            self._process.start()
        theirs.close()

    def refresh(
        self,
        shown: Shown,
        show: Callable[[EarlyChanges], object] = lambda changes: None,
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

    def tables(self, newer: frozenset[str] = frozenset()) -> EarlyChanges | None:
        """The tables that edited modules changed; None if the edits may have changed more, or nothing.

        `newer` are the labels of tables that open pages show in a later state than that of the last pages.
        """
        found: EarlyChanges | None = self._asked(newer)
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


def _answer_of(
    copy: Connection, show: Callable[[EarlyChanges], object], edited: EditedFiles
) -> Refreshed | None:
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
        if isinstance(message, EarlyChanges):
            show(message)
        else:
            may_end = message
