"""Columns of a CSV file are read by name, and files of other kinds are faults."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.data.numeric_columns import numeric_columns
from report.rows.errors import DataError, Fault

REMEDY = "export it as comma-separated text in UTF-8 with one header line"


def file_of(folder: Path, content: str | bytes) -> Path:
    """A file with the content."""
    path = folder / "data.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def faults(path: Path, *wanted: str) -> tuple[Fault, ...]:
    """The faults of reading columns."""
    with pytest.raises(DataError) as raised:
        numeric_columns(path, wanted)
    return raised.value.faults


def test_only_the_wanted_columns_are_read(tmp_path: Path) -> None:
    """Others are left out, and the order is that of the file."""
    frame = numeric_columns(file_of(tmp_path, "x,note,y\n1,a,2.5\n3,b,4\n"), ["y", "x"])
    assert frame.to_dict("list") == {"x": [1, 3], "y": [2.5, 4.0]}


@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_a_byte_order_mark_is_no_part_of_the_first_name(tmp_path: Path, start: str) -> None:
    """Excel writes one before the header."""
    assert list(numeric_columns(file_of(tmp_path, f"{start}x,y\n1,2\n"), ["x"])) == ["x"]


def test_a_missing_column_gives_the_header_alone(tmp_path: Path) -> None:
    """The caller proposes near names from it."""
    frame = numeric_columns(file_of(tmp_path, "x,y\n1,2\n"), ["x", "z"])
    assert (list(frame), len(frame)) == (["x", "y"], 0)


@pytest.mark.parametrize("cell", ["", "NA", "-99"])
def test_empty_cells_and_missing_codes_are_missing(tmp_path: Path, cell: str) -> None:
    """Codes count in addition to what pandas knows."""
    frame = numeric_columns(file_of(tmp_path, f"x,y\n1,2\n{cell},4\n"), ["x"], ["-99"])
    assert frame["x"].isna().tolist() == [False, True]


def test_without_codes_a_code_is_a_number(tmp_path: Path) -> None:
    """-99 is missing only if it is among the codes."""
    assert numeric_columns(file_of(tmp_path, "x\n1\n-99\n"), ["x"])["x"].tolist() == [1, -99]


def test_all_rows_of_another_width_are_faults(tmp_path: Path) -> None:
    """A cell too many would move values into other columns; empty lines are none."""
    found = faults(file_of(tmp_path, "x,y\n1,2\n1,2,3\n\n1\n"), "x")
    assert [(each.where[-2:], each.what) for each in found] == [
        (":3", "has 3 cells, but the header has 2"),
        (":5", "has 1 cells, but the header has 2"),
    ]


def test_a_wanted_column_that_occurs_twice_is_a_fault(tmp_path: Path) -> None:
    """It is unclear which of them is meant; other columns may repeat."""
    path = file_of(tmp_path, "x,x,y,z,z\n1,2,3,4,5\n")
    assert faults(path, "x", "y") == (
        Fault(f"{path}:1", "has more than one column x", "rename or remove one of them"),
    )
    assert numeric_columns(path, ["y"])["y"].tolist() == [3]


@pytest.mark.parametrize(("sign", "name"), [(";", "semicolons"), ("\t", "tabs")])
def test_other_separators_are_named(tmp_path: Path, sign: str, name: str) -> None:
    """The file has one column then, and the fault says why."""
    path = file_of(tmp_path, f"x{sign}y\n1{sign}2\n")
    assert faults(path, "x") == (Fault(f"{path}:1", f"has {name} between its cells", REMEDY),)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "is empty"),
        (b"x,y\n\xff\xfe,1\n", "is not UTF-8 CSV"),
        (b"\xff\xfex\x00,\x00", "is not UTF-8 CSV: it is text in UTF-16"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "is not UTF-8 CSV: it is an old Excel workbook"),
    ],
)
def test_files_of_other_kinds_are_faults(tmp_path: Path, content: bytes, what: str) -> None:
    """The first bytes tell some kinds."""
    path = file_of(tmp_path, content)
    assert faults(path, "x") == (Fault(str(path), what, REMEDY),)


def test_a_file_that_is_missing_is_a_fault(tmp_path: Path) -> None:
    """The reason is that of the system."""
    path = tmp_path / "none.csv"
    assert faults(path, "x") == (
        Fault(str(path), "cannot be read: No such file or directory", "check the path"),
    )
