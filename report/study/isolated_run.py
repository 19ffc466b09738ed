"""Computes each product whose result is not cached in a separate process.

A process starts from the modules as they were imported and from copies of the product's inputs. So no product can
change what another one computes, and a cached result is that of a fresh run. Libraries that several products need are
loaded while the first products are computed.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from multiprocessing.connection import Connection, wait
from typing import Any, cast

from report.files.file_states import digest_of
from report.files.observed import named
from report.files.worker_processes import CONTEXT, BackgroundTask, processors
from report.rows.build_record import Build
from report.rows.errors import Fault, ReportError
from report.study.dependency_order import ARRANGING, LEDGER, ancestors
from report.study.product import Product
from report.study.product_cache import ProductCache, Root
from report.study.product_process import constant, recomputed, start
from report.study.returned_products import ROWS, location
from report.study.run_state import Outcome, Progress, RunState, accept, argument, is_lost, without_locations
from report.study.shared_libraries import load, shared_libraries
from report.study.stored_values import Stored


def can_isolate() -> bool:
    """Whether this system starts processes as copies of the current one."""
    return CONTEXT.get_start_method() == "fork"


class IsolatedRun:
    """The products of a plan, each taken from the cache or computed in its own process, as many at once as possible."""

    def __init__(
        self, plan: Sequence[Product], state: RunState, build: Build, progress: Progress, cache: ProductCache
    ):
        self._pending = sorted(plan, key=lambda item: (item.kind in ARRANGING, item.background is None))
        self._state, self._build, self._progress, self._cache = state, build, progress, cache
        self._chance = random.getstate()
        self._libraries: list[Callable[[], object]] = [partial(load, name) for name in shared_libraries()]
        if any(item.kind == "figure" for item in plan):
            self._libraries.append(state.while_waiting)
        self._libraries.append(state.load_next)
        self._stored: dict[str, Stored] = {}
        self._digests: dict[str, str] = {}
        self._running: dict[Connection, tuple[Product, BackgroundTask[Any]]] = {}

    def compute(self) -> None:
        """Compute everything, and collect the faults of the products that failed."""
        try:
            while self._pending or self._running:
                self._start()
                if self._running and not self._load():
                    self._finish()
        finally:
            for _, task in self._running.values():
                task.stop()

    def _start(self) -> None:
        """Settle all products whose inputs are ready: reuse them, or compute as many as there are processors."""
        settled = True
        while settled:
            settled = False
            for item in [each for each in self._pending if self._is_ready(each)]:
                if self._settle(item):
                    self._pending.remove(item)
                    settled = True

    def _load(self) -> bool:
        """Load a library for the next products, unless a product has ended; return whether one was loaded."""
        if not (self._libraries and self._others_follow()) or wait(list(self._running), 0):
            return False
        if len(self._libraries) == 1 and any(map(self._is_ready, self._pending)):
            return False  # what follows the run waits while a product could start
        self._libraries.pop(0)()
        return True

    def _others_follow(self) -> bool:
        """Whether products wait for a processor or for a running product; a product alone loads what it needs."""
        running = {item.name for item, _ in self._running.values()}
        return any(
            item.name in self._cache.reasons or running & ancestors(item.name, self._state.products)
            for item in self._pending
        )

    def _is_ready(self, item: Product) -> bool:
        state = self._state
        if any(need == LEDGER for need in item.needs):
            unfinished = [*self._pending, *(each for each, _ in self._running.values())]
            if any(each.kind not in ARRANGING for each in unfinished):
                return False
        return all(
            need == LEDGER or need in state.files or need in state.made or need in state.failed
            for need in item.needs
        )

    def _settle(self, item: Product) -> bool:
        """Reuse a product or start to compute it; return whether that was possible."""
        state, is_new = self._state, item.name in self._cache.reasons
        if is_new and len(self._running) >= processors():
            return False
        if any(is_lost(need, state) for need in item.needs):
            state.failed[item.name] = ()
            return True
        try:
            inputs, roots = self._inputs(item), self._roots(item)
        except ReportError as error:
            state.failed[item.name] = error.faults
            return True
        outcome = None if is_new else self._cache.find(item, inputs, roots)
        if outcome is not None:
            self._accept(item, outcome)
            return True
        if len(self._running) >= processors():
            return False
        self._compute(item)
        return True

    def _compute(self, item: Product) -> None:
        task = start(item, self.given(item), self._state.root, self._state.levels, self._chance)
        self._running[task.pipe] = item, task
        self._show()

    def _show(self) -> None:
        """Show the running products, each with the time that it took last time."""
        named = []
        for item, _ in self._running.values():
            expected = self._cache.seconds.get(item.name, 0.0)
            named.append(f"{item.name} (about {expected:.0f} s)" if expected >= 1 else item.name)
        if named:
            self._progress(f"computing {', '.join(named)}", 0.0)

    def _finish(self) -> None:
        for pipe in cast("list[Connection]", wait(list(self._running))):
            item, task = self._running.pop(pipe)
            try:
                outcome, seconds = task.result()
                if isinstance(
                    outcome, ReportError
                ):  # its inputs or the disk failed outside the product's own code
                    raise outcome
            except ReportError as error:
                what = f"{item.name} could not be computed: {error.faults[0].what}"
                fault = Fault(location(item, self._state.root), what, error.faults[0].remedy)
                outcome, seconds = Outcome(faults=(fault,)), 0.0
            self._cache.put(item, self._inputs(item), self._roots(item), outcome, seconds)
            self._accept(item, outcome)
            self._progress(item.name, seconds)
        self._show()

    def _accept(self, item: Product, outcome: Outcome) -> None:
        """Record a result; a value is restored only where a product needs it."""
        made = outcome.made
        if isinstance(made, Stored):
            self._stored[item.name] = made
            outcome = replace(outcome, made=self._restored(item, made))
        accept(item, outcome, self._state)

    def _restored(self, item: Product, made: Stored) -> Any:
        """The rows, table or figure of a product; a value is restored when it is needed."""
        if item.kind == "value":
            return None
        return recomputed(item, self.given(item)) if made.reason else made.value()

    def _inputs(self, item: Product) -> dict[str, str]:
        """A digest of each input; for a value that cannot be stored, those of its own inputs."""
        found: dict[str, str] = {}
        for need in item.needs:
            stored = self._stored.get(need)
            if stored is not None and stored.reason:
                found |= self._inputs(self._state.products[need])
            else:
                found[need] = self._digest(need)
        return found

    def _digest(self, need: str) -> str:
        """The digest of an input, which does not change once the input is there."""
        if need not in self._digests:
            self._digests[need] = self._computed_digest(need)
        return self._digests[need]

    def _computed_digest(self, need: str) -> str:
        state = self._state
        if need in state.files:
            file = state.files[need]
            return digest_of([file.name, file.sha256, named(str(file.path), state.root)])
        if need == LEDGER:
            rows = argument(LEDGER, state, self._build)
            return digest_of([repr(rows.build), *map(repr, rows.values())])
        if state.products[need].kind in ROWS:
            return digest_of(map(repr, without_locations(state.made[need]).values()))
        return self._stored[need].digest

    def _roots(self, item: Product) -> list[Root]:
        """The functions and classes that a product starts from: its own, and those of its inputs."""
        roots = [(item.file, item.function.__name__)]
        for need in item.needs:
            stored = self._stored.get(need)
            if stored is not None and stored.reason:
                roots += self._roots(self._state.products[need])
            elif stored is not None:
                files = self._cache.code({})
                roots += [
                    (files.file_of(module), name) for module, name in stored.names if files.file_of(module)
                ]
        return roots

    def given(self, item: Product) -> dict[str, Callable[[], Any]]:
        """A function for each argument, which returns it in the product's process."""
        return {need: self._giver(need) for need in item.needs}

    def _giver(self, need: str) -> Callable[[], Any]:
        state, stored = self._state, self._stored.get(need)
        if stored is not None and stored.reason:
            product = state.products[need]
            return partial(recomputed, product, self.given(product))
        if stored is not None and state.products[need].kind == "value":
            if stored.is_loaded:
                stored.value()
            return stored.value
        return partial(constant, argument(need, state, self._build))
