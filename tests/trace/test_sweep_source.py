"""The sweep behind a number: its design, the universes of a row, and where their results are stored."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from report.cli.sweep_listing import sweep_lines
from report.rows.stat import Stat
from report.sweeps.checkpoints import Checkpoints
from report.sweeps.declaration import Sweep
from report.sweeps.design import Design, Universe, key_of
from report.sweeps.stored_results import StoredResults
from report.trace.sweep_source import sweep_source

DESIGN = Design(kind=("a", "b"), n=(10, 20), robust=(True, None)).only_if(
    lambda universe: universe["robust"] or universe["kind"] == "a"
)


def drawn(universe: Universe, rng: np.random.Generator) -> dict[str, float]:
    """The function of the sweep."""
    return {"mean": float(rng.normal())}


def sweep(stored: str = "") -> Sweep:
    return Sweep(drawn, DESIGN, replications=2, seed=7, stored=stored)


def row(**about: str) -> Stat:
    return Stat("many.mean", 0.5, "fixed2", "mean", about=about)


def add_batches(folder: Path) -> None:
    """Every replication is one batch; the last one is beyond those that the study asks for."""
    for replication in range(3):
        records = [
            {"universe": key_of(each), "replication": replication, "mean": place / 8, "failure": ""}
            for place, each in enumerate(DESIGN.universes())
        ]
        Checkpoints(folder).add(records[::-1])


def add_stored(path: Path) -> None:
    records = [
        {"universe": key_of(each), **each, "replication": replication, "mean": 0.25, "failure": ""}
        for each in DESIGN.universes()
        for replication in range(2)
    ]
    StoredResults(path, "subject").write(pd.DataFrame(records), 1.0)


def test_a_row_of_one_universe_states_all_its_options(tmp_path: Path) -> None:
    """Options in `about` choose universes; without a run, the results are unknown."""
    found = sweep_source(row(kind="a", n="20", robust="", model="m"), sweep(), tmp_path)
    assert (found.total, found.universes, found.run) == (6, 1, None)
    assert found.options == {"kind": "a", "n": "20", "robust": ""}
    assert "  results unknown: run `report sweep drawn` first" in sweep_lines(found)


def test_options_count_their_universes(tmp_path: Path) -> None:
    """The design of a row that is made of all universes, with what its conditions leave out."""
    found = sweep_source(row(), sweep(), tmp_path)
    assert found.universes == 6
    assert found.decisions == {
        "kind": {"a": 4, "b": 2},
        "n": {"10": 3, "20": 3},
        "robust": {"True": 4, "": 2},
    }


def test_batches_of_a_universe_are_named(tmp_path: Path) -> None:
    """The records come in the order of the design, without replications that the study does not ask for."""
    folder = tmp_path / ".tracepaper" / "sweeps" / "drawn" / "0123abcd"
    add_batches(folder)
    run = sweep_source(row(kind="b"), sweep(), tmp_path).run
    assert run is not None
    assert run.place == ".tracepaper/sweeps/drawn/0123abcd"
    assert len(run.parts) == 2
    assert {*run.parts} < {path.stem for path in folder.iterdir()}
    assert [(each["n"], each["replication"], each["mean"]) for each in run.records] == [
        ("10", "0", "0.5"),
        ("10", "1", "0.5"),
        ("20", "0", "0.625"),
        ("20", "1", "0.625"),
    ]


def test_lines_of_the_stored_file_are_named(tmp_path: Path) -> None:
    """With the hash of the results and the versions of the packages."""
    add_stored(tmp_path / "drawn.csv")
    run = sweep_source(row(n="20"), sweep("drawn.csv"), tmp_path).run
    assert run is not None
    assert (run.place, run.parts) == ("drawn.csv", ("6-9", "12-13"))
    assert len(run.sha256) == 64
    assert any(each.startswith("numpy ") for each in run.computed_with)
    assert {each["n"] for each in run.records} == {"20"}


def test_long_runs_are_printed_in_part(tmp_path: Path) -> None:
    """Ten records and three parts; the rest is counted."""
    add_stored(tmp_path / "drawn.csv")
    found = sweep_source(row(), sweep("drawn.csv"), tmp_path)
    lines = list(sweep_lines(found))
    assert lines[0] == "sweep drawn: 6 universes, 2 replications, seed 7"
    assert lines[-1] == "    … 2 more records"
    assert "  results in drawn.csv, line 2-13" in lines


@pytest.mark.parametrize(("about", "line"), [({"kind": "a"}, "4 universes with kind = a"), ({}, "")])
def test_the_universes_of_a_row_are_counted(about: dict[str, str], line: str, tmp_path: Path) -> None:
    """A row that states no option is about all universes, which goes without saying."""
    lines = [
        each for each in sweep_lines(sweep_source(row(**about), sweep(), tmp_path)) if "this row" in each
    ]
    assert lines == ([f"  this row: {line}"] if line else [])
