"""Joins the commands, and turns what went wrong into lines and exit codes.

0  done            1  faults to mend           2  the command line is wrong
3  built, but a format is missing              130  stopped by Ctrl-C
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from report.cli import building, checking, doctoring, exporting, fitting, linting, reading, reproducing
from report.cli.console import complain
from report.rows.errors import ReportError, StoreError, UsageError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
building.register(app)
checking.register(app)
linting.register(app)
reading.register(app)
reproducing.register(app)
exporting.register(app)
fitting.register(app)
doctoring.register(app)


FAULTS, WRONG_COMMAND_LINE = 1, 2
PUBLISHING = ("build", "tables", "figures", "export")


def _tell_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"tracepaper {version('tracepaper')}")
        raise typer.Exit


@app.callback()
def report(
    _: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    """Build a paper in which every number is traceable to code."""
    from report.files.scratch import sweep_project
    from report.study.project import nearest_root

    root = nearest_root(Path())
    if root is not None:
        sweep_project(root)


def run() -> None:
    """Run the command line; mistakes and what the system refuses are answered without a traceback."""
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except UsageError as error:
        complain(error)
        sys.exit(WRONG_COMMAND_LINE)
    except ReportError as error:
        # No option stands before the name of a command.
        complain(error, "nothing was published" if sys.argv[1:2] and sys.argv[1] in PUBLISHING else "")
        sys.exit(FAULTS)
    except OSError as error:
        _give_up(error)


def _give_up(error: OSError) -> NoReturn:
    """End with what the system refused; where output goes into a full device, only stderr can say so."""
    from report.files.system_errors import fault_of

    complain(StoreError(fault_of(error, "output")))
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  what is left in the buffer cannot be written
    sys.exit(FAULTS)
