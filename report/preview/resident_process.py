"""The resident process of a preview, and its copies, which make the pages of a refresh.

It has the engine loaded and never imports the study. The copy that made the pages stays until the next one has made
them, and meanwhile computes the first effects of edits.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Client, Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from report.preview.early_changes import EarlyChanges, Shown, changed_numbers, changed_tables, shown_of
from report.rows.errors import Fault, ReportError

if TYPE_CHECKING:
    from report.manuscript.inputs import Inputs
    from report.preview.edit_responder import EditResponder
    from report.rows.stat import Row


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


def reside(root: Path, data: Path | None, pipe: Connection, address: str) -> None:
    """Start a copy for each request of the pipe, until the pipe is closed; the copies answer at `address`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _load_engine()
    while True:
        try:
            shown, scratch = pipe.recv()
        except EOFError:
            return
        arguments = root, data, address, shown, scratch
        copy = multiprocessing.get_context("fork").Process(target=answer, args=arguments)
        copy.start()


def _load_engine() -> None:
    """Import what every refresh needs, and the libraries that products are likely to need."""
    import report.manuscript.source_faults
    import report.pipeline.pages
    import report.preview.edit_responder
    import report.render
    import report.render.html.page
    import report.trace.page_cards  # noqa: F401
    from report.study.shared_libraries import LIKELY, load

    for library in LIKELY:
        load(library)


def answer(root: Path, data: Path | None, address: str, shown: Shown, scratch: str) -> None:
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
) -> tuple[Refreshed, EditResponder | None]:
    from report.manuscript.computation import compute
    from report.manuscript.inputs import Inputs
    from report.pipeline.pages import pages
    from report.preview.edit_responder import EditResponder
    from report.study.project import Project

    inputs = Inputs(Project.find(root), data)
    if inputs.entry() is None:
        send(Stoppable(os.getpid(), _files_behind(inputs)))
    computed = compute(inputs, finished=partial(_send_numbers, shown, send))
    _send_numbers(shown, send, list(computed.results.ledger.values()))  # also those of an earlier run
    if tables := changed_tables(shown, computed.results, root):
        send(EarlyChanges(tables=tables))
    send(Stoppable(os.getpid()))
    with TemporaryDirectory(prefix="report-preview-") as scratch:
        folder = Path(scratch)
        made = pages(inputs, computed, ("html",), folder, _no_progress)
        if made.misprints or made.missing:
            return Refreshed(faults=(*made.misprints, *made.missing)), None
        found = {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.html"))}
    texts, results = inputs.project.templates(), computed.results
    answer = Refreshed(found, results.ledger.to_json(), templates=texts, shown=shown_of(results))
    return answer, EditResponder(inputs, computed, answer.shown)


def _files_behind(inputs: Inputs) -> frozenset[str]:
    """The modules of the study, and the files that it declares: while one changes, no result is stored."""
    from report.files.sources import loaded_files
    from report.study.study import collect

    collect(inputs.project.study, inputs.project.root)
    declared = (str(file.path.absolute()) for file in inputs.declared.values())
    return frozenset([*loaded_files().values(), *declared])


def _send_numbers(shown: Shown, send: Callable[[EarlyChanges], object], rows: Sequence[Row]) -> None:
    """Send the numbers that a product changed."""
    if changed := tuple(changed_numbers(shown, rows)):
        send(EarlyChanges(numbers=changed))


def _no_progress(*_: Any) -> None:
    """No progress."""
