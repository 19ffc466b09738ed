"""Reads a workbook of tables: what each cell displays, and the other contents of the workbook."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from report.export.readback import LINES, PLACES, SHOWN, TITLE, ReadTable, is_title, plain
from report.export.shown_numbers import shown_number
from report.rows.counted import counted
from report.text.reading.archive import Archive, transitional_archive
from report.text.reading.guards import UnreadableError, contents, refuse_protected

STATISTICS, PROVENANCE = "Statistics", "Provenance"
IDS = "row behind: "
#: Parts of a workbook that show something outside its cells.
_SHOWN_PARTS = (
    ("comment", re.compile(r"xl/(?:comments\d*|comments/comment\d+|threadedComments/.*)\.xml")),
    ("chart", re.compile(r"xl/charts/chart\w*\d+\.xml")),
    ("picture", re.compile(r"xl/media/.*")),
    ("drawing", re.compile(r"xl/drawings/drawing\d+\.xml")),
    ("embedded object", re.compile(r"xl/embeddings/.*")),
)
_WHITE = ("FFFFFFFF", "00FFFFFF")


def read_workbook(path: Path) -> list[ReadTable]:
    """The sheets of a workbook; those that are not compared have a note."""
    data = contents(path)
    refuse_protected(data)
    if data[:4] != b"PK\x03\x04":
        raise UnreadableError("is not a workbook")
    archive = Archive(data, "workbook")
    sheets = [_named(name, lines) for name, lines in workbook_lines(transitional_archive(data))]
    return [*sheets, *_outside_cells(archive.names)] if any(is_title(each.title) for each in sheets) else []


def _named(name: str, lines: tuple[tuple[str, ...], ...]) -> ReadTable:
    """A sheet under the title of its table, which its caption names if it was renamed."""
    caption = TITLE.match(lines[0][0]) if lines and lines[0] else None
    if is_title(name) or name in (STATISTICS, PROVENANCE):
        return ReadTable(name, lines)
    filled = any(map(any, lines))
    note = f"the sheet {name}, which an export does not have" if filled else ""
    return ReadTable(caption[1], lines) if caption else ReadTable("", lines, note=note)


def _outside_cells(names: Sequence[str]) -> Iterator[ReadTable]:
    """A note for each kind of content outside cells."""
    counts = Counter(kind for name in names for kind, part in _SHOWN_PARTS if part.fullmatch(name))
    for kind, count in counts.items():
        yield ReadTable("", (), note=counted(count, kind))


def workbook_lines(data: bytes) -> Iterator[tuple[str, tuple[tuple[str, ...], ...]]]:
    """Each visible sheet's name with its lines; a number is followed by the text that its cell shows."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=False)
    except Exception as error:
        raise UnreadableError(f"cannot be read: it is damaged ({type(error).__name__})") from None
    for sheet in book.worksheets:
        if sheet.max_row > LINES or sheet.max_column > PLACES:
            raise UnreadableError("is far larger than the tables of a paper")
        if sheet.sheet_state == "visible":
            hidden = _hidden(sheet)
            yield (
                sheet.title,
                tuple(tuple(_shown(cell, hidden) for cell in line) for line in sheet.iter_rows()),
            )


def _hidden(sheet: Any) -> tuple[set[int], set[int]]:
    """The hidden rows and columns of a sheet, but for a filter of records and the columns of ids."""
    rows = {row for row, each in sheet.row_dimensions.items() if each.hidden and not sheet.auto_filter.ref}
    columns = {
        column
        for each in sheet.column_dimensions.values()
        if each.hidden
        for column in range(each.min or 0, min(each.max or 0, PLACES) + 1)
    }
    ids = {cell.column for line in sheet.iter_rows() for cell in line if str(cell.value).startswith(IDS)}
    return rows, columns - ids


def _shown(cell: Any, hidden: tuple[set[int], set[int]]) -> str:
    """Return a cell's text, or its number to the digits that spreadsheets store, with its displayed text."""
    value = cell.value
    if value is None or cell.row in hidden[0] or cell.column in hidden[1] or _is_white(cell):
        return ""
    if isinstance(value, bool | int | float):
        return f"{float(value):.15g}{SHOWN}{plain(shown_number(float(value), cell.number_format))}"
    return str(value)


def _is_white(cell: Any) -> bool:
    """Whether a cell has white text and no background colour."""
    colour = cell.font.color
    white = colour is not None and (
        colour.rgb in _WHITE if colour.type == "rgb" else colour.type == "theme" and colour.theme == 0
    )
    return white and cell.fill.fill_type is None
