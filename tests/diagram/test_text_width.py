"""The width of text in the font of tables."""

from __future__ import annotations

import pytest

from report.drawing.text_width import width


def test_the_width_of_a_text_is_the_sum_of_its_characters() -> None:
    """Text is measured without kerning, so that parts of a cell can be measured on their own."""
    assert width("AVA") == pytest.approx(width("A") * 2 + width("V"))
    assert width("") == 0


def test_bold_text_is_wider() -> None:
    """Headings of columns are measured in the bold cut."""
    assert width("Model", bold=True) > width("Model")


def test_figures_are_equally_wide() -> None:
    """Numbers align by their digits."""
    assert len({width(digit) for digit in "0123456789"}) == 1


def test_a_missing_character_is_as_wide_as_the_box_that_replaces_it() -> None:
    """A character that the font lacks is not taken for one without width."""
    assert width("\N{HANGUL SYLLABLE HAN}") == pytest.approx(0.653)
