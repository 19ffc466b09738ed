"""Location of a cell in an exported table: its line or cell in the file, its row and group, the head of its column."""

from __future__ import annotations

from pathlib import Path

from report.export.csv_tables import COLUMNS
from report.export.readback import AROUND, Line, ReadTable
from report.verify.findings import Where

_GROUP, _ROW, _COLUMN = (COLUMNS.index(name) for name in ("group", "row", "column"))


def cell_location(path: Path, sheet: ReadTable, line: int, place: int) -> Where:
    """Return the location of a cell in a sheet; `line` and `place` count from 0."""
    if sheet.title == AROUND:
        return Where(None, "", f"line {line + 1}", sheet.title)
    if path.suffix.lower() == ".tex":
        return Where(None, "", f"cell in line {line + 1}", sheet.title)
    if is_tidy(sheet):
        cells = sheet.lines[line]
        row = _named(cells[_ROW] or cells[_COLUMN], cells[_GROUP])
        return Where(None, "", f"cell in line {line + 2}", sheet.title, row, COLUMNS[place])
    heads = next((i for i, cells in enumerate(sheet.lines) if _filled(cells[1:])), 0)
    return Where(
        None,
        "",
        _reference(path, line, place),
        sheet.title,
        _row(sheet, heads, line),
        _cell(sheet, heads, place) or str(place + 1),
    )


def is_tidy(sheet: ReadTable) -> bool:
    """Whether a sheet has one line for each printed statistic."""
    return all(len(line) == len(COLUMNS) and line[0] == sheet.title for line in sheet.lines)


def _reference(path: Path, line: int, place: int) -> str:
    if path.suffix.lower() != ".xlsx":
        return f"cell in line {line + 1}"
    from openpyxl.utils import get_column_letter

    return f"cell {get_column_letter(place + 1)}{line + 1}"


def _row(sheet: ReadTable, heads: int, line: int) -> str:
    """Name a row by its first cell, and its group by the last line above with only one cell."""
    name = _cell(sheet, line, 0) or str(line + 1)
    groups = [_cell(sheet, i, 0) for i in range(heads + 1, line) if _filled(sheet.lines[i]) == [0]]
    return _named(name, groups[-1] if groups and line > heads else "")


def _named(name: str, group: str) -> str:
    return f"{name} ({group})" if group and name else name or group


def _cell(sheet: ReadTable, line: int, place: int) -> str:
    cells = sheet.lines[line]
    return cells[place].strip() if place < len(cells) else ""


def _filled(cells: Line) -> list[int]:
    return [place for place, cell in enumerate(cells) if cell.strip()]
