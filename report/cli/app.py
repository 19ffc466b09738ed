"""Assembles the commands and turns errors into messages and exit codes.

0  success                          1  faults in the project or its data
2  invalid command line             3  built, but a format could not be produced
130  interrupted with Ctrl-C
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from report.cli import PUBLISHING
from report.cli.console import print_faults
from report.cli.tracebacks import offer_tracebacks, print_traceback
from report.rows.errors import ReportError, StoreError, UsageError

#: The modules of commands in the order of the help, each with the names that it registers.
MODULES = {
    "starting": ("new",),
    "data_files": ("data",),
    "building": ("build",),
    "previewing": ("preview",),
    "checking": ("check",),
    "auditing": ("audit",),
    "linting": ("lint",),
    "merging": ("merge",),
    "changing": ("changes", "stamp"),
    "reading": ("list", "trace", "diff"),
    "graphing": ("graph",),
    "reproducing": ("reproduce",),
    "exporting": ("tables", "figures", "export"),
    "fitting": ("fit",),
    "sweeping": ("sweep",),
    "powering": ("power",),
    "diagnosing": ("doctor",),
}
FAULTS, WRONG_COMMAND_LINE = 1, 2


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"tracepaper {version('tracepaper')}")
        raise typer.Exit


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


def program(words: Sequence[str] = ()) -> typer.Typer:
    """The command line, with all commands, or only those of the module that a command line needs."""
    needed = [module for module, names in MODULES.items() if words and words[0] in names]
    app = typer.Typer(
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        callback=report,
    )
    for module in () if words[:1] == ["--version"] else needed or MODULES:
        import_module(f"report.cli.{module}").register(app)
    offer_tracebacks(app)
    return app


def _arguments(words: list[str]) -> list[str]:
    """The arguments of a command line; `--json -` means `--json`, as in other programs."""
    return [word for before, word in pairwise(["", *words]) if (before, word) != ("--json", "-")]


def run() -> None:
    """Run the command line; report errors of the project and the operating system without a traceback."""
    try:
        try:
            words = _arguments(sys.argv[1:])
            program(words)(words, prog_name="report")
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
