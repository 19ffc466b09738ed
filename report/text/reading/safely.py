"""Reads a file in a process of its own, with little time and memory: what is hostile ends there."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from report.text.blocks import Anchor, Block, Copy
from report.text.reading.child import SECONDS
from report.text.reading.guards import UnreadableError, contents, looks_like

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
    return _copy(answer)


def _why(code: int) -> str:
    """What the signal that ended the process says."""
    late = (-getattr(signal, "SIGXCPU", 0), -getattr(signal, "SIGKILL", 0))
    if code and code in late:
        return f"takes more than {SECONDS} s to be read"
    return "cannot be read: it is broken, or needs too much memory"


_CHILD = "import sys; sys.path.insert(0, sys.argv[2]); from report.text.reading.child import main; main(sys.argv[1])"


def as_record(copy: Copy) -> dict[str, Any]:
    """A copy as plain data, for the way from process to process."""
    return asdict(copy)


def _copy(record: dict[str, Any]) -> Copy:
    readings = {name: tuple(map(_block, blocks)) for name, blocks in record["readings"].items()}
    return Copy(record["format"], readings, record["printed"], record["pictures"], record["running"])


def _block(record: dict[str, Any]) -> Block:
    anchors = tuple(Anchor(**anchor) for anchor in record["anchors"])
    cell = tuple(record["cell"]) if record["cell"] else None
    return Block(**{**record, "anchors": anchors, "cell": cell})
