"""The stored runs of the paper's sweeps."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analysis.study import study
from report.study.study import collect
from report.sweeps.declaration import Sweep, sweep_of

ROOT = Path(__file__).resolve().parents[2]
SWEEPS = [each for item in collect(study, ROOT).values() if (each := sweep_of(item.function)) and each.stored]


@pytest.mark.parametrize("sweep", SWEEPS, ids=lambda sweep: sweep.name)
def test_a_stored_run_names_its_sweep(sweep: Sweep) -> None:
    """Cards and the appendix print the name of the function, which may differ from that of the file."""
    about = json.loads((ROOT / sweep.stored).with_suffix(".json").read_text(encoding="utf-8"))
    assert about["sweep"] == sweep.name
