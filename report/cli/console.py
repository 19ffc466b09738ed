"""Output of the commands: short lines, one colour for each meaning, no colour when piped."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from report.rows.errors import ReportError

if TYPE_CHECKING:
    from rich.console import Console

    from report.pipeline.build import Progress


@cache
def out() -> Console:
    """Return the console for results."""
    from rich.console import Console

    return Console(highlight=False, soft_wrap=True)


@cache
def err() -> Console:
    """Return the console for progress and errors."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, soft_wrap=True)


def say(text: str = "", style: str = "") -> None:
    """Print one line of results."""
    out().print(text, style=style or None, markup=False)


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
        if fault.where:
            err().print(fault.where, style="bold", markup=False, end="  ")
        err().print(fault.what, style="red", markup=False)
        if fault.remedy:
            err().print(f"    {fault.remedy}", markup=False)
    count = len(error.faults)
    summary = f"{count} fault{'s' if count > 1 else ''}"
    err().print(f"{summary}; {outcome}" if outcome else summary, style="dim", markup=False)


def short(path: Path) -> str:
    """Return a path relative to the working directory, or as it is if it lies outside."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


@contextmanager
def progress(quiet: bool) -> Iterator[Progress]:
    """Show the last finished step and the elapsed seconds; on a pipe, print a line for each long step."""
    if quiet:
        yield lambda *_: None
        return
    began = time.perf_counter()
    if not err().is_terminal:
        yield _lines
        return
    with err().status("starting", spinner="dots") as status:
        yield lambda name, _: status.update(f"{time.perf_counter() - began:5.1f} s  {name}")


def _lines(name: str, seconds: float) -> None:
    if seconds >= 0.5:
        err().print(f"{seconds:5.1f} s  {name}", style="dim", markup=False)
