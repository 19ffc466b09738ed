"""Fit indices: each cites its source, and each answers to the numbers it is made of."""

from __future__ import annotations

import inspect
import re

import numpy as np
import pytest

from report.pathmodels import indices
from report.pathmodels.indices import Test as ChiSquareTest

FORMULAS = [
    formula
    for name, formula in inspect.getmembers(indices, inspect.isfunction)
    if formula.__module__ == indices.__name__ and not name.startswith("_") and name != "probability"
]


@pytest.mark.parametrize("formula", [*FORMULAS, ChiSquareTest.pvalue.fget], ids=lambda f: str(f.__name__))
def test_each_formula_cites_its_source(formula: object) -> None:
    """The docstring has an author and a year."""
    assert re.search(r"[A-Z][a-z]+.*\b(19|20)\d\d\b", inspect.getdoc(formula) or "")


MODEL, BASELINE = ChiSquareTest(9.0, 4), ChiSquareTest(54.0, 10)


def test_values_by_hand() -> None:
    """One worked example: chi-square 9 on 4 df, baseline 54 on 10 df, n = 50."""
    assert indices.cfi(MODEL, BASELINE) == pytest.approx(1 - 5 / 44)
    assert indices.tli(MODEL, BASELINE) == pytest.approx((54 / 10 - 9 / 4) / (54 / 10 - 1))
    assert indices.rmsea(MODEL, 50) == pytest.approx((5 / 200) ** 0.5)
    assert MODEL.pvalue == pytest.approx(0.0610994812)
    assert indices.aic(-100, 6) == 212
    assert indices.bic(-100, 6, 50) == pytest.approx(200 + 6 * np.log(50))
    cov, implied = np.array([[4.0, 1.0], [1.0, 1.0]]), np.array([[4.0, 0.0], [0.0, 1.0]])
    assert indices.srmr(cov, implied, None) == pytest.approx((0.5**2 / 3) ** 0.5)
    assert indices.srmr(cov, implied, np.array([2.0, 0.0])) == pytest.approx((1.25 / 5) ** 0.5)


def test_rmsea_limits_enclose_their_probabilities() -> None:
    """At each limit the observed chi-square is at the 95th or the 5th percentile of its distribution."""
    lower, upper = indices.rmsea_limits(ChiSquareTest(20.0, 4), 50, 0.90)
    assert indices.probability(20.0, 4, lower**2 * 200) == pytest.approx(0.95)
    assert indices.probability(20.0, 4, upper**2 * 200) == pytest.approx(0.05)
    assert lower < indices.rmsea(ChiSquareTest(20.0, 4), 50) < upper
    assert indices.close_fit(ChiSquareTest(20.0, 4), 50) == pytest.approx(
        1 - indices.probability(20.0, 4, 0.5)
    )


def test_a_fit_better_than_chance_is_not_beyond_one() -> None:
    """Chi-square below its degrees of freedom: CFI 1, RMSEA 0, its lower limit 0; TLI is not normed."""
    good = ChiSquareTest(2.0, 4)
    assert indices.cfi(good, BASELINE) == 1
    assert indices.rmsea(good, 50) == 0
    assert indices.rmsea_limits(good, 50, 0.90)[0] == 0
    assert indices.tli(good, BASELINE) > 1


def test_without_degrees_of_freedom_there_is_no_test() -> None:
    """df = 0: no p and no p of close fit."""
    none = ChiSquareTest(0.0, 0)
    assert none.pvalue is None
    assert indices.close_fit(none, 50) is None
    assert (indices.rmsea(none, 50), indices.tli(none, BASELINE)) == (0, 1)
