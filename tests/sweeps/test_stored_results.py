"""Results in a file of the repository are used while they are what the code would give, and never after that."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from report.files.recorder import recording
from report.rows.errors import ProductError
from report.rows.levels import Levels, levels_of_study
from report.sweeps import Sweep
from report.sweeps.batches import ComputedBatch, SweepTask, compute
from report.sweeps.declaration import sweep_of
from report.sweeps.executors import LocalExecutor
from report.sweeps.identity import code_of, subject
from report.sweeps.stored_results import compared_units

pytest.importorskip("pyarrow")
Load = Callable[..., ModuleType]
STORED = ("replications=20, seed=3", 'replications=2, seed=3, stored="results/simulated.csv"')
ARGUMENTS = {"factor": 2}


class Refusing(LocalExecutor):
    """Fails when anything is computed."""

    def submit(self, number: int, batch: object) -> None:
        raise AssertionError("nothing needs to be computed")


def stored(load: Load, *more: tuple[str, str]) -> Sweep:
    found = sweep_of(load(STORED, *more).simulated)
    assert found is not None
    return found


@pytest.fixture
def written(load: Load, tmp_path: Path) -> Path:
    """The file of a sweep that was run, without its checkpoints."""
    made = stored(load)
    made.compute(ARGUMENTS, LocalExecutor)
    made.store(ARGUMENTS)
    made.checkpoints(ARGUMENTS).clear()
    return tmp_path / "results" / "simulated.csv"


def is_current(made: Sweep) -> bool:
    return made.stored_results(ARGUMENTS).record() is not None


def test_stored_results_are_those_of_the_run(
    written: Path, load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build reads the same frame, bit for bit, and computes nothing."""
    made = stored(load)
    monkeypatch.setattr("report.sweeps.executors.LocalExecutor", Refusing)
    found = made.results(ARGUMENTS)
    monkeypatch.undo()
    made.compute(ARGUMENTS, LocalExecutor)
    assert written.is_file()
    assert found.to_csv() == made.frame(ARGUMENTS).to_csv()


@pytest.mark.parametrize(
    "change",
    [
        ("rng.normal(shift, 1, 10)", "rng.normal(shift, 2, 10)"),
        ("shift=(0, 1, 2)", "shift=(0, 1, 3)"),
        ("replications=2", "replications=3"),
        ("seed=3", "seed=4"),
    ],
)
@pytest.mark.usefixtures("written")
def test_a_change_makes_stored_results_stale(load: Load, change: tuple[str, str]) -> None:
    """Changed code that the function uses, another design, other replications and another seed are noticed."""
    assert is_current(stored(load))
    assert not is_current(stored(load, change))


@pytest.mark.usefixtures("written")
def test_code_that_the_function_does_not_use_counts_not(load: Load) -> None:
    """Another function, a comment and a docstring leave the results current."""
    assert is_current(stored(load, ("def drawn(rng", "def other():\n    return 1\n\n\ndef drawn(rng")))
    assert is_current(stored(load, ("    sample = drawn", "    # the sample\n    sample = drawn")))


def test_an_edited_file_is_not_used(written: Path, load: Load) -> None:
    """A number that was changed by hand makes the results stale, since the file no longer has its hash."""
    text = written.read_text()
    written.write_text(text.replace("0.", "1.", 1))
    assert not is_current(stored(load))


def test_another_engine_must_give_the_same_numbers(written: Path, load: Load) -> None:
    """Units are computed again; where they differ, a fault names the sweep and what to do."""
    text = written.read_text().replace("0.", "1.")
    written.write_text(text)
    made = stored(load)
    about = made.stored_results(ARGUMENTS).about
    record = json.loads(about.read_text())
    from hashlib import sha256

    about.write_text(json.dumps({**record, "results": sha256(written.read_bytes()).hexdigest()}))
    with pytest.raises(ProductError, match="values of mean that its code no longer gives"):
        made.results(ARGUMENTS)


def test_modules_that_happen_to_be_loaded_count_not(load: Load, tmp_path: Path) -> None:
    """The code of a sweep is what its function leads to, whichever command loads it."""
    made = stored(load)
    (tmp_path / "elsewhere.py").write_text("import random\nrandom.seed(1)\n")
    before = code_of(made.function, tmp_path)
    import importlib.util
    import sys

    spec = importlib.util.spec_from_file_location("elsewhere", tmp_path / "elsewhere.py")
    assert spec is not None
    assert spec.loader is not None
    sys.modules["elsewhere"] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    try:
        assert code_of(made.function, tmp_path) == before
    finally:
        sys.modules.pop("elsewhere")


def test_compared_units_are_spread_and_bounded() -> None:
    """Cheap units are compared in several places, an expensive one alone."""
    assert compared_units(100, 0.001) == [round((k + 0.5) * 12.5 - 0.5) for k in range(8)]
    assert len(compared_units(100, 5.0)) == 1
    assert compared_units(3, 0.0) == [0, 1, 2]


def test_a_failure_is_part_of_stored_results(written: Path, load: Load) -> None:
    """A unit that fails has its message in the file, and compares as equal."""
    found = stored(load).results(ARGUMENTS)
    again: ComputedBatch = compute(SweepTask(stored(load).function, ARGUMENTS, 3), list(stored(load).units()))
    assert (found["failure"] != "").sum() == sum(record["failure"] != "" for record in again.records)
    assert written.is_file()


def test_a_product_does_not_depend_on_whole_modules_for_its_sweep(load: Load, tmp_path: Path) -> None:
    """Otherwise an edit of any module of the study would run the product again."""
    function = load().simulated
    with recording() as observed:
        code_of(function, tmp_path)
    assert str(tmp_path / "simulation.py") not in observed.files


def test_results_belong_to_the_levels_of_their_study(load: Load, tmp_path: Path) -> None:
    """Results at other levels are not reused."""
    function = load().simulated
    usual = subject(function, ARGUMENTS, 3, tmp_path)
    with levels_of_study(Levels(confidence=0.8)):
        assert subject(function, ARGUMENTS, 3, tmp_path) != usual
    with levels_of_study(Levels()):
        assert subject(function, ARGUMENTS, 3, tmp_path) == usual


def test_units_follow_the_levels_of_their_study(load: Load) -> None:
    """Also in a process that knows no more than the task."""
    level = (
        ("import os", "from report.rows.levels import study_levels"),
        ("len(sample)", "study_levels().confidence"),
    )
    declared = sweep_of(load(*level).simulated)
    assert declared is not None
    units = list(declared.units())[:2]
    task = SweepTask(declared.function, ARGUMENTS, 3, levels=Levels(confidence=0.8))
    assert {record["n"] for record in compute(task, units).records} == {0.8}
    made: list[SweepTask] = []
    with levels_of_study(Levels(confidence=0.8)):
        declared.compute(ARGUMENTS, lambda task: made.append(task) or LocalExecutor(task, 1))
    assert [each.levels.confidence for each in made] == [0.8]
