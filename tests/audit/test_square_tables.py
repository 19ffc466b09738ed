"""Tables whose rows and columns are the same variables."""

from __future__ import annotations

import pytest
from papers_in_text import table

from report.audit.square_tables import SquareTable, square_of
from report.audit.table_layout import tables_of


def square(heads: str, *rows: str) -> SquareTable | None:
    """The matrix of a paper with one table."""
    (found,) = tables_of(table(heads, *rows))
    return square_of(found)


def entries(found: SquareTable | None) -> list[tuple[int, int, str]]:
    """Row, column and text of each entry."""
    assert found is not None
    return [(row, column, cell.text) for row, column, cell in found.entries() if cell.text]


def test_numbered_rows_have_columns_of_their_numbers() -> None:
    """Other columns, such as M, are no entries."""
    found = square("Variable|M|1|2|3", "1. Zeal|3.1|||", "2. Calm|2.0|.31||", "3. Doubt|1.0|-.20|.11|")
    assert found is not None
    assert (dict(found.names), found.is_numbered) == ({1: "Zeal", 2: "Calm", 3: "Doubt"}, True)
    assert entries(found) == [(2, 1, ".31"), (3, 1, "-.20"), (3, 2, ".11")]


def test_named_rows_have_columns_of_their_names() -> None:
    """In the same order; marks behind names are none."""
    rows = ("Zeal|1.00|.31|-.20", "Calm*|.31|1.00|.11", "Doubt|-.20|.11|1.00")
    found = square("Variable|Zeal|Calm|Doubt", *rows)
    assert found is not None
    assert (list(found.names.values()), found.is_numbered) == (["Zeal", "Calm", "Doubt"], False)
    assert (2, 1, ".31") in entries(found)


@pytest.mark.parametrize(
    ("heads", "rows"),
    [
        ("Variable|1|2", ("1. Zeal||", "2. Calm|.31|")),
        ("Variable|1|2|3", ("1. Zeal|||", "2. Calm|.31||", "4. Doubt|.2|.1|")),
        ("Variable|Hope|Fear|Love", ("Zeal|1|.3|.2", "Calm|.3|1|.1", "Doubt|.2|.1|1")),
        ("Variable|Calm|Zeal|Doubt", ("Zeal|.3|1|.2", "Calm|1|.3|.1", "Doubt|.1|.2|1")),
    ],
)
def test_other_tables_are_no_matrices(heads: str, rows: tuple[str, ...]) -> None:
    """Two variables, a missing number, other heads, and another order."""
    assert square(heads, *rows) is None
