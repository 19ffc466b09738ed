"""Cells that break within a number or a bracket are whole, and numbers that may be cut are not read."""

from __future__ import annotations

import pytest
from set_lines import rows, texts

from report.text.reading.pdf_broken_cells import with_whole_cells


@pytest.mark.parametrize(
    ("upper", "lower", "whole"),
    [
        ("Age      0.21     < .", "                  001", "Age | 0.21 | < .001"),
        ("Age      0.21     [0.05,", "                  0.35]", "Age | 0.21 | [0.05, 0.35]"),
        ("Age      0.21     p =", "                  .03", "Age | 0.21 | p = .03"),
        ("Age      0.21     0.05 to", "                  0.35", "Age | 0.21 | 0.05 to 0.35"),
    ],
)
def test_both_lines_of_a_cell_are_one(upper: str, lower: str, whole: str) -> None:
    """An open bracket, a relation or a point without digits continues below."""
    assert texts(with_whole_cells(rows(upper, lower))) == [whole]


def test_a_cell_around_its_row_belongs_to_that_with_more_numbers() -> None:
    """Cells of two lines are set around the other cells of their row."""
    found = with_whole_cells(
        rows("                  [0.05,", "Age      0.21              .040", "                  0.35]", step=6)
    )
    assert texts(found) == ["Age | 0.21 | [0.05, 0.35] | .040"]


@pytest.mark.parametrize("lower", ["                  words", "                            0.35]"])
def test_other_words_below_are_not_joined(lower: str) -> None:
    """Words, and numbers in another column."""
    assert len(with_whole_cells(rows("Age      0.21     [0.05,", lower))) == 2


def test_a_line_far_below_is_not_joined() -> None:
    """Beyond one and a half times the size it is the next row."""
    assert len(with_whole_cells(rows("Age      0.21     [0.05,", "                  0.35]", step=20))) == 2


def test_numbers_with_digits_below_are_dropped() -> None:
    """`−0.0` above `2` may be −0.02, or not."""
    found = with_whole_cells(rows("Age      −0.0     0.21", "           2"))
    assert texts(found) == ["Age | 0.21"]
