"""Answers of the process that made the shown pages, until a refresh replaces it: the first effects of edits."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import Connection

from report.manuscript.computation import Computed
from report.manuscript.inputs import Inputs
from report.manuscript.woven_documents import context_of
from report.preview.early_changes import EarlyChanges, Shown
from report.preview.edited_tables import LoadedStudy, edited_tables
from report.preview.paragraphs import Edited, edited_html
from report.template.one_paragraph import paragraph_weaver

#: Seconds without a request after which the code of the study is examined, before an edit needs it.
_IDLE = 0.5


class EditResponder:
    """Answers requests to a process that has made the pages.

    A request is a template before and after an edit, for the paragraph that changed, or what open pages show in a later
    state, for the tables that edited modules changed. The answer is None if it requires a refresh.
    """

    def __init__(self, inputs: Inputs, computed: Computed, shown: Shown):
        self._inputs, self._computed, self._shown = inputs, computed, shown
        self._weave = paragraph_weaver(context_of(inputs, computed))
        self._studied: list[LoadedStudy | None] = []

    def serve(self, pipe: Connection) -> None:
        """Answer until the pipe is closed."""
        with suppress(OSError, EOFError):
            while True:
                if not self._studied and not pipe.poll(_IDLE):
                    self._study()
                pipe.send(self._answer(pipe.recv()))

    def _answer(self, request: tuple[str, str] | frozenset[str]) -> Edited | EarlyChanges | None:
        if isinstance(request, tuple):
            return edited_html(*request, self._weave, self._inputs.project.root)
        shown, studied = replace(self._shown, newer=request), self._study()
        tables = edited_tables(studied, self._inputs, self._computed, shown) if studied else {}
        return EarlyChanges(tables=tables) if tables else None

    def _study(self) -> LoadedStudy | None:
        if not self._studied:
            self._studied.append(LoadedStudy.of(self._inputs, self._computed))
        return self._studied[0]
