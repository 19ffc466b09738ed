"""Worksheets of Excel: values, formulas without values, columns without a name, damaged files."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from report.data.tabular_files import read_sheet
from report.data.workbooks import first_sheet
from report.rows.errors import DataError


def saved(folder: Path, *rows: tuple[object, ...]) -> Path:
    """A workbook with these rows; openpyxl stores formulas without their values."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(folder / "d.xlsx")
    return folder / "d.xlsx"


def test_formulas_without_values_are_a_fault(tmp_path: Path) -> None:
    """Their cells would be read as missing values."""
    path = saved(tmp_path, ("a", "b", "c"), (1, "=A2*2", None), ("=B2", "text", "=1"))
    assert first_sheet(path).uncomputed == ("B2", "A3", "C3")
    with pytest.raises(
        DataError, match=r"d\.xlsx  has a formula without a stored value in cell B2; 3 such cells"
    ):
        read_sheet(path)


def test_values_of_formulas_are_read(tmp_path: Path) -> None:
    """Programs that compute store the value beside the formula."""
    path = saved(tmp_path, ("a", "b"), (1, "=A2*2"), (2, None))
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = (
        sheet.replace(b"<v></v>", b"<v>2</v>").replace(b"<v/>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>")
    )
    with ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert [column.cells for column in read_sheet(path).columns] == [("1", "2"), ("2", "")]


def test_a_column_without_a_name_is_reported(tmp_path: Path) -> None:
    """It has values, so that it may matter; a column without values does not."""
    sheet = read_sheet(saved(tmp_path, ("a", None, None), (1, 2, None)))
    assert [column.name for column in sheet.columns] == ["a", "column_2"]
    assert sheet.remarks == ("column 2 has no name and is called column_2",)


def test_a_damaged_sheet_is_a_fault(tmp_path: Path) -> None:
    """The archive is whole, but the sheet in it ends early."""
    path = saved(tmp_path, ("a", "b"), (1, 2))
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content[: len(content) // 2] if "sheet1" in name else content)
    with pytest.raises(DataError, match="cannot be read as an Excel workbook"):
        read_sheet(path)
