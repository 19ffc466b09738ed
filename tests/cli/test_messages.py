"""The messages of the command line are those of the committed snapshots, so that their wording is reviewed as code.

Each file of tests/cli/messages is a transcript: a command line after `$`, what it prints, and its exit code if that
is not 0. Times, versions and paths are normalised. To rewrite the files after a change of wording, and review the diff:

    REWRITE_MESSAGES=1 .venv/bin/python -m pytest tests/cli/test_messages.py && git diff tests/cli/messages
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import typer

from report.cli.app import program
from report.cli.app import run as run_program

Run = Callable[[str], None]
MESSAGES = Path(__file__).parent / "messages"
ROOT = Path(__file__).parents[2]
MINI = ROOT / "tests" / "engine" / "mini"
INDEX, PRODUCTS, DATA = "templates/index.qmd.j2", "mini/products.py", "data/sleep.csv"
NO_PANGO = "raise OSError('cannot load library libpango')"

WRONG_COMMAND_LINES = (
    "nosuch",
    "build --nosuch",
    "build --to htm",
    "build --to ,",
    "build --engine word",
    "build --out ~nobody-of-that-name",
    "tables --format cvs",
    "figures --dpi 10",
    "figures --width wide",
    "export",
    "export --ard --codecheck",
    "trace",
    "diff one.json",
    "fit model.lav",
    "power model.lav",
    "power model.lav --n 20,many",
    "power model.lav --n 20 --effects a=0.3,b",
    "power model.lav --n 20 --alpha 5",
    "power model.lav --n 20",
)
#: Kinds of faults: the file, the words to replace and what replaces them.
FAULTS = {
    "data": (DATA, "8.5", "85"),
    "product": (PRODUCTS, "n = len(sleep)", "n = len(sleep) / 0"),
    "value": (PRODUCTS, "0.0123", "1.23"),
    "figure": (PRODUCTS, "add_subplot", "subtract_plot"),
    "study": (PRODUCTS, "def hours(sleep)", "def hours(slep)"),
    "template": (INDEX, "<< hours.min >>", "<< hours.mim >>"),
    "syntax": (INDEX, "<< hours.min >>", "<< hours.min"),
    "reference": (INDEX, "[@author2020]", "[@nobody2020]"),
    "lint": (INDEX, "Over << protocol.nights >>", "Over 3"),
}


class Session:
    """A copy of the mini study, and the transcript of the commands that were run in it."""

    def __init__(self, root: Path, run_report: Callable[..., Any]) -> None:
        self.root, self._run = root, run_report
        self.lines: list[str] = []

    def copy(self, root: Path) -> Session:
        """A session in a copy of this one's folder."""
        return Session(shutil.copytree(self.root, root), self._run)

    def run(self, *lines: str, **environment: str) -> None:
        """Run command lines and record what they print."""
        for line in lines:
            done = self._run(self.root, *shlex.split(line), COLUMNS="100", NO_COLOR="1", **environment)
            self.record(line, done.returncode, done.stdout + done.stderr)

    def record(self, line: str, code: int, printed: str) -> None:
        """Add a command line to the transcript with what it printed and its exit code."""
        exit_code = [f"[exit {code}]"] if code else []
        self.lines += [f"$ report {line}", *normalised(printed, self.root), *exit_code, ""]

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace words of a file, which must be there."""
        text = (self.root / name).read_text(encoding="utf-8")
        assert old in text
        (self.root / name).write_text(text.replace(old, new), encoding="utf-8")


def normalised(text: str, root: Path) -> list[str]:
    """The lines of an output without what differs between machines and runs."""
    text = text.replace(str(root), "<project>")
    text = re.sub(
        r"^ *\d+\.\d s  .*\n", "", text, flags=re.MULTILINE
    )  # progress: only slow steps are printed
    text = re.sub(r"\b\d+\.\d+ s\b", "0.0 s", text)
    text = re.sub(r"^((?:ok|--)  \S+ +)\d\S* +", r"\1<version> ", text, flags=re.MULTILINE)
    text = re.sub(r"(?<=^tracepaper )\d\S*", "<version>", text, flags=re.MULTILINE)
    return [line.rstrip() for line in text.rstrip("\n").split("\n")]


@pytest.fixture
def session(tmp_path: Path, run_report: Callable[..., Any]) -> Session:
    """A session in a fresh copy of the mini study."""
    shutil.copytree(MINI, tmp_path / "study", ignore=shutil.ignore_patterns("__pycache__"))
    return Session(tmp_path / "study", run_report)


@pytest.fixture
def quick(session: Session, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run in this process a command line that ends before it loads a study."""
    monkeypatch.chdir(session.root)
    monkeypatch.setenv("COLUMNS", "100")

    def run(line: str) -> None:
        monkeypatch.setattr(sys, "argv", ["report", *shlex.split(line)])
        with pytest.raises(SystemExit) as end:
            run_program()
        code = end.value.code
        session.record(line, code if isinstance(code, int) else 0, "".join(capsys.readouterr()))

    return run


@pytest.fixture
def compare(session: Session) -> Run:
    """Compare the transcript with a snapshot, or rewrite the snapshot if REWRITE_MESSAGES is set."""

    def compared(name: str) -> None:
        path = MESSAGES / f"{name}.txt"
        transcript = "\n".join(session.lines)
        if os.environ.get("REWRITE_MESSAGES"):
            path.write_text(transcript, encoding="utf-8")
        assert transcript.splitlines() == path.read_text(encoding="utf-8").splitlines()

    return compared


def _locked(package: str) -> str:
    """The version of a package in the lock file."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    return next(re.finditer(rf"^{package}==(\S+)", lock, re.MULTILINE))[1]


laid_out_by_typer = pytest.mark.skipif(
    version("typer") != _locked("typer"), reason="another version of Typer lays its help out otherwise"
)


@laid_out_by_typer
def test_help(quick: Run, compare: Run) -> None:
    """The help of the program and of every command, and its version."""
    quick("--version")
    quick("--help")
    for name in typer.main.get_command(program()).commands:  # type: ignore[attr-defined]
        quick(f"{name} --help")
    compare("help")


@laid_out_by_typer
def test_wrong_command_lines(quick: Run, compare: Run) -> None:
    """Each fault of a command line."""
    for line in WRONG_COMMAND_LINES:
        quick(line)
    compare("command_line")


def test_build_and_check(session: Session, compare: Run) -> None:
    """A first build, an unchanged one, one with other data, one over edited files; checks of each kind of copy."""
    session.run("check")
    session.run("build --to html")
    session.run("build --to html")
    session.run("check")
    page = session.root / "_output" / "index.html"
    copy = page.read_text(encoding="utf-8")
    (session.root / "copy.html").write_text(re.sub(r">7\.5<", ">7.9<", copy, count=1), encoding="utf-8")
    (session.root / "notes.txt").write_text("some notes", encoding="utf-8")
    session.run("check copy.html", "check notes.txt", "check missing.docx")
    shutil.copy(session.root / "_output" / "ledger.json", session.root / "old.json")
    session.edit(DATA, "8.5", "4.5")
    page.write_text(f"{copy}\n<!-- edited -->", encoding="utf-8")
    session.run("build --to html")
    session.run("build --to html --discard-edits")
    session.run("diff old.json _output/ledger.json", "diff old.json old.json", "diff old.json data/sleep.csv")
    compare("build_and_check")


def test_rows(session: Session, compare: Run) -> None:
    """Rows listed and traced, and ids that do not exist."""
    session.run("list")  # leaves the results in the cache
    session.run("list hours.mni", "trace hours.mean", "trace claim.enough", "trace hours.mni")
    compare("rows")


def test_lint(session: Session, compare: Run) -> None:
    """Templates without and with a typed number."""
    session.run("lint")
    session.edit(INDEX, "# Results\n", "# Results\n\nIt was 7.5 hours.\n")
    session.run("lint")
    compare("lint")


def test_faults(session: Session, compare: Run) -> None:
    """A build with a fault of each class."""
    for kind, (_, old, new) in FAULTS.items():
        session.lines += [f"# {kind}: {old} -> {new}", *broken_build(session, kind).lines]
    session.run("build --data gone.csv", "reproduce")
    compare("faults")


def broken_build(session: Session, kind: str) -> Session:
    """A build of a copy of the study with a fault of one kind."""
    copy = session.copy(session.root.parent / f"study-{kind}")
    copy.edit(*FAULTS[kind])
    copy.run("build --to html")
    return copy


def test_installation(session: Session, compare: Run) -> None:
    """What `report doctor` says where git, Quarto and Pango are missing, and a build without Pango."""
    (session.root / "weasyprint.py").write_text(NO_PANGO, encoding="utf-8")
    without = {"PYTHONPATH": str(session.root), "PATH": str(session.root)}
    session.run("doctor", **without)
    session.run("build --to html,pdf", **without)
    compare("installation")


def test_outside_a_project(session: Session, compare: Run) -> None:
    """A folder that does not belong to a project."""
    (session.root / "pyproject.toml").unlink()
    session.run("build")
    compare("outside_a_project")
