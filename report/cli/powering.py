"""`report power`."""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from report.cli.console import echo, write_json
from report.cli.executors import Scheduler, executor_of
from report.cli.model_files import ModelFile, read_model
from report.cli.options import Json, JsonOut
from report.files.pinned import pin
from report.rows.errors import Fault, ReportError, UsageError

if TYPE_CHECKING:
    from report.pathmodels.simulation import Simulation, SimulationSummary
    from report.sweeps.running import Progress

METHODS = {"wald": "", "percentile": "percentile", "corrected": "bias-corrected"}

Sizes = Annotated[str, typer.Option("--n", metavar="N,N,…", help="Numbers of cases.")]
Effects = Annotated[
    list[str] | None,
    typer.Option(
        "--effects",
        metavar="NAME=VALUE,…",
        help="Standardised effects by label or as y ~ x, and covariances as x ~~ y; a path that is not listed "
        "has the value in the model, as in y ~ start(0.3)*x.",
    ),
]
Replications = Annotated[
    int, typer.Option("--replications", metavar="N", min=2, help="Data sets for each number of cases.")
]
Alpha = Annotated[float, typer.Option("--alpha", help="Significance level of the tests.")]
Resamples = Annotated[
    int, typer.Option("--bootstrap", metavar="N", min=0, help="Resamples of each data set, for intervals.")
]
Seed = Annotated[int, typer.Option("--seed", min=0, help="Seed of the random numbers.")]
Workers = Annotated[
    int,
    typer.Option(
        "--workers", metavar="N", min=0, help="Processes on this machine.", show_default="one per processor"
    ),
]


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command(
        "power",
        epilog='Examples: report power chain.lav --n 20,40,80 --effects "a=0.6, b=0.5, c=-0.5, y ~ z=0.3"; '
        "report power chain.lav --n 29 --replications 500 --bootstrap 999 --workers 4 --json",
    )(power)


def power(
    model: ModelFile,
    sizes: Sizes,
    effects: Effects = None,
    replications: Replications = 2000,
    alpha: Alpha = 0.05,
    bootstrap: Resamples = 0,
    seed: Seed = 1,
    scheduler: Scheduler = "",
    workers: Workers = 0,
    json: Json = False,
    json_out: JsonOut = None,
) -> None:
    """Simulate power, bias and coverage of a path model."""
    pin()
    from report.pathmodels.errors import ModelError
    from report.sweeps.power import power

    numbers = _sizes(sizes)
    simulation = _simulation(model, _effects(effects or []), alpha, bootstrap)
    shown = None if json else _shown()
    try:
        found = power(
            simulation,
            numbers,
            replications,
            seed,
            executor_of(scheduler, workers),
            shown or _no_progress,
        )
    except ModelError as error:
        raise ReportError(Fault(str(model), str(error), "correct the model or the options")) from None
    if json or json_out:
        write_json(_as_json(simulation, found, replications, seed), json, json_out)
    if not json:
        echo("\n".join(_lines(simulation, found, replications)))


def _sizes(text: str) -> list[int]:
    parts = [part.strip() for part in text.split(",") if part.strip()]
    wrong = [part for part in parts if not part.isdecimal() or int(part) < 2]
    if wrong or not parts:
        what = f"{wrong[0]} is not a number of cases" if wrong else "no number of cases is given"
        raise UsageError(Fault("--n", what, "write whole numbers, such as 20,40,80"))
    return sorted({int(part) for part in parts})


def _effects(texts: list[str]) -> dict[str, float]:
    """Values by name; all that cannot be read are faults."""
    found, faults = {}, []
    for part in (part for text in texts for part in text.split(",") if part.strip()):
        name, _, value = part.rpartition("=")
        try:
            number = float(value)
        except ValueError:
            number = math.nan
        if not name.strip() or not math.isfinite(number):
            faults.append(
                Fault("--effects", f"{part.strip()} has no value", "write NAME=VALUE, such as a=0.3")
            )
        found[re.sub(r"\s*(~~?)\s*", r" \1 ", name.strip())] = number
    if faults:
        raise UsageError(faults)
    return found


def _simulation(model: Any, effects: dict[str, float], alpha: float, resamples: int) -> Simulation:
    from report.pathmodels.errors import ModelError
    from report.pathmodels.population import population_of_effects
    from report.pathmodels.resampling import needed_resamples
    from report.pathmodels.simulation import Simulation

    if not 0 < alpha < 1:
        raise UsageError(Fault("--alpha", f"{alpha:g} is not between 0 and 1", "choose a level such as 0.05"))
    needed = needed_resamples(1 - alpha)
    if 0 < resamples < needed:
        what = f"intervals at {100 * (1 - alpha):g} % need at least {needed} resamples"
        raise UsageError(Fault("--bootstrap", what, "increase --bootstrap; 999 is usual in simulations"))
    try:
        return Simulation(population_of_effects(read_model(model), effects), alpha, resamples)
    except ModelError as error:
        remedy = 'name them, such as --effects "a=0.3, y ~ x=0.2", or correct the model'
        raise ReportError(Fault(str(model), str(error), remedy)) from None


def _no_progress(progress: Progress) -> None:
    """Show nothing."""


def _shown() -> Callable[[Progress], None] | None:
    if not sys.stderr.isatty():
        return None

    def shown(progress: Progress) -> None:
        end = "\n" if progress.done == progress.total else ""
        left = f"{progress.remaining:.0f} s left"
        print(
            f"\r{progress.done} of {progress.total} blocks, {left}   ", end=end, file=sys.stderr, flush=True
        )

    return shown


def _as_json(
    simulation: Simulation, found: dict[int, list[SimulationSummary]], replications: int, seed: int
) -> dict[str, Any]:
    cells = [{"n": n, **asdict(each)} for n, summaries in found.items() for each in summaries]
    finite = [
        {
            name: None if isinstance(value, float) and not math.isfinite(value) else value
            for name, value in cell.items()
        }
        for cell in cells
    ]
    return {
        "alpha": simulation.alpha,
        "replications": replications,
        "resamples": simulation.resamples,
        "seed": seed,
        "cells": finite,
    }


def _lines(
    simulation: Simulation, found: dict[int, list[SimulationSummary]], replications: int
) -> Iterator[str]:
    yield f"{replications} data sets for each n, alpha = {simulation.alpha:g}; Monte Carlo standard errors in brackets"
    for n, summaries in found.items():
        shares = {each.converged for each in summaries}
        yield from ("", f"n = {n}, the model could be fitted to {100 * min(shares):g} % of the data sets")
        names = [f"{each.effect}  {METHODS[each.method]}".rstrip() for each in summaries]
        width = max(map(len, names))
        yield " " * width + f"{'true':>8}{'power':>16}{'bias':>16}{'coverage':>16}"
        for name, each in zip(names, summaries, strict=True):
            cells = (
                f"{round(value, 3) + 0:.3f} ({error:.3f})"
                for value, error in (
                    (each.power, each.power_error),
                    (each.bias, each.bias_error),
                    (each.coverage, each.coverage_error),
                )
            )
            yield f"{name:<{width}}{each.truth:>8.3f}" + "".join(f"{cell:>16}" for cell in cells)
