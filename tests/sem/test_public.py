"""Further public data: models and inference, with the numbers of R (tests/sem/golden/make_public.R)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm

from report.pathmodels import fit
from report.pathmodels.bollen_stine import _chi_squares, _true
from report.pathmodels.intervals import interval
from report.pathmodels.jackknife import accelerations
from report.pathmodels.local_fit import local_fit
from report.pathmodels.moderation import moderation
from report.pathmodels.population import Population, population_of_effects
from report.pathmodels.resampled_fits import sampler_of, values
from report.pathmodels.simulation import Simulation, block, summary
from report.pathmodels.summary_data import GroupMoments, Moments
from tests.sampling import sampled
from tests.sem.lavaan_agreement import (
    case_faults,
    index_faults,
    modification_faults,
    options,
    residual_faults,
    row_faults,
)

GOLDEN = Path(__file__).parent / "golden"
FOUND: dict[str, Any] = json.loads((GOLDEN / "public.json").read_text(encoding="utf-8"))
#: What is left of lavaan's iteration after Newton steps with its own gradient.
TIGHT = 2e-6
#: A path into a covariate with fixed moments that the other parameters determine to six digits is not listed here.
DETERMINED = ("('male', '~', 'height', 1)", "('male', '~', 'writing', 1)")


def data_of(case: dict[str, Any]) -> pd.DataFrame:
    return pd.read_csv(GOLDEN / "models" / f"{case['data']}.csv")


def named(kind: str) -> list[Any]:
    return [pytest.param(case, id=case["name"]) for case in FOUND[kind]]


@pytest.mark.parametrize("case", sampled(FOUND["cases"], 6), ids=lambda case: case["name"])
def test_a_model_is_lavaans(case: dict[str, Any]) -> None:
    """At lavaan's maximum in nearly all digits, modification indices included; as it comes, within 1e-4."""
    data = data_of(case)
    found = fit(case["syntax"], data, **options(case))
    assert found.n == case["n"]
    assert case_faults(found, case) == []
    pairs = zip(found.estimates, case["tight"]["estimates"], strict=True)
    faults = [fault for ours, row in pairs for fault in row_faults(ours, row, TIGHT)]
    assert faults + index_faults(found, case["tight"], TIGHT) == []
    local = local_fit(found, data)
    found_faults = modification_faults(local, case["tight"], found.groups, TIGHT)
    assert [fault for fault in found_faults if not fault.startswith(DETERMINED)] == []
    assert residual_faults(local, case["tight"], found.groups) == []


def picked(n: int, resample: int) -> Any:
    """The rows of a resample, the same here and in the script."""
    i = np.arange(1, n + 1, dtype=np.int64)
    mixed = i * i * (2 * resample + 1) + i * (7 * resample + 3) + 13 * resample * resample
    return mixed % 1000003 % n


def counts(sizes: list[int], resamples: int) -> list[Any]:
    return [
        np.array([np.bincount(picked(n, r), minlength=n) for r in range(1, resamples + 1)], dtype=float)
        for n in sizes
    ]


@pytest.mark.parametrize("case", named("bca"))
def test_intervals_from_the_same_resamples_are_rs(case: dict[str, Any]) -> None:
    """Percentile limits of every parameter, raw and standardised, and the acceleration of BCa from refits in lavaan."""
    data = data_of(case)
    model = fit(case["syntax"], data, **options(case))
    sampler = sampler_of(model, data, 1)
    found = values(sampler, counts([sample.n for sample in sampler.problem.samples], case["resamples"]))
    assert found.good.all()
    constants = accelerations(sampler)
    estimates = [*(row.est for row in model.estimates), *(row.std for row in model.estimates)]
    assert len(case["intervals"]) >= 6
    for theirs in case["intervals"]:
        row = theirs["row"]
        ours = interval(found.values[row], estimates[row], 0.95, constants[row])
        assert ours is not None
        assert ours.acceleration == pytest.approx(theirs["acceleration"], rel=1e-4, abs=1e-5)
        assert ours.se == pytest.approx(theirs["se"], rel=1e-4)
        bounds = [ours.percentile.lower, ours.percentile.upper]
        assert bounds == pytest.approx(theirs["percentile"], abs=1e-4 * ours.se), row


@pytest.mark.parametrize("case", named("bollen_stine"))
def test_transformed_cases_and_their_chi_squares_are_rs(case: dict[str, Any]) -> None:
    """The first cases of each group, digit for digit, and chi-squares of given resamples."""
    data = data_of(case)
    model = fit(case["syntax"], data, **options(case))
    sampler = sampler_of(model, data, 1)
    true = _true(sampler)
    places = [model.variables.index(name) for name in case["names"]]
    for sample, theirs in zip(true.problem.samples, case["cases"], strict=True):
        assert sample.values is not None
        ours = sample.values[:4][:, places]
        wanted = np.array(theirs)
        # Data are centred here.
        assert ours - ours[0] == pytest.approx(wanted - wanted[0], rel=1e-4, abs=1e-4)
    weights = counts([sample.n for sample in true.problem.samples], len(case["fixed"]))
    ours = _chi_squares(true, weights).values[0]
    for mine, theirs in zip(ours, case["fixed"], strict=True):
        if theirs is not None:
            assert mine == pytest.approx(theirs, rel=1e-4, abs=1e-4)


@pytest.mark.parametrize("case", named("moments"))
def test_a_model_of_moments_is_lavaans(case: dict[str, Any]) -> None:
    """From covariances, means and n of each group."""
    samples = tuple(
        GroupMoments(each["n"], np.array(each["cov"]), np.array(each["mean"])) for each in case["samples"]
    )
    data = Moments(tuple(case["columns"]), samples, tuple(case["groups"]))
    found = fit(case["syntax"], data, **options(case))
    operators = {row.op for row in found.estimates}
    pairs = zip(found.estimates, (row for row in case["estimates"] if row["op"] in operators), strict=True)
    assert [fault for ours, row in pairs for fault in row_faults(ours, row)] == []
    local = local_fit(found, data)
    assert index_faults(found, case) + residual_faults(local, case, found.groups) == []
    assert modification_faults(local, case, found.groups) == []


@pytest.mark.parametrize("case", named("probed"))
def test_slopes_and_regions_are_the_closed_forms(case: dict[str, Any]) -> None:
    """Simple slopes with their tests and intervals, both limits of the region, and its side."""
    data = data_of(case)
    model = fit(case["syntax"], data, **options(case))
    found = moderation(model, data, case["outcome"], case["predictor"], case["moderator"])
    names = {"at": "at", "slope": "slope", "se": "se", "p": "p", "ci_lower": "lower", "ci_upper": "upper"}
    for ours, theirs in names.items():
        assert [getattr(each, ours) for each in found.slopes] == pytest.approx(
            case[theirs], rel=1e-6, abs=1e-9
        )
    assert list(found.limits) == pytest.approx(case["limits"], rel=1e-5)
    assert found.inside is case["inside"] or not found.limits


def uniform(k: Any) -> Any:
    return ((k * 7919 + (k % 9973) * (k % 9967) * 31) % 1000003 + 0.5) / 1000003


@dataclass(frozen=True)
class Written(Population):
    """A population whose data sets are those of the script."""

    def draw(self, count: int, n: int, rng: np.random.Generator) -> Any:
        """Normal scores of a sequence of numbers, correlated by the population's root."""
        size = len(self.variables)
        scores = norm.ppf(uniform(np.arange(count * n * size, dtype=np.int64))).reshape(count, n, size)
        return scores @ np.linalg.cholesky(self.cov).T


@pytest.mark.parametrize("case", named("power"))
def test_power_of_the_same_data_sets_is_lavaans(case: dict[str, Any]) -> None:
    """Shares of significant tests and of intervals with the true value are equal, bias in all digits."""
    own = population_of_effects(case["syntax"], case["effects"])
    assert list(own.variables) == case["order"]
    assert own.cov == pytest.approx(np.array(case["cov"]), abs=1e-10)
    population = Written(**{name: getattr(own, name) for name in Population.__dataclass_fields__})
    records = list(block(Simulation(population), case["n"], case["sets"], np.random.default_rng(1)))
    places = dict(zip(population.names, population.raw, strict=True))
    for name, power, bias, coverage, truth in zip(
        case["names"], case["power"], case["bias"], case["coverage"], case["truth"], strict=True
    ):
        found = summary(name, "wald", places[name], [each for each in records if each["effect"] == name])
        assert (found.power, found.coverage, found.truth) == pytest.approx((power, coverage, truth), abs=1e-9)
        assert found.bias == pytest.approx(bias, abs=1e-6)
