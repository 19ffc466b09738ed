"""Acceleration of bootstrap intervals: the skewness of the estimates without each case."""

from __future__ import annotations

import numpy as np
import pytest
from small_models import MEDIATION, data, of

from report.pathmodels.fitting import fit
from report.pathmodels.jackknife import accelerations
from report.pathmodels.resampled_fits import sampler_of

DATA = data(25)


@pytest.mark.parametrize("syntax", [MEDIATION, "m ~ x\ny ~ x\nm ~~ y\n"])
def test_the_acceleration_of_a_path(syntax: str) -> None:
    """a = sum(d^3) / (6 sum(d^2)^1.5), d = mean - leave-one-out (Efron & Tibshirani, 1993, 14.15)."""
    found = of(syntax, DATA)
    sampler = sampler_of(fit(syntax, DATA), DATA, 1)
    left = np.array([fit(syntax, DATA.drop(index=case)).path("m", "x").est for case in DATA.index])
    d = left.mean() - left
    rows = [(row.lhs, row.op, row.rhs) for row in found.model.parameters]
    place = rows.index(("m", "~", "x"))
    assert accelerations(sampler)[place] == pytest.approx((d**3).sum() / (6 * (d**2).sum() ** 1.5), rel=1e-4)
