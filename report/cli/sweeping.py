"""`report sweep`."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from report.cli.console import echo, echo_stderr, write_json
from report.cli.executors import Scheduler, executor_of
from report.cli.options import Data, Json, JsonOut, Quiet
from report.rows.counted import counted

if TYPE_CHECKING:
    from report.study.product import Product
    from report.sweeps.declaration import Sweep
    from report.sweeps.running import Progress

_SHOWN_FAILURES = 3

SweepName = Annotated[str, typer.Argument(metavar="[NAME]", help="The sweep to compute [default: all].")]
Workers = Annotated[
    int, typer.Option(metavar="N", min=0, help="Processes on this machine.", show_default="one per processor")
]
Replications = Annotated[
    int,
    typer.Option(metavar="N", min=0, help="Replications of each universe.", show_default="as in the study"),
]
Fresh = Annotated[
    bool, typer.Option("--fresh/--resume", help="Recompute everything, or only what is missing.")
]


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command(
        "sweep",
        epilog="Examples: report sweep; report sweep multiverse --workers 4; "
        "report sweep simulated_power --scheduler tcp://10.0.0.5:8786",
    )(sweep)


def sweep(
    name: SweepName = "",
    scheduler: Scheduler = "",
    workers: Workers = 0,
    replications: Replications = 0,
    fresh: Fresh = False,
    data: Data = None,
    quiet: Quiet = False,
    json: Json = False,
    json_out: JsonOut = None,
) -> None:
    """Compute the universes and replications of sweeps. An interrupted run resumes where it stopped."""
    from report.rows.levels import levels_of_study
    from report.study.needed_values import needed_values
    from report.study.project import Project
    from report.study.study import collect

    project = Project.find()
    products = collect(project.study, project.root)
    files = project.study.data_files(project.root, data)
    records = []
    chosen = _chosen(name, products)
    with levels_of_study(project.study.levels):
        for each in chosen:
            task = dataclasses.replace(each, replications=replications or each.replications)
            arguments = needed_values(each.name, products, files, project.root)
            with _progress(each.name, quiet or json) as shown:
                task.compute(arguments, executor_of(scheduler, workers), shown, fresh=fresh)
            records.append(_record(task, task.frame(arguments)))
            if each.stored and task == each and not data and not _is_lost(records[-1]):
                each.store(arguments)
    write_json(records, json, json_out)
    if not json:
        for record in records:
            _print_summary(record)
    _require_results(records, chosen)


def _chosen(name: str, products: dict[str, Product]) -> list[Sweep]:
    from report.rows.errors import Fault, StudyError, UsageError
    from report.rows.suggestions import nearest_or_all
    from report.sweeps.declaration import sweep_of

    found = {item.name: each for item in products.values() if (each := sweep_of(item.function))}
    if not found:
        raise StudyError(
            Fault("", "the study has no sweeps", "mark a function with @sweep; see docs/sweeps.md")
        )
    if name and name not in found:
        raise UsageError(Fault("NAME", f"no sweep named {name}", nearest_or_all(name, found)))
    return [found[name]] if name else list(found.values())


@contextmanager
def _progress(name: str, quiet: bool) -> Iterator[Callable[[Progress], None]]:
    """Show the progress on one line of a terminal, which ends before anything else is printed."""
    shown = False

    def show(progress: Progress) -> None:
        nonlocal shown
        rest = f"{progress.rate:.0f}/s, {progress.remaining:.0f} s left"
        shown = True
        text = f"\r{name}  {progress.done} of {progress.total}  {rest}   "
        print(text, end="", file=sys.stderr, flush=True)

    try:
        yield show if sys.stderr.isatty() and not quiet else lambda progress: None
    finally:
        if shown:
            echo_stderr("")


def _record(sweep: Sweep, frame: Any) -> dict[str, Any]:
    failures = frame.loc[frame["failure"] != "", "failure"].value_counts()
    return {
        "sweep": sweep.name,
        "universes": int(frame["universe"].nunique()),
        "replications": sweep.replications,
        "records": len(frame),
        "failed": int((frame["failure"] != "").sum()),
        "failures": {str(message): int(count) for message, count in failures.items()},
    }


def _is_lost(record: dict[str, Any]) -> bool:
    """Whether no unit of a sweep has a result."""
    return bool(record["failed"] == record["records"])


def _require_results(records: list[dict[str, Any]], sweeps: list[Sweep]) -> None:
    from report.rows.errors import Fault, ProductError
    from report.sweeps.declaration_faults import place_of

    remedy = "correct the function, then run the command again"
    faults = [
        Fault(place_of(sweep.function), f"{sweep.name} failed in every universe and replication", remedy)
        for record, sweep in zip(records, sweeps, strict=True)
        if _is_lost(record)
    ]
    if faults:
        raise ProductError(faults)


def _print_summary(record: dict[str, Any]) -> None:
    universes = counted(record["universes"], "universe")
    counts = f"{universes}, {counted(record['replications'], 'replication')} each"
    echo(f"{record['sweep']}  {counts}; {record['failed']} failed")
    for message, count in list(record["failures"].items())[:_SHOWN_FAILURES]:
        echo(f"  {count} × {message}", "yellow")
