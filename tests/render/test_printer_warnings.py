"""What the printer warns of is a fault if it concerns the author's text, and is printed by nobody else."""

import logging
from pathlib import Path

import pytest

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
