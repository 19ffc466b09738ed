"""Minus signs that are no hyphens are read as minus with a remark; infinite values are one fault per column."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from openpyxl import Workbook

from report.data.column_guesses import describe_file
from report.data.delimited_files import read_records
from report.data.dictionary import read_dictionary
from report.data.file_checks import check_file
from report.data.numeric_signs import infinite_places, with_hyphen
from report.data.typed_frames import typed_frame
from report.rows.errors import DataError

DICTIONARY = read_dictionary(
    """
missing: ["", "-99"]
columns:
  score: {type: number, label: Score, required: false}
  group: {type: category, label: Group, categories: {"-1": low, "1": high}}
  note: {type: text, label: Note}
""",
    "dictionary.yaml",
)
REMARK = "typographic minus signs (−, –) are read as minus: {}"


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        *[(f"{sign}0.37", "-0.37") for sign in "−–‒﹣－"],
        ("− 5", "-5"),
        ("−.5", "-.5"),
        ("−0,37", "-0,37"),
        ("−1.5e−3", "-1.5e-3"),
        ("2E−05", "2E-05"),
        ("-0.37", "-0.37"),
        *[(text, text) for text in ("3–5", "2024–01–05", "–", "−", "— 5", "– high", "a–b", "", "−−5", "5−")],
    ],
)
def test_only_the_sign_of_a_number_is_replaced(cell: str, read: str) -> None:
    """Ranges, dates and texts keep their dashes."""
    assert with_hyphen(cell) == read


def written(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_data_with_a_dictionary_are_read_with_a_remark(tmp_path: Path) -> None:
    """Numbers, codes of categories and codes of missing values; texts stay as they are."""
    path = written(tmp_path / "d.csv", "score,group,note", "−0.37,−1,–5", "–99,1,a", "2,1,b")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        frame = typed_frame(read_records(path, "d.csv"), DICTIONARY)
    assert frame["score"].tolist()[::2] == [-0.37, 2.0]
    assert frame["score"].isna().tolist() == [False, True, False]
    assert frame["group"].tolist() == ["-1", "1", "1"]
    assert frame["note"].tolist() == ["–5", "a", "b"]
    assert [str(each.message) for each in caught] == [REMARK.format("score, group")]


@pytest.mark.parametrize("separator", [",", ";"])
def test_a_new_file_is_described_with_numbers(tmp_path: Path, separator: str) -> None:
    """Also where commas are decimal marks."""
    mark = "." if separator == "," else ","
    cells = [f"{sign}{n}{mark}5" for n in range(1, 6) for sign in ("−", "–", "")]
    found = describe_file(
        written(tmp_path / "d.csv", f"other{separator}score", *(f"1{separator}{c}" for c in cells))
    )
    assert (found["score"].type, found["score"].minimum, found["score"].maximum) == ("number", -5.5, 5.5)
    assert found.remarks == (REMARK.format("score"),)


def test_numbers_typed_as_text_in_a_workbook_are_read(tmp_path: Path) -> None:
    """A cell with a typographic minus is text for a spreadsheet."""
    book = Workbook()
    for line in (["score", "other"], ["−0.5", 1], [2.5, 1], [1.25, 2]):
        book.active.append(line)
    book.save(tmp_path / "d.xlsx")
    found = describe_file(tmp_path / "d.xlsx")
    assert (found["score"].type, found["score"].minimum) == ("number", -0.5)
    assert found.remarks == (REMARK.format("score"),)


@pytest.mark.parametrize("cell", ["inf", "-inf", "Infinity", "−∞", "+INF", "-1.#INF"])
def test_infinite_values_are_one_fault_with_lines(tmp_path: Path, cell: str) -> None:
    """They made a column of numbers a text."""
    lines = ["# comment", "id,score", "1,0.5", f"2,{cell}", "3,1.5", "4,2", f"5,{cell}", "6,NA"]
    with pytest.raises(DataError) as error:
        describe_file(written(tmp_path / "d.csv", *lines))
    (fault,) = error.value.faults
    read = with_hyphen(cell)
    assert (fault.where, fault.what) == (
        "d.csv:4",
        f"score = {read} is infinite; 2 lines: {read} (line 4), {read} (line 7)",
    )


def test_infinite_values_of_a_binary_file_are_a_fault_with_their_record(tmp_path: Path) -> None:
    """A Parquet file has no lines."""
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    pandas.DataFrame({"score": [1.0, float("inf"), 2.0]}).to_parquet(tmp_path / "d.parquet")
    with pytest.raises(DataError) as error:
        describe_file(tmp_path / "d.parquet")
    assert [(each.where, each.what) for each in error.value.faults] == [
        ("d.parquet, record 2", "score = inf is infinite")
    ]


def test_an_infinite_value_is_a_fault_of_the_dictionary_s_rule(tmp_path: Path) -> None:
    """With its column and line."""
    path = written(tmp_path / "d.csv", "score,group,note", "1,1,a", "inf,1,b")
    (fault,) = check_file(path, DICTIONARY).faults
    assert (fault.where, fault.what) == ("d.csv:3", "score = inf is not a number (Score)")


def test_words_are_not_infinite() -> None:
    """In a column of texts, inf may abbreviate anything."""
    cells = ("inf", "sup", "inf", "med")
    assert infinite_places(cells, [False] * 4) == []


def test_a_file_in_another_encoding_is_a_fault(tmp_path: Path) -> None:
    """Its labels are never guessed."""
    for name in ("mac_roman", "cp1252"):
        (tmp_path / "d.csv").write_bytes("arm,score\nMänner,1\nFrauen,2\n".encode(name))
        with pytest.raises(DataError) as error:
            describe_file(tmp_path / "d.csv")
        assert [(each.where, each.what) for each in error.value.faults] == [("d.csv:2", "is not UTF-8 text")]
