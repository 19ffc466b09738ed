"""The tables that an edit of a module changed, computed before its other effects are known.

The process that made the shown pages has all rows in memory. A copy of it imports the edited modules and computes
the tables that lead to the edited code. If the code leads to other products too, their rows may have changed, and
nothing is computed here. The refresh that runs behind computes everything, and corrects what is shown.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from report.files.code_closure import LoadedCode, is_project
from report.files.known_units import parsed
from report.files.trace import file_hash
from report.files.worker_processes import BackgroundTask
from report.manuscript.computation import Computed, product_cache
from report.manuscript.inputs import Inputs
from report.preview.early_changes import Shown, changed_tables
from report.rows.build_record import Build
from report.rows.errors import ReportError
from report.rows.ledger import Ledger
from report.rows.stat import Row
from report.rows.tables import Table
from report.study.dependency_order import ARRANGING, LEDGER, ancestors, order
from report.study.isolated_run import IsolatedRun
from report.study.product import Product
from report.study.project import Project
from report.study.returned_products import ROWS, file_of
from report.study.run_state import RunState, is_lost, outcome_of, without_locations
from report.study.study import collect

#: The file and the function that rows come from.
Origin = tuple[str, str]
#: The seconds after which a table is left to the refresh.
_SECONDS = 1.0


@dataclass(frozen=True)
class LoadedStudy:
    """A study as this process has imported it: its code, the code that each product leads to, and the rows of each."""

    code: LoadedCode
    parts: Mapping[str, frozenset[str]]
    products: Mapping[str, Product]
    rows: Mapping[Origin, list[Row]]

    @classmethod
    def of(cls, inputs: Inputs, computed: Computed) -> LoadedStudy | None:
        """The study that this process has imported; None if a file has changed since then."""
        root = inputs.project.root
        products = collect(inputs.project.study, root)
        code = LoadedCode.loaded(root)
        parts = {
            name: frozenset(code.parts([(item.file, item.function.__name__)]))
            for name, item in products.items()
            if item.file in code.files
        }
        rows = _rows_by_origin(computed.results.ledger)
        return None if _edited_files(computed) else cls(code, parts, products, rows)

    def edited(self, computed: Computed) -> list[str] | None:
        """The tables that the edits since then can have changed; None if they can have changed a row."""
        files = _edited_files(computed)
        labels = self._changed_code(files) if files <= self.code.files.keys() else None
        if labels is None:
            return None
        reached = [name for name, parts in self.parts.items() if parts & labels]
        if any(self.products[name].kind not in ARRANGING for name in reached):
            return None
        return [name for name in reached if self.products[name].kind == "table"]

    def _changed_code(self, files: set[str]) -> set[str] | None:
        """The labels of changed code; None if a statement that may affect other modules has changed."""
        found = set()
        for file in files:
            before = {name: unit.digest for name, unit in self.code.files[file].items()}
            after = {name: unit.digest for name, unit in parsed(file, is_project).units.items()}
            if before.get("") != after.get(""):
                return None
            found |= {self.code.label(file, name) for name in before if before[name] != after.get(name)}
            found.add(f"the text of {self.code.named(file)}")
        return found


def _edited_files(computed: Computed) -> set[str]:
    """The files whose content is no longer what the results were computed from."""
    files = computed.results.observed.files.items()
    return {path for path, file in files if file_hash(Path(path)) != file.sha256}


def edited_tables(studied: LoadedStudy, inputs: Inputs, computed: Computed, shown: Shown) -> dict[str, str]:
    """The tables that edits changed, as HTML by label; computed in a copy of this process, which imports the edits."""
    names = studied.edited(computed)
    if names is None or not (names or shown.newer):
        return {}
    task = BackgroundTask[None](partial(_rendered, studied, names, inputs, computed, shown)).start(None)
    if not task.pipe.poll(_SECONDS):
        task.stop()
        return {}
    try:
        answer, _ = task.result()
    except ReportError:
        return {}
    return {} if isinstance(answer, ReportError) else dict(answer)


def _rendered(
    studied: LoadedStudy, names: list[str], inputs: Inputs, computed: Computed, shown: Shown, _: None
) -> dict[str, str]:
    gc.disable()  # the process ends soon
    for module in studied.code.modules:
        sys.modules.pop(module, None)
    edited = Inputs(Project(inputs.project.root), inputs.data)
    tables = _tables(names, edited, studied, computed.results.ledger.build)
    others = {name: made for name, made in computed.results.tables.items() if name not in names}
    results = replace(computed.results, tables={**others, **tables})
    return changed_tables(shown, results, inputs.project.root)


def _tables(names: list[str], inputs: Inputs, studied: LoadedStudy, build: Build) -> dict[str, Table]:
    """Tables of the current study, made from the rows of the shown pages."""
    state = _state(inputs, studied.rows, build)
    needed = set().union(*(ancestors(name, state.products) for name in names))
    plan = order(state.products, set(state.files), state.root)
    values = [item for item in plan if item.kind == "value" and item.name in needed]
    made = IsolatedRun(values, state, build, _no_progress, product_cache(inputs, keep=False))
    made.compute()
    found = {}
    for item in (state.products[name] for name in names if name in state.products):
        if any(is_lost(need, state) for need in item.needs):
            continue
        arguments = {need: give() for need, give in made.given(item).items()}
        outcome = outcome_of(item, arguments, state.root, state.levels)
        if isinstance(outcome.made, Table):
            found[item.name] = outcome.made
    return found


def _state(inputs: Inputs, rows: Mapping[Origin, list[Row]], build: Build) -> RunState:
    """A run of the current study in which all products that yield rows have been computed."""
    root = inputs.project.root
    state = RunState(collect(inputs.project.study, root), inputs.files, root)
    yielding = [item for item in state.products.values() if item.kind in ROWS]
    state.made = {item.name: Ledger.of(rows.get((file_of(item, root), item.name), ())) for item in yielding}
    state.made[LEDGER] = Ledger.of((row for each in rows.values() for row in each), build)
    return state


def _rows_by_origin(ledger: Ledger) -> dict[Origin, list[Row]]:
    """The rows of each product, without the location of their code."""
    found: dict[Origin, list[Row]] = {}
    for row, bare in zip(ledger.values(), without_locations(ledger).values(), strict=True):
        origin = (row.source.file, row.source.function) if row.source else ("", "")
        found.setdefault(origin, []).append(bare)
    return found


def _no_progress(*_: object) -> None:
    """Report no progress."""
