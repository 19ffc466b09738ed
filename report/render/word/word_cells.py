"""Formats the cells of a table: texts, numbers aligned on the decimal point, shaded backgrounds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from report.drawing.text_width import width
from report.render.column_widths import Need, longest_word
from report.render.word.namespaces import property_of, remove, style_of, text_of, w
from report.render.word.paragraph import twips
from report.render.word.styles import CELL_MARGIN

if TYPE_CHECKING:
    from lxml.etree import _Element

_NUMBER = re.compile(r"[<>=≤≥]?\s*[−–-]?(\d[\d,\u2009\u00a0]*)?(\.\d+)?%?\s*[*†‡]*")
_POINT = re.compile(r"\.\d|[%*†‡]")
_DASHES = ("–", "—")
_INDENT = 9.0
#: Allowance for substitute fonts that are slightly wider.
_SLACK = 1.5
_COLOURS = {"plus": (15, 76, 134), "minus": (185, 80, 29)}
#: The colour strength of the background for a correlation of one.
_STRENGTH = 0.5


@dataclass(frozen=True)
class TableCell:
    """A cell, the index of its first column, and the number of columns it spans."""

    element: _Element
    column: int
    span: int
    is_head: bool

    @cached_property
    def paragraphs(self) -> list[_Element]:
        """The cell's paragraphs."""
        return self.element.findall(w("p"))

    @cached_property
    def text(self) -> str:
        """The cell's text."""
        return " ".join(text_of(paragraph) for paragraph in self.paragraphs).strip()

    @cached_property
    def is_number(self) -> bool:
        """Whether the cell contains a single number and nothing else."""
        text = self.text
        return bool(text) and any(sign.isdigit() for sign in text) and _NUMBER.fullmatch(text) is not None

    @cached_property
    def is_right(self) -> bool:
        """Whether its text is right-aligned."""
        jc = self.paragraphs[0].find(f"{w('pPr')}/{w('jc')}") if self.paragraphs else None
        return jc is not None and jc.get(w("val")) in ("right", "end")

    @cached_property
    def _measures(self) -> tuple[float, float, float]:
        """The widths of the longest word, the longest text and the decimal part, at a type size of one point."""
        if not self.paragraphs:
            return 0.0, 0.0, 0.0
        bold = self.is_head or self._style == "TableGroup"
        texts = [text_of(each) for each in self.paragraphs]
        most = max(width(text, bold=bold) for text in texts)
        least = max(longest_word(text, bold=bold) for text in texts)
        point = _POINT.search(self.text)
        return least, most, width(self.text[point.start() :]) if point else 0.0

    @cached_property
    def _style(self) -> str:
        return style_of(self.paragraphs[0]) if self.paragraphs else ""

    @property
    def needs(self) -> tuple[float, float, float]:
        """Its longest unbreakable stretch and its longest text, relative to the type size, and its padding.

        Right-aligned text outside heads is not broken.
        """
        least, most, _ = self._measures
        margins = 2 * CELL_MARGIN + (_INDENT if self._style == "TableIndent" else 0.0) + _SLACK
        return most if self.is_right and not self.is_head else least, most, margins

    def tail(self, size: float) -> float:
        """The width of the part of its number from the decimal point on."""
        return self._measures[2] * size


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


@dataclass(frozen=True)
class ColumnMeasures:
    """The distinct needs of a column's cells, and the tails of its numbers, which are aligned on the decimal point."""

    texts: frozenset[tuple[float, float, float]]
    numbers: frozenset[tuple[float, float, float, float]]

    def need(self, size: float) -> Need:
        """The column's need at a type size; for numbers, the longest parts before and after the decimal point."""
        least = [least * size + margins for least, _, margins in self.texts]
        most = [most * size + margins for _, most, margins in self.texts]
        if self.numbers:
            tail = max(tail * size for *_, tail in self.numbers)
            whole = max(most * size + margins - tail * size for _, most, margins, tail in self.numbers) + tail
            least, most = [*least, whole], [*most, whole]
        return Need(max(least, default=0.0), max(most, default=0.0))


def columns_of(rows: Sequence[Sequence[TableCell]]) -> list[ColumnMeasures]:
    """The columns of a table, derived from its cells."""
    texts: dict[int, set[tuple[float, float, float]]] = {}
    for cell in (cell for row in rows for cell in row if cell.span == 1):
        texts.setdefault(cell.column, set()).add(cell.needs)
    numbers = {
        column: frozenset((*cell.needs, cell.tail(1.0)) for cell in cells)
        for column, cells in _numbers(rows).items()
    }
    count = max((row[-1].column + row[-1].span for row in rows if row), default=0)
    return [
        ColumnMeasures(frozenset(texts.get(place, ())), numbers.get(place, frozenset()))
        for place in range(count)
    ]


def _numbers(rows: Sequence[Sequence[TableCell]]) -> dict[int, list[TableCell]]:
    """The cells of each column that contain a right-aligned number."""
    columns: dict[int, list[TableCell]] = {}
    for cell in (cell for row in rows for cell in row if not cell.is_head):
        if cell.is_right and cell.is_number:
            columns.setdefault(cell.column, []).append(cell)
    return columns


def align_decimals(rows: Sequence[Sequence[TableCell]], size: float) -> None:
    """Align the numbers of each column on the decimal point, by moving numbers with fewer decimals to the left.

    A dash is moved below the decimals, so that it does not look like a minus sign of the next column's number.
    """
    dashes = [cell for row in rows for cell in row if cell.is_right and cell.text in _DASHES]
    for column, cells in _numbers(rows).items():
        longest = max(cell.tail(size) for cell in cells)
        for cell in cells:
            _move(cell, longest - cell.tail(size))
        for cell in dashes:
            if cell.column == column:
                _move(cell, max(0.0, longest - width(cell.text) * size) / 2)


def _move(cell: TableCell, room: float) -> None:
    """Move a cell's text to the left."""
    if twips(room):
        property_of(cell.paragraphs[0], "pPr", "ind", right=twips(room))


def take_marks(table: _Element) -> set[str]:
    """Remove the filter's marks from a table: colour the backgrounds, and return the other marks."""
    from lxml import etree

    marks = set()
    for mark in list(table.iter(etree.ProcessingInstruction)):
        kind, _, value = (mark.text or "").partition(" ")
        cell = next(mark.iterancestors(w("tc")), None)
        if kind == "shade" and cell is not None:
            property_of(cell, "tcPr", "shd", val="clear", color="auto", fill=_background(value))
        marks.add(kind)
        remove(mark)
    return marks


def _background(value: str) -> str:
    sign, _, depth = value.partition("-")
    share = min(int(depth or 0), 10) / 10 * _STRENGTH
    return "".join(f"{round(255 - (255 - part) * share):02X}" for part in _COLOURS[sign])
