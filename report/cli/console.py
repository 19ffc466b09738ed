"""Output of the commands: short lines, one colour per meaning, no colour when piped."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import typer

from report.rows.counted import counted
from report.rows.errors import Fault, ReportError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from report.pipeline.build import Progress

#: Characters that move the cursor or start a command of the terminal; they may come from a file.
_CONTROLS = dict.fromkeys((7, 8, 11, 12, 13, 27))


def rich_console(stderr: bool = False) -> Console:
    """The rich console that highlights code and shows progress; rich is slow to import."""
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, soft_wrap=True)


def echo(text: str = "", style: str = "") -> None:
    """Print one line of results."""
    _print(text, style)


def echo_stderr(text: str, style: str = "", end: str = "\n") -> None:
    """Print a line, or with another `end` a part of one, about progress or errors."""
    _print(text, style, end, stderr=True)


def _print(text: str, style: str, end: str = "\n", stderr: bool = False) -> None:
    stream = sys.stderr if stderr else sys.stdout
    clean = text.translate(_CONTROLS)
    weights = ("bold", "dim")
    if style in weights:
        clean = typer.style(clean, bold=style == "bold" or None, dim=style == "dim" or None)
    elif style:
        clean = typer.style(clean, fg=style)
    typer.echo(f"{clean}{end}", file=stream, nl=False, color=_shows_colour(stream))


def _shows_colour(stream: TextIO) -> bool:
    """Whether to write colours: on a terminal that supports them, unless the environment says otherwise."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (stream.isatty() and os.environ.get("TERM") != "dumb")


def write_json(content: Any, printed: bool, file: Path | None) -> None:
    """Print a result as JSON, write it to a file, or both."""
    if not printed and file is None:
        return
    text = json.dumps(content, ensure_ascii=False, indent=1, default=str) + "\n"
    if file is not None:
        from report.files.written_files import NOTES, write
        from report.study.project import nearest_root

        root = nearest_root(Path.cwd())
        write(file, text.encode(), root and root / NOTES)
    if printed:
        sys.stdout.write(text)


def print_faults(error: ReportError, outcome: str = "") -> None:
    """Print all faults, each with its location and its remedy, then their number and the outcome."""
    for fault in error.faults:
        print_fault(fault, "red")
    count = len(error.faults)
    summary = counted(count, "fault")
    echo_stderr(f"{summary}; {outcome}" if outcome else summary, "dim")


def print_fault(fault: Fault, style: str) -> None:
    """Print one fault, or in another colour something that is not one yet."""
    if fault.where:
        echo_stderr(fault.where, "bold", end="  ")
    echo_stderr(fault.what, style)
    if fault.remedy:
        echo_stderr(f"    {fault.remedy}")


def short(path: Path) -> str:
    """Return a path relative to the working directory, or unchanged if it lies outside."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


@contextmanager
def progress(quiet: bool) -> Iterator[Progress]:
    """Show the last finished step and the elapsed seconds; on a pipe, print a line for each long step."""
    if quiet:
        yield lambda *_: None
        return
    began = time.perf_counter()
    if not sys.stderr.isatty():
        yield _lines
        return
    shown = _Elapsed(began)
    with rich_console(stderr=True).status(shown, spinner="dots"):
        yield shown.update


class _Elapsed:
    """A step and the seconds since the start, which advance while the step runs."""

    def __init__(self, began: float):
        self._began, self._name = began, "starting"

    def update(self, name: str, seconds: float) -> None:
        """Show another step."""
        self._name = name

    def __rich__(self) -> Text:
        """The line at this moment; a spinner asks for it many times a second."""
        from rich.text import Text

        return Text(f"{time.perf_counter() - self._began:5.1f} s  {self._name}")


def _lines(name: str, seconds: float) -> None:
    if seconds >= 0.5:
        echo_stderr(f"{seconds:5.1f} s  {name}", "dim")
