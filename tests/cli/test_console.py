"""Output of the commands: plain lines on a pipe, colours on a terminal, faults with their remedies."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from report.cli.console import _Elapsed, echo, echo_stderr, print_faults, progress, short, write_json
from report.cli.tracebacks import print_traceback
from report.rows.errors import DataError, Fault

Printed = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a pipe."""
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)


def test_results_and_complaints_have_their_own_streams(capsys: Printed) -> None:
    """Results can be piped; progress and errors remain on the terminal."""
    echo("a result", "bold")
    echo_stderr("a fault", "red")
    assert capsys.readouterr() == ("a result\n", "a fault\n")


def test_a_line_may_be_empty_or_unfinished(capsys: Printed) -> None:
    """An empty line separates; parts of a line have no end."""
    echo()
    echo_stderr("where", end="  ")
    echo_stderr("what")
    assert capsys.readouterr() == ("\n", "where  what\n")


@pytest.mark.parametrize("sign", ["\x1b", "\x07", "\x08", "\r", "\x0b", "\x0c"])
def test_control_characters_of_a_file_are_left_out(sign: str, capsys: Printed) -> None:
    """A name in a file must not command the terminal."""
    echo(f"a{sign}[31mb")
    assert capsys.readouterr().out == "a[31mb\n"


@pytest.mark.parametrize(
    ("force", "no", "coloured"), [("1", "", True), ("", "", False), ("1", "1", False), ("", "1", False)]
)
def test_colours(
    force: str, no: str, coloured: bool, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    """On a pipe only if they are forced, and never if the user wants none."""
    monkeypatch.setenv("FORCE_COLOR", force)
    monkeypatch.setenv("NO_COLOR", no)
    echo("text", "red")
    echo("text", "bold")
    assert ("\x1b[" in capsys.readouterr().out) is coloured


@pytest.mark.parametrize(
    ("faults", "outcome", "printed"),
    [
        ([Fault("a.csv", "is empty", "fill it")], "", "a.csv  is empty\n    fill it\n1 fault\n"),
        ([Fault("", "is empty")], "", "is empty\n1 fault\n"),
        (
            [Fault("a", "b", "c"), Fault("d", "e")],
            "nothing was written",
            "a  b\n    c\nd  e\n2 faults; nothing was written\n",
        ),
    ],
)
def test_faults_are_printed_with_their_number(
    faults: list[Fault], outcome: str, printed: str, capsys: Printed
) -> None:
    """Location, fault, remedy; then how many, and what it means."""
    print_faults(DataError(faults), outcome)
    assert capsys.readouterr() == ("", printed)


def test_json_is_printed_or_written_or_both(
    tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Letters as they are, and what JSON does not know as text."""
    monkeypatch.chdir(tmp_path)
    content = {"name": "Größe", "path": Path("a/b"), "none": None}
    write_json(content, False, None)
    assert capsys.readouterr().out == ""
    write_json(content, True, tmp_path / "out.json")
    printed = capsys.readouterr().out
    assert printed == (tmp_path / "out.json").read_text(encoding="utf-8")
    assert "Größe" in printed
    assert json.loads(printed) == {"name": "Größe", "path": "a/b", "none": None}


def test_paths_are_relative_to_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those outside it are shown whole."""
    monkeypatch.chdir(tmp_path)
    assert short(tmp_path / "data" / "a.csv") == "data/a.csv"
    assert short(tmp_path) == "."
    assert short(tmp_path.parent / "b.csv") == str(tmp_path.parent / "b.csv")


@pytest.mark.parametrize(
    ("quiet", "seconds", "line"),
    [
        (False, 0.6, "  0.6 s  figures\n"),
        (False, 0.4, ""),
        (False, 12.34, " 12.3 s  figures\n"),
        (True, 9.0, ""),
    ],
)
def test_progress_on_a_pipe(quiet: bool, seconds: float, line: str, capsys: Printed) -> None:
    """A line for each long step, unless only errors are wanted."""
    with progress(quiet) as step:
        step("figures", seconds)
    assert capsys.readouterr() == ("", line)


def test_no_traceback_unless_it_is_asked_for(capsys: Printed) -> None:
    """The option belongs to a command line."""
    print_traceback(ValueError("x"))
    assert capsys.readouterr() == ("", "")


def test_a_traceback_shows_causes_and_traces(capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    """The exception that a fault replaced, and the traceback that a product's fault carries."""
    monkeypatch.setattr("report.cli.tracebacks._WANTED", [True])
    try:
        try:
            raise ValueError("the cause")
        except ValueError:
            raise DataError(Fault("a", "b", trace="where it happened\n")) from None
    except DataError as error:
        print_traceback(error)
    printed = capsys.readouterr().err
    assert (
        printed.index("where it happened")
        < printed.index("ValueError: the cause")
        < printed.index("DataError")
    )
    assert sys.exc_info() == (None, None, None)


def test_seconds_go_on_while_a_step_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal the elapsed time is that of the moment at which a line is shown."""
    moment = [10.0]
    monkeypatch.setattr("report.cli.console.time.perf_counter", lambda: moment[0])
    shown = _Elapsed(10.0)
    shown.update("computing a [model] (about 40 s)", 0.0)
    assert shown.__rich__().plain == "  0.0 s  computing a [model] (about 40 s)"
    moment[0] = 31.5
    assert shown.__rich__().plain == " 21.5 s  computing a [model] (about 40 s)"
