"""Assembles the commands and turns errors into messages and exit codes.

0  success                          1  faults in the project or its data
2  invalid command line             3  built, but a format could not be produced
130  interrupted with Ctrl-C
"""

from __future__ import annotations

import os
import sys
from itertools import pairwise
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from report.cli import (
    auditing,
    building,
    changing,
    checking,
    data_files,
    doctoring,
    exporting,
    fitting,
    graphing,
    linting,
    merging,
    powering,
    previewing,
    reading,
    reproducing,
    starting,
    sweeping,
)
from report.cli.console import print_faults
from report.cli.tracebacks import offer_tracebacks, print_traceback
from report.rows.errors import ReportError, StoreError, UsageError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
starting.register(app)
data_files.register(app)
building.register(app)
previewing.register(app)
checking.register(app)
auditing.register(app)
linting.register(app)
merging.register(app)
changing.register(app)
reading.register(app)
graphing.register(app)
reproducing.register(app)
exporting.register(app)
fitting.register(app)
sweeping.register(app)
powering.register(app)
doctoring.register(app)
offer_tracebacks(app)


FAULTS, WRONG_COMMAND_LINE = 1, 2
PUBLISHING = ("build", "tables", "figures", "export")


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"tracepaper {version('tracepaper')}")
        raise typer.Exit


@app.callback()
def report(
    _: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Build a paper in which every number is traceable to code."""
    from report.files.scratch import sweep_project
    from report.study.project import nearest_root

    root = nearest_root(Path())
    if root is not None:
        sweep_project(root)


def _arguments(words: list[str]) -> list[str]:
    """The arguments of a command line; `--json -` means `--json`, as in other programs."""
    return [word for before, word in pairwise(["", *words]) if (before, word) != ("--json", "-")]


def run() -> None:
    """Run the command line; report errors of the project and the operating system without a traceback."""
    try:
        try:
            app(_arguments(sys.argv[1:]), prog_name="report")
        finally:
            sys.stdout.flush()
    except UsageError as error:
        print_faults(error)
        print_traceback(error)
        sys.exit(WRONG_COMMAND_LINE)
    except ReportError as error:
        # The command's name always comes first: the program itself takes no other option.
        print_faults(error, "nothing was published" if sys.argv[1:2] and sys.argv[1] in PUBLISHING else "")
        print_traceback(error)
        sys.exit(FAULTS)
    except OSError as error:
        _exit_with_system_error(error)


def _exit_with_system_error(error: OSError) -> NoReturn:
    """Report an error of the operating system on stderr, since stdout may be a full device, and exit."""
    from report.files.system_errors import fault_of

    print_faults(StoreError(fault_of(error, "output")))
    print_traceback(error)
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  the rest of the buffer cannot be written
    sys.exit(FAULTS)
