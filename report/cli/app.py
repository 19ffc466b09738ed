"""Joins the commands, and turns what went wrong into lines and exit codes.

0  done            1  faults to mend           2  the command line is wrong
3  built, but a format is missing              130  stopped by Ctrl-C
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from report.cli import building, checking, doctoring, exporting, linting, reading, reproducing
from report.cli.console import complain
from report.rows.errors import ReportError, UsageError

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


def run() -> None:
    """Run the command line; the author's own mistakes are answered without a traceback."""
    try:
        app()
    except UsageError as error:
        complain(error)
        sys.exit(WRONG_COMMAND_LINE)
    except ReportError as error:
        # No option stands before the name of a command.
        complain(error, "nothing was published" if sys.argv[1:2] and sys.argv[1] in PUBLISHING else "")
        sys.exit(FAULTS)
