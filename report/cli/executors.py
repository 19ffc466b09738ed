"""Where sweeps and simulations run: options of `report sweep` and `report power`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from report.cli.console import echo_stderr, print_fault

if TYPE_CHECKING:
    from report.rows.errors import Fault
    from report.sweeps.batches import SweepTask
    from report.sweeps.executors import Executor

Scheduler = Annotated[
    str,
    typer.Option(
        "--scheduler",
        metavar="ADDRESS",
        help="A Dask scheduler, such as tcp://HOST:8786; `local` starts one.",
    ),
]


def executor_of(scheduler: str, workers: int) -> Callable[[SweepTask], Executor]:
    """Processes of this machine, or the Dask cluster of a scheduler, whose dashboard is printed."""

    def made(task: SweepTask) -> Executor:
        from report.sweeps.executors import DaskExecutor, LocalExecutor

        if not scheduler:
            return LocalExecutor(task, workers)
        executor = DaskExecutor(task, scheduler, workers, _print_notice)
        print(f"dashboard {executor.dashboard}", file=sys.stderr)
        return executor

    return made


def _print_notice(fault: Fault) -> None:
    """Print a notice to the user during a run, below its progress line."""
    if sys.stderr.isatty():
        echo_stderr("")
    print_fault(fault, "yellow")
