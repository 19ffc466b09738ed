"""The rows of tables in a Word document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from report.text.reading.word_styles import w

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass
class Table:
    """A table: its number, the current cell, its width, the texts of its head, and how many rows repeat the head."""

    number: int
    row: int = -1
    column: int = 0
    width: int = 0
    head: list[list[str]] = field(default_factory=list)
    repeated: int = 0


def is_head(row: _Element) -> bool:
    """Whether a row is part of the head that Word repeats on each page."""
    return row.find(f"{w('trPr')}/{w('tblHeader')}") is not None


def cell_texts(row: _Element) -> list[str]:
    """The text of each cell of a row."""
    return ["".join(text.text or "" for text in cell.iter(w("t"))) for cell in row.iterchildren(w("tc"))]


def span(cell: _Element) -> int:
    """How many columns of the grid a cell takes."""
    wide = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
    text = (wide.get(w("val")) or "1") if wide is not None else "1"
    return int(text) if text.isdigit() and len(text) < 4 else 1


def width(row: _Element) -> int:
    """How many columns of the grid a row takes."""
    return sum(map(span, row.iterchildren(w("tc"))))
