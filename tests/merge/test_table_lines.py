"""Rows and cells of the pipe tables of templates: the edits of their lines, or why there are none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from report.merge.new_footnotes import NewFootnotes
from report.merge.source_spans import Refusal, SourceEdit
from report.merge.table_grids import Grid
from report.merge.table_lines import TableLines, cell_text
from tests.merge.grids import copy_with_table
from tests.merge.markdown_copies import base_of

SOURCE = "Text.\n\n| Visit | Day |\n|:------|----:|\n| First | 1 |\n| Second |  |\n"
HEAD, FIRST, SECOND = ["Visit", "Day"], ["First", "1"], ["Second", ""]


def lines_of(rows, source=SOURCE, grid=None):
    """The lines of a template, for a copy whose table has these rows; units with the same text are partners."""
    base, copy = base_of(source), copy_with_table(rows)
    copy = replace(copy, tables=(grid,)) if grid else copy
    texts = {unit.text: place for place, unit in enumerate(base.units)}
    partners = {k: texts[unit.text] for k, unit in enumerate(copy.units) if unit.text in texts}
    lines = TableLines(base, copy, NewFootnotes(base.templates, base.units, copy.units), partners)
    return lines, base, {unit.text: k for k, unit in enumerate(copy.units)}


def edited(made, source=SOURCE):
    assert isinstance(made, SourceEdit), made
    return source[: made.start] + made.text + source[made.end :]


def test_an_empty_cell_is_filled():
    """In its row and column."""
    lines, _, units = lines_of([HEAD, FIRST, ["Second", "2"]])
    row = [units["Second"], units["2"]]
    assert edited(lines.filled(units["2"], row)).endswith("| Second | 2 |\n")


@pytest.mark.parametrize(
    ("rows", "source", "why"),
    [
        ([HEAD, ["First", "9"]], SOURCE, "fills a cell in which the template prints nothing"),
        (
            [[*HEAD, "Place"], ["Second", "9", "Sea"]],
            SOURCE,
            "fills a cell of a table with other columns, or with merged cells",
        ),
        (
            [HEAD, ["Second", "9"]],
            SOURCE.replace("| Second |  |", "| Second | "),
            "fills a cell of a table with other columns, or with merged cells",
        ),
    ],
    ids=["a cell that has text", "another column", "an irregular table"],
)
def test_a_cell_that_is_not_empty_or_not_there_is_not_filled(rows, source, why):
    """Each with its reason."""
    lines, _, units = lines_of(rows, source)
    row = [units[rows[1][0]], units["9"]]
    assert lines.filled(units["9"], row).why == why


def test_a_cell_with_two_paragraphs_is_not_filled():
    """A pipe table has one line for a row."""
    rows = [HEAD, FIRST, ["Second", "2"]]
    grid = copy_with_table(rows).tables[0]
    last = grid.rows[2]
    both = replace(last[1], units=(*last[1].units, *last[0].units))
    lines, _, units = lines_of(rows, grid=Grid((*grid.rows[:2], (last[0], both))))
    assert lines.filled(units["2"], [units["Second"]]).why == "divides a cell"


def unit(base, text):
    return next(each for each in base.units if each.text == text)


def test_a_row_is_removed_with_its_line():
    """Nothing is left of it."""
    lines, base, _ = lines_of([HEAD, SECOND])
    assert edited(lines.removal(unit(base, "First"), whole=True)) == SOURCE.replace("| First | 1 |\n", "")


def test_a_single_cell_is_emptied():
    """Its line stays."""
    lines, base, _ = lines_of([HEAD, ["First", ""], SECOND])
    assert "| First | |\n" in edited(lines.removal(unit(base, "1"), whole=False))


@pytest.mark.parametrize(
    ("text", "whole", "source", "why"),
    [
        ("Visit", True, SOURCE, "deletes the head of a table"),
        (
            "First",
            True,
            SOURCE.replace("| First", "| <% if x %>First"),
            "spans a tag of the template, such as <% if %>",
        ),
    ],
)
def test_a_head_and_a_line_with_a_tag_are_not_removed(text, whole, source, why):
    """The rest of the table would not be one."""
    lines, base, _ = lines_of([HEAD, SECOND], source)
    found = next(each for each in base.units if each.text.endswith(text))
    assert lines.removal(found, whole).why == why


def test_a_cell_of_a_table_that_the_copy_lacks_is_not_emptied():
    """It is then unknown whether the copy has the cell."""
    lines, base, _ = lines_of([["Other"]])
    assert lines.removal(unit(base, "1"), whole=False).why == "empties or merges cells"


def test_a_cell_that_the_engine_wrote_is_not_removed():
    """It has no place in a template."""
    lines, base, _ = lines_of([HEAD])
    generated = replace(unit(base, "First"), file="")
    assert lines.removal(generated, whole=True).why == "is written by the engine, or spans two files"


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([HEAD, FIRST, ["Between", "9"], SECOND], "| First | 1 |\n| Between | 9 |\n| Second |"),
        ([HEAD, ["Between", "9"], FIRST, SECOND], "|----:|\n| Between | 9 |\n| First |"),
        ([HEAD, FIRST, SECOND, ["Between", "9"]], "| Second |  |\n| Between | 9 |\n"),
        ([HEAD, FIRST, ["Between", "x | y"], SECOND], "| Between | x \\| y |"),
        ([HEAD, FIRST, ["Between", ""], SECOND], "| Between |  |"),
    ],
    ids=["between rows", "below the head", "at the end", "with a bar", "with an empty cell"],
)
def test_a_new_row_follows_the_row_above_it(rows, text):
    """A row below the head follows the line below it."""
    lines, _, units = lines_of(rows)
    row = [k for name, k in units.items() if name in ("Between", "9", "x | y")]
    assert text in edited(lines.row_after(row))


def test_a_new_row_has_the_indent_of_its_table():
    """As in a list."""
    source = SOURCE.replace("| First", "  | First")
    lines, _, units = lines_of([HEAD, FIRST, ["Between", "9"]], source)
    assert "\n  | Between | 9 |" in edited(lines.row_after([units["Between"], units["9"]]), source)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([["Between", "9"], HEAD, FIRST], "is not below a row of the same table"),
        ([[*HEAD, "x"], [*FIRST, "x"], ["Between", "9", "y"]], "has other columns than the row above it"),
    ],
)
def test_a_row_without_a_row_above_or_with_other_columns_is_not_written(rows, why):
    """The template has no place for it."""
    lines, _, units = lines_of(rows)
    made = lines.row_after([units["Between"], units["9"]])
    assert isinstance(made, Refusal)
    assert made.why == why


def test_cells_that_follow_each_other_are_around_a_cell():
    """Other text ends them."""
    lines, base, _ = lines_of([HEAD, FIRST])
    around = lines.around(base.units.index(unit(base, "First")))
    assert [base.units[i].text for i in around] == ["Visit", "Day", "First", "1", "Second"]


def test_the_paragraphs_of_a_cell_are_one_line():
    """Divided by a space."""
    lines, base, _ = lines_of([HEAD, FIRST])
    assert cell_text([unit(base, "First"), unit(base, "Second")], lines.notes) == "First Second"
