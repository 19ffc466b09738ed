"""Runs the search for both arms, saves its progress, and writes a trial file with its provenance."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.random import Generator

from analysis.synthetic.arms import Arm, escitalopram_arm, psilocybin_arm
from analysis.synthetic.background import background
from analysis.synthetic.beginning import beginning
from analysis.synthetic.closed_form import Array
from analysis.synthetic.continuous import Problem
from analysis.synthetic.grids import Grid, grids, read_dictionary
from analysis.synthetic.stages import State, advance, relaxations
from analysis.synthetic.structure import MEASURES
from analysis.synthetic.targets import read_published
from analysis.synthetic.trial_table import arm_rows, checksum, replace_text, write_provenance, written_table
from report.data.synthetic_rows import SyntheticRows

SAVE_EVERY = 200
Watch = Callable[[str, int, int, float], None]
"""Called with the arm, the steps done, the steps allowed, and the loss of the best table."""


@dataclass(frozen=True)
class Plan:
    """The input of a search, which determines its result completely."""

    seed: int
    data: Path
    steps: int = 12_000
    iterations: int = 40

    @property
    def key(self) -> dict[str, Any]:
        """Return the values that a checkpoint must share with a run that resumes it."""
        targets = checksum(self.data / "published.yaml"), checksum(self.data / "dictionary.yaml")
        return {
            "seed": self.seed,
            "steps": self.steps,
            "iterations": self.iterations,
            "targets": list(targets),
        }


class Checkpoint:
    """A file with the state of each arm's search; without a path, nothing is stored."""

    def __init__(self, path: Path | None, key: Mapping[str, Any], resume: bool) -> None:
        self.path = path
        self.kept: dict[str, Any] = {"key": dict(key), "arms": {}}
        if resume and path is not None and path.exists():
            stored = json.loads(path.read_text(encoding="utf-8"))
            if stored["key"] == self.kept["key"]:
                self.kept = stored

    def state(self, arm: str) -> dict[str, Any] | None:
        """Return the stored state of an arm, or None."""
        found: dict[str, Any] | None = self.kept["arms"].get(arm)
        return found

    def save(self, arm: str, state: State, generator: Generator) -> None:
        """Store the state of an arm."""
        if self.path is not None:
            self.kept["arms"][arm] = state.stored(generator)
            replace_text(self.path, json.dumps(self.kept))


def arm_generators(seed: int, arm: Arm) -> Iterator[Generator]:
    """Yield independent generators for an arm's background, beginning, search and file."""
    sequence = np.random.SeedSequence([seed, *arm.name.encode()])
    return (np.random.default_rng(child) for child in sequence.spawn(4))


def searched(
    plan: Plan,
    arm: Arm,
    problem: Problem,
    begin: Array,
    generator: Generator,
    checkpoint: Checkpoint,
    watch: Watch,
) -> Array:
    """Return the best table of one arm's search, resumed from the checkpoint if it has the arm."""
    stored = checkpoint.state(arm.name)
    state = State(begin) if stored is None else State.restored(stored, generator)
    total = len(relaxations(arm.analysed)) + plan.steps
    for _ in advance(problem, state, generator, plan.iterations, plan.steps):
        if state.descent is None or state.descent.step % SAVE_EVERY == 0:
            checkpoint.save(arm.name, state, generator)
        watch(arm.name, state.done, total, state.loss)
    checkpoint.save(arm.name, state, generator)
    return state.scores


def generated_arm(
    plan: Plan, arm: Arm, ranges: Mapping[str, Grid], checkpoint: Checkpoint, watch: Watch
) -> pd.DataFrame:
    """Return all participants of one arm."""
    for_background, for_beginning, for_search, for_file = arm_generators(plan.seed, arm)
    own = tuple(ranges[name] for name in MEASURES)
    characteristics = background(arm, for_background)
    severity = characteristics["qids_0"].to_numpy(dtype=float)
    begin = beginning(arm, own, severity, for_beginning)
    problem = Problem(arm.targets, own, arm.complete)
    scores = searched(plan, arm, problem, begin, for_search, checkpoint, watch)
    return arm_rows(arm, characteristics, scores, own, for_file)


def generate(plan: Plan, out: Path, checkpoint: Path | None, resume: bool, watch: Watch) -> str:
    """Write the trial file and its provenance; return the file's SHA-256."""
    published = read_published(plan.data / "published.yaml")
    dictionary = read_dictionary(plan.data / "dictionary.yaml")
    ranges = grids(dictionary)
    saved = Checkpoint(checkpoint, plan.key, resume)
    arms = psilocybin_arm(published), escitalopram_arm(published)
    rows = pd.concat([generated_arm(plan, arm, ranges, saved, watch) for arm in arms], ignore_index=True)
    declared = {
        "synthetic": "true",
        "generator": "analysis.synthetic",
        "seed": str(plan.seed),
        "note": "no participant's data; calibrated to the summary statistics of the source paper",
    }
    replace_text(out, written_table(rows, list(dictionary["columns"]), ranges, declared))
    digest = checksum(out)
    record = {"file": out.name, "sha256": digest, **declared, "synthetic": True, "seed": plan.seed}
    versions = {"numpy": np.__version__, "pandas": pd.__version__}
    write_provenance(
        out.with_name(f"{out.stem}.meta.yaml"),
        {
            **record,
            "budget": {"steps": plan.steps, "iterations": plan.iterations},
            "versions": versions,
            "rows": SyntheticRows.of(out.read_bytes(), ["participant"]).record(),
        },
    )
    return digest
