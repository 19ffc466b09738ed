"""Layout of tables: heads of columns, panels within a table, and rows of numbers in brackets below estimates."""

from __future__ import annotations

import pytest
from papers_in_text import table, table_with_note

from report.audit.papers import Paper
from report.audit.table_layout import tables_of


def laid_out(paper: Paper) -> list[tuple[str, list[tuple[str, str]]]]:
    """The label of each row below the heads, with the head and the text of its cells."""
    (found,) = tables_of(paper)
    return [(label, [(each.head, each.text) for each in cells]) for label, cells in found.rows[1:]]


def test_each_cell_has_the_head_of_its_column() -> None:
    """The first column has the labels; the other cells have the heads above them."""
    found = laid_out(table("Predictor | b | p", "Age | 0.21 | .040", "Sex | 0.10 | .200"))
    assert [label for label, _ in found] == ["Age", "Sex"]
    assert ("b", "0.21") in found[0][1]
    assert ("p", ".200") in found[1][1]


@pytest.mark.parametrize("below", ["(0.10)", "[0.05, 0.45]", "(0.05 to 0.45)", "(0.10)***"])
def test_numbers_in_brackets_belong_to_the_row_above(below: str) -> None:
    """Standard errors and intervals below estimates are part of the estimates' cells."""
    found = laid_out(table(" | Model 1 | Model 2", "Age | 0.21* | 0.30", f" | {below} | {below}"))
    assert len(found) == 1
    assert [text for _, text in found[0][1]][-2:] == [f"0.21* {below}", f"0.30 {below}"]


@pytest.mark.parametrize("below", ["0.10", "n = 20"])
def test_other_rows_without_a_label_stay_rows(below: str) -> None:
    """Only numbers in brackets belong to the row above."""
    assert len(laid_out(table(" | Model 1 | Model 2", "Age | 0.21 | 0.30", f" | {below} | {below}"))) == 2


def test_brackets_below_words_stay_a_row() -> None:
    """A number in brackets belongs only to a number."""
    assert len(laid_out(table(" | Model 1 | Model 2", "Weights | yes | no", " | (1) | (2)"))) == 2


def test_heads_within_a_table_replace_the_heads_above() -> None:
    """A panel with symbols of its own names the cells of the rows below it."""
    found = laid_out(table("Group | M | SD", "A | 5.0 | 1.0", "Panel | t | p", "Contrast | 2.2 | .03"))
    assert ("M", "5.0") in found[0][1]
    assert ("t", "2.2") in found[-1][1]


def test_the_words_of_a_table_include_its_caption_and_its_note() -> None:
    """What parentheses contain is often said outside the grid."""
    (found,) = tables_of(
        table_with_note("Table 1. Regressions", "Standard errors in parentheses.", " | b", "Age | 0.2")
    )
    assert all(text in found.words for text in ("Table 1. Regressions", "Standard errors in parentheses."))
