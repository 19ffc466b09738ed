"""A run: calls each product once, captures its warnings, and collects every failure."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from report.data.protocol_constants import constants
from report.files.observed import Observed, together
from report.files.recorder import loaded
from report.files.worker_processes import BackgroundTask
from report.rows.build_record import Build
from report.rows.errors import Fault, LedgerError, ProductError, ReportError
from report.rows.figures import Figure
from report.rows.ledger import Ledger
from report.rows.stat import Claim, Row
from report.rows.tables import Table
from report.study.dependency_order import ARRANGING, LEDGER, background_dependents_last, order
from report.study.isolated_run import IsolatedRun
from report.study.product import Product
from report.study.product_cache import ProductCache
from report.study.product_states import ProductStates
from report.study.returned_products import location
from report.study.run_state import Outcome, Progress, RunState, accept, argument, is_lost, outcome_of, remarks
from report.study.study import DataFile, Study, collect

Finished = Callable[[Sequence[Row]], object]


@dataclass(frozen=True)
class Results:
    """The results of a run: the ledger, the tables and figures that arrange its rows, and its observed inputs."""

    ledger: Ledger
    tables: Mapping[str, Table]
    figures: Mapping[str, Figure]
    places: Mapping[str, str]
    observed: Observed = field(default_factory=Observed)


def run(
    study: Study,
    root: Path,
    files: Mapping[str, DataFile],
    build: Build,
    progress: Progress = lambda *_: None,
    minimum: int = 0,
    while_waiting: Callable[[], object] = lambda: None,
    cache: ProductCache | None = None,
    finished: Finished = lambda rows: None,
    load_next: Callable[[], object] = lambda: None,
) -> Results:
    """Run all products of a study; if any failed, raise all their faults together.

    Counts of fewer people than `minimum` are withheld. Products that are marked `background` are computed in
    background processes; `while_waiting` is called while only these are left to wait for. With a `cache`, each
    product is reused or computed in a separate process, and `load_next` may be called after `while_waiting`.
    `finished` is called with the constants, and with the rows of each product as soon as it has run.
    """
    plan, state = _begun(study, root, files, build, minimum, finished)
    state.while_waiting, state.load_next = while_waiting, load_next
    if cache is not None:
        IsolatedRun(plan, state, build, progress, cache).compute()
        return _finished(state, build)
    try:
        _make(background_dependents_last(plan, state.products), state, build, progress)
    finally:
        for task in filter(None, (*state.waiting.values(), *state.running.values())):
            task.stop()
    return _finished(state, build)


def states(
    study: Study, root: Path, files: Mapping[str, DataFile], build: Build, minimum: int, cache: ProductCache
) -> dict[str, str]:
    """For each product of a study whether its cached result is current, or why it would be recomputed."""
    plan, state = _begun(study, root, files, build, minimum)
    return ProductStates(plan, state, build, lambda *_: None, cache).states()


def _begun(
    study: Study,
    root: Path,
    files: Mapping[str, DataFile],
    build: Build,
    minimum: int,
    finished: Finished = lambda rows: None,
) -> tuple[list[Product], RunState]:
    """The products in the order of their dependencies, and a run that knows the study's constants."""
    products = collect(study, root)
    plan = order(products, set(files), root)
    state = RunState(
        products, files, root, minimum, study.levels, build.style, finished=finished, loading=loaded()
    )
    if study.constants:
        name = study.constants
        found = constants(root / name, name, DataFile(root / name, name).sha256)
        state.rows[""] = [replace(row, style=build.style) for row in found]
        finished(state.rows[""])
    state.rows |= {item.name: [] for item in plan}
    return plan, state


def _finished(state: RunState, build: Build) -> Results:
    """The results of a run, or its faults."""
    _raise_failures(state)
    results = _results(state, build)
    _check_ids(results, state)
    return results


def _make(plan: list[Product], state: RunState, build: Build, progress: Progress) -> None:
    for item in plan:
        if item.background is not None:
            state.waiting[item.name] = _background_task(item, state) if item.background else None
    for item in plan:
        for name in [name for name in state.waiting if _is_ready(state.products[name], state)]:
            _send_arguments(state.products[name], state, build)
        if item.background is None or item.name in state.waiting:
            _await_background(item.needs, state, progress)
        if any(is_lost(need, state) for need in item.needs):
            state.failed[item.name] = ()
        elif item.name in state.waiting:
            _send_arguments(item, state, build)
        elif item.background is None:
            began = time.perf_counter()
            _attempt(item, state, build)
            progress(item.name, time.perf_counter() - began)
    _await_background([LEDGER], state, progress)


def _is_ready(item: Product, state: RunState) -> bool:
    return all(need in state.made or need in state.files for need in item.needs)


def _background_task(item: Product, state: RunState) -> BackgroundTask[Any]:
    return BackgroundTask(
        partial(outcome_of, item, root=state.root, levels=state.levels), *item.background or ()
    )


def _send_arguments(item: Product, state: RunState, build: Build) -> None:
    """Pass the product's arguments to its background process, which then starts to compute."""
    task = state.running[item.name] = state.waiting.pop(item.name) or _background_task(item, state)
    try:
        task.start({need: argument(need, state, build) for need in item.needs})
    except ReportError as error:
        state.failed[item.name] = error.faults
    except Exception as error:
        what = f"{item.name} cannot be computed in the background: its arguments cannot be pickled ({error})"
        remedy = "let the products that it needs return plain values, or remove @background"
        state.failed[item.name] = (Fault(location(item, state.root), what, remedy),)


def _await_background(needs: Iterable[str], state: RunState, progress: Progress) -> None:
    """Wait for the background tasks that are needed; the whole ledger needs all of them."""
    needs = list(state.running) if LEDGER in needs else needs
    for name in [need for need in needs if need in state.running and need not in state.failed]:
        state.while_waiting()
        item = state.products[name]
        try:
            outcome, seconds = state.running.pop(name).result()
        except ReportError as error:
            what = f"{name} could not be computed in the background: {error.faults[0].what}"
            outcome = Outcome(faults=(Fault(location(item, state.root), what, error.faults[0].remedy),))
            seconds = 0.0
        accept(item, outcome, state)
        progress(name, seconds)


def _raise_failures(state: RunState) -> None:
    faults = tuple(dict.fromkeys(fault for faults in state.failed.values() for fault in faults))
    if faults:
        raise ProductError(faults)


def _attempt(item: Product, state: RunState, build: Build) -> None:
    try:
        arguments = {need: argument(need, state, build) for need in item.needs}
    except ReportError as error:
        state.failed[item.name] = error.faults
    else:
        accept(item, outcome_of(item, arguments, state.root, state.levels), state)


def _results(state: RunState, build: Build) -> Results:
    return Results(
        Ledger.of(state.ledger_rows, build, remarks(state)),
        _made_by("table", state),
        _made_by("figure", state),
        {name: location(item, state.root) for name, item in state.products.items() if item.kind in ARRANGING},
        together([loaded(), *state.observed.values()]),
    )


def _made_by(kind: str, state: RunState) -> dict[str, Any]:
    """What the products of a kind returned, in the order of the study, regardless of when they were computed."""
    return {name: state.made[name] for name, item in state.products.items() if item.kind == kind}


def _check_ids(results: Results, state: RunState) -> None:
    faults = []
    arranged: dict[str, Table | Figure] = {**results.tables, **results.figures}
    for name, item in arranged.items():
        unknown = dict.fromkeys(id for id in item.ids if id not in results.ledger)
        where = results.places[name]
        named = dict.fromkeys(id for id in item.ids if isinstance(results.ledger.get(id), Claim))
        if isinstance(item, Table):
            remedy = "name a statistic, or write the claim's wording in the text"
            faults += [Fault(where, f"{name} prints the claim {id} as a number", remedy) for id in named]
        faults += [
            Fault(where, f"{name} names a row that does not exist: {id}", results.ledger.suggestion(id))
            for id in unknown
        ]
    for row in results.ledger.values():
        missing = [id for id in row.evidence if id not in results.ledger] if isinstance(row, Claim) else []
        faults += [
            Fault(row.id, f"depends on a row that does not exist: {id}", results.ledger.suggestion(id))
            for id in missing
        ]
    if faults:
        raise LedgerError(faults)
