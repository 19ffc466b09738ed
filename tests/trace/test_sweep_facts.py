"""What the card of a number says about the sweeps behind it."""

from __future__ import annotations

import json

import pytest

from report.rows.stat import Source, Stat
from report.trace.sweep_facts import sweep_facts

LINES = (
    "acute,n,replication,beta,failure\nebi,20,0,0.1,\nebi,20,1,,not converged\nmeq,20,0,0.2,\nmeq,20,1,0.3,\n"
)


@pytest.fixture
def root(tmp_path):
    """A project with the stored results of a sweep."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "power.csv").write_text(LINES, encoding="utf-8")
    record = {"subject": "a", "results": "0123456789abcdef", "seconds_for_a_unit": 1, "sweep": "simulated"}
    (folder / "power.json").write_text(json.dumps(record), encoding="utf-8")
    (folder / "trial.csv").write_text("x\n1\n", encoding="utf-8")
    return tmp_path


def row(*data, inputs=()):
    return Stat("a.b", 1, "count", "b", source=Source("f", "f.py", 1, inputs, data))


def test_a_stored_sweep_has_its_size_its_failures_and_its_run(root):
    """A universe is a combination of options, whatever its replications; other data are no sweep."""
    data = (("data/trial.csv", "x"), ("data/power.csv", "y"), ("data/gone.csv", "z"))
    assert sweep_facts(row(*data), root) == [
        "simulated: 2 universes, 2 replications each, 1 failed; run data/power.csv (sha256 0123456789ab…)"
    ]


def test_a_changed_file_is_counted_again(root):
    """Though the same process has counted it."""
    data = (("data/power.csv", "y"),)
    sweep_facts(row(*data), root)
    path = root / "data" / "power.csv"
    path.write_text(LINES + "ebi,40,0,0.4,\n", encoding="utf-8")
    assert sweep_facts(row(*data), root)[0].startswith("simulated: 3 universes")


def test_a_sweep_without_a_file_names_its_folder(root):
    """One whose results are stored is not named again."""
    (root / ".tracepaper" / "sweeps" / "multiverse").mkdir(parents=True)
    inputs = ("multiverse", "trial")
    assert sweep_facts(row(inputs=inputs), root) == ["multiverse: run in .tracepaper/sweeps/multiverse"]
    assert len(sweep_facts(row(("data/power.csv", "y"), inputs=inputs), root)) == 1


def test_a_row_without_a_source_rests_on_none(root):
    """As in a ledger of another program."""
    assert sweep_facts(Stat("a.b", 1, "count", "b"), root) == []
