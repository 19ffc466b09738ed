"""Numbers with decimal commas are read, and dates are not mistaken for numbers with decimal points."""

from __future__ import annotations

import pytest
from pandas import DataFrame

from report.data.decimal_commas import has_decimal_commas, is_decimal_point_number, with_decimal_point
from report.data.tabular_files import read_sheet


@pytest.mark.parametrize("cell", ["0.5", "-12.25", ".5", "1.5e-3", " 2.0 "])
def test_a_number_with_a_decimal_point_is_recognised(cell):
    assert is_decimal_point_number(cell)


@pytest.mark.parametrize("cell", ["01.05.2024", "5", "1,5", "v1.2", "Dr. Gray", "1.", ""])
def test_dates_whole_numbers_and_texts_have_no_decimal_point(cell):
    assert not is_decimal_point_number(cell)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("23,0", "23.0"),
        ("-0,5", "-0.5"),
        (",5", ".5"),
        ("1,5e3", "1.5e3"),
        ("red, green", "red, green"),
        ("1,2,3", "1,2,3"),
    ],
)
def test_only_the_comma_of_a_number_becomes_a_point(cell, expected):
    assert with_decimal_point(cell) == expected


def test_dates_and_sentences_do_not_hide_decimal_commas(tmp_path):
    """A German export has dates such as 01.05.2024 beside numbers such as 23,5."""
    file = tmp_path / "export.csv"
    file.write_text("age;visit;note\n23,5;01.05.2024;Came late.\n31,0;02.05.2024;\n", encoding="utf-8")
    assert read_sheet(file).columns[0].cells == ("23.5", "31.0")


def test_commas_stay_where_another_number_has_a_decimal_point(tmp_path):
    """A comma beside decimal points may separate thousands, so the text is left for the author to correct."""
    file = tmp_path / "mixed.csv"
    file.write_text("income;rate\n45,500;0.5\n", encoding="utf-8")
    assert read_sheet(file).columns[0].cells == ("45,500",)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("1,5", "2", "0.5", "", "n/a"), True),
        (("1,5", "2,250"), True),
        (("1,500", "2,250"), False),
        (("1,5", "a 2"), False),
        (("1", "2.5"), False),
        (("red, green",), False),
    ],
)
def test_decimal_commas_typed_into_a_worksheet_are_recognised(cells, expected):
    """All cells with digits are numbers, and not all commas can separate thousands."""
    assert has_decimal_commas(cells) is expected


def test_decimal_commas_of_a_worksheet_are_read_and_named(tmp_path):
    DataFrame({"age": [30, 41], "crp": ["1,5", "12,25"]}).to_excel(tmp_path / "lab.xlsx", index=False)
    sheet = read_sheet(tmp_path / "lab.xlsx")
    assert sheet.columns[1].cells == ("1.5", "12.25")
    assert sheet.remarks == ("numbers typed as text with decimal commas are read as numbers: crp",)
