"""Tables as a workbook: one sheet a table, typed numbers under formats that show what is printed.

Right of each table hidden columns name the row behind each cell. Two sheets follow: all statistics in full
precision, and what they were computed from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from report.export.delimited import COLUMNS, tidy
from report.export.grid import Grid, GridRow, Runs, text
from report.export.number_format import number, number_format
from report.ledger import Ledger
from report.render.word.package import Package

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

FONT, INK, WARNING = "Calibri", "FF1A1A1B", "FF8A4B08"
IDS = "row behind: "
_WIDEST, _NARROWEST = 46, 7
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def workbook(grids: Sequence[Grid], ledger: Ledger, notice: str, epoch: int) -> bytes:
    """The workbook of these tables; equal tables give equal bytes."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    when = datetime.fromtimestamp(epoch, UTC).replace(tzinfo=None)
    book.properties.title, book.properties.creator = f"Tables: {ledger.build.study}", "Tracepaper"
    book.properties.description = notice or None
    book.properties.created = when
    for grid in grids:
        _table_sheet(book.create_sheet(grid.place.title), grid, ledger, notice)
    _statistics_sheet(book.create_sheet("Statistics"), grids, ledger, notice)
    _provenance_sheet(book.create_sheet("Provenance"), ledger, notice)
    stream = BytesIO()
    book.save(stream)
    return _dated(stream.getvalue(), when, epoch)


def _dated(data: bytes, when: datetime, epoch: int) -> bytes:
    package = Package.read(data)
    core = package.parts["docProps/core.xml"]
    stamp = when.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    package.parts["docProps/core.xml"] = _MODIFIED.sub(rb"\g<1>" + stamp, core)
    return package.written(epoch)


def _table_sheet(sheet: Worksheet, grid: Grid, ledger: Ledger, notice: str) -> None:
    wide = len(grid.heads)
    line = _opening(sheet, grid.heading, notice, wide)
    for column, head in enumerate(grid.heads, 1):
        _set_text(sheet.cell(line, column), head, bold=True)
        _align(sheet.cell(line, column), grid.aligns[column - 1], wrap=True)
        sheet.cell(line, column + wide).value = f"{IDS}{text(head) or column}"
    _rule(sheet, line, wide, top="medium", bottom="thin")
    first = line + 1
    for row in grid.rows:
        line += 1
        _row(sheet, line, row, grid, ledger)
    _rule(sheet, line, wide, bottom="medium")
    for note in grid.notes:
        line += 1
        _note(sheet, line, note, wide)
    sheet.freeze_panes = sheet.cell(first, 2)
    _widths(sheet, grid)
    _hide_ids(sheet, wide)
    _page(sheet, first - 1, wide)


def _opening(sheet: Worksheet, heading: str, notice: str, wide: int) -> int:
    """Caption and notice; the line after them."""
    _inert(sheet.cell(1, 1), heading)
    _font(sheet.cell(1, 1), bold=True, size=12)
    if notice:
        _inert(sheet.cell(2, 1), notice)
        _font(sheet.cell(2, 1), colour=WARNING, bold=True)
    return 4 if notice else 3


def _row(sheet: Worksheet, line: int, row: GridRow, grid: Grid, ledger: Ledger) -> None:
    for column, runs in enumerate(row.cells, 1):
        cell = sheet.cell(line, column)
        _set(cell, runs, ledger, bold=row.kind == "group")
        side = "left" if row.kind == "group" else grid.aligns[column - 1]
        _align(cell, side, indent=int(row.indent and column == 1), wrap=side == "left" and row.kind == "body")
        ids = " ".join(run.id for run in runs if run.id)
        if ids:
            _inert(sheet.cell(line, column + len(grid.heads)), ids)


def _set(cell: Cell, runs: Runs, ledger: Ledger, *, bold: bool) -> None:
    """A number where a cell prints a single one, else text."""
    printed = [run for run in runs if run.kind == "stat"]
    row = ledger.stat(printed[0].id) if len(printed) == 1 else None
    if row is None or number(row) is None or printed[0].text != row.printed:
        _set_text(cell, runs, bold=bold)
        return
    place = runs.index(printed[0])
    cell.value = number(row)
    cell.number_format = number_format(row, text(runs[:place]), text(runs[place + 1 :]))
    _font(cell, bold=bold)


def _set_text(cell: Cell, runs: Runs, *, bold: bool = False, size: float = 11) -> None:
    """Text with its emphasis; nothing in it is a formula."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    _inert(cell, text(runs))
    _font(cell, bold=bold, size=size)
    if any(run.looks - {"math"} for run in runs) and cell.value:
        blocks = [TextBlock(InlineFont(**_inline(run.looks, bold, size)), run.text) for run in runs]
        cell.value = CellRichText(*blocks)


def _inline(looks: Iterable[str], bold: bool, size: float) -> dict[str, Any]:
    rise = {"super": "superscript", "sub": "subscript"}
    return {
        **{"rFont": FONT, "sz": size, "color": INK, "b": bold or "strong" in looks, "i": "emph" in looks},
        "vertAlign": next((rise[look] for look in looks if look in rise), None),
    }


def _inert(cell: Cell, value: str) -> None:
    """A text that stays text, now and when the cell is edited."""
    cell.value = value
    if value:
        cell.data_type = "s"
        cell.quotePrefix = value.lstrip().startswith(("=", "+", "-", "@"))


def _font(cell: Cell, *, bold: bool = False, size: float = 11, colour: str = INK) -> None:
    """Set a font that differs from the workbook's own; each setting costs time."""
    from openpyxl.styles import Font

    if bold or size != 11 or colour != INK:
        cell.font = Font(name=FONT, size=size, bold=bold, color=colour)


def _align(cell: Cell, side: str, *, indent: int = 0, wrap: bool = False) -> None:
    from openpyxl.styles import Alignment

    side = side if side in ("right", "center") else "left"
    cell.alignment = Alignment(side, "top", indent=indent, wrap_text=wrap)


def _rule(sheet: Worksheet, line: int, wide: int, *, top: str = "", bottom: str = "") -> None:
    from openpyxl.styles import Border, Side

    for column in range(1, wide + 1):
        sides: dict[str, Any] = {"top": Side(top or None), "bottom": Side(bottom or None)}  # type: ignore[arg-type]
        sheet.cell(line, column).border = Border(**sides)


def _note(sheet: Worksheet, line: int, note: Runs, wide: int) -> None:
    _set_text(sheet.cell(line, 1), note, size=9)
    _align(sheet.cell(line, 1), "left", wrap=True)
    ids = " ".join(run.id for run in note if run.id)
    if ids:
        _inert(sheet.cell(line, 1 + wide), ids)


def _widths(sheet: Worksheet, grid: Grid) -> None:
    """Columns as wide as their text needs, and notes over all of them as high as theirs."""
    from openpyxl.utils import get_column_letter

    wide = len(grid.heads)
    total = 0.0
    for column in range(wide):
        body = [len(text(r.cells[column])) + 2 * r.indent for r in grid.rows if r.kind == "body"]
        need = max([*body, max(map(len, text(grid.heads[column]).split() or [""]))], default=0)
        width = min(_WIDEST, max(_NARROWEST, 1.05 * need + 2))
        sheet.column_dimensions[get_column_letter(column + 1)].width = width
        total += width
    first = sheet.max_row - len(grid.notes) + 1
    for line, note in enumerate(grid.notes, first):
        sheet.merge_cells(start_row=line, start_column=1, end_row=line, end_column=wide)
        sheet.row_dimensions[line].height = 12.5 * max(1, -(-len(text(note)) // max(1, int(total * 1.1))))


def _hide_ids(sheet: Worksheet, wide: int) -> None:
    from openpyxl.utils import get_column_letter

    for column in range(wide + 1, 2 * wide + 1):
        dimension = sheet.column_dimensions[get_column_letter(column)]
        dimension.hidden, dimension.outlineLevel, dimension.width = True, 1, 30


def _page(sheet: Worksheet, head: int, wide: int) -> None:
    """How the sheet prints: its columns on one page, the head on each."""
    from openpyxl.utils import get_column_letter

    sheet.sheet_view.showGridLines = False
    sheet.print_title_rows = f"{head}:{head}"
    sheet.print_area = f"A1:{get_column_letter(wide)}{sheet.max_row}"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape" if wide > 6 else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _statistics_sheet(sheet: Worksheet, grids: Sequence[Grid], ledger: Ledger, notice: str) -> None:
    line = _opening(sheet, "All statistics of these tables in full precision", notice, len(COLUMNS))
    _records(sheet, line, [COLUMNS, *tidy(grids, ledger)], (11, 26, 28, 16, 8, 7, 44, 44, 22, 11, 6, 10))
    sheet.auto_filter.ref = f"A{line}:{sheet.cell(sheet.max_row, len(COLUMNS)).coordinate}"


def _provenance_sheet(sheet: Worksheet, ledger: Ledger, notice: str) -> None:
    build = ledger.build
    facts = [("Study", build.study), ("Build", build.id), ("Commit", build.commit or "–")]
    facts += [("Repository", build.repository)] if build.repository else []
    facts += [("Synthetic data", "yes" if build.synthetic else "no")]
    facts += [(f"Data file {name}", f"sha256 {digest}") for name, digest in build.data]
    facts += [(name, version) for name, version in build.software]
    line = _opening(sheet, "What these tables were computed from", notice, 2)
    _records(sheet, line, [("Fact", "Value"), *facts], (34, 90))


def _records(sheet: Worksheet, line: int, lines: Sequence[Sequence[object]], widths: Sequence[float]) -> None:
    from openpyxl.utils import get_column_letter

    for number_of_line, values in enumerate(lines, line):
        for column, value in enumerate(values, 1):
            cell = sheet.cell(number_of_line, column)
            if isinstance(value, str):
                _inert(cell, value)
            else:
                cell.value = value  # type: ignore[assignment]
            if number_of_line == line:
                _font(cell, bold=True)
    _rule(sheet, line, len(widths), top="medium", bottom="thin")
    _rule(sheet, sheet.max_row, len(widths), bottom="medium")
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = sheet.cell(line + 1, 1)
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
