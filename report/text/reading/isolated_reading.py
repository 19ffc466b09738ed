"""Reads an untrusted file in a separate process with limited time and memory."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from report.text.blocks import Copy
from report.text.reading.guards import UnreadableError, contents, looks_like, refuse_protected
from report.text.reading.markup import as_html
from report.text.reading.reader_process import FEWEST, SECONDS
from report.text.reading.records import copy_of

#: The seconds after which a process that does not answer is stopped.
_TIMEOUT = 600
_FORMATS = {**dict.fromkeys((".html", ".htm", ".mhtml", ".mht"), "html"), ".pdf": "pdf", ".docx": "zip"}
#: Further formats for `read_any`.
_MARKUP = {".md": "markdown", ".markdown": "markdown", ".tex": "tex", ".xml": "xml", ".txt": "text"}
SUFFIXES = (*_FORMATS, *_MARKUP)
_NAMES = {"pdf": "a PDF", "zip": "a Word document", "html": "a page of HTML"}


def read(path: Path, fewest: int = FEWEST, *, with_tables: bool = False) -> Copy:
    """Read a file as a copy; raise UnreadableError if it cannot be read or has too few letters.

    `with_tables` also finds the tables of a PDF, whose cells are otherwise lines of text.
    """
    data = contents(path)
    wanted, shown = _FORMATS[path.suffix.lower()], looks_like(data)
    if not data:
        raise UnreadableError("is empty")
    refuse_protected(data)
    if shown != wanted and (shown or wanted != "html"):
        actual = f": it is {_NAMES[shown]}" if shown else ""
        raise UnreadableError(f"is not {_NAMES[wanted]}, although its name ends in {path.suffix}{actual}")
    return _in_process("pdf with tables" if with_tables and wanted == "pdf" else wanted, data, fewest)


def read_any(path: Path) -> Copy:
    """Read a paper of any length; Markdown, LaTeX, JATS, TEI and plain text are supported too."""
    format = _MARKUP.get(path.suffix.lower())
    if path.suffix.lower() not in SUFFIXES:
        raise UnreadableError(f"has a type that cannot be read; supported are {', '.join(SUFFIXES)}")
    if format is None:
        return read(path, fewest=1, with_tables=True)
    data = contents(path)
    if not data.strip():
        raise UnreadableError("is empty")
    if looks_like(data) in ("pdf", "zip"):
        raise UnreadableError(f"is {_NAMES[looks_like(data)]}, although its name ends in {path.suffix}")
    return (
        _in_process(format, data, fewest=1)
        if format == "text"
        else _in_process("html", as_html(data, format), fewest=1)
    )


def drawn_pages(path: Path, wanted: Sequence[tuple[int, str, str]]) -> list[dict[str, Any]]:
    """The pages of a PDF on which stretches of text are, given as page, text before, and text: picture and boxes."""
    data = json.dumps(wanted).encode() + b"\n" + contents(path)
    return list(_answer([sys.executable, "-I", "-c", _DRAWING_READER, "", _ROOT], data))


def _in_process(format: str, data: bytes, fewest: int = FEWEST) -> Copy:
    return copy_of(_answer([sys.executable, "-I", "-c", _READER, format, _ROOT, str(fewest)], data))


def _answer(command: Sequence[str], data: bytes) -> Any:
    """The answer of the process that reads a file; UnreadableError if it reports a fault or gives no answer."""
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=_TIMEOUT, check=False)
    except subprocess.TimeoutExpired:
        raise UnreadableError(f"could not be read within {_TIMEOUT} s") from None
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        raise UnreadableError(_why(done.returncode)) from None
    if "fault" in answer:
        raise UnreadableError(str(answer["fault"]))
    return answer


def _why(code: int) -> str:
    """The reason why the process ended, given its exit code."""
    late = (-getattr(signal, "SIGXCPU", 0), -getattr(signal, "SIGKILL", 0))
    if code and code in late:
        return f"takes more than {SECONDS} s to be read"
    return "cannot be read: it is damaged, or needs too much memory"


_ROOT = str(Path(__file__).parents[3])
_DRAWING_READER = (
    "import sys; sys.path.insert(0, sys.argv[2]); from report.text.reading.page_places import main; main()"
)
_READER = (
    "import sys; sys.path.insert(0, sys.argv[2]); from report.text.reading.reader_process import main; "
    "main(sys.argv[1], int(sys.argv[3]))"
)
