"""Batches: some replications of some universes, computed one after another in one process."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from report.rows.errors import exception_text
from report.sweeps.design import RESERVED, Universe, key_of
from report.sweeps.seeds import generator

Record = dict[str, Any]
#: A replication of a universe.
Unit = tuple[Universe, int]


@dataclass(frozen=True)
class Task:
    """The common part of all units of a sweep: a function, the products that it needs, and the seed."""

    function: Callable[..., Any]
    arguments: Mapping[str, Any]
    seed: int


@dataclass(frozen=True)
class Computed:
    """The records of a batch, and the seconds that it took."""

    records: list[Record]
    seconds: float


def compute(task: Task, units: Sequence[Unit]) -> Computed:
    """Compute the units of a batch; a unit that fails is a record of its failure."""
    began = time.perf_counter()
    records = [record for universe, replication in units for record in _unit(task, universe, replication)]
    return Computed(records, time.perf_counter() - began)


def _unit(task: Task, universe: Universe, replication: int) -> list[Record]:
    key = key_of(universe)
    identity = {"universe": key, "replication": replication}
    try:
        made = task.function(universe, generator(task.seed, key, replication), **task.arguments)
        return [{**identity, **record, "failure": ""} for record in _records(made)]
    except Exception as error:
        return [{**identity, "failure": exception_text(error)}]


def _records(made: Any) -> list[Record]:
    """What a function returned or yielded, as records of plain values; None is a unit without a result."""
    if made is None:
        raise ValueError("it returned nothing")
    if hasattr(made, "to_dict") and hasattr(made, "columns"):
        made = made.to_dict("records")
    rows: Iterable[Any] = [made] if isinstance(made, Mapping) else made
    found = [{str(name): _plain(name, value) for name, value in dict(row).items()} for row in rows]
    if not found:
        raise ValueError("it returned nothing")
    return found


def _plain(name: object, value: Any) -> Any:
    if name in RESERVED:
        raise ValueError(f"it returned a value called {name}, as a column of the results is")
    value = value.item() if hasattr(value, "item") and getattr(value, "ndim", 0) == 0 else value
    if not isinstance(value, str | int | float | bool | None):
        raise TypeError(
            f"it returned {name} as {type(value).__name__}; return numbers, texts or a small frame"
        )
    return value
