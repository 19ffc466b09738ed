"""Runs in the process that reads a file: sets resource limits, then calls the reader of the format."""

from __future__ import annotations

import contextlib
import json
import sys

from report.text.blocks import Copy
from report.text.reading.guards import LONGEST, MEGABYTE, UnreadableError
from report.text.reading.records import as_record

_MEMORY = 1024 * MEGABYTE
#: Seconds of processor time, not of waiting, so that no valid file is rejected on a busy machine.
SECONDS = 8
#: The fewest and most letters of a copy, and how many more for each row of the ledger that it contains.
FEWEST, _MOST, _PER_ROW = 40, 1_500_000, 200


def main(format: str, fewest: int = FEWEST) -> None:
    """Read the file from standard input and write the result as JSON to standard output."""
    limit()
    try:
        copy = _read(format, sys.stdin.buffer.read())
        _check_length(copy, fewest)
        answer = as_record(copy)
    except UnreadableError as error:
        answer = {"fault": str(error)}
    except MemoryError:
        answer = {"fault": "needs too much memory to be read"}
    except RecursionError:
        answer = {"fault": "is nested too deeply to be read"}
    except Exception as error:
        answer = {"fault": f"cannot be read: it is damaged ({type(error).__name__})"}
    sys.stdout.write(json.dumps(answer))


def limit() -> None:
    """Limit the memory and the processor time of this process."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, LONGEST))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(format: str, data: bytes) -> Copy:
    if format == "html":
        from report.text.reading.html import read_html

        return read_html(data)
    if format in ("pdf", "pdf with tables"):
        from report.text.reading.pdf import read_pdf

        return read_pdf(data, with_tables=format != "pdf")
    if format == "text":
        from report.text.reading.plain_text import read_text

        return read_text(data)
    from report.text.reading.docx import read_docx

    return read_docx(data)


def _check_length(copy: Copy, fewest: int) -> None:
    letters = sum(len(block.text) for blocks in copy.readings.values() for block in blocks)
    if letters < fewest:
        raise UnreadableError("contains too little text to be a paper")
    if letters > (_MOST + _PER_ROW * len(copy.printed)) * len(copy.readings):
        raise UnreadableError("is far longer than a paper")
