"""Tables as a workbook: one sheet per table, with numbers whose formats display the printed text.

To the right of each table, hidden columns contain the ids of the rows in each cell. Two more sheets contain all
statistics in full precision, and their provenance.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from report.export.csv_tables import COLUMNS, tidy
from report.export.grid import DisplayedTable, GridRow, Runs, text
from report.export.workbook_cells import (
    WARNING,
    align,
    rule,
    set_font,
    set_ground,
    set_inert,
    set_number,
    set_text,
)
from report.export.workbook_reading import IDS, PROVENANCE, STATISTICS
from report.render.word.package import Package
from report.rows.ledger import Ledger

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_WIDEST, _NARROWEST = 46, 7
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def workbook(grids: Sequence[DisplayedTable], ledger: Ledger, notice: str, epoch: int) -> bytes:
    """Return the workbook of these tables; equal tables give equal bytes."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    when = datetime.fromtimestamp(epoch, UTC).replace(tzinfo=None)
    book.properties.title, book.properties.creator = f"Tables: {ledger.build.study}", "Tracepaper"
    book.properties.description = notice or None
    book.properties.created = when
    for grid in grids:
        _table_sheet(book.create_sheet(grid.place.title), grid, ledger, notice)
    _statistics_sheet(book.create_sheet(STATISTICS), grids, ledger, notice)
    _provenance_sheet(book.create_sheet(PROVENANCE), ledger, notice)
    stream = BytesIO()
    book.save(stream)
    return _dated(stream.getvalue(), when, epoch)


def _dated(data: bytes, when: datetime, epoch: int) -> bytes:
    package = Package.read(data)
    core = package.parts["docProps/core.xml"]
    stamp = when.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    package.parts["docProps/core.xml"] = _MODIFIED.sub(rb"\g<1>" + stamp, core)
    return package.written(epoch)


def _table_sheet(sheet: Worksheet, grid: DisplayedTable, ledger: Ledger, notice: str) -> None:
    wide = len(grid.heads)
    line = _opening(sheet, grid.heading, notice, wide)
    for column, head in enumerate(grid.heads, 1):
        set_text(sheet.cell(line, column), head, bold=True)
        side = grid.aligns[column - 1]
        indent = int(column > 1 and side not in ("right", "center"))
        align(sheet.cell(line, column), side, indent=indent, wrap=True)
        sheet.cell(line, column + wide).value = f"{IDS}{text(head) or column}"
    rule(sheet, line, wide, top="medium", bottom="thin")
    first = line + 1
    marks = [_marks(grid, column) for column in range(wide)]
    for row in grid.rows:
        line += 1
        _row(sheet, line, row, grid, ledger, marks)
    rule(sheet, line, wide, bottom="medium")
    for note in grid.notes:
        line += 1
        _note(sheet, line, note, wide)
    sheet.freeze_panes = f"B{first}"
    _widths(sheet, grid, first - 1)
    _hide_ids(sheet, wide)
    _page(sheet, first - 1, wide)


def _opening(sheet: Worksheet, heading: str, notice: str, wide: int) -> int:
    """Write caption and notice; return the number of the next line."""
    set_inert(sheet.cell(1, 1), heading)
    set_font(sheet.cell(1, 1), bold=True, size=12)
    if notice:
        set_inert(sheet.cell(2, 1), notice)
        set_font(sheet.cell(2, 1), colour=WARNING, bold=True)
    return 4 if notice else 3


def _marks(grid: DisplayedTable, column: int) -> int:
    """Return the largest number of significance marks after a number of a column."""
    cells = (row.cells[column] for row in grid.rows if row.kind == "body")
    return max((len(run.text) for cell in cells for run in cell if run.kind == "stars"), default=0)


def _row(
    sheet: Worksheet, line: int, row: GridRow, grid: DisplayedTable, ledger: Ledger, marks: Sequence[int]
) -> None:
    for column, runs in enumerate(row.cells, 1):
        cell = sheet.cell(line, column)
        if row.kind == "group":
            set_text(cell, runs, bold=True)
        else:
            set_number(cell, runs, ledger, marks[column - 1])
            side = grid.aligns[column - 1]
            indent = int(row.indent) if column == 1 else int(side not in ("right", "center"))
            align(cell, side, indent=indent, wrap=side not in ("right", "center"))
            set_ground(cell, runs)
        ids = " ".join(run.id for run in runs if run.id)
        if ids:
            set_inert(sheet.cell(line, column + len(grid.heads)), ids)


def _note(sheet: Worksheet, line: int, note: Runs, wide: int) -> None:
    set_text(sheet.cell(line, 1), note, size=9)
    align(sheet.cell(line, 1), "left", wrap=True)
    ids = " ".join(run.id for run in note if run.id)
    if ids:
        set_inert(sheet.cell(line, 1 + wide), ids)


def _widths(sheet: Worksheet, grid: DisplayedTable, head: int) -> None:
    """Fit column widths and line heights to the text; notes span all columns."""
    from openpyxl.utils import get_column_letter

    wide = len(grid.heads)
    widths = [_width(grid, column) for column in range(wide)]
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    _height(sheet, head, [_lines(text(runs), w) for runs, w in zip(grid.heads, widths, strict=True)])
    for line, row in enumerate(grid.rows, head + 1):
        if row.kind == "body":
            _height(sheet, line, [_lines(text(runs), w) for runs, w in zip(row.cells, widths, strict=True)])
    for line, note in enumerate(grid.notes, head + len(grid.rows) + 1):
        sheet.merge_cells(start_row=line, start_column=1, end_row=line, end_column=wide)
        _height(sheet, line, [_lines(text(note), sum(widths) * 1.15)], 12.5)


def _width(grid: DisplayedTable, column: int) -> float:
    body = [len(text(r.cells[column])) + 2 * r.indent for r in grid.rows if r.kind == "body"]
    words = (len(word) for word in text(grid.heads[column]).split())
    return min(_WIDEST, max(_NARROWEST, 1.05 * max([*body, *words], default=0) + 2.5))


def _lines(content: str, width: float) -> int:
    """Return the number of lines that a text needs in a column, with some margin."""
    return max(1, -(-len(content) // max(1, int(width * 0.92))))


def _height(sheet: Worksheet, line: int, lines: Sequence[int], each: float = 15.0) -> None:
    if max(lines, default=1) > 1 or each != 15.0:
        sheet.row_dimensions[line].height = each * max(lines) + 1


def _hide_ids(sheet: Worksheet, wide: int) -> None:
    from openpyxl.utils import get_column_letter

    for column in range(wide + 1, 2 * wide + 1):
        dimension = sheet.column_dimensions[get_column_letter(column)]
        dimension.hidden, dimension.outlineLevel, dimension.width = True, 1, 30


def _page(sheet: Worksheet, head: int, wide: int) -> None:
    """Set up printing: all columns on one page, the head on every page."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.sheet_view.showGridLines = False
    sheet.print_title_rows = f"{head}:{head}"
    sheet.print_area = f"A1:{get_column_letter(wide)}{sheet.max_row}"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape" if wide > 6 else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _statistics_sheet(sheet: Worksheet, grids: Sequence[DisplayedTable], ledger: Ledger, notice: str) -> None:
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
    line = _opening(sheet, "Provenance of these tables", notice, 2)
    _records(sheet, line, [("Fact", "Value"), *facts], (34, 90))


def _records(sheet: Worksheet, line: int, lines: Sequence[Sequence[object]], widths: Sequence[float]) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    for number_of_line, values in enumerate(lines, line):
        for column, value in enumerate(values, 1):
            cell = sheet.cell(number_of_line, column)
            if isinstance(value, str):
                set_inert(cell, value)
            else:
                cell.value = value  # type: ignore[assignment]
            if number_of_line == line:
                set_font(cell, bold=True)
    rule(sheet, line, len(widths), top="medium", bottom="thin")
    rule(sheet, sheet.max_row, len(widths), bottom="medium")
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = f"A{line + 1}"
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
