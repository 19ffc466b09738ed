"""What the printer warns of is a fault if it concerns the author's text, and is printed by nobody else."""

import logging
import warnings
from pathlib import Path

import pytest

from report.drawing.missing_glyphs import missing_glyphs
from report.render.document import Document
from report.render.pdf.printer_warnings import warnings_raised
from report.rows.errors import RenderError

DOCUMENT = Document("index", "Text.\n", Path(), Path())
LOGGER = logging.getLogger("weasyprint")


def with_warnings(*messages: str) -> None:
    """Warn as the printer does."""
    with warnings_raised(DOCUMENT):
        for message in messages:
            LOGGER.warning(message)


def test_warnings_about_the_style_sheet_are_ignored(caplog: pytest.LogCaptureFixture) -> None:
    """A study or a library that sets up logging does not bring the printer's warnings onto the terminal."""
    with_warnings("Ignored `all: unset` at 1:1, unknown property.")
    assert caplog.messages == []


def test_warnings_about_the_text_are_faults() -> None:
    """Each is reported once, and afterwards the logger is as it was."""
    before = LOGGER.level, LOGGER.handlers, LOGGER.propagate
    with pytest.raises(RenderError) as raised:
        with_warnings("a glyph is missing", "a glyph is missing")
    assert ["a glyph is missing" in fault.what for fault in raised.value.faults] == [True]
    assert (LOGGER.level, LOGGER.handlers, LOGGER.propagate) == before


def test_characters_that_no_font_has_are_one_fault() -> None:
    """It names the characters, their scripts, and how to build without PDF; other warnings follow."""
    missing = '.notdef glyph rendered for Unicode string unsupported by fonts: "%s" (U+0)'
    with pytest.raises(RenderError) as raised:
        with_warnings(*(missing % sign for sign in "甲乙한甲"), "Something else")
    first, other = raised.value.faults
    assert "甲 乙 한 (CJK, HANGUL)" in first.what
    assert first.remedy is not None
    assert "--to html,docx" in first.remedy
    assert "Something else" in other.what


def test_a_figure_names_the_characters_that_no_font_has() -> None:
    """Matplotlib's warnings about glyphs are collected; others are shown as usual."""
    with pytest.warns(UserWarning, match="odd") as shown, missing_glyphs() as missing:  # noqa: PT031
        warnings.warn("Glyph 30002 (CJK) missing from font(s) Source Sans Pro.", stacklevel=1)
        warnings.warn("odd", stacklevel=1)
    assert "".join(missing) == "甲"
    assert [str(warning.message) for warning in shown] == ["odd"]
