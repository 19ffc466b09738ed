"""Fonts as they are embedded in a PDF: without the tables that lay out text, since its glyphs are placed already."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from typing import Any

_LAYOUT = ("GSUB", "GPOS", "GDEF", "BASE", "DSIG")


class _Font(BytesIO):
    """A font in memory, as matplotlib asks for it: by the number of its face."""

    face_index = 0


@contextmanager
def fonts_without_layout() -> Iterator[None]:
    """Within, matplotlib cuts fonts for a PDF in a tenth of the time: it reads no kerning to throw it away."""
    from matplotlib.backends import _backend_pdf_ps

    embedding: Any = _backend_pdf_ps
    whole = embedding.get_glyphs_subset

    def lean(font: Any, glyphs: Any) -> Any:
        return whole(font if font.face_index else _Font(_lean(str(font))), glyphs)

    embedding.get_glyphs_subset = lean
    try:
        yield
    finally:
        embedding.get_glyphs_subset = whole


@cache
def _lean(path: str) -> bytes:
    from fontTools.ttLib import TTFont

    stream = BytesIO()
    with TTFont(path, recalcTimestamp=False) as font:
        for name in _LAYOUT:
            if name in font:
                del font[name]
        font.save(stream)
    return stream.getvalue()
