"""Reads a delimited text file into records with line numbers, and collects formatting faults instead of stopping."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from report.data.grouped_faults import grouped
from report.data.text_encoding import UNREADABLE, decoded, other_kind
from report.rows.errors import DataError, Fault

EXPORT = "export it as comma-separated text in UTF-8 with one header line and decimal points"
#: The comma comes first, so that it wins if two delimiters divide a header equally.
DELIMITERS = ",;\t|"
#: The line that names the delimiter for spreadsheets.
_NAMED = re.compile(rf"sep=([{DELIMITERS}])", re.IGNORECASE)
_Numbered = tuple[int, tuple[str, ...]]


@dataclass(frozen=True)
class Records:
    """The header of a file and its records, each with its first line.

    `faults` are faults of the file's form; records with faults are omitted. `remarks` describe what was ignored.
    Where `decimal_comma` is true, numbers may be written with decimal commas, since no comma separates columns.
    """

    file: str
    header_line: int
    header: tuple[str, ...]
    lines: tuple[int, ...]
    records: tuple[tuple[str, ...], ...]
    decimal_comma: bool = False
    faults: tuple[Fault, ...] = ()
    remarks: tuple[str, ...] = ()


def read_records(path: Path, file: str) -> Records:
    """Read a file in UTF-8 or UTF-16, its columns separated by commas, semicolons, tabs or bars.

    Leading lines that begin with # are comments. A fault is raised for an empty file, or one that is not such text.
    """
    content = _content(path, file)
    if kind := other_kind(content):
        raise DataError(Fault(file, f"is {kind}, not delimited text", EXPORT))
    text = decoded(content)
    delimiter, numbered, faults = _parsed(text.text, file)
    if text.unreadable:
        faults.append(grouped(file, text.unreadable, "is not UTF-8 text", EXPORT))
    if not numbered:
        empty = Fault(file, "is empty", "pass a file with a header line and one line for each record")
        raise DataError(faults or [empty])
    return _records(file, delimiter, numbered, faults)


def _content(path: Path, file: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataError(Fault(file, f"cannot be read: {error.strerror}", "pass another file")) from None


def _parsed(text: str, file: str) -> tuple[str, list[_Numbered], list[Fault]]:
    """The delimiter, all non-blank records with their lines, and the faults of quoting."""
    lines = list(io.StringIO(text, newline=""))
    comments = next((i for i, line in enumerate(lines) if not line.lstrip('"').startswith("#")), len(lines))
    lines = lines[comments:]
    named = _NAMED.fullmatch(lines[0].strip(' "\r\n')) if lines else None
    if named:
        lines, comments = lines[1:], comments + 1
    delimiter = named[1] if named else _delimiter(next(filter(str.strip, lines), ""))
    reader = csv.reader(lines, strict=True, delimiter=delimiter)
    records: list[_Numbered] = []
    faults: list[Fault] = []
    begin = comments + 1
    while True:
        try:
            record = next(reader)
        except StopIteration:
            return delimiter, records, faults
        except csv.Error as error:
            faults.append(Fault(f"{file}:{begin}", f"is not valid CSV: {error}", EXPORT))
        else:
            if any(cell.strip() for cell in record):
                records.append((begin, tuple(cell.strip() for cell in record)))
        begin = comments + reader.line_num + 1


def _delimiter(header: str) -> str:
    """The delimiter that divides the header into the most columns."""
    return max(DELIMITERS, key=lambda mark: len(next(csv.reader([header], delimiter=mark), [])))


def _records(file: str, delimiter: str, numbered: Sequence[_Numbered], faults: list[Fault]) -> Records:
    (header_line, header), *body = numbered
    where = f"{file}:{header_line}"
    if len(header) == 1:
        raise DataError([*faults, Fault(where, "has a single column: is it a CSV file?", EXPORT)])
    width = max(_extent(cells) for _, cells in numbered if len(cells) <= len(header))
    names, full = header[:width], [(line, _cut(cells, width)) for line, cells in body]
    whole = [(line, cells) for line, cells in full if len(cells) == width]
    columns = [place for place, name in enumerate(names) if name and name not in names[:place]]
    faults = [*faults, *_header_faults(names, where), *_width_faults(file, width, full)]
    if not body:
        faults.append(Fault(where, "has a header and no records", "add one line for each record"))
    return Records(
        file,
        header_line,
        tuple(names[place] for place in columns),
        tuple(line for line, _ in whole),
        tuple(tuple(cells[place] for place in columns) for _, cells in whole),
        delimiter != ",",
        tuple(faults),
        tuple(_remarks(header, width, whole)),
    )


def _extent(cells: tuple[str, ...]) -> int:
    """The number of cells up to the last non-empty one."""
    return max((place + 1 for place, cell in enumerate(cells) if cell), default=0)


def _cut(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    """A record without the empty cells after its last column."""
    return cells[:width] if not any(cells[width:]) else cells


def _header_faults(header: tuple[str, ...], where: str) -> list[Fault]:
    readable = [name for name in header if name and UNREADABLE not in name]
    twice = dict.fromkeys(name for name in readable if readable.count(name) > 1)
    return [Fault(where, f"names the column {name} twice", "give each column one name") for name in twice]


def _width_faults(file: str, width: int, body: Sequence[_Numbered]) -> list[Fault]:
    wrong = {line: len(cells) for line, cells in body if len(cells) != width}
    if not wrong:
        return []
    lines = list(wrong)
    what = f"has {_cells(wrong[lines[0]])} where the header has {width}"
    remedy = "quote cells that contain the separator, and write empty cells too"
    return [grouped(file, lines, what, remedy, lambda line: _cells(wrong[line]))]


def _cells(count: int) -> str:
    return f"{count} cell{'s' * (count != 1)}"


def _remarks(header: tuple[str, ...], width: int, body: Sequence[_Numbered]) -> Iterator[str]:
    """Report unused columns without a name: pandas writes one for its index, spreadsheets after the last."""
    nameless = [place for place, name in enumerate(header) if not name]
    filled = [place + 1 for place in nameless if place < width and any(cells[place] for _, cells in body)]
    if filled:
        columns = "column " + str(filled[0]) if len(filled) == 1 else "columns " + ", ".join(map(str, filled))
        yield f"{columns} without a name {'is' if len(filled) == 1 else 'are'} not used"
    if empty := len(nameless) - len(filled):
        yield f"{empty} empty column{'s' * (empty > 1)} without a name {'is' if empty == 1 else 'are'} not used"
