"""The bootstrap: what refitting each resample gives, for any number of workers, with an honest error."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.linalg import eigh
from scipy.stats import norm

from report.pathmodels import (
    Bootstrap,
    ModelError,
    bootstrap,
    draws,
    fit,
    resampled_fits,
    resampling,
    supported_decimals,
    too_precise,
)
from report.pathmodels.intervals import Bounds, interval

CHAIN = "m ~ a*x\ny ~ b*m + w\nind := a*b"
WAYS = {
    "closed form": CHAIN,
    "correlated outcomes": "m ~ a*x\ny ~ b*m\nz ~ m + w\nind := a*b",
    "equal paths": "m ~ a*x\ny ~ a*m + w\nind := a*a",
    "residual covariance": "m ~ a*x\ny ~ b*m + w\nm ~~ y\nind := a*b",
    "loop": "y ~ z + m + w\nz ~ y + x",
}


def sample(n: int = 40, seed: int = 3) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    x, w = rng.normal(size=(2, n))
    m = 0.6 * x + rng.normal(size=n)
    y = 0.5 * m - 0.3 * w + rng.normal(size=n)
    return pd.DataFrame({"x": x, "w": w, "m": m, "y": y, "z": 0.3 * m + 0.4 * x + rng.normal(size=n)})


def refitted(syntax: str, data: pd.DataFrame, resamples: int, seed: int, missing: str) -> np.ndarray:
    """Raw and standardised values (R, 2 m) of a model estimated again from each of the same resamples."""
    counts = draws._counts(seed, 0, resamples, len(data)).astype(int)
    rows = []
    for weights in counts:
        found = fit(syntax, data.iloc[np.repeat(np.arange(len(data)), weights)], missing=missing)  # type: ignore[arg-type]
        rows.append([row.est for row in found.estimates] + [row.std for row in found.estimates])
    return np.array(rows, dtype=float)


@pytest.mark.parametrize("missing", ["listwise", "fiml"])
@pytest.mark.parametrize("way", WAYS)
def test_resamples_are_what_refitting_them_gives(
    way: str, missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Vectorised estimates equal those of the ordinary fit, in every way of estimation."""
    monkeypatch.setattr(resampling, "needed_resamples", lambda confidence: 2)
    data = sample(60)
    if missing == "fiml":
        data = data.mask(np.random.default_rng(1).random(data.shape) < 0.05)
    found = bootstrap(fit(WAYS[way], data, missing=missing), data, 5, seed=5)  # type: ignore[arg-type]
    values = refitted(WAYS[way], data, 5, 5, missing)
    expected = np.quantile(values, (0.025, 0.975), axis=0, method="weibull")
    assert found.failed == 0
    half = len(found.rows)
    for index, row in enumerate(found.rows):
        for offset, one in ((0, row.raw), (half, row.std)):
            if one is not None:
                bounds = (one.percentile.lower, one.percentile.upper)
                assert bounds == pytest.approx(expected[:, index + offset], rel=1e-5, abs=1e-5)
                assert one.se == pytest.approx(values[:, index + offset].std(ddof=1), rel=1e-5)


@pytest.mark.parametrize("way", ["closed form", "equal paths"])
def test_workers_do_not_change_the_interval(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The seed decides, not how many threads share the work; another seed gives another interval."""
    monkeypatch.setattr(draws, "LARGEST_CHUNK", 64)
    data = sample()
    found = fit(WAYS[way], data)
    one = bootstrap(found, data, 500, seed=1)
    assert bootstrap(found, data, 500, seed=1, workers=3) == one
    assert bootstrap(found, data, 500, seed=2) != one


def test_memory_is_bounded_by_drawing_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """When not all values fit in memory, the same resamples are drawn for a few rows at a time."""
    data = sample()
    found = fit(CHAIN, data)
    whole = bootstrap(found, data, 300)
    reported: list[int] = []
    monkeypatch.setattr(resampling, "BLOCK", 1000)
    assert bootstrap(found, data, 300, progress=lambda done, total: reported.append(done)) == whole
    assert reported == sorted(reported)
    assert reported[-1] == 300


def test_every_row_has_both_intervals() -> None:
    """Parameters and defined effects, raw and standardised; a fixed moment varies raw and has no standardised one."""
    data = sample()
    model = fit(CHAIN, data)
    found = bootstrap(model, data, 400)
    assert [(row.lhs, row.op, row.rhs) for row in found.rows] == [
        (r.lhs, r.op, r.rhs) for r in model.estimates
    ]
    for row, estimate in zip(found.rows, model.estimates, strict=True):
        assert row.raw is not None
        assert row.raw.corrected is not None
        assert row.raw.percentile.lower < estimate.est < row.raw.percentile.upper
        assert (row.std is None) == (row.op == "~~" and row.lhs == row.rhs and row.lhs in model.exogenous)


def monte_carlo_spread(corrected: bool) -> tuple[float, float]:
    """The standard deviation of a lower bound over seeds, and the error that the bootstrap states for it."""
    data = sample(29)
    model = fit(CHAIN, data)
    bounds = []
    for seed in range(120):
        row = bootstrap(model, data, 1000, seed).defined("ind").raw
        assert row is not None
        one = row.corrected if corrected else row.percentile
        assert one is not None
        bounds.append(one)
    lower = np.array([(each.lower, each.lower_error) for each in bounds])
    return float(lower[:, 0].std(ddof=1)), float(lower[:, 1].mean())


@pytest.mark.parametrize("corrected", [False, True])
def test_the_stated_error_is_the_spread_over_seeds(corrected: bool) -> None:
    """The Monte Carlo standard error of a bound is how much the bound varies from seed to seed."""
    spread, stated = monte_carlo_spread(corrected)
    assert stated == pytest.approx(
        spread, rel=0.25
    )  # the spread of 120 seeds has an error of 6.5 % of its own


def test_bias_correction_shifts_by_twice_z() -> None:
    """Efron's formula on a distribution whose quantiles are known: a normal sample, estimate one SD up."""
    count = 99_999
    values = norm.ppf(np.arange(1, count + 1) / (count + 1))
    found = interval(values, 1.0, 0.95)
    assert found is not None
    assert found.corrected is not None
    assert found.percentile.lower == pytest.approx(-1.959964, abs=1e-4)
    assert found.corrected.lower == pytest.approx(2 - 1.959964, abs=1e-3)
    assert found.bias == pytest.approx(-1, abs=1e-6)


def test_more_digits_than_the_error_supports_are_a_warning() -> None:
    """A half unit of the last digit is at least one Monte Carlo standard error."""
    bounds = Bounds(-0.4, -0.03, 0.004, 0.002)
    assert supported_decimals(bounds) == 2
    assert too_precise(bounds, 2) is None
    assert "3 decimals" in str(too_precise(bounds, 3))
    assert "supports only 2" in str(too_precise(bounds, 3))


def tied(n: int = 7) -> pd.DataFrame:
    """Few cases, and a covariate that only one of them has: many resamples leave it constant."""
    data = sample(n)
    return data.assign(w=[1.0, *[0.0] * (n - 1)])


@pytest.mark.parametrize("syntax", ["y ~ x + w", "w ~ x", "y ~ x + w\nz ~ x", "y ~ a*x + a*w"])
def test_resamples_without_an_answer_are_counted_and_left_out(syntax: str) -> None:
    """Of seven cases a resample misses a given one with probability (6/7)^7; the rest give the interval."""
    data = tied()
    found: Bootstrap = bootstrap(fit(syntax, data), data, 3000, seed=2)
    assert found.failed / 3000 == pytest.approx((6 / 7) ** 7, abs=0.05)
    for row in found.rows:
        for one in (row.raw, row.std):
            assert one is None or np.isfinite([one.percentile.lower, one.percentile.upper]).all()


def test_a_bootstrap_without_any_answer_is_an_error() -> None:
    """A model that no resample can estimate gets no interval."""
    data = sample(6)
    model = fit("y ~ x + w + m + z", data)
    with pytest.raises(ModelError, match=r"\d+ of 39 resamples could not be estimated"):
        bootstrap(model, data, 39, seed=0)


@pytest.mark.parametrize(("resamples", "workers", "seed"), [(1, 1, 1), (10, 0, 1), (10, 1, -1)])
def test_impossible_numbers_are_refused(resamples: int, workers: int, seed: int) -> None:
    """At least two resamples, one worker, a seed that is not negative."""
    data = sample()
    with pytest.raises(ModelError, match="at least 2, 1 and 0"):
        bootstrap(fit(CHAIN, data), data, resamples, seed, workers)


def test_other_data_than_the_model_saw_are_refused() -> None:
    """The bootstrap is of the sample that was estimated."""
    with pytest.raises(ModelError, match="39 usable cases, the model was estimated from 40"):
        bootstrap(fit(CHAIN, sample()), sample().iloc[:39], 50)


@pytest.mark.parametrize("resamples", [2, 5, 38])
def test_limits_need_enough_resamples(resamples: int) -> None:
    """A 95 % percentile limit is an ordered value of at least 39 resamples; with fewer there is none."""
    data = sample()
    with pytest.raises(ModelError, match=f"{resamples} resamples: limits of 95 % need at least 39"):
        bootstrap(fit(CHAIN, data), data, resamples)


KMENTA = "consump ~ price + income\nprice ~ consump + farmPrice + trend\nconsump ~~ price"
BEYOND = [35, 120, 278, 750]
"""Resamples of seed 7 whose maximum is beyond infinity or far out."""
EQUAL_EQUATIONS = [286]
"""A resample whose maximum lies beyond a loop of two equal equations."""


def height_of_liml(data: pd.DataFrame) -> float:
    """The maximum log-likelihood of Kmenta's model, in closed form: limited information on demand."""
    centred = data - data.mean()
    income = centred[["income"]].to_numpy()
    all_covariates = centred[["income", "farmPrice", "trend"]].to_numpy()
    outcomes = centred[["consump", "price"]].to_numpy()

    def left(covariates: np.ndarray) -> np.ndarray:
        rest = outcomes - covariates @ np.linalg.lstsq(covariates, outcomes, rcond=None)[0]
        return rest.T @ rest

    ratio = eigh(left(income), left(all_covariates), eigvals_only=True)[0]
    cov = centred.cov(ddof=0).to_numpy()
    saturated = 5 * np.log(2 * np.pi) + np.linalg.slogdet(cov)[1] + 5
    return float(-len(data) / 2 * (saturated + np.log(ratio)))


@pytest.mark.parametrize("hard", [BEYOND, pytest.param(EQUAL_EQUATIONS, marks=pytest.mark.slow)])
def test_extreme_resamples_of_loops_are_estimated(hard: list[int]) -> None:
    """Supply and demand (Kmenta, 1986, p. 714): no resample is left out that has a maximum, however far it is."""
    data = pd.read_csv(Path(__file__).parent / "golden" / "data" / "kmenta.csv")
    sampler = resampled_fits.sampler_of(fit(KMENTA, data), data, 7)
    counts = draws._counts(7, 0, draws.chunk_size(len(data)), len(data))[hard]
    found = resampled_fits.scored(sampler, [counts])
    resamples = [data.iloc[np.repeat(np.arange(len(data)), weights.astype(int))] for weights in counts]
    expected = [height_of_liml(each) for each in resamples]
    assert found.converged.all()
    assert found.likelihood.value(found.theta) == pytest.approx(expected, abs=1e-5)
