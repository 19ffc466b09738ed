"""What stands in the cells of a table: texts, numbers on their decimal point, shaded grounds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from report.render.word.names import property_of, style_of, text_of, w
from report.render.word.paragraph import twips
from report.render.word.styles import CELL_MARGIN
from report.render.word.widths import Need, longest_word, width

if TYPE_CHECKING:
    from lxml.etree import _Element

_NUMBER = re.compile(r"[<>=≤≥]?\s*[−–-]?(\d[\d,\u2009\u00a0]*)?(\.\d+)?%?\s*[*†‡]*")
_POINT = re.compile(r"\.\d|[%*†‡]")
_INDENT = 9.0
_COLOURS = {"plus": (15, 76, 134), "minus": (185, 80, 29)}
#: How strongly the ground of a correlation of one is coloured.
_STRENGTH = 0.5


@dataclass(frozen=True)
class TableCell:
    """A cell, the place of its first column, and how many columns it spans."""

    element: _Element
    column: int
    span: int
    is_head: bool

    @property
    def paragraphs(self) -> list[_Element]:
        """The cell's paragraphs."""
        return self.element.findall(w("p"))

    @property
    def text(self) -> str:
        """The cell's text."""
        return " ".join(text_of(paragraph) for paragraph in self.paragraphs).strip()

    @property
    def is_number(self) -> bool:
        """Whether the cell holds one number and nothing else."""
        text = self.text
        return bool(text) and any(sign.isdigit() for sign in text) and _NUMBER.fullmatch(text) is not None

    @property
    def is_right(self) -> bool:
        """Whether its text is set to the right."""
        jc = self.paragraphs[0].find(f"{w('pPr')}/{w('jc')}") if self.paragraphs else None
        return jc is not None and jc.get(w("val")) in ("right", "end")

    def need(self, size: float) -> Need:
        """The room that the cell needs; what is set to the right, heads apart, is not broken."""
        bold = self.is_head or bool(self.paragraphs and style_of(self.paragraphs[0]) == "TableGroup")
        indent = _INDENT if self.paragraphs and style_of(self.paragraphs[0]) == "TableIndent" else 0.0
        margins = 2 * CELL_MARGIN + indent + 0.5
        most = max((width(text_of(each), size, bold=bold) for each in self.paragraphs), default=0.0)
        least = max((longest_word(text_of(each), size, bold=bold) for each in self.paragraphs), default=0.0)
        whole = self.is_right and not self.is_head
        return Need((most if whole else least) + margins, most + margins)

    def tail(self, size: float) -> float:
        """How wide that is what stands behind the whole part of its number."""
        point = _POINT.search(self.text)
        return width(self.text[point.start() :], size) if point else 0.0


def cells_of(table: _Element) -> list[list[TableCell]]:
    """The cells of a table, row by row."""
    return [_cells(row) for row in table.findall(w("tr"))]


def _cells(row: _Element) -> list[TableCell]:
    head = row.find(f"{w('trPr')}/{w('tblHeader')}") is not None
    cells, column = [], 0
    for each in row.findall(w("tc")):
        span = each.find(f"{w('tcPr')}/{w('gridSpan')}")
        wide = int(span.get(w("val")) or 1) if span is not None else 1
        cells.append(TableCell(each, column, wide, head))
        column += wide
    return cells


def align_decimals(rows: list[list[TableCell]], size: float) -> None:
    """Set the numbers of each column on their decimal point: what is shorter behind it is moved to the left."""
    columns: dict[int, list[TableCell]] = {}
    for cell in (cell for row in rows for cell in row if not cell.is_head):
        if cell.is_right and cell.is_number:
            columns.setdefault(cell.column, []).append(cell)
    for cells in columns.values():
        longest = max(cell.tail(size) for cell in cells)
        for cell in cells:
            missing = twips(longest - cell.tail(size))
            if missing:
                property_of(cell.paragraphs[0], "pPr", "ind", right=missing)


def shade(table: _Element) -> None:
    """Colour the grounds of cells that the filter has marked."""
    from lxml import etree

    for mark in list(table.iter(etree.ProcessingInstruction)):
        kind, _, value = (mark.text or "").partition(" ")
        cell = next(mark.iterancestors(w("tc")), None)
        if mark.target == "tracepaper" and kind == "shade" and cell is not None:
            property_of(cell, "tcPr", "shd", val="clear", color="auto", fill=_ground(value))
            mark.getparent().remove(mark)


def _ground(value: str) -> str:
    sign, _, depth = value.partition("-")
    share = min(int(depth or 0), 10) / 10 * _STRENGTH
    return "".join(f"{round(255 - (255 - part) * share):02X}" for part in _COLOURS[sign])
