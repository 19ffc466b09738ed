"""Joins the commands, and turns what went wrong into lines and exit codes.

0  done            1  faults to mend           2  the command line is wrong
3  built, but a format is missing              130  stopped by Ctrl-C
"""

from __future__ import annotations

import sys

import typer

from report.cli import building, checking, doctoring, exporting, linting, reading, reproducing
from report.cli.console import complain
from report.errors import ReportError

app = typer.Typer(
    help="Build a paper in which every number is traceable to code.",
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


def run() -> None:
    """Run the command line; the author's own mistakes are answered without a traceback."""
    try:
        app()
    except ReportError as error:
        complain(error)
        sys.exit(1)
