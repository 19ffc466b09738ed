"""`report data describe` and `report data check`: files of every format, all faults at once, each cause once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pandas import DataFrame
from typer.testing import CliRunner

from report.cli.app import program
from report.data import check_file, describe_file, read_dictionary

DICTIONARY = """
missing: [""]
columns:
  person: {type: text, label: Person, unique: true}
  sex: {type: category, label: Sex, categories: {f: female, m: male}}
  score: {type: number, label: Score, minimum: 0, maximum: 50, required: false}
"""


def frame(length: int = 200) -> DataFrame:
    return DataFrame(
        {
            "person": [f"P{number:03d}" for number in range(length)],
            "sex": ["f", "m"] * (length // 2),
            "score": [number % 50 + 0.5 for number in range(length)],
        }
    )


def written(path: Path, data: DataFrame) -> Path:
    """Write a frame in the format of the path's suffix."""
    match path.suffix:
        case ".xlsx":
            data.to_excel(path, index=False)
        case ".parquet":
            pytest.importorskip("pyarrow")
            data.to_parquet(path)
        case ".sav":
            pytest.importorskip("pyreadstat").write_sav(data, str(path))
        case ".dta":
            pytest.importorskip("pyreadstat").write_dta(data, str(path))
        case ".csv":
            data.to_csv(path, index=False, sep=";", decimal=",", encoding="utf-8-sig")
    return path


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "sav", "dta", "parquet"])
def test_equal_faults_of_a_column_are_one(tmp_path: Path, suffix: str) -> None:
    """In any format, 112 equal faults are one fault with their number and three examples."""
    data = frame()
    data.loc[:111, "score"] = 85
    path = written(tmp_path / f"d.{suffix}", data)
    (fault,) = check_file(path, read_dictionary(DICTIONARY, "d.yaml")).faults
    assert fault.where == f"d.{suffix}:2"
    assert "112 lines: 85 (line 2), 85 (line 3), 85 (line 4), …" in fault.what.replace("85,0", "85")


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "sav", "dta", "parquet"])
def test_a_sound_file_has_no_faults(tmp_path: Path, suffix: str) -> None:
    """Byte-order marks, semicolons and decimal commas are not faults."""
    found = check_file(written(tmp_path / f"d.{suffix}", frame()), read_dictionary(DICTIONARY, "d.yaml"))
    assert (found.records, found.columns, found.faults) == (200, 3, ())


def test_lines_of_a_workbook_are_its_rows(tmp_path: Path) -> None:
    """Empty rows of a sheet, between records or at its end, do not shift the lines of faults."""
    import openpyxl

    book = openpyxl.Workbook()
    rows = [[], ["person", "sex", "score"], ["P1", "f", 1], [], ["P2", "x", 2], [None, None, None, " "], []]
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "d.xlsx")
    found = check_file(tmp_path / "d.xlsx", read_dictionary(DICTIONARY, "d.yaml"))
    assert (found.records, [fault.where for fault in found.faults]) == (2, ["d.xlsx:5"])


def test_describe_shows_no_value_of_an_identifier(tmp_path: Path) -> None:
    """Neither the table nor JSON nor the dictionary shows one; the ranges of numbers are shown."""
    path = written(tmp_path / "d.csv", frame())
    for options in ([], ["--json"], ["--yaml"]):
        done = CliRunner().invoke(program(), ["data", "describe", str(path), *options])
        assert done.exit_code == 0
        assert "P000" not in done.output
    assert describe_file(path)["score"].maximum == 49.5


def test_a_described_dictionary_accepts_its_file(tmp_path: Path) -> None:
    """`describe --yaml` prints a dictionary against which `check` finds no fault."""
    path = written(tmp_path / "d.csv", frame())
    done = CliRunner().invoke(program(), ["data", "describe", str(path), "--yaml"])
    (tmp_path / "dictionary.yaml").write_text(done.output, encoding="utf-8")
    checked = CliRunner().invoke(
        program(), ["data", "check", str(path), "--dictionary", str(tmp_path / "dictionary.yaml"), "--json"]
    )
    assert (checked.exit_code, json.loads(checked.output)["faults"]) == (0, [])


def test_check_exits_with_one(tmp_path: Path) -> None:
    """All faults are printed: one of each column here."""
    data = frame().assign(sex="x", score=-1)
    (tmp_path / "dictionary.yaml").write_text(DICTIONARY, encoding="utf-8")
    path = written(tmp_path / "d.csv", data)
    done = CliRunner().invoke(
        program(), ["data", "check", str(path), "--dictionary", str(tmp_path / "dictionary.yaml")]
    )
    assert done.exit_code == 1
    assert "2 faults" in done.output
