"""The location of a cell in an exported table."""

from pathlib import Path

import pytest

from report.export.cell_location import cell_location, is_tidy
from report.export.csv_tables import COLUMNS
from report.export.readback import ReadTable

DISPLAYED = ReadTable(
    "Table 1",
    [
        ["", "Psilocybin", "Escitalopram"],
        ["Women", "11", "9"],
        ["Therapist", "", ""],
        ["First", "3", "4"],
        ["", "5", "6"],
    ],
)


@pytest.mark.parametrize(
    ("line", "place", "row", "column"),
    [
        (1, 1, "Women", "Psilocybin"),
        (3, 2, "First (Therapist)", "Escitalopram"),
        (4, 1, "5 (Therapist)", "Psilocybin"),
        (0, 1, "1", "Psilocybin"),
    ],
)
def test_a_cell_is_named_by_its_row_group_and_column(line, place, row, column):
    found = cell_location(Path("t.csv"), DISPLAYED, line, place)
    assert (found.row, found.column) == (row, column)


@pytest.mark.parametrize(
    ("path", "place"), [("t.csv", "cell in line 4"), ("t.xlsx", "cell C4"), ("t.tex", "cell in line 4")]
)
def test_the_cell_is_named_as_its_program_shows_it(path, place):
    assert place in vars_of(cell_location(Path(path), DISPLAYED, 3, 2))


def test_a_single_head_names_its_column():
    sheet = ReadTable("T", [["A title", ""], ["", "Value"], ["Women", "11"], ["Men", "9"]])
    assert cell_location(Path("t.csv"), sheet, 3, 1).column == "Value"


def test_a_column_without_a_head_is_numbered():
    sheet = ReadTable("T", [["", "A", ""], ["x", "1", "2"]])
    assert cell_location(Path("t.csv"), sheet, 1, 2).column == "3"


def test_a_column_beyond_a_letter_has_two():
    sheet = ReadTable("T", [["head"] * 30, ["1"] * 30])
    assert "cell AD2" in vars_of(cell_location(Path("t.xlsx"), sheet, 1, 29))


def test_a_tidy_sheet_has_a_line_for_each_statistic():
    line = ["Table 1", *["x"] * (len(COLUMNS) - 1)]
    assert is_tidy(ReadTable("Table 1", [line, line]))
    assert not is_tidy(ReadTable("Table 1", [line, line[:-1]]))
    assert not is_tidy(ReadTable("Table 2", [line]))


def test_a_cell_of_a_tidy_sheet_is_named_by_the_names_in_its_line():
    cells = dict.fromkeys(COLUMNS, "x") | {"group": "Drug", "row": "Women", "column": "n"}
    line = ["T", *list(cells.values())[1:]]
    found = cell_location(Path("t.csv"), ReadTable("T", [line]), 0, 2)
    assert (found.row, found.column) == ("Women (Drug)", COLUMNS[2])
    assert "line 2" in vars_of(found)


def vars_of(found):
    return " ".join(str(value) for value in vars(found).values())
