"""`report fit`: faults of the model, the data and the options name the file that they are in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from report.cli import fitting
from report.cli.fitting import fit
from report.rows.errors import ReportError, UsageError

DATA = "x,m,y,arm\n" + "".join(
    f"{x},{0.6 * x + (x * 7) % 5},{0.4 * x + (x * 3) % 7},{'ab'[x % 2]}\n" for x in range(24)
)


@pytest.fixture
def files(tmp_path, monkeypatch):
    """A model and its data."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(fitting, "pin", lambda: None)  # it changes the environment of the process
    Path("model.lav").write_text("m ~ a*x\ny ~ b*m\nindirect := a*b\n", encoding="utf-8")
    Path("data.csv").write_text(DATA, encoding="utf-8")
    return Path("model.lav"), Path("data.csv")


def test_a_fit_prints_its_estimates(files, capsys):
    """Every parameter of the model."""
    fit(*files)
    printed = capsys.readouterr().out
    assert all(each in printed for each in ("m ~ x", "y ~ m", "indirect"))


def test_json_has_fit_and_bootstrap(files, capsys):
    """The text is not printed then; a file for JSON does not replace it."""
    fit(*files, bootstrap=100, seed=3, json=True)
    record = json.loads(capsys.readouterr().out)
    assert record["bootstrap"]["resamples"] == 100
    fit(*files, json_out=Path("fit.json"))
    assert "y ~ m" in capsys.readouterr().out
    assert "bootstrap" not in json.loads(Path("fit.json").read_text(encoding="utf-8"))


def test_a_fault_of_the_syntax_is_one_of_the_model(files):
    """Not of the data."""
    files[0].write_text("y ~~~ x\n", encoding="utf-8")
    with pytest.raises(ReportError) as raised:
        fit(*files)
    assert raised.value.faults[0].where == "model.lav"


def test_data_that_give_no_estimates_are_a_fault_of_the_data(files):
    """A constant variable, for example."""
    files[1].write_text("x,m,y\n" + "".join(f"1,{n},{n * n}\n" for n in range(9)), encoding="utf-8")
    with pytest.raises(ReportError) as raised:
        fit(*files)
    assert raised.value.faults[0].where == "data.csv"


def test_a_comparison_that_is_not_possible_is_a_fault_of_the_other_model(files):
    """Models of different variables have no common likelihood."""
    Path("other.lav").write_text("y ~ x\n", encoding="utf-8")
    with pytest.raises(ReportError) as raised:
        fit(*files, against=Path("other.lav"))
    assert raised.value.faults[0].where == "other.lav"


def test_moments_have_no_groups(files):
    """They describe one sample."""
    with pytest.raises(UsageError, match="moments describe a single sample"):
        fit(*files, moments=True, group="arm")


@pytest.mark.parametrize(
    ("resamples", "terminal", "shown"),
    [(None, True, False), (99_999, True, False), (100_000, False, False), (100_000, True, True)],
)
def test_only_a_long_bootstrap_in_a_terminal_has_a_bar(monkeypatch, resamples, terminal, shown):
    """A short one ends before anyone reads it, and a log is not a terminal."""
    monkeypatch.setattr(fitting.sys.stderr, "isatty", lambda: terminal, raising=False)
    bar = fitting._bar(resamples)
    assert (bar is not None) is shown
    if bar:
        bar(resamples, resamples)
