"""Standard errors of many data sets at once are those of each data set on its own."""

from __future__ import annotations

import numpy as np
import pytest
from pandas import DataFrame
from small_models import data, of

from report.pathmodels import closed_form
from report.pathmodels.evidence import MissingPattern
from report.pathmodels.fitting import fit
from report.pathmodels.many import covariances
from report.pathmodels.many_errors import standard_errors
from report.pathmodels.structure import base, structure

NAMES = ("x", "m", "y")
SETS = [data(40, seed) for seed in (3, 4, 5)]


@pytest.mark.parametrize(
    "syntax", ["m ~ a*x\ny ~ b*m\nindirect := a*b\n", "m ~ x\ny ~ x\nm ~~ y\n", "m ~ x\ny ~ m\ny ~~ 0.9*y\n"]
)
def test_errors_are_those_of_single_fits(syntax: str) -> None:
    """Raw and standardised, of paths, covariances, variances and defined effects."""
    model = of(syntax, SETS[0]).model
    equations = closed_form.plan(model)
    assert equations is not None
    values = np.array([frame[list(model.variables)].to_numpy() for frame in SETS])
    cov = covariances(values)
    pattern = MissingPattern(
        tuple(range(len(model.variables))), np.full(len(SETS), 40.0), values.mean(axis=1), cov
    )
    fixed = base(model, pattern)
    theta = closed_form.regressions(model, equations, np.ascontiguousarray(cov.transpose(1, 2, 0))).theta
    implied = structure(model).implied(theta.T, fixed)
    raw, std = standard_errors(model, equations, theta, fixed, pattern, implied, 40)
    for place, frame in enumerate(SETS):
        rows = fit(syntax, DataFrame(frame)).estimates
        assert raw[:, place] == pytest.approx([row.se or 0.0 for row in rows], rel=1e-5, abs=1e-9)
        assert std[:, place] == pytest.approx([row.std_se or 0.0 for row in rows], rel=1e-5, abs=1e-9)
