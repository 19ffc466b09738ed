"""Intervals have the level of the study, unless a product states another or a library computed them before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import statsmodels.formula.api as smf
from pandas import DataFrame
from scipy import stats

from report.pathmodels import fit
from report.results import rows
from report.results.options import OptionError, read_with
from report.results.reliability import cronbach_alpha, mcdonald_omega, reliability
from report.results.scipy_tests import t_test
from report.results.summaries.correlation_rows import correlations
from report.rows.levels import Levels, levels_of_study

RNG = np.random.default_rng(4)
X, Y = RNG.normal(size=30), RNG.normal(0.4, 1, size=30)
DATA = DataFrame({"x": X, "y": Y + X, "z": Y})
STRICT = Levels(confidence=0.99)

COMPUTED: dict[str, Callable[[], Any]] = {
    "t-test": lambda: rows("r", stats.ttest_ind(X, Y)),
    "correlation": lambda: rows("r", stats.pearsonr(X, Y)),
    "regression": lambda: rows("r", smf.ols("y ~ x", DATA).fit()),
    "path model": lambda: rows("r", fit("y ~ x", DATA)),
    "correlations": lambda: correlations("r", DATA),
    "reliability": lambda: reliability("r", DATA, label="a scale"),
}


def stated(found: Any) -> set[str]:
    """The levels that rows of bounds state, apart from that of RMSEA."""
    bounds = [row for row in found if "ci_lower" in row.id and "rmsea" not in row.id]
    return {row.about.get("confidence", "") for row in bounds}


@pytest.mark.parametrize("kind", COMPUTED)
def test_computed_intervals_have_the_level_of_the_study(kind: str) -> None:
    """They are wider, and state it."""
    with levels_of_study(STRICT):
        strict = list(COMPUTED[kind]())
    usual = list(COMPUTED[kind]())
    assert (stated(strict), stated(usual)) == ({"0.99"}, {"0.95"})
    lower = [
        (wide.value, narrow.value)
        for wide, narrow in zip(strict, usual, strict=True)
        if "ci_lower" in wide.id and "rmsea" not in wide.id and wide.value is not None
    ]
    assert lower
    assert all(wide < narrow for wide, narrow in lower)


@pytest.mark.parametrize("coefficient", [cronbach_alpha, mcdonald_omega])
def test_coefficients_of_reliability_follow_the_study(coefficient: Callable[..., Any]) -> None:
    """Alone as well as in the rows of a scale."""
    items = DataFrame(RNG.normal(size=(40, 4)) + RNG.normal(size=(40, 1)))
    with levels_of_study(STRICT):
        assert coefficient(items) == coefficient(items, 0.99)
    assert coefficient(items) == coefficient(items, 0.95)


def test_a_stated_level_is_used_instead() -> None:
    """A product overrides the study."""
    with levels_of_study(STRICT):
        assert stated(rows("r", stats.ttest_ind(X, Y), confidence=0.9)) == {"0.9"}


def test_an_interval_that_a_library_computed_keeps_its_level() -> None:
    """The object of scipy's bootstrap contains bounds at 95 %, whatever the level of the study."""
    found = stats.bootstrap((X,), np.mean, n_resamples=99, rng=1)
    with levels_of_study(STRICT):
        assert stated(rows("r", found)) == {"0.95"}


def test_an_unknown_option_is_a_fault_that_names_those_that_exist() -> None:
    """The level of the study is not taken for an option of the product."""
    with pytest.raises(OptionError) as caught:
        read_with(t_test, stats.ttest_ind(X, Y), {"confidance": 0.9})
    (fault,) = caught.value.faults
    assert (fault.what, "confidence" in fault.remedy) == ("has no option confidance", True)
