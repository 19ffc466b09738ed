"""Reads a workbook of tables: what each cell displays, and the other contents of the workbook."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from report.export.cell_visibility import Visibility, shown_part
from report.export.readback import LINES, PLACES, SHOWN, ReadTable, is_title, plain, title_of
from report.export.shown_numbers import shown_number, shown_text
from report.export.texts_outside_cells import texts_outside_cells
from report.rows.counted import counted
from report.text.reading.archive import Archive, transitional_archive
from report.text.reading.guards import UnreadableError, contents, refuse_protected
from report.text.reading.writer import legible

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


class ReadSheet(NamedTuple):
    """A visible sheet: its name, what its cells show, and the texts outside_cells them, each with its place."""

    name: str
    lines: tuple[tuple[str, ...], ...]
    outside_cells: tuple[tuple[str, str], ...] = ()


def read_workbook(path: Path) -> list[ReadTable]:
    """The sheets of a workbook; those that are not compared have a note."""
    data = contents(path)
    refuse_protected(data)
    if data[:4] != b"PK\x03\x04":
        raise UnreadableError("is not a workbook")
    archive = Archive(data, "workbook")
    sheets = list(map(_named, visible_sheets(transitional_archive(data))))
    return [*sheets, *_outside_cells(archive)] if any(is_title(each.title) for each in sheets) else []


def _named(sheet: ReadSheet) -> ReadTable:
    """A sheet under the title of its table, which its caption names if it was renamed."""
    name, lines, outside_cells = sheet
    if is_title(name) or name in (STATISTICS, PROVENANCE):
        return ReadTable(name, lines, outside_cells=outside_cells)
    caption = title_of(lines[0][0]) if lines and lines[0] else ""
    if caption:
        return ReadTable(caption, lines, outside_cells=(*outside_cells, ("name of the sheet", name)))
    filled = any(map(any, lines))
    note = f"the sheet {name}, which an export does not have" if filled else ""
    return ReadTable("", lines, note=note)


def _outside_cells(archive: Archive) -> Iterator[ReadTable]:
    """A note for each kind of content outside cells; LibreOffice adds a drawing without shapes."""
    parts = ((name, kind) for name in archive.names for kind, part in _SHOWN_PARTS if part.fullmatch(name))
    counts = Counter(kind for name, kind in parts if kind != "drawing" or _has_shapes(archive, name))
    for kind, count in counts.items():
        yield ReadTable("", (), note=counted(count, kind))


def _has_shapes(archive: Archive, name: str) -> bool:
    """Whether a drawing shows anything."""
    drawing = archive.xml(name)
    return drawing is not None and len(drawing) > 0


def visible_sheets(data: bytes) -> Iterator[ReadSheet]:
    """Each visible sheet; a number is followed by the text that its cell shows."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=False, rich_text=True)
    except Exception as error:
        raise UnreadableError(f"cannot be read: it is damaged ({type(error).__name__})") from None
    for sheet in book.worksheets:
        if sheet.max_row > LINES or sheet.max_column > PLACES:
            raise UnreadableError("is far larger than the tables of a paper")
        if sheet.sheet_state == "visible":
            yield ReadSheet(sheet.title, _shown_lines(sheet), tuple(texts_outside_cells(sheet)))


def _shown_lines(sheet: Any) -> tuple[tuple[str, ...], ...]:
    """What the cells of a sheet show; a filter may hide records, and the columns of ids are hidden by an export."""
    ids = {cell.column for line in sheet.iter_rows() for cell in line if str(cell.value).startswith(IDS)}
    visible = Visibility(sheet, ids, filtered=sheet.title == STATISTICS)
    return tuple(tuple(_shown(cell, visible) for cell in line) for line in sheet.iter_rows())


def _shown(cell: Any, visible: Visibility) -> str:
    """Return a cell's text, or its number to the digits that spreadsheets store, with its displayed text."""
    value = cell.value
    if value is None or not visible.shows(cell):
        return ""
    if isinstance(value, bool | int | float):
        return f"{float(value):.15g}{SHOWN}{plain(shown_number(float(value), cell.number_format))}"
    text = "".join(shown_part(cell, part) for part in value) if isinstance(value, list) else str(value)
    text = legible(text)
    return shown_text(text, cell.number_format)
