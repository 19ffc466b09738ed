"""The pages of a project, made in a new process for each refresh, so that no module is outdated."""

from __future__ import annotations

import multiprocessing
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from report.files.interrupts import uninterrupted
from report.rows.errors import Fault, ReportError


@dataclass(frozen=True)
class Refreshed:
    """The pages by document and the ledger, or the faults because of which there are none."""

    pages: dict[str, str] = field(default_factory=dict)
    ledger: str = ""
    faults: tuple[Fault, ...] = ()


class Refresher:
    """A resident process that has the engine loaded and never imports the study; each refresh is a copy of it."""

    def __init__(self, root: Path, data: Path | None):
        self.pipe, theirs = multiprocessing.Pipe()
        self._process = multiprocessing.get_context("fork").Process(target=_reside, args=(root, data, theirs))
        with uninterrupted():
            self._process.start()
        theirs.close()

    def refresh(self) -> Refreshed:
        """The current pages; a refresh that ended without an answer is a fault."""
        self.pipe.send("refresh")
        answer: Refreshed = self.pipe.recv()
        return answer

    def stop(self) -> None:
        """End the resident process."""
        self._process.terminate()
        self._process.join()


def _reside(root: Path, data: Path | None, pipe: Connection) -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _load_engine()
    while True:
        try:
            pipe.recv()
        except EOFError:
            return
        pipe.send(_in_a_copy(root, data))


def _load_engine() -> None:
    """Import what every refresh needs."""
    import report.manuscript.source_faults
    import report.pipeline.pages
    import report.render
    import report.render.html.page
    import report.trace.page_cards  # noqa: F401


def _in_a_copy(root: Path, data: Path | None) -> Refreshed:
    ours, theirs = multiprocessing.Pipe()
    child = multiprocessing.get_context("fork").Process(target=_answer, args=(root, data, theirs))
    child.start()
    theirs.close()
    try:
        answer: Refreshed = ours.recv()
    except EOFError:
        answer = Refreshed(faults=(Fault("", "the refresh ended without a result", "see the terminal"),))
    child.join()
    return answer


def _answer(root: Path, data: Path | None, pipe: Connection) -> None:
    try:
        pipe.send(_refreshed(root, data))
    except ReportError as error:
        pipe.send(Refreshed(faults=tuple(error.faults)))


def _refreshed(root: Path, data: Path | None) -> Refreshed:
    from report.manuscript.computation import compute
    from report.manuscript.inputs import Inputs
    from report.pipeline.pages import pages
    from report.study.project import Project

    inputs = Inputs(Project.find(root), data)
    computed = compute(inputs)
    with TemporaryDirectory(prefix="report-preview-") as scratch:
        folder = Path(scratch)
        made = pages(inputs, computed, ("html",), folder, _silent)
        if made.misprints or made.missing:
            return Refreshed(faults=(*made.misprints, *made.missing))
        found = {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.html"))}
    return Refreshed(found, computed.results.ledger.to_json())


def _silent(*_: Any) -> None:
    """Report no progress."""
