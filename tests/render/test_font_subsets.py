"""Fonts in PDF files: only the glyphs that a document uses, drawn as in the complete font."""

from io import BytesIO
from pathlib import Path

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from report.drawing.fonts import font_files
from report.render.pdf.font_subsets import subset_of

GLYPHS = (3, 40, 57, 100, 300)
FONTS = [font_files()[name] for name in ("SourceSerifPro-Regular", "SourceSansPro-Semibold")]


def _outline(font: TTFont, glyph: int) -> object:
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[font.getGlyphName(glyph)].draw(pen)
    return pen.value


@pytest.mark.parametrize("path", [font.path for font in FONTS], ids=lambda path: path.name)
def test_a_subset_draws_its_glyphs_as_the_font_does(path: Path) -> None:
    """Each glyph keeps its number, outline and width; glyphs that were not asked for are empty."""
    whole = TTFont(path)
    part = TTFont(BytesIO(subset_of(path.read_bytes(), 0, GLYPHS, hinting=False, outlined=False)))
    for glyph in GLYPHS:
        assert _outline(part, glyph) == _outline(whole, glyph)
        assert part["hmtx"][part.getGlyphName(glyph)] == whole["hmtx"][whole.getGlyphName(glyph)]
    assert not _outline(part, 41)


def test_a_subset_has_no_layout_tables() -> None:
    """A PDF positions its glyphs itself, so kerning and ligatures are not embedded; the bytes are always the same."""
    content = FONTS[0].path.read_bytes()
    found = [subset_of(content, 0, GLYPHS, hinting=False, outlined=True) for _ in range(2)]
    assert found[0] == found[1]
    assert not {"GSUB", "GPOS", "GDEF"} & set(TTFont(BytesIO(found[0])).keys())
