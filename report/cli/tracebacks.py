"""The option `--traceback` of every command: the Python traceback of a failure, after its faults."""

from __future__ import annotations

import inspect
import sys
import traceback
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, get_type_hints

import typer

from report.rows.errors import ReportError

Wish = Annotated[
    bool, typer.Option("--traceback", help="After a failure, print the Python traceback as well.")
]
_WANTED: list[bool] = []


def offer_tracebacks(app: typer.Typer) -> None:
    """Give every command of a program, and of its groups, the option `--traceback`."""
    for command in app.registered_commands:
        if command.callback is not None:
            command.callback = _traced(command.callback)
    for group in app.registered_groups:
        if group.typer_instance is not None:
            offer_tracebacks(group.typer_instance)


def _traced(command: Callable[..., Any]) -> Callable[..., Any]:
    """A command with the option; Typer reads options from the signature."""

    @wraps(command)
    def run(*arguments: Any, traceback: bool = False, **options: Any) -> Any:
        _WANTED[:] = [True] if traceback else []
        return command(*arguments, **options)

    hints = get_type_hints(command, include_extras=True)
    signature = inspect.signature(command)
    known = [each.replace(annotation=hints[name]) for name, each in signature.parameters.items()]
    wish = inspect.Parameter("traceback", inspect.Parameter.KEYWORD_ONLY, default=False, annotation=Wish)
    run.__signature__ = signature.replace(parameters=[*known, wish])  # type: ignore[attr-defined]
    run.__annotations__ = {**hints, "traceback": Wish}
    return run


def print_traceback(error: BaseException) -> None:
    """Print where a failure came from, if the command line requests it: the causes of its faults, and its own path."""
    if not _WANTED:
        return
    for fault in error.faults if isinstance(error, ReportError) else ():
        sys.stderr.write(f"\n{fault.trace}" if fault.trace else "")
    _show_causes(error)
    sys.stderr.write("\n")
    traceback.print_exception(error)


def _show_causes(error: BaseException | None) -> None:
    """Let a traceback include the exceptions that faults replaced."""
    while error is not None:
        error.__suppress_context__ = False
        error = error.__cause__ or error.__context__
