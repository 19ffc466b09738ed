"""Tables of templates whose columns a copy changed: paired by row and column, and edited together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from report.merge.alignment import Pair, pairs
from report.merge.table_columns import by_place, changed_tables
from report.merge.table_grids import Grid
from tests.merge.grids import copy_with_table
from tests.merge.markdown_copies import FILE, base_of, copy_of

SOURCE = (
    "Text.\n\n| Visit | Day | Place |\n|:------|----:|:------|\n| First | 1 | Hill |\n| Second | 2 | Sea |\n"
)


def copied(rows, source=SOURCE):
    """The build of a template, and a copy in which its table has these rows of cells."""
    base, copy = base_of(source), copy_with_table(rows)
    found = pairs(base.units, copy.units)
    return base, found, changed_tables(found, base, copy)


def edited(rows, source=SOURCE):
    """The template with the edits of its table."""
    *_, (table,) = copied(rows, source)
    edits = list(table.edits(rows, source))
    for edit in sorted(edits, key=lambda each: (each.start, each.end), reverse=True):
        source = source[: edit.start] + edit.text + source[edit.end :]
    return source.splitlines()[2:]


WITH_COLUMN = [
    ["Visit", "Hour", "Day", "Place"],
    ["First", "9", "1", "Hill"],
    ["Second", "10", "2", "Sea"],
]


def test_a_new_column_is_inserted_where_the_copy_has_it():
    """With a cell below the head: numbers are aligned on the right."""
    assert edited(WITH_COLUMN) == [
        "| Visit | Hour | Day | Place |",
        "|:------|-----:|----:|:------|",
        "| First | 9 | 1 | Hill |",
        "| Second | 10 | 2 | Sea |",
    ]


def test_a_new_last_column_follows_the_others():
    """It has no column of the template after it."""
    rows = [["Visit", "Day", "Place", "Who"], ["First", "1", "Hill", "Ann"], ["Second", "2", "Sea", "Bea"]]
    assert edited(rows)[2] == "| First | 1 | Hill | Ann |"


def test_a_removed_column_is_removed_from_every_line():
    """The line below the head, too."""
    assert edited([["Visit", "Place"], ["First", "Hill"], ["Second", "Sea"]]) == [
        "| Visit | Place |",
        "|:------|:------|",
        "| First | Hill |",
        "| Second | Sea |",
    ]


def test_rows_change_with_the_columns():
    """A row of the copy alone is written, one of the template alone is removed."""
    rows = [["Visit", "Day", "Place", "Hour"], ["Zero", "0", "Lake", "8"], ["First", "1", "Hill", "9"]]
    lines = edited(rows)
    assert lines[2:] == ["| Zero | 0 | Lake | 8 |", "| First | 1 | Hill | 9 |"]


def test_cells_are_emptied_and_filled():
    """An empty cell has no unit, and keeps its place."""
    rows = [["Visit", "Day", "Place", "Hour"], ["First", "", "Hill", "9"], ["Second", "2", "Sea", ""]]
    assert edited(rows)[2:] == ["| First | | Hill | 9 |", "| Second | 2 | Sea |  |"]


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        (WITH_COLUMN, "inserted column"),
        ([["Visit", "Place"], ["First", "Hill"], ["Second", "Sea"]], "deleted column"),
        ([["Visit"], ["First"], ["Second"]], "deleted columns"),
        (
            [["Visit", "Place", "Hour"], ["First", "Hill", "9"], ["Second", "Sea", "10"]],
            "inserted column and deleted column",
        ),
    ],
)
def test_what_the_copy_did_is_said_in_one_phrase(rows, what):
    """Inserted columns before deleted ones."""
    _, _, (table,) = copied(rows)
    assert table.what == what


def test_a_table_with_the_same_columns_is_not_changed():
    """Rows alone are edited elsewhere."""
    assert copied([["Visit", "Day", "Place"], ["First", "1", "Hill"]])[2] == []


def test_a_line_that_prints_several_rows_is_not_edited():
    """As in a loop: an edit of it would be one of all its rows."""
    base, found, _ = copied(WITH_COLUMN)
    looped = next(unit for unit in base.units if unit.text == "First")
    repeated = replace(base, units=(*base.units, replace(looped, level=looped.level + 7)))
    copy = replace(copy_of("x"), tables=(copied(WITH_COLUMN)[2][0].grid,))
    assert changed_tables(found, base, copy)
    assert changed_tables(found, repeated, copy) == []


def test_a_divided_cell_or_a_tag_in_a_removed_row_is_a_reason_against_it():
    """Nothing of the table is then edited."""
    _, _, (table,) = copied(WITH_COLUMN)
    assert table.refusal(SOURCE) is None
    first = replace(table.grid.rows[0][0], units=(1, 2))
    divided = Grid(((first, *table.grid.rows[0][1:]), *table.grid.rows[1:]))
    assert replace(table, grid=divided).refusal(SOURCE).why == "divides cells"
    without = replace(table, rows={0: 0, 1: 1})
    tagged = SOURCE.replace("Second", "<%if%>")
    assert without.refusal(SOURCE) is None
    assert without.refusal(tagged).why == "spans a tag of the template, such as <% if %>"
    assert table.refusal(tagged) is None


def test_cells_are_paired_by_row_and_column():
    """A cell whose text is like another's stays with its own row and column."""
    rows = [["Visit", "Hour", "Day", "Place"], ["First", "2", "1", "Hill"], ["Second", "1", "2", "Sea"]]
    base, found, tables = copied(rows)
    again = by_place(found, tables, base)
    partner = {base.units[pair.old[0]].text: pair.new for pair in again if pair.old}
    assert partner["1"] == (7,)
    assert partner["2"] == (11,)
    assert Pair((), (6,)) in again
    assert sorted(i for pair in again for i in pair.old) == list(range(len(base.units)))


def test_without_changed_tables_pairs_stay():
    """They are a list of their own."""
    base, found, _ = copied([["Visit", "Day", "Place"], ["First", "1", "Hill"]])
    assert by_place(found, [], base) == found


def test_the_cells_of_a_table_in_the_build_have_row_and_column():
    """Other text of the template is none of them."""
    base, _, (table,) = copied(WITH_COLUMN)
    places = {base.units[place].text: (row, column) for place, row, column in table.old_cells(base.units)}
    assert places["Visit"] == (0, 0)
    assert places["Sea"] == (2, 2)
    assert "Text." not in places
    assert table.file == FILE


def test_a_new_row_follows_the_row_above_it():
    """Not the head."""
    rows = [*WITH_COLUMN[:2], ["Between", "9.5", "1.5", "Road"], WITH_COLUMN[2]]
    assert edited(rows)[2:] == [
        "| First | 9 | 1 | Hill |",
        "| Between | 9.5 | 1.5 | Road |",
        "| Second | 10 | 2 | Sea |",
    ]


def test_a_cell_that_the_copy_emptied_or_removed_has_no_partner():
    """Its place is in a row and column that the copy has, or in none."""
    rows = [["Visit", "Hour", "Day", "Place"], ["First", "9", "", "Hill"]]
    base, found, tables = copied(rows)
    again = by_place(found, tables, base)
    gone = {base.units[pair.old[0]].text for pair in again if pair.old and not pair.new}
    assert gone == {"1", "Second", "2", "Sea"}


def test_columns_that_changed_places_are_one_removed_and_one_inserted():
    """The order of the others stays."""
    rows = [["Visit", "Place", "Day"], ["First", "Hill", "1"], ["Second", "Sea", "2"]]
    _, _, (table,) = copied(rows)
    assert table.what == "inserted column and deleted column"
    assert len(table.columns) == 2
