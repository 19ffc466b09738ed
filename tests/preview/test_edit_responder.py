"""The process that made the shown pages answers requests: for a paragraph, or for the tables that edits changed."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from report.preview import edit_responder
from report.preview.early_changes import EarlyChanges, Shown
from report.preview.paragraphs import Edited

OLD, NEW = "One.\n\nTwo.", "One.\n\nZwei."
TABLES = frozenset({"tbl-a"})


class Asked:
    """What the parts that answer were asked for, and a pipe to the process."""

    def __init__(self) -> None:
        self.pipe, self.theirs = multiprocessing.Pipe()
        self.studied = 0
        self.ahead: list[frozenset[str]] = []
        self.found: dict[str, str] = {"tbl-a": "<table>"}
        self.study: object | None = object()

    def load(self, *_: object) -> object | None:
        self.studied += 1
        return self.study

    def tables(self, studied: object, inputs: object, computed: object, shown: Shown) -> dict[str, str]:
        assert studied is self.study
        self.ahead.append(shown.newer)
        return self.found

    def ask(self, request: object) -> Any:
        """The answer to a request."""
        self.pipe.send(request)
        assert self.pipe.poll(5)
        return self.pipe.recv()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Parts that record what they are asked for."""
    made = Asked()
    monkeypatch.setattr(edit_responder, "context_of", lambda inputs, computed: "context")
    monkeypatch.setattr(edit_responder, "paragraph_weaver", lambda context: f"weaver of a {context}")
    monkeypatch.setattr(edit_responder, "edited_html", lambda *given: Edited(*map(str, given[1:3])))
    monkeypatch.setattr(edit_responder.LoadedStudy, "of", made.load)
    monkeypatch.setattr(edit_responder, "edited_tables", made.tables)
    return made


@pytest.fixture
def serve(asked: Asked) -> Iterator[Callable[[], None]]:
    """A function that starts to answer; the pipe is closed at the end."""
    inputs: Any = SimpleNamespace(project=SimpleNamespace(root=Path("root")))
    computed: Any = None
    thread = threading.Thread(
        target=edit_responder.EditResponder(inputs, computed, Shown()).serve, args=(asked.theirs,)
    )
    yield thread.start
    asked.pipe.close()
    thread.join(5)
    assert not thread.is_alive()


def test_two_texts_are_a_request_for_the_paragraph(asked: Asked, serve: Callable[[], object]) -> None:
    """It is woven with the results of the shown pages; no code is examined for it."""
    serve()
    assert asked.ask((OLD, NEW)) == Edited(NEW, "weaver of a context")
    assert asked.studied == 0


def test_labels_are_a_request_for_tables(asked: Asked, serve: Callable[[], object]) -> None:
    """Those of tables that open pages show in a later state; the code is examined once."""
    serve()
    assert asked.ask(TABLES) == EarlyChanges(tables={"tbl-a": "<table>"})
    assert asked.ask(frozenset()) == EarlyChanges(tables={"tbl-a": "<table>"})
    assert asked.ahead == [TABLES, frozenset()]
    assert asked.studied == 1


@pytest.mark.parametrize("lost", ["study", "found"])
def test_what_requires_a_refresh_has_no_answer(asked: Asked, serve: Callable[[], object], lost: str) -> None:
    """A study whose files have changed since it was imported, and edits that changed no table."""
    setattr(asked, lost, None if lost == "study" else {})
    serve()
    assert asked.ask(TABLES) is None


def test_the_code_is_examined_while_nobody_asks(
    asked: Asked, serve: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a second after the pages were made, so that the first edit need not wait for it."""
    monkeypatch.setattr(edit_responder, "_IDLE", 0.01)
    examined = threading.Event()
    load = asked.load
    monkeypatch.setattr(edit_responder.LoadedStudy, "of", lambda *given: (load(), examined.set())[0])
    serve()
    assert examined.wait(5)
    assert asked.ask(TABLES) is not None
    assert asked.studied == 1


def test_a_closed_pipe_ends_the_process(asked: Asked) -> None:
    """Without an error: the preview has ended, or a later refresh has replaced this process."""
    inputs: Any = None
    asked.pipe.close()
    edit_responder.EditResponder(inputs, inputs, Shown()).serve(asked.theirs)
    assert asked.ahead == []
