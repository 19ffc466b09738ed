"""The hunks of cells that only the build or only the copy has: whole rows, single cells, whole columns."""

from __future__ import annotations

import pytest

from report.merge.alignment import pairs
from report.merge.hunks import Hunk
from report.merge.new_footnotes import NewFootnotes
from report.merge.table_columns import changed_tables
from report.merge.table_rows import TableRows
from tests.merge.grids import copy_with_table
from tests.merge.markdown_copies import FILE, applied, base_of

SOURCE = (
    "Text.\n\n| Visit | Day | Place |\n|:------|----:|:------|\n| First | 1 | Hill |\n| Second | 2 | Sea |\n"
)
ROWS = [["Visit", "Day", "Place"], ["First", "1", "Hill"], ["Second", "2", "Sea"]]


def hunks(rows: list[list[str]], source: str = SOURCE) -> list[Hunk]:
    """The hunks of cells without a partner."""
    base, copy = base_of(source), copy_with_table(rows)
    found = pairs(base.units, copy.units)
    notes = NewFootnotes(base.templates, base.units, copy.units, found)
    made = TableRows(base, copy, notes, found, changed_tables(found, base, copy))
    removed = [hunk for pair in found if not pair.new for i in pair.old for hunk in made.deleted(i)]
    added = [hunk for pair in found if not pair.old for k in pair.new for hunk in made.inserted(k)]
    return [*removed, *added]


def test_equal_tables_have_no_hunks() -> None:
    """Every cell has a partner."""
    assert hunks(ROWS) == []


def test_a_row_that_the_copy_lacks_is_one_hunk() -> None:
    """With all its cells; the line of the template goes."""
    (hunk,) = hunks(ROWS[:2])
    assert (hunk.what, hunk.before, hunk.file) == ("deleted row", "Second | 2 | Sea", FILE)
    assert "Second" not in applied(SOURCE, [hunk])
    assert "| First | 1 | Hill |\n" in applied(SOURCE, [hunk])


def test_a_new_row_is_one_hunk_behind_the_row_above_it() -> None:
    """With all its cells."""
    (hunk,) = hunks([*ROWS[:2], ["Extra", "7", "Wood"], ROWS[2]])
    assert (hunk.what, hunk.after) == ("inserted row", "Extra | 7 | Wood")
    assert "| First | 1 | Hill |\n| Extra | 7 | Wood |\n| Second | 2 | Sea |\n" in applied(SOURCE, [hunk])


def test_a_cell_that_was_empty_is_filled() -> None:
    """The rest of its row stays."""
    source = SOURCE.replace("| Hill |", "|      |")
    (hunk,) = hunks(ROWS, source)
    assert (hunk.what, hunk.after) == ("inserted cell", "Hill")
    assert "| First | 1 | Hill |" in applied(source, [hunk])


def test_a_cell_that_the_copy_emptied_is_one_hunk() -> None:
    """Its row stays."""
    (hunk,) = hunks([ROWS[0], ["First", "1", ""], ROWS[2]])
    assert (hunk.what, hunk.before) == ("deleted cell", "Hill")
    assert "Hill" not in applied(SOURCE, [hunk])


@pytest.mark.parametrize("place", [1, 3])
def test_a_new_column_is_one_hunk_of_all_its_cells(place: int) -> None:
    """Between others or as the last."""
    column = ["Who", "Ann", "Bea"]
    rows = [[*row[:place], cell, *row[place:]] for row, cell in zip(ROWS, column, strict=True)]
    (hunk,) = hunks(rows)
    assert (hunk.what, hunk.after) == ("inserted column", "Who | Ann | Bea")
    assert "Ann" in applied(SOURCE, [hunk])


def test_a_table_that_the_copy_lacks_is_not_deleted_in_the_template() -> None:
    """The text may refer to it."""
    source = SOURCE + "\n: A caption. {#tbl-visits}\n"
    found = hunks([], source)
    assert {hunk.what for hunk in found} & {"deleted table", "deleted row"}
    assert all(not hunk.edits for hunk in found if hunk.what == "deleted table")
