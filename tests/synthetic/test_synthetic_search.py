"""The search itself: the same seed gives the same file, an interrupted one goes on as if it had not been."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from analysis.synthetic.__main__ import main
from analysis.synthetic.claims import lowers_depression, path_bound
from analysis.synthetic.continuous import Problem, step
from analysis.synthetic.generator import Checkpoint, Plan, generate
from analysis.synthetic.grids import Grid
from analysis.synthetic.stages import State, relaxed
from analysis.synthetic.statistics import evaluate
from analysis.synthetic.structure import MEASURES
from analysis.synthetic.targets import Target, number_target, p_target, rounding_interval, two_sided, wald
from analysis.synthetic.trial_table import checksum
from analysis.synthetic.verdicts import agrees
from analysis.synthetic.whole_numbers import Moments, with_moments

DATA = Path(__file__).resolve().parents[2] / "data"


class Stopped(Exception):  # noqa: N818
    """Stands for Ctrl-C."""


def ignore(arm: str, done: int, total: int, loss: float) -> None:
    """Watch nothing."""


def stop_at(step: int):
    def watch(arm: str, done: int, total: int, loss: float) -> None:
        if done == step:
            raise Stopped

    return watch


def tiny(seed: int) -> Plan:
    return Plan(seed, DATA, steps=4, iterations=1)


def test_same_seed_same_file(tmp_path):
    """Two runs with one seed are byte-identical; another seed gives another file."""
    digests = [
        generate(tiny(seed), tmp_path / f"{place}.csv", None, False, ignore)
        for place, seed in enumerate((5, 5, 6))
    ]
    assert digests[0] == digests[1] != digests[2]


@pytest.mark.slow
def test_processors_that_round_differently_give_the_same_file(tmp_path):
    """OpenBLAS's kernels of an old processor and of this one lead to the same table, whose numbers are whole."""
    own = {name: value for name, value in os.environ.items() if name != "OPENBLAS_CORETYPE"}
    digests = []
    for name, environment in (("own", own), ("old", {**own, "OPENBLAS_CORETYPE": "Nehalem"})):
        out, saved = tmp_path / f"{name}.csv", tmp_path / f"{name}.json"
        command = [sys.executable, "-m", "analysis.synthetic", "--quiet", "--steps", "100"]
        command += ["--out", str(out), "--checkpoint", str(saved)]
        subprocess.run(command, check=False, env=environment, cwd=DATA.parent)
        digests.append(checksum(out))
    assert digests[0] == digests[1]


def test_step_meets_what_is_missed_and_holds_what_is_near():
    """A step leads a missed statistic inside its interval, and leaves one at the edge of its own where it is."""
    bounds = np.array([[1.0, 1.0, -np.inf], [3.0, 3.0, 9.0]])
    values, slopes = np.array([0.0, 1.5, 0.0]), np.array([[9.0, 0.0, 9.0], [0.0, 9.0, 9.0], [1.0, 1.0, 1.0]])
    met, limited, _ = values + slopes @ step(bounds, values, slopes)
    assert 1 < met < 1.5
    assert limited == pytest.approx(1.5, abs=0.05)


def test_relaxation_leaves_settled_participants_and_baseline_alone():
    """The last rows are put on the grids, the others move, and baseline severity stays as Table 1 has it."""
    scores = np.random.default_rng(2).uniform(2, 9, (20, len(MEASURES)))
    target = Target("t", "mean.qids_6w", 10, 11, 0.1)
    problem = Problem((target,), tuple(Grid(0, 27) for _ in MEASURES), complete=20)
    found = relaxed(problem, scores, settled=2, iterations=40)
    assert found[-2:] == pytest.approx(np.round(scores[-2:]))
    assert found[:-2, 0] == pytest.approx(scores[:-2, 0])
    assert 10 <= found[:, MEASURES.index("qids_6w")].mean() <= 11


def test_shared_variance_keeps_the_sign_of_its_correlation():
    """An r of the wrong sign does not meet a printed R squared."""
    scores = np.random.default_rng(2).uniform(0, 27, (1, 12, len(MEASURES)))
    scores[:, :, MEASURES.index("qids_6w")] = 27 - scores[:, :, 0] + 0.1 * scores[:, :, 3]
    assert evaluate(scores, 12)["r2.qids6w_on_qids0"][0] < -0.5


def test_resumed_search_gives_the_same_file(tmp_path):
    """A search that was stopped and resumed writes the file of an uninterrupted one."""
    whole = generate(tiny(5), tmp_path / "whole.csv", None, False, ignore)
    saved = tmp_path / "saved.json"
    with pytest.raises(Stopped):
        generate(tiny(5), tmp_path / "part.csv", saved, False, stop_at(6))
    assert not (tmp_path / "part.csv").exists()
    assert generate(tiny(5), tmp_path / "part.csv", saved, True, ignore) == whole


def test_checkpoint_of_another_seed_is_ignored(tmp_path):
    """A checkpoint belongs to one seed, budget and list of targets."""
    saved = tmp_path / "saved.json"
    Checkpoint(saved, tiny(5).key, False).save(
        "psilocybin", State(np.zeros((2, 2))), np.random.default_rng(1)
    )
    assert Checkpoint(saved, tiny(5).key, True).state("psilocybin") is not None
    assert Checkpoint(saved, tiny(6).key, True).state("psilocybin") is None


def test_command_says_what_is_met_and_fails_if_something_is_missed(tmp_path, capsys):
    """A budget that is too small is answered with the list of missed targets and exit code 1."""
    out = tmp_path / "trial.csv"
    budget = ["--seed", "5", "--steps", "1", "--iterations", "1", "--quiet"]
    assert main([*budget, "--out", str(out), "--checkpoint", str(tmp_path / "saved.json")]) == 1
    said = capsys.readouterr().out
    assert "table1        42 of 42 met" in said
    assert "(missed)" in said
    assert checksum(out) in said


def test_targets_come_from_the_published_list(tmp_path):
    """A changed list of published numbers changes what the search is for."""
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    listed = data / "published.yaml"
    listed.write_text(listed.read_text(encoding="utf-8").replace('"42.8"', '"43.8"'), encoding="utf-8")
    generate(Plan(5, data, steps=1, iterations=1), tmp_path / "out.csv", None, False, ignore)
    assert Plan(5, data).key != Plan(5, DATA).key


def test_rounding_interval_prints_as_it_should():
    """Every value inside the interval has the printed digits."""
    for edge in rounding_interval("-0.56"):
        assert agrees(edge, "-0.56")
    assert not agrees(-0.5651, "-0.56")
    assert agrees(0.0004, "<0.001")
    assert not agrees(0.0011, "<0.001")


def test_halves_are_rounded_away_from_zero():
    """A half in the last place goes away from zero."""
    assert agrees(0.125, "0.13")
    assert agrees(-0.125, "-0.13")


def test_p_targets_are_intervals_of_the_wald_statistic():
    """A p-value bounds the Wald statistic on the side of its beta; Bonferroni doubles p."""
    target = p_target("m.q~x.p", "0.02", negative=True)
    assert two_sided(target.lower) == pytest.approx(0.015, abs=4e-4)
    assert two_sided(target.upper) == pytest.approx(0.025, abs=4e-4)
    assert target.upper < 0
    doubled = p_target("m.q~x.p_bonferroni", "0.06", negative=False)
    assert two_sided(doubled.lower) == pytest.approx(0.0325, abs=4e-4)
    assert wald(two_sided(2.5)) == pytest.approx(2.5)


def test_percentages_are_met_as_shares():
    """59 % of variance is an R squared of .585 to .595."""
    target = number_target("session1.ebi.r2.starp2", "percent", "59")
    assert (target.lower, target.upper) == pytest.approx((0.5852, 0.5948))


@pytest.mark.parametrize(
    ("path", "negative"),
    [
        ("primary.ebi.qids6w~ebimax", True),
        ("primary.ebi.rap~starp", False),
        ("primary.ebi.qids6w~qids0", False),
    ],
)
def test_direction_of_a_claimed_path(path, negative):
    """What is good lowers depression; otherwise a claimed path is positive."""
    assert lowers_depression(path) is negative
    bound = path_bound(("claim", path, None, 0.05))
    assert (bound.upper < 0) is negative


def test_grid_snaps_to_what_ratings_can_give():
    """The mean of six whole ratings is a sixth; nothing leaves the range."""
    grid = Grid(0, 100, items=6, decimals=4)
    assert grid.snap(np.array([50.1, 120.0, -3.0])) == pytest.approx([50 + 1 / 6, 100, 0])
    assert grid.written(50 + 1 / 6) == "50.1667"


def test_whole_numbers_with_printed_moments():
    """Mean, SD and range print as asked, under individual ceilings."""
    generator = np.random.default_rng(3)
    ceiling = np.full(29, 30.0)
    ceiling[:5] = 44
    moments = Moments("22.2", "9.9", "3", "44")
    found = with_moments(moments, generator.normal(22, 10, 29), generator, ceiling)
    assert agrees(float(found.mean()), "22.2")
    assert agrees(float(found.std(ddof=1)), "9.9")
    assert (found.min(), found.max()) == (3, 44)
    assert (found <= ceiling).all()
