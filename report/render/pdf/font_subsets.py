"""Subsets of fonts for PDF files, by fontTools.

The printer positions glyphs itself, so a PDF needs no layout tables. The printer's own function reads them all before
it drops them, which takes most of the time of a short document; and where HarfBuzz is installed, it would use that
instead, whose version varies between machines.
"""

from __future__ import annotations

from collections.abc import Collection
from io import BytesIO
from typing import Any

_LAYOUT = ("BASE", "GDEF", "GPOS", "GSUB", "JSTF")


def subset(font: Any, glyphs: Collection[int], hinting: bool) -> None:
    """Reduce a font of the printer to the glyphs that a document uses; replaces its method `subset`."""
    if glyphs:
        font.file_content = subset_of(font.file_content, font.index, glyphs, hinting, bool(font.missing))


def subset_of(content: bytes, index: int, glyphs: Collection[int], hinting: bool, outlined: bool) -> bytes:
    """The font with these glyphs under their own numbers; `outlined` keeps the shape of the missing glyph."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options(
        retain_gids=True,
        passthrough_tables=True,
        ignore_missing_glyphs=True,
        hinting=hinting,
        desubroutinize=True,
        notdef_outline=outlined,
    )
    subsetter = Subsetter(options)
    subsetter.populate(gids=glyphs)
    with TTFont(BytesIO(content), fontNumber=index, recalcBBoxes=False, recalcTimestamp=False) as whole:
        for tag in filter(whole.__contains__, _LAYOUT):
            del whole[tag]
        subsetter.subset(whole)
        stream = BytesIO()
        whole.save(stream)
    return stream.getvalue()
