"""Rows of tables of a template: whole rows are added and removed, and everything else is a conflict that says why."""

from __future__ import annotations

import pytest

from tests.merge.edit_kinds import KINDS, WordCopy, row_after


def merged(built, edit):
    file = WordCopy(built.word)
    edit(file)
    return built.merge(file.saved())


@pytest.mark.parametrize(
    ("name", "what", "why"),
    [
        ("an emptied cell", "deleted cell", "empties a cell, or removes a column"),
        ("a divided cell", "inserted cell", "fills a cell, or divides it"),
        ("the head of a table", "deleted row", "deletes the head of a table"),
        ("a row that a product makes", "deleted row", "is made by the product of tbl-sleep-table"),
        ("a new row of a product", "inserted row", "is made by the product of tbl-sleep-table"),
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


def test_a_row_with_an_empty_cell_is_a_conflict(built):
    """Which cell is empty is not known, so that nothing is written."""
    found = merged(built, row_after("Second", "Third", " "))
    assert [hunk.why for hunk in found.hunks] == ["has another number of filled cells than the row above it"]
