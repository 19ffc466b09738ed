"""Power, bias and coverage by simulation agree with theory, and do not depend on who computes them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.stats import norm

from report.pathmodels import ModelError, fit
from report.pathmodels.draws import case_counts
from report.pathmodels.intervals import interval, limits
from report.pathmodels.nested_bootstrap import nested_limits
from report.pathmodels.population import Population, population_of_effects, population_of_fit
from report.pathmodels.simulation import Simulation, SimulationSummary
from report.sweeps.batches import SweepTask, compute
from report.sweeps.executors import LocalExecutor
from report.sweeps.power import power

CHAIN = "r ~ a*s\nx ~ b*r + q\ny ~ c*x + q\nx ~~ 0*y\nindirect := a*b*c"
EFFECTS = {"a": 0.6, "b": 0.5, "c": -0.5, "x ~ q": -0.2, "y ~ q": 0.3, "s ~~ q": 0.2}


def run(simulation: Simulation, n: int, replications: int, workers: int = 1) -> list[SimulationSummary]:
    return power(simulation, [n], replications, 7, partial(LocalExecutor, workers=workers))[n]


def find(found: list[SimulationSummary], effect: str, method: str = "wald") -> SimulationSummary:
    return next(each for each in found if (each.effect, each.method) == (effect, method))


def test_variables_of_a_population_have_variance_one() -> None:
    """Given effects are standardised, with any correlations of causes and of residuals."""
    syntax = "y ~ b*x + z\nw ~ y + x\nv ~ y\nw ~~ v"
    effects = {"b": 0.4, "y ~ z": 0.3, "w ~ y": 0.5, "w ~ x": 0.1, "v ~ y": 0.6, "x ~~ z": 0.5, "v ~~ w": 0.2}
    found = population_of_effects(syntax, effects)
    np.testing.assert_allclose(np.diag(found.cov), 1.0)
    assert found.std[found.names.index("w ~ y")] == pytest.approx(0.5)
    place = {name: index for index, name in enumerate(found.variables)}
    assert found.cov[place["x"], place["z"]] == pytest.approx(0.5)


def test_a_fit_is_true_in_its_population() -> None:
    """The population of a fit has its estimates as true values, and a large data set gives them back."""
    source = population_of_effects(CHAIN, EFFECTS)
    rng = np.random.default_rng(1)
    from pandas import DataFrame

    data = DataFrame(source.draw(1, 60, rng)[0] * [1, 5, 2, 1, 10], columns=list(source.variables))
    found = fit(CHAIN, data)
    population = population_of_fit(found)
    np.testing.assert_allclose(population.raw, [row.est for row in found.estimates], rtol=1e-12)
    large = DataFrame(population.draw(1, 200_000, rng)[0], columns=list(population.variables))
    assert fit(CHAIN, large).defined("indirect").std == pytest.approx(found.defined("indirect").std, abs=0.01)


@pytest.mark.parametrize(
    ("effects", "said"),
    [
        ({"a": 0.6}, "no effect is given for x ~ r, x ~ q, y ~ x, y ~ q"),
        ({**EFFECTS, "d": 1.0}, "the model has no d"),
        ({**EFFECTS, "c": -1.2}, "the effects on y explain more than all of its variance"),
    ],
)
def test_impossible_effects_are_named(effects: dict[str, float], said: str) -> None:
    """Missing, unknown and too large effects are faults that name them."""
    with pytest.raises(ModelError, match=said):
        population_of_effects(CHAIN, effects)


def test_power_agrees_with_theory() -> None:
    """The power of a single large-sample regression is that of a normal test, within 4 Monte Carlo errors."""
    effect, n = 0.15, 400
    found = find(run(Simulation(population_of_effects("y ~ x", {"y ~ x": effect})), n, 1000), "y ~ x")
    shift = effect / np.sqrt((1 - effect**2) / n)
    expected = norm.sf(1.96 - shift) + norm.cdf(-1.96 - shift)
    assert found.power == pytest.approx(expected, abs=4 * found.power_error)
    assert found.bias == pytest.approx(0, abs=4 * found.bias_error)
    assert found.coverage == pytest.approx(0.95, abs=4 * found.coverage_error)
    assert found.converged == 1


def test_processes_do_not_change_a_number(run_report: Any, tmp_path: Path) -> None:
    """One or two processes give the same bits."""
    (tmp_path / "chain.lav").write_text(CHAIN)
    effects = ",".join(f"{name}={value}" for name, value in EFFECTS.items())
    words = [
        "power",
        "chain.lav",
        "--n",
        20,
        "--effects",
        effects,
        "--replications",
        230,
        "--bootstrap",
        59,
        "--json",
    ]
    one, two = (run_report(tmp_path, *words, "--workers", workers) for workers in (1, 2))
    assert (one.returncode, one.stdout) == (0, two.stdout)
    assert '"coverage"' in one.stdout


@pytest.mark.slow
def test_a_cluster_does_not_change_a_number(run_report: Any, tmp_path: Path) -> None:
    """A Dask cluster gives the bits of local processes; a scheduler that does not answer is a fault."""
    pytest.importorskip("distributed")
    (tmp_path / "chain.lav").write_text(CHAIN)
    effects = ",".join(f"{name}={value}" for name, value in EFFECTS.items())
    words = ["power", "chain.lav", "--n", 20, "--effects", effects, "--replications", 120, "--json"]
    words += ["--workers", 2]
    here, there = (run_report(tmp_path, *words, *more) for more in ((), ("--scheduler", "local")))
    assert (there.returncode, there.stdout) == (0, here.stdout)
    lost = run_report(tmp_path, *words, "--scheduler", "tcp://127.0.0.1:9")
    assert lost.returncode == 1
    assert "no scheduler answers at tcp://127.0.0.1:9" in lost.stderr


def test_limits_at_once_are_those_of_one_interval() -> None:
    """The vectorised limits equal the ordinary percentile and bias-corrected intervals."""
    rng = np.random.default_rng(3)
    values = rng.gamma(2, size=(4, 399))
    estimates = np.array([1.5, 2.0, 1.0, values[3].max() + 1])
    found = limits(np.sort(values), estimates, 0.9)
    for place, estimate in enumerate(estimates):
        one = interval(values[place], estimate, 0.9)
        assert one is not None
        assert found[0, :, place] == pytest.approx([one.percentile.lower, one.percentile.upper], rel=1e-12)
        if one.corrected is None:
            assert np.isnan(found[1, :, place]).all()
        else:
            assert found[1, :, place] == pytest.approx([one.corrected.lower, one.corrected.upper], rel=1e-9)


@pytest.mark.parametrize("standardised", [False, True])
def test_a_nested_bootstrap_fits_each_resample(standardised: bool) -> None:
    """The limits of a data set are those of ordinary fits to the same resamples."""
    from pandas import DataFrame

    population: Population = population_of_effects(CHAIN, EFFECTS)
    values = population.draw(1, 25, np.random.default_rng(5))
    estimates = np.zeros((len(population.tested), 1))
    rng = partial(np.random.default_rng, 11)
    found = nested_limits(population, values, estimates, 39, 0.05, rng(), standardised)[..., 0]
    rows = []
    for counts in case_counts(rng(), 39, 25).astype(int):
        one = fit(CHAIN, DataFrame(np.repeat(values[0], counts, axis=0), columns=list(population.variables)))
        rows.append(
            [one.estimates[k].std if standardised else one.estimates[k].est for k in population.tested]
        )
    expected = limits(np.sort(np.array(rows).T), estimates[:, 0], 0.95)
    np.testing.assert_allclose(found, expected, rtol=1e-8)


@pytest.mark.slow
def test_bootstrap_intervals_cover_the_indirect_effect() -> None:
    """With 150 cases both bootstrap intervals of a product cover it about as often as they should."""
    found = run(Simulation(population_of_effects(CHAIN, EFFECTS), resamples=399), 150, 600, workers=2)
    for method in ("percentile", "corrected"):
        one = find(found, "indirect", method)
        assert one.coverage == pytest.approx(0.95, abs=0.02 + 3 * one.coverage_error)


class LastFirst:
    """An executor whose batches end in the opposite order."""

    width = 8

    def __init__(self, task: SweepTask):
        self.task, self.begun = task, []

    def submit(self, number, batch):
        self.begun.append((number, batch))

    def any_finished(self):
        return False

    def finished(self):
        number, batch = self.begun.pop()
        yield number, compute(self.task, batch)

    def close(self):
        """There is nothing to stop."""


def test_the_order_in_which_batches_end_does_not_change_a_number() -> None:
    """The last digit of a sum depends on the order of its terms, so that batches are put in order first."""
    simulation = Simulation(population_of_effects(CHAIN, EFFECTS))
    for seed in range(5):
        expected = power(simulation, [20, 30], 760, seed, partial(LocalExecutor, workers=1))
        assert power(simulation, [20, 30], 760, seed, LastFirst) == expected
