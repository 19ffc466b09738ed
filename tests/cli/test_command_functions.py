"""What commands do around their work: values of options, records as JSON, and exits."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import typer
from pandas import DataFrame

from report.cli import (
    auditing,
    building,
    changing,
    checking,
    diagnosing,
    fit_options,
    merge_output,
    powering,
    reproducing,
    sweeping,
)
from report.cli.tracking import earlier_build
from report.rows.errors import ProductError, UsageError
from report.study.reproduction import Reproduced
from report.sweeps.running import Progress
from report.text.reading.guards import UnreadableError


def test_sizes_of_a_simulation() -> None:
    """Whole numbers in order, each once; others are a fault of the option."""
    assert powering._sizes("80, 20,20") == [20, 80]
    for text in ("20,x", "1", "", "2.5"):
        with pytest.raises(UsageError, match="--n"):
            powering._sizes(text)


def test_effects_of_a_simulation() -> None:
    """Operators have spaces around them; all faults come at once."""
    assert powering._effects(["a=0.3,y~x=-0.1", "x~~z=.2"]) == {"a": 0.3, "y ~ x": -0.1, "x ~~ z": 0.2}
    with pytest.raises(UsageError) as raised:
        powering._effects(["a", "b=inf"])
    assert len(raised.value.faults) == 2


def test_names_of_rules() -> None:
    """None are the default ones; an unknown one is a fault that lists all."""
    assert auditing._rules("") == []
    assert auditing._rules("wald") == ["wald"]
    with pytest.raises(UsageError, match="choose from"):
        auditing._rules("no-such-rule")


def test_options_of_a_fit() -> None:
    """Estimators in any case, kinds separated by commas; what excludes each other is a fault."""
    found = fit_options.options_of(
        "listwise", "mlr", None, False, False, "arm", "loadings, intercepts", ["f =~ x"]
    )
    assert (found.estimator, found.group_equal, found.group_partial) == (
        "MLR",
        ("loadings", "intercepts"),
        ("f =~ x",),
    )
    with pytest.raises(UsageError, match="WLSMV"):
        fit_options.options_of("listwise", "WLSMV", None, False, False, "", "", None)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("v1..HEAD", ["v1", "HEAD"]),
        ("../build", ["../build"]),
        ("v1.2..v1.3", ["v1.2", "v1.3"]),
        ("v1", ["v1"]),
    ],
)
def test_ranges_of_revisions(text: str, parts: list[str]) -> None:
    """Dots of paths and versions separate nothing."""
    assert changing._RANGE.split(text, maxsplit=1) == parts


def test_names_of_builds_in_messages(tmp_path: Path) -> None:
    """Folders in the project are relative."""
    assert changing._short(str(tmp_path / "_output"), tmp_path) == "_output"
    assert changing._short("v1", tmp_path) == "v1"


def test_marked_files_need_word_files(tmp_path: Path) -> None:
    """The other marked formats are made from them."""
    with pytest.raises(UsageError, match="--tracked-against"):
        earlier_build(tmp_path, "v1", ["html"])


def test_a_file_that_cannot_be_read_has_an_exit_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    """Findings are 1; the message names the file."""

    def fail() -> None:
        raise UnreadableError("is encrypted")

    with pytest.raises(typer.Exit) as raised:
        checking.or_exit(Path("a.pdf"), fail)
    assert raised.value.exit_code == checking.UNREADABLE == 2
    assert capsys.readouterr().err == "a.pdf is encrypted\n"
    assert checking.or_exit(Path("a.pdf"), lambda: 3) == 3


ITEMS = (
    Reproduced("a.p", ".02", ".02", True, True),
    Reproduced("a.beta", ".42", ".43", False, True),
    Reproduced("n", "30", "", False, False, note="not in the data"),
)


def test_verdicts_of_reproduced_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    """Quiet output has what disagrees alone."""
    assert [reproducing._verdict(each) for each in ITEMS] == ["agrees", "disagrees", "not attainable"]
    reproducing._print_comparison(ITEMS, quiet=True)
    shown = capsys.readouterr().out
    assert "a.beta" in shown
    assert "a.p" not in shown
    reproducing._print_comparison(ITEMS, quiet=False)
    assert "1 of 2 attainable numbers agree as printed" in capsys.readouterr().out


def test_the_record_of_a_sweep() -> None:
    """Failures are counted by their message."""
    frame = DataFrame({"universe": [0, 0, 1], "failure": ["", "singular", "singular"]})
    sweep: Any = SimpleNamespace(name="m", replications=2)
    assert sweeping._record(sweep, frame) == {
        "sweep": "m",
        "universes": 2,
        "replications": 2,
        "records": 3,
        "failed": 2,
        "failures": {"singular": 2},
    }


def test_a_sweep_without_any_result_is_a_fault() -> None:
    """Every unit failed, for which the function is to be corrected; some failures are results."""
    sweeps: Any = [SimpleNamespace(name="m", function=_noted), SimpleNamespace(name="s", function=_noted)]
    records = [{"failed": 4, "records": 4}, {"failed": 3, "records": 4}]
    with pytest.raises(ProductError) as raised:
        sweeping._require_results(records, sweeps)
    (fault,) = raised.value.faults
    assert fault.where.startswith("test_command_functions.py:")
    assert fault.what == "m failed in every universe and replication"
    assert fault.remedy
    sweeping._require_results(records[1:], sweeps[1:])


def _noted() -> None:
    """Stand for a function of a sweep."""


def test_progress_ends_its_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """What follows, be it a result or a fault, begins a line."""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)

    def interrupted() -> None:
        with sweeping._progress("m", quiet=False) as shown:
            shown(Progress(1, 4, 2.0))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert capsys.readouterr().err == "\rm  1 of 4  0/s, 6 s left   \n"


def test_the_file_to_open_after_a_build() -> None:
    """The first page, otherwise the PDF."""
    assert building._best(["index.pdf", "index.docx", "index.html"]) == "index.html"
    assert building._best(["index.docx", "index.pdf"]) == "index.pdf"
    assert building._changed(0) == "no printed value changed"
    assert building._changed(2) == "2 printed values changed since the last build"


def test_the_diff_of_a_merge() -> None:
    """A unified diff of each changed template against that of today."""
    found: Any = SimpleNamespace(changed={"b.j2": "one\ntwo\n", "a.j2": "new\n"}, today={"b.j2": "one\n"})
    lines = merge_output.diff_lines(found)
    assert [line.strip() for line in lines if line.startswith("+++")] == [
        "+++ b/templates/a.j2",
        "+++ b/templates/b.j2",
    ]
    assert "+two\n" in lines
    assert "-one\n" not in lines


def test_a_missing_program_that_is_needed_is_an_exit(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One that is optional is not; each has its remedy."""
    part = SimpleNamespace(
        name="pandoc", version="", fit=False, needed=False, use="weaving", remedy="install it"
    )
    monkeypatch.setattr("report.cli.installation.examine", lambda: [part])
    diagnosing.doctor()
    assert "install it" in capsys.readouterr().out
    part.needed = True
    with pytest.raises(typer.Exit):
        diagnosing.doctor()
