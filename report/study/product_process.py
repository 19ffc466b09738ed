"""The process of a product: a copy of the current one, which computes the product from copies of its inputs."""

from __future__ import annotations

import gc
import random
import warnings
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from report.files.lookups import folders_of
from report.files.observed import named
from report.files.recorder import recording
from report.files.sources import loaded_files
from report.files.worker_processes import BackgroundTask
from report.rows.errors import ReportError
from report.rows.levels import Levels, levels_of_study
from report.study.product import Product
from report.study.run_state import Outcome, outcome_of
from report.study.stored_values import Stored

Given = Mapping[str, Callable[[], Any]]


def start(item: Product, given: Given, root: Path, levels: Levels, chance: Any) -> BackgroundTask[Any]:
    """Start the process of a product; `chance` is the state of Python's random numbers, which a fork loses."""
    return BackgroundTask(partial(_computed, item, given, root, levels, chance)).start(None)


def constant(value: Any) -> Any:
    """An input that the process has when it starts."""
    return value


def recomputed(item: Product, given: Given) -> Any:
    """A value that cannot be stored, recomputed where it is needed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # they were recorded when the value was first computed
        return item.function(**{need: give() for need, give in given.items()})


def _computed(item: Product, given: Given, root: Path, levels: Levels, chance: Any, _: None) -> Outcome:
    gc.freeze()
    random.setstate(chance)
    before = loaded_files()
    with levels_of_study(levels), recording() as observed:
        outcome = _outcome(item, given, root, levels)
        observed.add(outcome.observed)
        observed.lookups = {folder: set(names) for folder, names in folders_of(observed.modules).items()}
    now = loaded_files()
    late = tuple(sorted((name, named(now[name], root)) for name in now.keys() - before.keys()))
    made = outcome.made if outcome.faults else Stored.of(outcome.made)
    return replace(outcome, made=made, observed=observed, late=late)


def _outcome(item: Product, given: Given, root: Path, levels: Levels) -> Outcome:
    try:
        arguments = {need: give() for need, give in given.items()}
    except ReportError as error:
        return Outcome(faults=error.faults)
    return outcome_of(item, arguments, root, levels)
