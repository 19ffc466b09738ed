"""Results do not depend on the units in which variables are measured, nor on their origin."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from report.pathmodels import PathFit, bootstrap, fit

MODEL = "m ~ a*x\ny ~ b*m + w\nz ~ y + x\nind := a*b"
UNITS = {"x": 1e9, "m": 1e-7, "y": 1e5, "z": 1e-9, "w": 1.0}
FREE_OF_UNITS = ("chisq", "baseline_chisq", "cfi", "tli", "rmsea", "rmsea_ci_upper", "srmr")


def sample(n: int, holes: float) -> pd.DataFrame:
    rng = np.random.default_rng(8)
    x, w = rng.normal(size=(2, n))
    m = 0.5 * x + rng.normal(size=n)
    y = 0.4 * m - 0.3 * w + rng.normal(size=n)
    z = 0.6 * y + rng.normal(size=n)
    data = pd.DataFrame({"x": x, "m": m, "y": y, "z": z, "w": w})
    return data.mask(rng.random(data.shape) < holes)


def standardised(found: PathFit) -> list[float]:
    return [
        value or 0.0 for row in found.estimates for value in (row.std, row.std_se, row.z) if row.op != "~1"
    ]


@pytest.mark.parametrize("missing", ["listwise", "fiml"])
@pytest.mark.parametrize("extra", ["", "\nm ~~ z", "\nm ~ z"])
def test_units_change_no_standardised_value(missing: str, extra: str) -> None:
    """Variables scaled by 1e-9 to 1e9: the same z, standardised estimates and fit, in every way of estimation."""
    data = sample(120, 0.1 if missing == "fiml" else 0.0)
    plain = fit(MODEL + extra, data, missing=missing)  # type: ignore[arg-type]
    scaled = fit(MODEL + extra, data * pd.Series(UNITS), missing=missing)  # type: ignore[arg-type]
    assert standardised(scaled) == pytest.approx(standardised(plain), rel=1e-6, abs=1e-8)
    for name in FREE_OF_UNITS:
        assert getattr(scaled.fit, name) == pytest.approx(getattr(plain.fit, name), rel=1e-6, abs=1e-8)


def test_a_distant_origin_costs_no_digits() -> None:
    """Dates in seconds have a mean a million times their spread."""
    data = sample(80, 0.0)
    near, far = fit(MODEL, data), fit(MODEL, data + 2.0**20)
    assert standardised(far) == pytest.approx(standardised(near), rel=1e-7)


def test_the_bootstrap_knows_no_units() -> None:
    """The same resamples give the same standardised interval in any unit."""
    data = sample(50, 0.0)
    for extra in ("", "\nm ~~ z"):
        plain, scaled = (bootstrap(fit(MODEL + extra, d), d, 300) for d in (data, data * pd.Series(UNITS)))
        assert scaled.failed == plain.failed
        ours, theirs = (found.defined("ind").std for found in (plain, scaled))
        assert ours is not None
        assert theirs is not None
        assert ours.percentile.lower == pytest.approx(theirs.percentile.lower, rel=1e-6)
