"""The groups of a problem in the space of their moments."""

from __future__ import annotations

import numpy as np
import pytest
from small_models import MEDIATION, data, of, solved

from report.pathmodels.moment_groups import moment_groups
from report.pathmodels.problem import problem
from report.pathmodels.results import Options
from report.pathmodels.summary_data import GroupMoments, Moments


def test_each_group_has_its_cases_and_moments() -> None:
    """In the order of the groups; their sizes add up to all cases."""
    frame = data().assign(arm=["a"] * 15 + ["b"] * 25)
    found = of(MEDIATION, frame, group="arm")
    likelihood, theta = solved(found)
    groups = moment_groups(found, likelihood, theta)
    assert [each.n for each in groups] == [15, 25]
    x = found.model.variables.index("x")
    for each, name in zip(groups, "ab", strict=True):
        assert each.cov[x, x] == pytest.approx(frame[frame.arm == name]["x"].var(ddof=0))


def test_a_group_of_moments_has_no_cases() -> None:
    """Zeros stand for them, so that sums over cases are zero."""
    frame = data()[["x", "m", "y"]]
    given = Moments(("x", "m", "y"), (GroupMoments(40, np.cov(frame.T.to_numpy())),))
    found = problem(MEDIATION, given, Options())
    likelihood, theta = solved(found)
    (group,) = moment_groups(found, likelihood, theta)
    assert group.n == 40
    assert not group.values.any()
    assert group.cov[0, 0] == pytest.approx(found.samples[0].unrestricted.cov[0, 0])
