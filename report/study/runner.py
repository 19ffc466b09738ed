"""A run: calls each product once, captures its warnings, and collects every failure."""

from __future__ import annotations

import time
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from report.data.protocol_constants import constants
from report.files.observed import Observed, together
from report.files.recorder import loaded, recording
from report.files.worker_processes import BackgroundTask
from report.rows.errors import Fault, LedgerError, ProductError, ReportError
from report.rows.figures import Figure
from report.rows.ledger import Build, Ledger, Remark
from report.rows.levels import USUAL, Levels
from report.rows.stat import Claim, Row, Source
from report.rows.styles import APA
from report.rows.tables import Table
from report.study.dependency_order import ARRANGING, LEDGER, ancestors, background_dependents_last, order
from report.study.disclosure import withheld
from report.study.module_loading import line_of
from report.study.product import Product
from report.study.returned_products import ROWS, file_of, located, location, returned
from report.study.study import DataFile, Study, collect
from report.study.undeclared import data_behind, of_modules

Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Results:
    """The results of a run: the ledger, the tables and figures that arrange its rows, and its observed inputs."""

    ledger: Ledger
    tables: Mapping[str, Table]
    figures: Mapping[str, Figure]
    places: Mapping[str, str]
    observed: Observed = field(default_factory=Observed)


@dataclass
class _Run:
    products: Mapping[str, Product]
    files: Mapping[str, DataFile]
    root: Path
    minimum: int = 0
    levels: Levels = USUAL
    style: str = APA.name
    meanwhile: Callable[[], object] = lambda: None
    made: dict[str, Any] = field(default_factory=dict)
    warnings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    remarks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    rows: dict[str, list[Row]] = field(default_factory=dict)
    failed: dict[str, tuple[Fault, ...]] = field(default_factory=dict)
    waiting: dict[str, BackgroundTask[Any] | None] = field(default_factory=dict)
    running: dict[str, BackgroundTask[Any]] = field(default_factory=dict)
    observed: dict[str, Observed] = field(default_factory=dict)
    loading: Observed = field(default_factory=Observed)

    @property
    def ledger_rows(self) -> list[Row]:
        """All rows in the order of the plan, whatever order they were computed in."""
        return [row for rows in self.rows.values() for row in rows]


@dataclass(frozen=True)
class _Outcome:
    """The result of a product and its warnings, or its faults; and its observed inputs."""

    made: Any = None
    warnings: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    observed: Observed = field(default_factory=Observed)


def run(
    study: Study,
    root: Path,
    files: Mapping[str, DataFile],
    build: Build,
    progress: Progress = lambda *_: None,
    minimum: int = 0,
    meanwhile: Callable[[], object] = lambda: None,
) -> Results:
    """Run all products of a study; if any failed, raise all their faults together.

    Counts of fewer people than `minimum` are withheld. Products that are marked `background` are computed in
    background processes; `meanwhile` is called when nothing is left to do but wait for them.
    """
    products = collect(study, root)
    plan = order(products, set(files))
    state = _Run(products, files, root, minimum, study.levels, build.style, meanwhile, loading=loaded())
    if study.constants:
        name = study.constants
        found = constants(root / name, name, DataFile(root / name, name).sha256)
        state.rows[""] = [replace(row, style=build.style) for row in found]
    state.rows |= {item.name: [] for item in plan}
    try:
        _make(background_dependents_last(plan, products), state, build, progress)
    finally:
        for task in filter(None, (*state.waiting.values(), *state.running.values())):
            task.stop()
    _raise_failures(state)
    results = _results(state, build)
    _check_ids(results, state)
    return results


def _make(plan: list[Product], state: _Run, build: Build, progress: Progress) -> None:
    for item in plan:
        if item.background is not None:
            state.waiting[item.name] = _background_task(item, state) if item.background else None
    for item in plan:
        for name in [name for name in state.waiting if _is_ready(state.products[name], state)]:
            _send_arguments(state.products[name], state, build)
        if item.background is None or item.name in state.waiting:
            _await_background(item.needs, state, progress)
        if any(_is_lost(need, state) for need in item.needs):
            state.failed[item.name] = ()
        elif item.name in state.waiting:
            _send_arguments(item, state, build)
        elif item.background is None:
            began = time.perf_counter()
            _attempt(item, state, build)
            progress(item.name, time.perf_counter() - began)
    _await_background([LEDGER], state, progress)


def _is_ready(item: Product, state: _Run) -> bool:
    return all(need in state.made or need in state.files for need in item.needs)


def _background_task(item: Product, state: _Run) -> BackgroundTask[Any]:
    return BackgroundTask(partial(_outcome, item, root=state.root), *item.background or ())


def _send_arguments(item: Product, state: _Run, build: Build) -> None:
    """Pass the product's arguments to its background process, which then starts to compute."""
    task = state.running[item.name] = state.waiting.pop(item.name) or _background_task(item, state)
    try:
        task.start({need: _argument(need, state, build) for need in item.needs})
    except ReportError as error:
        state.failed[item.name] = error.faults
    except Exception as error:
        what = f"{item.name} cannot be computed in the background: its arguments cannot be pickled ({error})"
        remedy = "let the products that it needs return plain values, or remove @background"
        state.failed[item.name] = (Fault(location(item, state.root), what, remedy),)


def _await_background(needs: Iterable[str], state: _Run, progress: Progress) -> None:
    """Wait for the background tasks that are needed; the whole ledger needs all of them."""
    needs = list(state.running) if LEDGER in needs else needs
    for name in [need for need in needs if need in state.running and need not in state.failed]:
        state.meanwhile()
        item = state.products[name]
        try:
            outcome, seconds = state.running.pop(name).result()
        except ReportError as error:
            what = f"{name} could not be computed in the background: {error.faults[0].what}"
            outcome = _Outcome(faults=(Fault(location(item, state.root), what, error.faults[0].remedy),))
            seconds = 0.0
        _accept(item, outcome, state)
        progress(name, seconds)


def _is_lost(need: str, state: _Run) -> bool:
    """Whether a needed product failed; the whole ledger fails with any product."""
    return bool(state.failed) if need == LEDGER else need in state.failed


def _raise_failures(state: _Run) -> None:
    faults = tuple(dict.fromkeys(fault for faults in state.failed.values() for fault in faults))
    if faults:
        raise ProductError(faults)


def _attempt(item: Product, state: _Run, build: Build) -> None:
    try:
        arguments = {need: _argument(need, state, build) for need in item.needs}
    except ReportError as error:
        state.failed[item.name] = error.faults
    else:
        _accept(item, _outcome(item, arguments, state.root), state)


def _outcome(item: Product, arguments: Mapping[str, Any], root: Path) -> _Outcome:
    with recording() as observed:
        outcome = _called(item, arguments, root)
    return replace(outcome, observed=observed)


def _called(item: Product, arguments: Mapping[str, Any], root: Path) -> _Outcome:
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            made = returned(item, item.function(**arguments), root)
    except ReportError as error:
        return _Outcome(faults=located(error, item, root))
    except (Exception, SystemExit) as error:
        return _Outcome(faults=(_failure(item, root, error),))
    own = dict.fromkeys(str(w.message) for w in caught if not _is_about_code(w.category))
    return _Outcome(made, tuple(own))


def _accept(item: Product, outcome: _Outcome, state: _Run) -> None:
    state.observed[item.name] = outcome.observed
    if outcome.faults:
        state.failed[item.name] = outcome.faults
    else:
        _record(item, outcome.made, outcome.warnings, state)


def _is_about_code(category: type[Warning]) -> bool:
    return issubclass(
        category, DeprecationWarning | PendingDeprecationWarning | ImportWarning | ResourceWarning
    )


def _failure(item: Product, root: Path, error: BaseException) -> Fault:
    said = f"{type(error).__name__}: {error}".splitlines()[0]
    return Fault(
        line_of(error, root, location(item, root)),
        f"{item.name} failed: {said}",
        "fix the product or the data that it was given",
        "".join(traceback.format_exception(error)),
    )


def _argument(need: str, state: _Run, build: Build) -> Any:
    if need == LEDGER:
        if LEDGER not in state.made:
            state.made[LEDGER] = Ledger.of(state.ledger_rows, build)
        return state.made[LEDGER]
    return state.files[need] if need in state.files else state.made[need]


def _record(item: Product, outcome: Any, own: tuple[str, ...], state: _Run) -> None:
    inherited = (message for need in item.needs for message in state.warnings.get(need, ()))
    messages = tuple(dict.fromkeys([*inherited, *own]))
    if _reads_data(item, state):
        state.remarks[item.name], messages = own, ()
    state.warnings[item.name] = messages
    if item.kind in ROWS:
        outcome = _stamped(item, outcome, messages, state)
    expected: dict[str, type] = {"table": Table, "figure": Figure}
    if item.kind in expected and not isinstance(outcome, expected[item.kind]):
        wrong = f"{item.name} is tagged @{item.kind} but returns {type(outcome).__name__}"
        state.failed[item.name] = (
            Fault(location(item, state.root), wrong, f"return a report.{item.kind} object"),
        )
    state.made[item.name] = outcome


def _reads_data(item: Product, state: _Run) -> bool:
    """Whether a product reads a file into a value; its warnings concern all dependents and are reported once."""
    return item.kind == "value" and any(need in state.files for need in item.needs)


def _remarks(state: _Run) -> Iterator[Remark]:
    """The remarks on the data, each once, with the products whose rows depend on them."""
    for name, texts in state.remarks.items():
        resting = tuple(
            maker
            for maker, item in state.products.items()
            if item.kind in ROWS and name in ancestors(maker, state.products)
        )
        yield from (Remark(text, name, resting) for text in texts)


def _stamped(item: Product, rows: Iterable[Any], messages: tuple[str, ...], state: _Run) -> Ledger:
    source = Source(item.name, file_of(item, state.root), item.line, item.needs, _data_behind(item, state))
    stamped = [
        row.stamped(source, messages, state.levels, state.style)
        for row in withheld(list(rows), state.minimum)
    ]
    state.rows[item.name] = stamped
    return Ledger.of(stamped)


def _data_behind(item: Product, state: _Run) -> tuple[tuple[str, str], ...]:
    names = ancestors(item.name, state.products)
    declared = [(file.name, file.sha256) for key, file in state.files.items() if key in names]
    makers = [product for name, product in state.products.items() if name in {*names, item.name}]
    steps = [state.observed[maker.name] for maker in makers if maker.name in state.observed]
    modules = of_modules(state.loading, {maker.file for maker in makers}, state.products.values())
    return tuple(dict.fromkeys([*declared, *data_behind([*steps, modules], state.files, state.root)]))


def _results(state: _Run, build: Build) -> Results:
    kinds = {name: item.kind for name, item in state.products.items()}
    return Results(
        Ledger.of(state.ledger_rows, build, _remarks(state)),
        {name: made for name, made in state.made.items() if kinds.get(name) == "table"},
        {name: made for name, made in state.made.items() if kinds.get(name) == "figure"},
        {name: location(item, state.root) for name, item in state.products.items() if item.kind in ARRANGING},
        together([loaded(), *state.observed.values()]),
    )


def _check_ids(results: Results, state: _Run) -> None:
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
