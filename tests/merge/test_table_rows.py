"""Rows of tables of a template: whole rows are added and removed, and everything else is a conflict that says why."""

from __future__ import annotations

import pytest

from tests.merge.edit_kinds import KINDS, WordCopy, paragraph_of, row_after


def merged(built, edit):
    file = WordCopy(built.word)
    edit(file)
    return built.merge(file.saved())


@pytest.mark.parametrize(
    ("name", "what", "why"),
    [
        ("a divided cell", "inserted cell", "divides a cell"),
        ("the head of a table", "deleted row", "deletes the head of a table"),
        (
            "a row that a product makes",
            "deleted row",
            "deletes a row or a cell of the table that the product of tbl-sleep-table makes",
        ),
        (
            "a new row of a product",
            "inserted row",
            "adds a row to the table that the product of tbl-sleep-table makes",
        ),
    ],
)
def test_what_is_no_row_of_a_template_is_one_conflict(built, name, what, why):
    """One hunk for the row or the cell, with the reason, and no change of a template."""
    (hunk,) = merged(built, KINDS[name]).hunks
    assert (hunk.what, hunk.why, hunk.state) == (what, why, "conflict")


def test_a_row_is_written_with_its_format_on_one_line(built):
    """A vertical bar is escaped, and the row has the cells of the copy."""
    found = merged(built, row_after("Second", "Third", "x | y"))
    (hunk,) = found.hunks
    assert (hunk.what, hunk.after, hunk.state) == ("inserted row", "Third | x | y", "applied")
    assert "was returned |\n| Third | x \\| y |\n" in found.merged["index.qmd.j2"]


def test_a_row_with_an_empty_cell_keeps_its_columns(built):
    """The cell that is empty in the copy is empty in the template."""
    found = merged(built, row_after("Second", "Third", " "))
    assert "was returned |\n| Third |  |\n" in found.merged["index.qmd.j2"]


def test_a_cell_that_was_emptied_can_be_filled_again(built):
    """A cell without text has no unit; its place is known from the row and the column."""
    file = WordCopy(built.word)
    file.paragraph("A diary was").getparent().append(paragraph_of("A letter"))
    KINDS["empty a cell"](file)
    (hunk,) = built.merge(file.saved()).hunks
    assert (hunk.what, hunk.state) == ("replaced in cell", "applied")
