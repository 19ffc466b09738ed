"""Truth: data drawn from known parameters; the 95 % intervals hold them in 95 % of samples."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest
from scipy.stats import chi2

from report.pathmodels import PathFit, bootstrap, fit
from report.pathmodels.results import Missing

MODEL = "m ~ a*x\ny ~ b*m + c*x + w\nz ~ y + w\nind := a*b\ntotal := c + a*b"
TRUTH = {
    ("m", "~", "x"): 0.5, ("y", "~", "m"): 0.4, ("y", "~", "x"): 0.2, ("y", "~", "w"): -0.3,
    ("z", "~", "y"): 0.6, ("z", "~", "w"): 0.0, ("m", "~~", "m"): 1.0, ("y", "~~", "y"): 1.44, ("z", "~~", "z"): 0.25,
    ("ind", ":=", "a*b"): 0.2, ("total", ":=", "c+a*b"): 0.4,
}  # fmt: skip
VARIANCE_M = 0.5**2 + 1.0
STANDARDISED = {("m", "~", "x"): 0.5 / VARIANCE_M**0.5, ("m", "~~", "m"): 1.0 / VARIANCE_M}
Hits = dict[tuple[str, str, str], list[bool]]


def draw(rng: np.random.Generator, n: int, holes: float) -> pd.DataFrame:
    x, w, e, f, g = rng.normal(size=(5, n))
    m = 0.5 * x + e
    y = 0.4 * m + 0.2 * x - 0.3 * w + 1.2 * f
    data = pd.DataFrame({"x": x, "w": w, "m": m, "y": y, "z": 0.6 * y + 0.5 * g})
    return data.mask(rng.random(data.shape) < holes)


def samples(count: int, n: int, holes: float, seed: int) -> Iterator[pd.DataFrame]:
    rng = np.random.default_rng(seed)
    for _ in range(count):
        yield draw(rng, n, holes)


def covered(fits: Iterator[PathFit]) -> tuple[Hits, Hits]:
    raw: Hits = {key: [] for key in TRUTH}
    std: Hits = {key: [] for key in STANDARDISED}
    for found in fits:
        for key, truth in TRUTH.items():
            row = found.get(*key)
            assert row.ci_lower is not None
            assert row.ci_upper is not None
            raw[key].append(row.ci_lower <= truth <= row.ci_upper)
        for key, truth in STANDARDISED.items():
            row = found.get(*key)
            assert row.std_ci_lower is not None
            assert row.std_ci_upper is not None
            std[key].append(row.std_ci_lower <= truth <= row.std_ci_upper)
    return raw, std


def nominal(key: tuple[str, str, str], n: int) -> float:
    """What theory promises: .95; a Wald interval of a variance has less, known from the chi-square distribution."""
    if key[1] != "~~":
        return 0.95
    reach = 1.959964 * (2 / n) ** 0.5
    return float(chi2.cdf(n / (1 - reach), n - 2) - chi2.cdf(n / (1 + reach), n - 2))


def outside(counts: Hits, n: int, allowed: float) -> dict[str, float]:
    """Coverages further from theory than 3.3 Monte Carlo standard errors and what a finite sample may lose."""
    found = {}
    for key, hits in counts.items():
        error = (0.95 * 0.05 / len(hits)) ** 0.5
        if abs(np.mean(hits) - nominal(key, n)) > 3.3 * error + allowed:
            found[" ".join(key)] = float(np.mean(hits))
    return found


@pytest.mark.slow
@pytest.mark.parametrize(("missing", "holes", "count"), [("listwise", 0.0, 2000), ("fiml", 0.1, 300)])
def test_wald_intervals_cover(missing: Missing, holes: float, count: int) -> None:
    """Raw, standardised and defined parameters, n = 400: within the Monte Carlo error of the simulation."""
    raw, std = covered(fit(MODEL, data, missing=missing) for data in samples(count, 400, holes, 11))
    assert outside(raw, 400, 0.005) == {}
    assert outside(std, 400, 0.005) == {}


@pytest.mark.slow
@pytest.mark.parametrize("method", ["percentile", "corrected"])
def test_bootstrap_intervals_cover(method: str) -> None:
    """The indirect effect and the paths that it is made of, n = 100, 1,000 resamples each."""
    counts: Hits = {key: [] for key in TRUTH if key[1] != "~~"}
    for data in samples(1000, 100, 0.0, 12):
        found = bootstrap(fit(MODEL, data), data, 1000)
        for key, hits in counts.items():
            row = found.get(*key).raw
            assert row is not None
            bounds = row.percentile if method == "percentile" else row.corrected
            assert bounds is not None
            hits.append(bounds.lower <= TRUTH[key] <= bounds.upper)
    # Percentile intervals of regression weights fall about one per cent short at n = 100 (Efron & Tibshirani, 1993).
    assert outside(counts, 100, 0.015) == {}


@pytest.mark.slow
def test_the_test_of_fit_keeps_its_level() -> None:
    """A true model with df = 2 is rejected at .05 in 5 % of samples, and p is uniform."""
    found = np.array([fit(MODEL, data).fit.pvalue for data in samples(2000, 400, 0.0, 13)], dtype=float)
    assert abs((found < 0.05).mean() - 0.05) <= 3.3 * (0.05 * 0.95 / 2000) ** 0.5 + 0.004
    assert np.abs(np.sort(found) - np.linspace(0, 1, 2000)).max() < 1.95 / 2000**0.5 + 0.01


@pytest.mark.slow
def test_few_samples_already_show_a_wrong_standard_error() -> None:
    """The quick form of the check: 150 samples, coverage between .88 and 1."""
    raw, std = covered(fit(MODEL, data) for data in samples(150, 200, 0.0, 14))
    for counts in (raw, std):
        for key, hits in counts.items():
            assert np.mean(hits) >= 0.88, key
    widths = [np.mean(hits) for hits in raw.values()]
    assert np.mean(widths) < 0.985
