"""What the commands say: short lines, one colour for each meaning, plain when piped."""

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
    """Where results go."""
    from rich.console import Console

    return Console(highlight=False, soft_wrap=True)


@cache
def err() -> Console:
    """Where progress and complaints go."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, soft_wrap=True)


def say(text: str = "", style: str = "") -> None:
    """One line of result."""
    out().print(text, style=style or None, markup=False)


def answer(content: Any, printed: bool, file: Path | None) -> None:
    """A result for scripts: printed, written to a file, or both."""
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


def complain(error: ReportError, outcome: str = "") -> None:
    """All faults: place in bold, fault, remedy below; then their number, and what came of it."""
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
    """A path as it is written from here."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


@contextmanager
def progress(quiet: bool) -> Iterator[Progress]:
    """Shows the step that was last done, with elapsed seconds; on a pipe, one line a step that took long."""
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
