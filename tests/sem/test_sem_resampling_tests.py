"""BCa intervals and the Bollen-Stine bootstrap: values of R (tests/sem/golden/make_bootstrap.R)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from report.pathmodels import ModelError, bootstrap, fit
from report.pathmodels.bollen_stine import _chi_squares, _true, bollen_stine
from report.pathmodels.intervals import interval
from report.pathmodels.resampled_fits import sampler_of

GOLDEN = Path(__file__).parent / "golden"
FOUND = json.loads((GOLDEN / "bootstrap.json").read_text(encoding="utf-8"))
STINE = FOUND["bollen_stine"]


def data_of(case: dict[str, Any]) -> pd.DataFrame:
    return pd.read_csv(GOLDEN / case["data"])


def test_the_bca_interval_is_that_of_r() -> None:
    """From the same resampled values and the same acceleration, with and without package boot."""
    case = FOUND["bca"]
    values = np.array(case["values"])
    found = interval(values, case["estimate"], 0.95, case["acceleration"])
    assert found is not None
    assert found.accelerated is not None
    limits = (found.accelerated.lower, found.accelerated.upper)
    assert limits == pytest.approx(case["limits"], abs=1e-10)
    # boot.ci interpolates between ordered values on the normal scale.
    assert limits == pytest.approx(case["boot"], abs=1e-3)


def test_the_acceleration_is_the_jackknifes() -> None:
    """The constant of an indirect effect, from the estimates without each case."""
    case = FOUND["bca"]
    data = data_of(case)
    found = bootstrap(fit(case["syntax"], data), data, 50, seed=1, accelerated=True).defined("ind").raw
    assert found is not None
    assert found.acceleration == pytest.approx(case["acceleration"], rel=1e-8)


@pytest.mark.parametrize("options", [{"means": True}, {"group": "arm"}])
def test_the_jackknife_leaves_out_one_case_at_a_time(options: dict[str, Any]) -> None:
    """Also where the model is scored: each influence comes from refitting without a case."""
    data = data_of(FOUND["bca"])[::5].reset_index(drop=True)
    model = fit("m ~ a*x\ny ~ a*m", data, **options)
    found = bootstrap(model, data, 50, accelerated=True).path("m", "x").raw
    refits = [fit(model.syntax, data.drop(index=k), **options).path("m", "x").est for k in data.index]
    influence = pd.Series(np.array(refits))
    parts = influence.groupby(data["arm"]) if "group" in options else influence.groupby(0 * data.index)
    gaps = parts.transform("mean") - influence
    size = parts.transform("size")
    gaps = gaps * (size - 1) / size
    assert found is not None
    assert found.acceleration == pytest.approx((gaps**3).sum() / (6 * (gaps**2).sum() ** 1.5), rel=1e-5)


@pytest.mark.parametrize("case", STINE, ids=[case["data"] for case in STINE])
def test_chi_squares_of_transformed_cases_are_lavaans(case: dict[str, Any]) -> None:
    """The model holds in the transformed data; given resamples of them have lavaan's chi-square."""
    data = data_of(case)
    model = fit(case["syntax"], data)
    sampler = _true(sampler_of(model, data, 1))
    n = model.n
    picked = [((np.arange(1, n + 1) * (2 * k + 1)) // 2 + k) % n for k in range(1, 6)]
    counts = np.array([np.bincount(rows, minlength=n) for rows in picked], dtype=float)
    assert _chi_squares(sampler, [np.ones((1, n))]).values[0, 0] == pytest.approx(0, abs=1e-6)
    assert _chi_squares(sampler, [counts]).values[0] == pytest.approx(case["fixed"], rel=1e-4)


@pytest.mark.slow
@pytest.mark.parametrize("case", STINE, ids=[case["data"] for case in STINE])
def test_the_bollen_stine_p_is_rs(case: dict[str, Any]) -> None:
    """Within the Monte Carlo error of both programs' resamples."""
    data = data_of(case)
    found = bollen_stine(fit(case["syntax"], data), data, 4000, seed=2)
    p, resamples = case["p"], case["resamples"]
    error = np.hypot(found.error, max(np.sqrt(p * (1 - p) / resamples), 1 / resamples))
    assert abs(found.pvalue - p) < 3 * error + 1 / resamples
    assert abs(found.mean - case["mean"]) < 3.5 * case["sd"] / np.sqrt(resamples)


def test_threads_and_seeds_of_the_bollen_stine_bootstrap() -> None:
    """The seed decides, not the number of threads."""
    case = STINE[1]
    data = data_of(case)
    model = fit(case["syntax"], data)
    assert bollen_stine(model, data, 200, seed=3, workers=2) == bollen_stine(model, data, 200, seed=3)
    assert bollen_stine(model, data, 200, seed=4).mean != bollen_stine(model, data, 200, seed=3).mean


@pytest.mark.parametrize(
    ("syntax", "options", "resamples", "reason"),
    [
        ("y ~ x", {}, 100, "saturated"),
        ("m ~ x\ny ~ m", {"missing": "fiml"}, 100, "complete cases"),
        ("m ~ x\ny ~ m", {}, 5, "at least 19"),
    ],
)
def test_a_bollen_stine_bootstrap_that_is_not_defined(
    syntax: str, options: dict[str, Any], resamples: int, reason: str
) -> None:
    """Saturated models, missing values and too few resamples are refused with the reason."""
    data = data_of(STINE[1])
    with pytest.raises(ModelError, match=reason):
        bollen_stine(fit(syntax, data, **options), data, resamples)
