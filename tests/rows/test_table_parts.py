"""Parts of tables that many studies need."""

import pytest

from report.rows.table_parts import (
    DIAGONAL,
    interval,
    lettered,
    lettered_columns,
    lower_triangle,
    sentence_case,
)
from report.rows.tables import PLACEHOLDER, Cell


def test_an_interval_prints_both_bounds_and_does_not_break():
    """Brackets are escaped, so that Markdown does not read a link."""
    text = interval("m.rmsea_ci")
    assert PLACEHOLDER.findall(text) == ["m.rmsea_ci_lower", "m.rmsea_ci_upper"]
    assert text == "\\[{m.rmsea_ci_lower}{:separator}\u00a0{m.rmsea_ci_upper}\\]"


def test_sentence_case_changes_the_first_letter_alone():
    """Names and abbreviations inside stay; an empty text too."""
    assert [sentence_case(text) for text in ("the EBI", "éclair", "")] == ["The EBI", "Éclair", ""]


def test_letters_of_rows_are_those_of_the_columns():
    """The third row belongs to the third column."""
    assert lettered(2, "Rapport")[0] == lettered_columns(4)[2].head == "c"
    assert [column.head for column in lettered_columns(3)] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("place", "texts"),
    [(0, [DIAGONAL, "", ""]), (2, ["0", "1", DIAGONAL]), (3, ["0", "1", "2"])],
)
def test_a_triangle_has_a_cell_for_each_column(place, texts):
    """Cells before the diagonal, a dash on it, blanks after it; the last row has no column of its own."""
    assert [cell.text for cell in lower_triangle(place, 3, lambda other: Cell(str(other)))] == texts
