"""Recognises known synthetic rows by their content, regardless of how a program saved them.

Only hashes are compared. Order of rows and columns, separators, decimal commas, comments, encodings, quotes,
identifiers, and the ways to write a number, a missing value or a truth value make no difference.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

_SEPARATORS = ",;\t|"
_MISSING = ("", "na", "n/a", "#n/a", "nan", "null", "none", "<na>", ".", "-")
_TRUTH = {"true": "1", "yes": "1", "false": "0", "no": "0"}
_COMMA = re.compile(r"[-+]?\d+,\d+")
#: Comments, and the line that names the separator for spreadsheets.
_COMMENT = re.compile(r"[\ufeff \"']*(#|sep=)", re.IGNORECASE)
_DIGITS = 6
_LENGTH = 16


@dataclass(frozen=True)
class SyntheticRows:
    """The hashes of known rows over some columns, each with the number of rows that have it."""

    columns: tuple[str, ...]
    hashes: Mapping[str, int]

    @classmethod
    def of(cls, content: bytes, without: Iterable[str] = ()) -> SyntheticRows:
        """All rows of a file, leaving out some columns, such as identifiers."""
        header, rows = _table(content, ())
        columns = tuple(sorted(name for name in header if name and name not in without))
        return cls(columns, Counter(_hashes(header, rows, columns)))

    @classmethod
    def from_record(cls, record: Any) -> SyntheticRows:
        """Read the output of `record`; ValueError for anything else."""
        columns, hashes = (
            record.get(key) if isinstance(record, dict) else None for key in ("columns", "sha256")
        )
        for texts in (columns, hashes):
            if not isinstance(texts, list) or not texts or not all(isinstance(each, str) for each in texts):
                raise ValueError("not hashes of rows")
        return cls(tuple(columns or ()), Counter(hashes or ()))

    def record(self) -> dict[str, list[str]]:
        """Columns and hashes as YAML data."""
        return {"columns": list(self.columns), "sha256": sorted(Counter(self.hashes).elements())}

    def count_in(self, content: bytes) -> tuple[int, int]:
        """The number of known rows in a file, and the number of all its rows."""
        header, rows = _table(content, self.columns)
        if not set(self.columns) <= set(header):
            return 0, len(rows)
        return sum(each in self.hashes for each in _hashes(header, rows, self.columns)), len(rows)


def identifiers(content: bytes) -> set[str]:
    """The columns of a file whose value is different in every row."""
    header, rows = _table(content, ())
    columns = list(zip(*rows, strict=False))
    return {
        name
        for name, cells in zip(header, columns, strict=False)
        if len(set(cells)) == len(cells) and not any(map(_is_number, cells))
    }


def _table(content: bytes, columns: Sequence[str]) -> tuple[list[str], list[list[str]]]:
    """The header and rows of a file, split at the separator that yields most of these columns, or most columns."""
    lines = [line for line in _text(content).splitlines(keepends=True) if line.strip()]
    begin = next((i for i, line in enumerate(lines) if not _COMMENT.match(line)), len(lines))
    if begin == len(lines):
        return [], []
    wanted = set(columns)
    headers = {separator: _header(lines[begin], separator) for separator in _SEPARATORS}
    best = max(headers, key=lambda each: (len(wanted & set(headers[each])), len(headers[each])))
    rows = csv.reader(lines[begin:], delimiter=best)
    try:
        body = list(rows)[1:]
    except csv.Error:
        return [], []
    return headers[best], [row for row in body if any(cell.strip() for cell in row)]


def _header(line: str, separator: str) -> list[str]:
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=separator))]
    except (csv.Error, StopIteration):
        return []


def _text(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _hashes(header: list[str], rows: list[list[str]], columns: Sequence[str]) -> Iterator[str]:
    places = [header.index(name) for name in columns]
    for row in rows:
        cells = (_plain(row[place]) if place < len(row) else "" for place in places)
        yield hashlib.sha256("\x1f".join(cells).encode("utf-8", "replace")).hexdigest()[:_LENGTH]


@lru_cache(maxsize=1 << 16)
def _plain(cell: str) -> str:
    """A cell in canonical form: numbers to six digits, words in lower case."""
    text = " ".join(cell.split()).casefold()
    if text in _MISSING:
        return ""
    if text in _TRUTH:
        return _TRUTH[text]
    if _is_number(text):
        return f"{float(text.replace(',', '.')):.{_DIGITS}g}"
    return text


def _is_number(text: str) -> bool:
    try:
        float(text.replace(",", ".") if _COMMA.fullmatch(text.strip()) else text)
    except ValueError:
        return False
    return True
