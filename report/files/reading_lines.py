"""Lines of modules that read files, found again after another part of the module was edited."""

from __future__ import annotations

import ast
from functools import lru_cache
from pathlib import Path

from report.files.file_states import digest_of

#: A line of a module as a hash of its top-level statement, and the number of lines from the start of that statement.
Place = tuple[str, int]


def place_of(reader: str) -> Place | None:
    """The place of a line `file:number`; None if the file is not a module that can be parsed."""
    file, _, number = reader.rpartition(":")
    line = int(number) if number.isdigit() else 0
    for start, end, digest in _statements_of(file):
        if start <= line <= end:
            return digest, line - start
    return None


def reader_at(file: str, place: Place) -> str | None:
    """The line `file:number` at a place; None unless exactly one statement of the module has its text."""
    digest, offset = place
    starts = [start for start, _, each in _statements_of(file) if each == digest]
    return f"{file}:{starts[0] + offset}" if len(starts) == 1 else None


def _statements_of(file: str) -> tuple[tuple[int, int, str], ...]:
    try:
        return _statements(Path(file).read_text(encoding="utf-8"))
    except (OSError, ValueError, SyntaxError):
        return ()


@lru_cache(maxsize=64)
def _statements(text: str) -> tuple[tuple[int, int, str], ...]:
    """The first and last line of each top-level statement, decorators included, with a hash of its lines."""
    lines, found = text.split("\n"), []
    for statement in ast.parse(text).body:
        decorators = getattr(statement, "decorator_list", [])
        start = min([statement.lineno, *(each.lineno for each in decorators)])
        end = statement.end_lineno or statement.lineno
        found.append((start, end, digest_of(lines[start - 1 : end])))
    return tuple(found)
