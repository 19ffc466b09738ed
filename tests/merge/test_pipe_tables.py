"""Pipe tables of templates: their lines and cells by offset, and lines that are written."""

from __future__ import annotations

import pytest

from report.merge.pipe_tables import float_end, line_at, pipe_table, row_of, rule_of, table_of

SOURCE = "Before.\n\n| Visit | Day |\n|:------|----:|\n| First | 1 |\n| [a|b]{.x} | 2 |\n\nAfter.\n"


@pytest.mark.parametrize("word", ["Visit", ":------", "First", "[a|b]"])
def test_a_table_is_found_from_any_of_its_lines(word):
    """Its lines are those with a bar at their start; the line below the head is not a row."""
    table = pipe_table(SOURCE, SOURCE.index(word))
    assert table is not None
    assert [line.is_rule for line in table.lines] == [False, True, False, False]
    assert len(table.rows) == 3
    assert table.width == 2
    assert SOURCE[table.lines[0].start : table.lines[-1].end].startswith("| Visit")


def test_text_beside_a_table_is_not_part_of_it():
    """A line without a bar ends the table."""
    assert pipe_table(SOURCE, SOURCE.index("Before")) is None
    assert pipe_table(SOURCE, SOURCE.index("After")) is None


def test_a_cell_is_known_by_a_place_in_it():
    """A bar within brackets does not divide cells."""
    table = pipe_table(SOURCE, SOURCE.index("First"))
    last = table.rows[-1]
    assert [SOURCE[start:end].strip() for start, end in last.cells] == ["[a|b]{.x}", "2"]
    assert last.column(SOURCE.index("2 |\n\nAfter")) == 1
    assert last.column(0) is None


@pytest.mark.parametrize(
    "source",
    [
        "| a | b |\n|---|---|\n| 1 |\n",
        "| a | b |\n|---|---|\n| 1 | 2\n",
        "| a | b |\n| 1 | 2 |\n",
        "| a | b |\n|---|---|\n| 1 | 2 \\|\n",
    ],
    ids=["another number of cells", "no bar at the end", "no rule", "an escaped bar at the end"],
)
def test_an_irregular_table_has_no_width(source):
    """So that its columns are not edited."""
    assert pipe_table(source, 0).width == 0


def test_the_line_at_a_place_ends_before_its_break():
    """The last line may have none."""
    assert line_at("ab\ncd", 4) == (3, 5)
    assert line_at("ab\ncd", 2) == (0, 2)


FLOAT = "::: {#tbl-a .x}\n| a |\n|---|\n| 1 |\n\n::: {.table-note}\nNote.\n:::\n\nCaption.\n:::\n\nAfter.\n"


def test_a_float_ends_with_its_own_fence():
    """Divs within it are closed before."""
    end = float_end(FLOAT, FLOAT.index("| 1"), "tbl-a")
    assert FLOAT[end:] == "\n\nAfter.\n"


@pytest.mark.parametrize("label", ["", "tbl-b", "tbl"])
def test_without_a_div_of_that_label_the_table_is_the_end(label):
    """A label is compared as a whole."""
    end = float_end(FLOAT, FLOAT.index("| 1"), label)
    assert FLOAT[:end].endswith("| 1 |")


def test_a_place_outside_of_tables_and_floats_is_its_own_end():
    """Text after a float does not belong to it."""
    place = FLOAT.index("After")
    assert float_end(FLOAT, place, "tbl-a") == place
    assert float_end(FLOAT, place, "") == place


@pytest.mark.parametrize(
    ("column", "rule"),
    [
        (["Day", "1", "< .001"], "----:"),
        (["Day", "", "−2"], "----:"),
        (["Place", "Hill", "3"], ":------"),
        (["Place", "", ""], ":------"),
        (["a", "b"], ":---"),
    ],
)
def test_columns_of_numbers_are_aligned_on_the_right(column, rule):
    """Empty cells do not count; a column of them is one of text."""
    assert rule_of(column) == rule


def test_a_table_that_is_written_can_be_read():
    """The first row is its head."""
    rows = [["Visit", "Day"], ["First", "1"], ["Second", ""]]
    text = table_of(rows)
    assert text.splitlines()[0] == row_of(rows[0]) == "| Visit | Day |"
    table = pipe_table(text, 0)
    assert table.width == 2
    assert [[text[a:b].strip() for a, b in line.cells] for line in table.rows] == rows


def test_a_float_after_a_place_is_not_around_it():
    """The table at the place ends first."""
    source = f"| b |\n|---|\n| 2 |\n\n{FLOAT}"
    assert source[: float_end(source, 0, "tbl-a")].endswith("| 2 |")
