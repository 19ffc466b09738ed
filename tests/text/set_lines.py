"""Lines of words as a page sets them: cells at distances of their places in a text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from report.text.reading.pdf_rows import PdfRow, row_of
from report.text.reading.pdf_words import Word

SIZE = 10.0


def row(text: str, height: float = 0.0, size: float = SIZE) -> PdfRow:
    """A row whose words begin where they begin in the text, five points for a letter."""
    words = [
        Word(each[0], 5.0 * each.start(), 5.0 * each.end() + 2, height, size)
        for each in re.finditer(r"\S+", text)
    ]
    return row_of(words)


def rows(*texts: str, step: float = 12.0) -> list[PdfRow]:
    """Rows from the top, at equal distances; an empty text is a gap."""
    return [row(text, 800 - step * place) for place, text in enumerate(texts) if text]


def texts(found: Sequence[PdfRow]) -> list[str]:
    """The cells of rows, with bars between them."""
    return [" | ".join(each.text for each in row.segments) for row in found]
