"""Exports: one kind at a time, and what is said of the files."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest
import typer

from report.cli.exporting import EVERYTHING, FORMAT_MISSING, _archive, _kind, _print_summary
from report.export.codecheck import write_codecheck
from report.export.crate import write_crate
from report.export.results_data import write_results_data
from report.rows.errors import Fault, UsageError

KINDS = {"ro-crate": False, "ard": False, "codecheck": False, EVERYTHING: False}


@pytest.mark.parametrize("kind", KINDS)
def test_one_kind_is_written(kind):
    """Its name is that of the option."""
    assert _kind({**KINDS, kind: True}) == kind


@pytest.mark.parametrize(
    ("asked", "what"),
    [
        ({}, "needs a kind of export"),
        ({"ard": True, "codecheck": True}, "writes one kind of export, not 2"),
    ],
)
def test_none_or_several_kinds_are_a_fault(asked, what):
    """The remedy lists all options."""
    with pytest.raises(UsageError) as raised:
        _kind({**KINDS, **asked})
    (fault,) = raised.value.faults
    assert fault.what == what
    assert fault.remedy == "use one of --ro-crate, --ard, --codecheck, --all"


@pytest.mark.parametrize(
    ("kind", "maker"),
    [("ro-crate", write_crate), ("codecheck", write_codecheck), ("ard", write_results_data)],
)
def test_each_archive_has_its_maker(kind, maker):
    """Results data are those of the ledger alone."""
    edition = SimpleNamespace(ledger="the ledger")
    made = _archive(kind, edition)
    assert made.func is maker
    assert made.args == (("the ledger",) if kind == "ard" else (edition,))


def exported(tmp_path, **more):
    known = {"files": ["a.csv", "b.csv"], "remarks": ["a remark"], "missing": (), "discarded": ("a.csv",)}
    return SimpleNamespace(out=tmp_path / "tables", **{**known, **more})


def test_the_summary_counts_the_files(tmp_path, capsys):
    """Remarks and discarded changes follow."""
    _print_summary(exported(tmp_path), quiet=False, json=False, json_out=None)
    first, second, third = capsys.readouterr().out.splitlines()
    assert first.startswith("wrote 2 files to ")
    assert second == "discarded the changes in a.csv"
    assert third == "a remark"


def test_a_quiet_export_prints_nothing(tmp_path, capsys):
    """As do scripts that read its JSON."""
    _print_summary(exported(tmp_path), quiet=True, json=False, json_out=None)
    assert capsys.readouterr().out == ""
    _print_summary(exported(tmp_path), quiet=False, json=True, json_out=None)
    record = json.loads(capsys.readouterr().out)
    assert record == {
        "out": str(tmp_path / "tables"),
        "files": ["a.csv", "b.csv"],
        "remarks": ["a remark"],
        "missing": [],
        "discarded": ["a.csv"],
    }


def test_the_record_can_be_a_file(tmp_path, capsys):
    """The text is printed all the same."""
    path = Path(tmp_path / "record.json")
    _print_summary(exported(tmp_path), quiet=False, json=False, json_out=path)
    assert json.loads(path.read_text(encoding="utf-8"))["files"] == ["a.csv", "b.csv"]
    assert capsys.readouterr().out.startswith("wrote 2 files")


def test_a_format_that_could_not_be_written_has_an_exit_code_of_its_own(tmp_path, capsys):
    """The other files are written, and a script can tell."""
    missing = (Fault("tables.pdf", "needs LaTeX", "install it"),)
    with pytest.raises(typer.Exit) as raised:
        _print_summary(exported(tmp_path, missing=missing), quiet=True, json=False, json_out=None)
    assert raised.value.exit_code == FORMAT_MISSING
    assert "needs LaTeX" in capsys.readouterr().err
