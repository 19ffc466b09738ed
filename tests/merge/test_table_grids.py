"""Tables of a Word file as rows of cells, each with its units."""

from __future__ import annotations

import pytest

from report.merge.table_grids import Grid, GridCell, OpenTables
from tests.merge.word_xml import cell, parsed


def element(properties=""):
    return parsed(cell("x", properties))[0]


def read(*rows, wide=""):
    """The grid of cells with these units; a list of units is a cell."""
    tables = OpenTables()
    tables.begin()
    for cells in rows:
        tables.row()
        for units in cells:
            tables.cell(element(wide if units == [0] else ""))
            for unit in units:
                tables.add(unit)
    tables.end()
    return tables.found[0]


def test_a_cell_knows_its_row_column_and_units():
    """An empty cell has a place, but no unit."""
    grid = read([[0], [1, 2]], [[], [3]])
    assert grid.units == (0, 1, 2, 3)
    assert grid.rows[1] == (GridCell((), 0), GridCell((3,), 1))
    assert [(grid.row(unit), grid.column(unit)) for unit in grid.units] == [(0, 0), (0, 1), (0, 1), (1, 1)]
    assert (grid.width, grid.plain) == (2, True)


def test_a_cell_over_two_columns_shifts_those_after_it():
    """The width counts columns, and such a table is not plain."""
    grid = read([[0], [1]], [[2], [3], [4]], wide='<w:gridSpan w:val="2"/>')
    assert grid.rows[0] == (GridCell((0,), 0, 2, plain=False), GridCell((1,), 2))
    assert (grid.width, grid.plain) == (3, False)


@pytest.mark.parametrize("span", ["0", "-1", "x", "1000", ""])
def test_an_impossible_span_is_one_column(span):
    """A hostile file cannot make a table of any width."""
    assert read([[0]], wide=f'<w:gridSpan w:val="{span}"/>').width == 1


def test_a_cell_over_two_rows_is_not_plain():
    """A pipe table has no such cell."""
    assert not read([[0]], wide="<w:vMerge/>").plain


def test_rows_of_different_widths_have_no_common_width():
    """Nor is such a table plain."""
    grid = read([[0]], [[1], [2]])
    assert (grid.width, grid.plain) == (0, False)
    assert Grid(()).width == 0


def test_a_table_is_open_until_its_end():
    """The next one begins with a row of its own."""
    tables = OpenTables()
    assert not tables
    for unit in (0, 1):
        tables.begin()
        assert tables
        tables.row()
        tables.cell(element())
        tables.add(unit)
        tables.end()
        assert not tables
    assert [each.units for each in tables.found] == [(0,), (1,)]


def test_cells_and_units_outside_of_tables_are_ignored():
    """A damaged file may have them."""
    tables = OpenTables()
    tables.row()
    tables.cell(element())
    tables.add(0)
    assert tables.found == []
