"""The process that reads a file: its answer is a record or a fault, and too short or too long copies are refused."""

from __future__ import annotations

import io
import json
import sys
from types import SimpleNamespace

import pytest

from report.text.blocks import Block, Copy
from report.text.reading import reader_process
from report.text.reading.guards import UnreadableError


def answer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], data: bytes, format: str = "text"
) -> dict[str, object]:
    """What the process writes for a file; the limits of this process stay."""
    monkeypatch.setattr(reader_process, "limit", lambda: None)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    reader_process.main(format)
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_a_file_becomes_a_record(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """With its text."""
    found = answer(monkeypatch, capsys, b"A result that is long enough to be read, r = .42.")
    assert "fault" not in found
    assert "r = .42" in json.dumps(found)


@pytest.mark.parametrize(
    ("raised", "fault"),
    [
        (UnreadableError("is encrypted"), "is encrypted"),
        (MemoryError(), "needs too much memory to be read"),
        (RecursionError(), "is nested too deeply to be read"),
        (KeyError("x"), "cannot be read: it is damaged (KeyError)"),
    ],
)
def test_every_error_is_a_fault(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], raised: Exception, fault: str
) -> None:
    """Never a traceback, nor the content of the file."""

    def read(format: str, data: bytes) -> Copy:
        raise raised

    monkeypatch.setattr(reader_process, "_read", read)
    assert answer(monkeypatch, capsys, b"x") == {"fault": fault}


@pytest.mark.parametrize(
    ("letters", "fault"), [(10, "too little text"), (3_000_000, "far longer than a paper")]
)
def test_the_length_of_a_copy(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], letters: int, fault: str
) -> None:
    """A ledger with more rows allows more text."""
    copy = Copy("text", {"": (Block("paragraph", "x" * letters),)})
    monkeypatch.setattr(reader_process, "_read", lambda format, data: copy)
    assert fault in str(answer(monkeypatch, capsys, b"x")["fault"])
    rows = {str(row): "1" for row in range(10_000)}
    long = Copy("text", {"": (Block("paragraph", "x" * 3_000_000),)}, rows)
    monkeypatch.setattr(reader_process, "_read", lambda format, data: long)
    assert "fault" not in answer(monkeypatch, capsys, b"x")
