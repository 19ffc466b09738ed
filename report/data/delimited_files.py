"""A comma-separated file as records with line numbers; what is no such file is a fault."""

from __future__ import annotations

import codecs
import csv
import re
from dataclasses import dataclass
from pathlib import Path

from report.rows.errors import DataError, Fault

EXPORT = "export it as comma-separated text in UTF-8 with one header line and decimal points"
FORMATS = {
    b"PK\x03\x04": "a workbook or zip archive, no CSV file",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook, no CSV file",
    b"%PDF": "a PDF, no CSV file",
    b"\xff\xfe": "in UTF-16, not in UTF-8",
    b"\xfe\xff": "in UTF-16, not in UTF-8",
    b"<": "HTML or XML, no CSV file",
}
JSON = re.compile(rb"""\s*[\[{]\s*["\[{}\]]""")
SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}


@dataclass(frozen=True)
class Records:
    """The header of a file and its records, each with the line on which it begins."""

    file: str
    header_line: int
    header: tuple[str, ...]
    lines: tuple[int, ...]
    records: tuple[tuple[str, ...], ...]


def read_records(path: Path, file: str) -> Records:
    """Read a file; leading lines that begin with # are comments. All faults of its form at once."""
    numbered = _parsed(_decoded(path, file), file)
    if not numbered:
        raise DataError(Fault(file, "is empty", "name a file with a header line and one row a participant"))
    (header_line, header), *body = numbered
    header = tuple(name.strip() for name in header)
    faults = _header_faults(header, f"{file}:{header_line}")
    if not body and not faults:
        faults.append(Fault(f"{file}:{header_line}", "has a header and no rows", "add one row a participant"))
    if not faults:
        faults = [fault for line, record in body if (fault := _width_fault(header, record, f"{file}:{line}"))]
    if faults:
        raise DataError(faults)
    return Records(
        file, header_line, header, tuple(line for line, _ in body), tuple(cells for _, cells in body)
    )


def _decoded(path: Path, file: str) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DataError(Fault(file, f"cannot be read: {error.strerror}", "name another file")) from None
    kind = next((words for mark, words in FORMATS.items() if content.startswith(mark)), "")
    kind = "JSON, no CSV file" if JSON.match(content.removeprefix(codecs.BOM_UTF8)) else kind
    if kind or b"\0" in content:
        raise DataError(Fault(file, f"is {kind or 'no text file'}", EXPORT))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise DataError(Fault(f"{file}:{line}", "is not in UTF-8", EXPORT)) from None


def _parsed(text: str, file: str) -> list[tuple[int, tuple[str, ...]]]:
    """All records that are not blank, with their lines; the leading comments are passed over."""
    lines = text.splitlines(keepends=True)
    comments = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
    reader = csv.reader(lines[comments:], strict=True)
    records, begin = [], comments + 1
    try:
        for record in reader:
            if any(cell.strip() for cell in record):
                records.append((begin, tuple(cell.strip() for cell in record)))
            begin = comments + reader.line_num + 1
    except csv.Error as error:
        raise DataError(Fault(f"{file}:{begin}", f"is no CSV: {error}", EXPORT)) from None
    return records


def _header_faults(header: tuple[str, ...], where: str) -> list[Fault]:
    if len(header) == 1:
        used = next((words for mark, words in SEPARATORS.items() if mark in header[0]), "")
        what = (
            f"separates columns by {used}, not by commas"
            if used
            else "has a single column: is it a CSV file?"
        )
        return [Fault(where, what, EXPORT)]
    twice = dict.fromkeys(name for name in header if name and header.count(name) > 1)
    return [Fault(where, f"names the column {name} twice", "give each column one name") for name in twice]


def _width_fault(header: tuple[str, ...], record: tuple[str, ...], where: str) -> Fault | None:
    if len(record) == len(header):
        return None
    what = f"has {len(record)} cells where the header has {len(header)}"
    return Fault(where, what, "quote cells that contain commas, and write empty cells too")
