"""The stored runs of the paper's sweeps."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analysis.study import study
from report.rows.ledger import Ledger
from report.rows.stat import Row
from report.study.study import collect
from report.sweeps.declaration import Sweep, sweep_of
from report.trace.sweep_source import sweep_source

ROOT = Path(__file__).resolve().parents[2]
SWEEPS = [each for item in collect(study, ROOT).values() if (each := sweep_of(item.function)) and each.stored]
BY_NAME = {each.name: each for each in SWEEPS}


def universes_of(row: Row, name: str) -> int:
    found = sweep_source(row, BY_NAME[name], ROOT)
    assert found.run is not None
    assert found.run.parts
    return found.universes


def test_each_effect_is_traced_to_its_universe(ledger: Ledger) -> None:
    """And each median, range or share to the universes that it summarises."""
    effects = [row for row in ledger.below("multiverse") if row.id.endswith(".beta")]
    assert len(effects) == BY_NAME["multiverse"].total()
    assert {universes_of(row, "multiverse") for row in effects[::40]} == {1}
    for id in ("multiverse.ebi", "multiverse.ebi.divisor.n_minus_one", "multiverse.meq.sessions.max"):
        assert universes_of(ledger[f"{id}.median"], "multiverse") == ledger[f"{id}.universes"].value


def test_each_power_is_traced_to_its_sample_size(ledger: Ledger) -> None:
    """A cell of the table is one universe with all its replications."""
    for id in ("power.ebi.n20.indirect.bias", "power.meq.n400.indirect.corrected.coverage"):
        assert universes_of(ledger[id], "simulated_power") == 1
    assert universes_of(ledger["coverage.ebi.indirect.delta.power"], "simulated_coverage") == 1


@pytest.mark.parametrize("sweep", SWEEPS, ids=lambda sweep: sweep.name)
def test_a_stored_run_names_its_sweep(sweep: Sweep) -> None:
    """Cards and the appendix print the name of the function, which may differ from that of the file."""
    about = json.loads((ROOT / sweep.stored).with_suffix(".json").read_text(encoding="utf-8"))
    assert about["sweep"] == sweep.name
