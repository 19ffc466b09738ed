"""`report new` in this process: what it prints and its JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from report.cli.starting import TEMPLATES, new
from report.rows.errors import StoreError, UsageError

Printed = pytest.CaptureFixture[str]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, in which the command runs."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_project_and_the_next_command_are_printed(here: Path, capsys: Printed) -> None:
    """With what is not shown in any output."""
    new(Path("first"))
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "created first: synthetic data, 80 records of 6 columns"
    assert lines[1] == "  not shown in any output: id"
    assert lines[-1] == "next: cd first && report build"
    assert (here / "first" / "analysis" / "study.py").is_file()


def test_guesses_about_own_data_are_printed(here: Path, capsys: Printed) -> None:
    """Codes of missing values, and remarks on the file."""
    rows = "\n".join(f"{30 + n},{n % 5},{-99 if n < 3 else n}" for n in range(12))
    (here / "d.csv").write_text(f"age,,score\n{rows}\n", encoding="utf-8")
    new(Path("own"), here / "d.csv")
    printed = capsys.readouterr().out
    assert "12 records of 2 columns" in printed
    assert "  column 2 without a name is not used\n" in printed
    assert "guessed to mean a missing value: -99; see data/dictionary.yaml" in printed


def test_the_project_as_json(here: Path, capsys: Printed) -> None:
    """The same facts for programs, and nothing else."""
    new(Path("first"), json=True)
    record = json.loads(capsys.readouterr().out)
    assert record["synthetic"] is True
    assert (record["records"], record["columns"], record["identifiers"]) == (80, 6, ["id"])
    assert record["folder"].endswith("first")


def test_an_unknown_template_suggests_the_nearest(here: Path) -> None:
    """Nothing is created."""
    with pytest.raises(UsageError, match=r"no template named trail\n.*did you mean trial"):
        new(Path("first"), template="trail")
    assert not list(here.iterdir())
    assert TEMPLATES == ("blank", "trial", "survey")


def test_an_existing_folder_is_not_changed(here: Path) -> None:
    """Even an empty one."""
    (here / "first").mkdir()
    with pytest.raises(StoreError, match="already exists"):
        new(Path("first"))
    assert not list((here / "first").iterdir())
