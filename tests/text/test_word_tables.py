"""The position in the tables of a Word document, with the rows and cells that tracked changes remove."""

from __future__ import annotations

import pytest
from lxml import etree

from report.text.reading.word_tables import TablePosition, span

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def element(text: str) -> etree._Element:
    """An element of a Word document."""
    return etree.fromstring(text.replace(">", f' xmlns:w="{WORD}">', 1))


def row(mark: str = "") -> etree._Element:
    return element(f"<w:tr><w:trPr>{mark}</w:trPr></w:tr>")


def cell(properties: str = "") -> etree._Element:
    return element(f"<w:tc><w:tcPr>{properties}</w:tcPr></w:tc>")


def test_cells_are_counted_from_zero() -> None:
    """By table, row and column; outside tables there is none."""
    tables = TablePosition()
    assert tables.cell is None
    tables.begin()
    assert tables.begin_row(row())
    assert tables.cell == (1, 0, 0)
    tables.end_cell(cell())
    assert tables.cell == (1, 0, 1)
    assert tables.begin_row(row())
    assert tables.cell == (1, 1, 0)
    tables.end()
    assert tables.cell is None


def test_a_table_within_a_cell_has_a_number_of_its_own() -> None:
    """After it, the cell around it is current again."""
    tables = TablePosition()
    for _ in range(2):
        tables.begin()
        tables.begin_row(row())
    assert tables.cell == (2, 0, 0)
    tables.end()
    assert tables.cell == (1, 0, 0)


def test_a_wide_cell_takes_several_columns() -> None:
    """As many as it says; a width that is not a number of columns is one."""
    tables = TablePosition()
    tables.begin()
    tables.begin_row(row())
    tables.end_cell(cell('<w:gridSpan w:val="3"/>'))
    assert tables.cell == (1, 0, 3)
    assert [span(cell(f'<w:gridSpan w:val="{wide}"/>')) for wide in ("2", "x", "99999")] == [2, 1, 1]
    assert span(cell()) == 1


@pytest.mark.parametrize(
    ("mark", "changed", "rejected", "is_there"),
    [
        ("ins", "cellIns", False, True),
        ("ins", "cellIns", True, False),
        ("del", "cellDel", False, False),
        ("del", "cellDel", True, True),
    ],
)
def test_tracked_changes_are_accepted_or_rejected(
    mark: str, changed: str, rejected: bool, is_there: bool
) -> None:
    """A row that is removed is not counted, and a cell that is removed is not shown."""
    tables = TablePosition(rejected)
    tables.begin()
    assert tables.begin_row(row(f"<w:{mark}/>")) is is_there
    assert tables.cell == (1, 0 if is_there else -1, 0)
    assert tables.is_removed(cell(f"<w:{changed}/>")) is not is_there
    assert not tables.is_removed(cell())


def test_heads_are_the_rows_that_are_marked() -> None:
    """With the number of their table; a row without a table around it is none."""
    tables = TablePosition()
    assert not tables.begin_row(row("<w:tblHeader/>"))
    tables.begin()
    tables.begin_row(row("<w:tblHeader/>"))
    tables.begin_row(row())
    assert tables.header_rows == {(1, 0)}
