"""Residual correlations of robust estimators: lavaan's numbers (tests/sem/golden/make_residuals.R)."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from report.pathmodels import fit
from report.pathmodels.local_fit import local_fit

GOLDEN = Path(__file__).parent / "golden"
FOUND = json.loads((GOLDEN / "residuals.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("estimator", ["MLM", "MLR"])
def test_z_of_a_residual_does_not_assume_normality(estimator: str) -> None:
    """With a robust estimator, the standard errors of residuals are robust as well."""
    data = pd.read_csv(GOLDEN / "models" / "holzinger.csv")
    found = local_fit(fit(FOUND["syntax"], data, estimator=estimator, means=True), data)
    ours = {frozenset((each.first, each.second)): each for each in found.residuals}
    theirs = FOUND[estimator]
    names = theirs["names"]
    pairs = [frozenset((a, b)) for i, a in enumerate(names) for b in names[i + 1 :]]
    assert len(pairs) == len(theirs["z"])
    for pair, correlation, z in zip(pairs, theirs["cor"], theirs["z"], strict=True):
        assert ours[pair].correlation == pytest.approx(correlation, abs=1e-5)
        if z is not None and abs(correlation) > 1e-3:
            assert ours[pair].z == pytest.approx(z, rel=2e-3)
