"""Reads a file in a process of its own, with little time and memory: what is hostile ends there."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

from report.text.blocks import Copy
from report.text.reading.child import SECONDS
from report.text.reading.guards import UnreadableError, contents, looks_like, refuse_protected
from report.text.reading.records import copy_of

#: A process that neither computes nor answers is given up after this time.
_PATIENCE = 90
_FORMATS = {".html": "html", ".htm": "html", ".pdf": "pdf", ".docx": "zip"}
_NAMES = {"pdf": "a PDF", "zip": "a Word document", "html": "a page of HTML"}


def read(path: Path) -> Copy:
    """A file as a copy; whatever cannot be read is said in one sentence."""
    data = contents(path)
    wanted, shown = _FORMATS[path.suffix.lower()], looks_like(data)
    if not data:
        raise UnreadableError("is empty")
    refuse_protected(data)
    if shown != wanted and (shown or wanted != "html"):
        really = f", it is {_NAMES[shown]}" if shown else ""
        raise UnreadableError(f"is not {_NAMES[wanted]}, as its name says{really}")
    return _in_child(wanted, data)


def _in_child(format: str, data: bytes) -> Copy:
    command = [sys.executable, "-I", "-c", _CHILD, format, str(Path(__file__).parents[3])]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=_PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        raise UnreadableError(f"could not be read within {_PATIENCE} s") from None
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        raise UnreadableError(_why(done.returncode)) from None
    if "fault" in answer:
        raise UnreadableError(str(answer["fault"]))
    return copy_of(answer)


def _why(code: int) -> str:
    """What the signal that ended the process says."""
    late = (-getattr(signal, "SIGXCPU", 0), -getattr(signal, "SIGKILL", 0))
    if code and code in late:
        return f"takes more than {SECONDS} s to be read"
    return "cannot be read: it is broken, or needs too much memory"


_CHILD = "import sys; sys.path.insert(0, sys.argv[2]); from report.text.reading.child import main; main(sys.argv[1])"
