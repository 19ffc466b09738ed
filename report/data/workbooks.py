"""Reads the first worksheet of an Excel workbook: the values of its cells, and formulas that have none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZipFile


@dataclass(frozen=True)
class Worksheet:
    """The values of a sheet, row by row; `others` is whether the workbook has further sheets.

    `uncomputed` are the cells, such as B2, with a formula whose value is not in the file.
    """

    title: str
    cells: tuple[tuple[Any, ...], ...]
    others: bool
    uncomputed: tuple[str, ...] = ()


def first_sheet(path: Path) -> Worksheet:
    """The first worksheet of a workbook; errors of openpyxl are not caught."""
    title, cells, others = _read(path, values=True)
    uncomputed: tuple[str, ...] = ()
    if any(None in row for row in cells) and _has_formulas(path):
        uncomputed = tuple(_without_value(cells, _read(path, values=False)[1]))
    return Worksheet(title, cells, others, uncomputed)


def _read(path: Path, *, values: bool) -> tuple[str, tuple[tuple[Any, ...], ...], bool]:
    """Title, cells (values or formulas), and whether there are other sheets."""
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=values)
    try:
        sheet = book.worksheets[0]
        return sheet.title, tuple(sheet.iter_rows(values_only=True)), len(book.worksheets) > 1
    finally:
        book.close()


def _has_formulas(path: Path) -> bool:
    with ZipFile(path) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        return any(b"<f" in archive.read(name) for name in sheets)


def _without_value(values: Sequence[Sequence[Any]], formulas: Sequence[Sequence[Any]]) -> Iterator[str]:
    from openpyxl.utils import get_column_letter

    for line, (row, written) in enumerate(zip(values, formulas, strict=True), 1):
        for place, (value, text) in enumerate(zip(row, written, strict=True), 1):
            if value is None and isinstance(text, str) and text.startswith("="):
                yield f"{get_column_letter(place)}{line}"
