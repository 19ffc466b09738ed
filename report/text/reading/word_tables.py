"""The rows of tables in a Word document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from report.text.reading.word_styles import w

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass
class Table:
    """The current cell of a table, and the table's number."""

    number: int
    row: int = -1
    column: int = 0


def span(cell: _Element) -> int:
    """How many columns of the grid a cell takes."""
    wide = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
    text = (wide.get(w("val")) or "1") if wide is not None else "1"
    return int(text) if text.isdigit() and len(text) < 4 else 1
