"""Batches: some replications of some universes, computed one after another in one process."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from report.rows.errors import exception_text
from report.rows.levels import USUAL, Levels, levels_of_study
from report.sweeps.design import RESERVED, Universe, key_of
from report.sweeps.seeds import generator

Record = dict[str, Any]
_WANTED = "return numbers or texts by their names, or a small frame"
#: A replication of a universe.
Unit = tuple[Universe, int]


@dataclass(frozen=True)
class SweepTask:
    """The common part of all units of a sweep: a function, the products that it needs, the seed and the study's levels.

    No value may have the name of one of the `decisions`, which are columns of the results as well.
    """

    function: Callable[..., Any]
    arguments: Mapping[str, Any]
    seed: int
    decisions: tuple[str, ...] = ()
    levels: Levels = USUAL


@dataclass(frozen=True)
class ComputedBatch:
    """The records of a batch, and the seconds that it took."""

    records: list[Record]
    seconds: float


def compute(task: SweepTask, units: Sequence[Unit]) -> ComputedBatch:
    """Compute the units of a batch; a unit that fails is a record of its failure."""
    began = time.perf_counter()
    with levels_of_study(task.levels):
        records = [record for universe, replication in units for record in _unit(task, universe, replication)]
    return ComputedBatch(records, time.perf_counter() - began)


def _unit(task: SweepTask, universe: Universe, replication: int) -> list[Record]:
    key = key_of(universe)
    identity = {"universe": key, "replication": replication}
    try:
        made = task.function(universe, generator(task.seed, key, replication), **task.arguments)
        return [{**identity, **record, "failure": ""} for record in _records(made, task.decisions)]
    except (Exception, SystemExit) as error:
        return [{**identity, "failure": exception_text(error)}]


def _records(made: Any, decisions: Collection[str]) -> list[Record]:
    """What a function returned or yielded, as records of plain values; None is a unit without a result."""
    found = [
        {str(name): _plain(str(name), value, decisions) for name, value in row.items()} for row in _rows(made)
    ]
    if not found:
        raise ValueError("it returned nothing")
    return found


def _rows(made: Any) -> Iterator[Mapping[Any, Any]]:
    """A mapping, the rows of a frame, or those of several of either."""
    if made is None:
        return
    if isinstance(made, Mapping):
        yield made
    elif hasattr(made, "to_dict"):
        yield from made.to_dict("records") if hasattr(made, "columns") else [made.to_dict()]
    elif isinstance(made, Iterable) and not isinstance(made, str | bytes):
        for each in made:
            yield from _rows(each)
    else:
        raise TypeError(f"it returned a value of type {type(made).__name__} without a name; {_WANTED}")


def _plain(name: str, value: Any, decisions: Collection[str]) -> Any:
    if name in RESERVED:
        raise ValueError(f"it returned a value called {name}, as a column of the results is")
    if name in decisions:
        raise ValueError(f"it returned a value called {name}, as a decision of the design is")
    value = value.item() if hasattr(value, "item") and getattr(value, "ndim", 0) == 0 else value
    if not isinstance(value, str | int | float | bool | None):
        raise TypeError(f"it returned {name} as {type(value).__name__}; {_WANTED}")
    return value
