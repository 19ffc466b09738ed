"""`report data` and `report list --formats` on small files, in this process."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer

from report.cli.data_files import check, describe
from report.cli.executors import executor_of
from report.cli.listing_formats import list_formats
from report.rows.errors import DataError, Fault, UsageError

Printed = pytest.CaptureFixture[str]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, in which the command runs."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, name: str, text: str) -> Path:
    """A file with that text."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_columns_of_a_file_are_described(here: Path, capsys: Printed) -> None:
    """Records, columns and one line for each column."""
    write(here, "a.csv", "age,name\n31,x\n42,y\n55,z\n")
    describe(here / "a.csv")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "a.csv: 3 records of 2 columns"
    assert lines[1].split() == ["column", "type", "missing", "holds", "label"]
    assert [line.split()[0] for line in lines[2:4]] == ["age", "name"]


def test_a_description_as_json(here: Path, capsys: Printed) -> None:
    """The same facts for programs."""
    describe(write(here, "a.csv", "age,note\n31,\n42,b\n"), json=True)
    record = json.loads(capsys.readouterr().out)
    assert record["records"] == 2
    assert [each["name"] for each in record["columns"]] == ["age", "note"]
    assert [each["missing"] for each in record["columns"]] == [0, 1]


@pytest.mark.slow
def test_a_description_is_a_dictionary_for_checks(here: Path, capsys: Printed) -> None:
    """The file that it was made from has no faults; of another, each has its remedy, and the exit code is 1."""
    file = write(here, "a.csv", "age,pain\n31,1.5\n42,2.5\n55,0.5\n")
    describe(file, yaml=True)
    write(here, "data/dictionary.yaml", capsys.readouterr().out)
    check(file)
    assert capsys.readouterr().out.endswith("a.csv: 3 records of 2 columns, no faults\n")
    wrong = write(here, "b.csv", "age,pain\n31,1.5\nold,2.5\n")
    with pytest.raises(typer.Exit) as end:
        check(wrong, json_out=here / "out.json")
    assert end.value.exit_code == 1
    assert "1 fault" in capsys.readouterr().err
    (fault,) = json.loads((here / "out.json").read_text(encoding="utf-8"))["faults"]
    assert fault["where"].startswith("b.csv")
    assert fault["remedy"]


def test_a_check_without_a_dictionary(here: Path) -> None:
    """The remedy says how to make one."""
    with pytest.raises(UsageError) as error:
        check(write(here, "a.csv", "age\n31\n"))
    assert error.value.faults == (
        Fault(
            "--dictionary",
            "no data/dictionary.yaml here",
            "name one with --dictionary; `report data describe FILE --yaml` prints a draft",
        ),
    )


def test_a_dictionary_that_cannot_be_read(here: Path) -> None:
    """It is missing, or not text."""
    file = write(here, "a.csv", "age\n31\n")
    with pytest.raises(DataError, match="cannot be read: No such file or directory"):
        check(file, here / "missing.yaml")
    (here / "wrong.yaml").write_bytes(b"\xff\xfe")
    with pytest.raises(DataError, match="cannot be read: it is not UTF-8 text"):
        check(file, here / "wrong.yaml")


def test_formats_and_filters_are_listed(here: Path, capsys: Printed) -> None:
    """Each with an example or the rows that it needs; outside a project in the style of the APA."""
    list_formats(False, None)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Formats of rows, in the style apa"
    assert any(line.startswith("fixed2 ") and line.endswith("2.3456789 prints as 2.35") for line in lines)
    assert any(line.startswith("percent ") and "0.382 prints as 38" in line for line in lines)
    assert "Filters of templates" in lines


def test_formats_as_json(here: Path, capsys: Printed) -> None:
    """Formats have examples, filters the rows that they need."""
    list_formats(True, None)
    record = json.loads(capsys.readouterr().out)
    assert record["style"] == "apa"
    assert {"name", "description", "example", "own"} == set(record["formats"][0])
    assert {"name", "description", "rows", "own"} == set(record["filters"][0])
    assert not any(each["own"] for each in record["formats"])
    assert all(each["description"] for each in (*record["formats"], *record["filters"]))


def test_without_a_scheduler_this_machine_computes() -> None:
    """Processes of this machine, with as many workers as were asked for."""
    made = executor_of("", 3)(None)  # type: ignore[arg-type]
    assert type(made).__name__ == "LocalExecutor"
