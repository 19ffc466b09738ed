"""What a run knows: the products, what they returned, their warnings, rows and faults."""

from __future__ import annotations

import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from report.files.observed import Observed
from report.files.recorder import recording
from report.files.worker_processes import BackgroundTask
from report.rows.build_record import Build, Remark
from report.rows.errors import Fault, ReportError, exception_text
from report.rows.figures import Figure
from report.rows.ledger import Ledger
from report.rows.levels import USUAL, Levels, levels_of_study
from report.rows.stat import Row, Source
from report.rows.styles import APA
from report.rows.tables import Table
from report.study.dependency_order import LEDGER, ancestors
from report.study.disclosure import withheld
from report.study.module_loading import line_of
from report.study.product import Product
from report.study.returned_products import ROWS, file_of, located, location, returned
from report.study.study import DataFile
from report.study.undeclared_files import data_behind, of_modules

Progress = Callable[[str, float], None]


@dataclass
class RunState:
    """What has been computed so far; `finished` is called with the rows of each product.

    While products are awaited, `while_waiting` is called to load what figures need, and `load_next` to load what the
    steps after the run need.
    """

    products: Mapping[str, Product]
    files: Mapping[str, DataFile]
    root: Path
    minimum: int = 0
    levels: Levels = USUAL
    style: str = APA.name
    while_waiting: Callable[[], object] = lambda: None
    load_next: Callable[[], object] = lambda: None
    finished: Callable[[Sequence[Row]], object] = lambda rows: None
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
        """All rows in the order of the plan, regardless of the order in which they were computed."""
        return [row for rows in self.rows.values() for row in rows]


@dataclass(frozen=True)
class Outcome:
    """The result of a product and its warnings, or its faults; its observed inputs, and the modules imported late.

    `late` has the names of the project's modules that were imported while the product ran, with their files.
    """

    made: Any = None
    warnings: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    observed: Observed = field(default_factory=Observed)
    late: tuple[tuple[str, str], ...] = ()


def outcome_of(item: Product, arguments: Mapping[str, Any], root: Path, levels: Levels) -> Outcome:
    """Call a product at the levels of its study, and record what it reads."""
    with levels_of_study(levels), recording() as observed:
        outcome = _called(item, arguments, root)
    return replace(outcome, observed=observed)


def _called(item: Product, arguments: Mapping[str, Any], root: Path) -> Outcome:
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            made = returned(item, item.function(**arguments), root)
    except ReportError as error:
        return Outcome(faults=located(error, item, root))
    except (Exception, SystemExit) as error:
        return Outcome(faults=(_failure(item, root, error),))
    own = dict.fromkeys(str(w.message) for w in caught if not _is_about_code(w.category))
    return Outcome(made, tuple(own))


def accept(item: Product, outcome: Outcome, state: RunState) -> None:
    """Record the result of a product."""
    state.observed[item.name] = outcome.observed
    if outcome.faults:
        state.failed[item.name] = outcome.faults
        return
    try:
        _record(item, outcome.made, outcome.warnings, state)
    except ReportError as error:
        state.failed[item.name] = located(error, item, state.root)


def _is_about_code(category: type[Warning]) -> bool:
    return issubclass(
        category, DeprecationWarning | PendingDeprecationWarning | ImportWarning | ResourceWarning
    )


def _failure(item: Product, root: Path, error: BaseException) -> Fault:
    return Fault(
        line_of(error, root, location(item, root)),
        f"{item.name} failed: {exception_text(error)}",
        "fix the product or the data that it received",
        "".join(traceback.format_exception(error)),
    )


def argument(need: str, state: RunState, build: Build) -> Any:
    """What a product gets for one of its arguments."""
    if need == LEDGER:
        if LEDGER not in state.made:
            state.made[LEDGER] = without_locations(Ledger.of(state.ledger_rows, build))
        return state.made[LEDGER]
    return state.files[need] if need in state.files else without_locations(state.made[need])


def without_locations(made: Any) -> Any:
    """Rows without the location of their code, which no product can then depend on; other results unchanged."""
    if not isinstance(made, Ledger):
        return made
    return replace(made, rows={id: _unplaced(row) for id, row in made.rows.items()})


def _unplaced(row: Row) -> Row:
    bare = copy(row)
    object.__setattr__(bare, "source", None)
    return bare


def _record(item: Product, outcome: Any, own: tuple[str, ...], state: RunState) -> None:
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
            Fault(location(item, state.root), wrong, f"return a report.{item.kind.capitalize()}"),
        )
    state.made[item.name] = outcome


def _reads_data(item: Product, state: RunState) -> bool:
    """Whether a product reads a file into a value; its warnings concern all dependents and are reported once."""
    return item.kind == "value" and any(need in state.files for need in item.needs)


def remarks(state: RunState) -> Iterator[Remark]:
    """The remarks on the data in the order of the study, each once, with the products whose rows depend on them."""
    for name in state.products:
        resting = tuple(
            maker
            for maker, item in state.products.items()
            if item.kind in ROWS and name in ancestors(maker, state.products)
        )
        yield from (Remark(text, name, resting) for text in state.remarks.get(name, ()))


def _stamped(item: Product, rows: Iterable[Any], messages: tuple[str, ...], state: RunState) -> Ledger:
    source = Source(
        item.name, file_of(item, state.root), item.line, item.visible_needs, _data_behind(item, state)
    )
    stamped = [
        row.stamped(source, messages, state.levels, state.style)
        for row in withheld(list(rows), state.minimum)
    ]
    state.rows[item.name] = stamped
    state.finished(stamped)
    return Ledger.of(stamped)


def _data_behind(item: Product, state: RunState) -> tuple[tuple[str, str], ...]:
    names = ancestors(item.name, state.products)
    declared = [(file.name, file.sha256) for key, file in state.files.items() if key in names]
    makers = [product for name, product in state.products.items() if name in {*names, item.name}]
    steps = [state.observed[maker.name] for maker in makers if maker.name in state.observed]
    modules = of_modules(state.loading, {maker.file for maker in makers}, state.products.values())
    return tuple(dict.fromkeys([*declared, *data_behind([*steps, modules], state.files, state.root)]))


def is_lost(need: str, state: RunState) -> bool:
    """Whether a needed product failed; the whole ledger fails with any product."""
    return bool(state.failed) if need == LEDGER else need in state.failed
