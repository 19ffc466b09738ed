"""`report fit`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from report.cli.console import say, write_json
from report.cli.options import Json, JsonOut, path_of
from report.pathmodels.results import Missing
from report.rows.errors import DataError, Fault, ReportError

if TYPE_CHECKING:
    from report.pathmodels import Bootstrap, PathFit

#: A bootstrap with fewer resamples finishes before a progress bar is useful.
_LONG = 100_000


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command(
        "fit",
        epilog="Examples: report fit model.lav data.csv; "
        "report fit model.lav data.csv --missing fiml --bootstrap 10000 --seed 1 --json",
    )(fit)


def fit(
    model: Annotated[
        Path, typer.Argument(metavar="MODEL", parser=path_of, help="A text file in lavaan's syntax.")
    ],
    data: Annotated[
        Path, typer.Argument(metavar="DATA", parser=path_of, help="A CSV file, one row per case.")
    ],
    missing: Annotated[Missing, typer.Option("--missing", help="How to treat missing values.")] = "listwise",
    bootstrap: Annotated[
        int | None, typer.Option("--bootstrap", metavar="N", min=1, help="Resamples for bootstrap intervals.")
    ] = None,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Seed of the bootstrap.")] = 1,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Threads used for the bootstrap.")] = 1,
    json: Json = False,
    json_out: JsonOut = None,
) -> None:
    """Estimate a path model from a CSV file. Empty cells and NA are missing values."""
    from report.pathmodels.printing import as_json, as_text

    found, boot = _estimated(model, data, missing, bootstrap, seed, workers)
    if json or json_out:
        write_json(as_json(found, boot), json, json_out)
    if not json:
        say(as_text(found, boot))


def _estimated(
    model: Path, data: Path, missing: Missing, resamples: int | None, seed: int, workers: int
) -> tuple[PathFit, Bootstrap | None]:
    """Return the fit, and the bootstrap if requested; faults name the model's or the data's file."""
    from report.data.numeric_columns import numeric_columns
    from report.pathmodels import ModelError, bootstrap, fit
    from report.pathmodels.fitting import specified

    syntax = _text(model)
    try:
        wanted = specified(syntax, missing, "n").variables
    except ModelError as error:
        raise ReportError(Fault(str(model), str(error), "correct the model")) from None
    frame = numeric_columns(data, wanted)
    try:
        found = fit(syntax, frame, missing=missing)
        boot = bootstrap(found, frame, resamples, seed, workers, _bar(resamples)) if resamples else None
    except ModelError as error:
        raise ReportError(Fault(str(data), str(error), "correct the data or the model")) from None
    return found, boot


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DataError(Fault(str(path), f"cannot be read: {error.strerror}", "check the path")) from None
    except UnicodeDecodeError:
        raise DataError(Fault(str(path), "is not valid UTF-8", "save the file as UTF-8")) from None


def _bar(resamples: int) -> Callable[[int, int], None] | None:
    """Return a progress bar if stderr is a terminal and the bootstrap is long, else None."""
    if not sys.stderr.isatty() or resamples < _LONG:
        return None
    from rich.progress import Progress

    progress = Progress(transient=True)
    task = progress.add_task("bootstrap", total=resamples)
    progress.start()

    def show(done: int, total: int) -> None:
        progress.update(task, completed=done, total=total)
        if done >= total:
            progress.stop()

    return show
