"""Formats three-line tables: column widths that fit the text, repeated headings, unbroken rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from report.render.column_widths import Need, fits, shared
from report.render.word.namespaces import element, property_of, style_of, w
from report.render.word.page_formats import LANDSCAPE, PORTRAIT, PageFormat
from report.render.word.paragraph import twips
from report.render.word.styles import CELL_MARGIN, INK, TABLE_SIZE
from report.render.word.word_cells import (
    ColumnMeasures,
    TableCell,
    align_decimals,
    cells_of,
    columns_of,
    take_marks,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

#: The type sizes tried on a portrait page, and those for a landscape page.
_SIZES = (TABLE_SIZE, 8.5, 8.0)
_TURNED = (TABLE_SIZE, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0)
#: A table with at most this many rows stays on one page.
_SHORT = 22


def format_table(
    table: _Element, upright: PageFormat = PORTRAIT, turned: PageFormat = LANDSCAPE, stretch: float = 1.0
) -> PageFormat:
    """Format a table, and return the sheet that it needs; `stretch` is the width of its type, relative to ours."""
    marks = take_marks(table)
    rows = cells_of(table)
    _style_empty(rows)
    columns = columns_of(rows)
    sheet, size = _sheet(columns, (upright, turned), stretch, wide="wide" in marks)
    _set_widths(table, rows, shared(_needs(columns, size * stretch), sheet.measure))
    if size != TABLE_SIZE:
        _shrink(table, size)
    align_decimals(rows, size * stretch)
    _hold_together(table, rows)
    _rule_heads(rows)
    return sheet


def _needs(columns: Sequence[ColumnMeasures], size: float) -> list[Need]:
    return [column.need(size) for column in columns]


def _sheet(
    columns: Sequence[ColumnMeasures], sheets: tuple[PageFormat, PageFormat], stretch: float, *, wide: bool
) -> tuple[PageFormat, float]:
    """The first sheet and type size that break no word, and no line of a wide table on a portrait page."""
    for sheet, sizes in zip(sheets, (_SIZES, _TURNED), strict=True):
        for size in sizes:
            if fits(_needs(columns, size * stretch), sheet.measure, whole=wide and sheet is sheets[0]):
                return sheet, size
    return sheets[1], _TURNED[-1]


def _set_widths(table: _Element, rows: Sequence[Sequence[TableCell]], points: Sequence[float]) -> None:
    widths = [twips(each) for each in points]
    grid = table.find(w("tblGrid"))
    if grid is not None:
        table.replace(grid, element("tblGrid", *(element("gridCol", w=width) for width in widths)))
    margins = property_of(table, "tblPr", "tblCellMar")
    margins.extend(element(side, w=twips(CELL_MARGIN), type="dxa") for side in ("left", "right"))
    property_of(table, "tblPr", "tblW", w=5000, type="pct")
    property_of(table, "tblPr", "tblLayout", type="fixed")
    _drop_caption(table)
    for cell in (cell for row in rows for cell in row):
        wide = sum(widths[cell.column : cell.column + cell.span])
        property_of(cell.element, "tcPr", "tcW", w=wide, type="dxa")


def _drop_caption(table: _Element) -> None:
    """Remove the copy of the caption in the table's properties, which programs that convert the file print again."""
    properties = table.find(w("tblPr"))
    caption = None if properties is None else properties.find(w("tblCaption"))
    if properties is not None and caption is not None:
        properties.remove(caption)


def _rule_heads(rows: Sequence[Sequence[TableCell]]) -> None:
    """Rule below the last row of heads, with a short rule below each spanning head."""
    heads = [row for row in rows if row and row[0].is_head]
    for row in heads if len(heads) > 1 else ():
        for cell in row:
            ruled = row is heads[-1] or cell.span > 1
            kind = {"val": "single", "sz": 5, "space": 0, "color": INK} if ruled else {"val": "nil"}
            property_of(cell.element, "tcPr", "tcBorders").append(element("bottom", **kind))


def _style_empty(rows: Sequence[Sequence[TableCell]]) -> None:
    """Style empty cells so that they are not taller than their neighbours."""
    for paragraph in (each for row in rows for cell in row for each in cell.paragraphs):
        if not style_of(paragraph):
            property_of(paragraph, "pPr", "pStyle", val="TableText")


def _shrink(table: _Element, size: float) -> None:
    """Set the size of all type; in LibreOffice, controls of plain text would keep that of their paragraph."""
    for kind in [*table.iter(w("text"))]:
        kind.tag = w("richText")
    for run in table.iter(w("r")):
        property_of(run, "rPr", "sz", val=round(size * 2))
        property_of(run, "rPr", "szCs", val=round(size * 2))


def _hold_together(table: _Element, rows: Sequence[Sequence[TableCell]]) -> None:
    """Keep rows unbroken, short tables whole with their notes, and headings of long tables with the first rows."""
    for each in table.findall(w("tr")):
        _unbreakable(each)
    noted = _is_note(table.getnext())
    last = len(rows) - 1
    for place, row in enumerate(rows):
        keep = place < last or noted if len(rows) <= _SHORT else place < 3 or (noted and place >= last - 1)
        for paragraph in (paragraph_of_cell for cell in row for paragraph_of_cell in cell.paragraphs if keep):
            property_of(paragraph, "pPr", "keepNext")


def _unbreakable(row: _Element) -> None:
    head = row.find(f"{w('trPr')}/{w('tblHeader')}") is not None
    properties = row.find(w("trPr"))
    if properties is None:
        properties = element("trPr")
        exceptions = row.find(w("tblPrEx"))
        row.insert(0 if exceptions is None else 1, properties)
    properties[:] = [element("cantSplit"), *([element("tblHeader")] if head else [])]


def _is_note(following: _Element | None) -> bool:
    return following is not None and following.tag == w("p") and style_of(following) == "TableNote"
