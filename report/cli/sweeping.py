"""`report sweep`."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from report.cli.console import echo, write_json
from report.cli.executors import Scheduler, executor_of
from report.cli.options import Data, Json, JsonOut, Quiet

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
    from report.study.needed_values import needed_values
    from report.study.project import Project
    from report.study.study import collect

    project = Project.find()
    products = collect(project.study, project.root)
    files = project.study.data_files(project.root, data)
    records = []
    for each in _chosen(name, products):
        task = dataclasses.replace(each, replications=replications or each.replications)
        arguments = needed_values(each.name, products, files, project.root)
        task.compute(
            arguments, executor_of(scheduler, workers), _shown(each.name, quiet or json), fresh=fresh
        )
        if each.stored and task == each and not data:
            each.store(arguments)
        records.append(_record(task, task.frame(arguments)))
    write_json(records, json, json_out)
    if not json:
        for record in records:
            _print_summary(record)


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
        raise UsageError(Fault("NAME", f"no sweep is called {name}", nearest_or_all(name, found)))
    return [found[name]] if name else list(found.values())


def _shown(name: str, quiet: bool) -> Callable[[Progress], None]:
    """Print the progress on a terminal, on one line."""

    def shown(progress: Progress) -> None:
        if quiet or not sys.stderr.isatty():
            return
        rest = f"{progress.rate:.0f}/s, {progress.remaining:.0f} s left"
        print(
            f"\r{name}  {progress.done} of {progress.total}  {rest}   ", end="", file=sys.stderr, flush=True
        )

    return shown


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


def _print_summary(record: dict[str, Any]) -> None:
    counts = f"{record['universes']} universes, {record['replications']} replications each"
    echo(f"{record['sweep']}  {counts}; {record['failed']} failed")
    for message, count in list(record["failures"].items())[:_SHOWN_FAILURES]:
        echo(f"  {count} × {message}", "yellow")
