"""Pearson correlations over complete pairs, against scipy, and their rows."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.stats import pearsonr

from report.results.pearson_correlations import Correlation, correlation_rows, pearson

X = pd.Series([1.0, 2.0, 3.0, np.nan, 5.0, 8.0])
Y = pd.Series([2.0, 1.0, np.nan, 4.0, 6.0, 7.0])


def test_complete_pairs_alone_count() -> None:
    """r and p are those of scipy for the four pairs."""
    found, wanted = pearson(X, Y), pearsonr([1, 2, 5, 8], [2, 1, 6, 7])
    assert (found.r, found.p, found.n) == (pytest.approx(wanted.statistic), pytest.approx(wanted.pvalue), 4)


@pytest.mark.parametrize(
    ("x", "y", "found"),
    [
        ([1.0, 1, 1, 1], [1.0, 2, 3, 4], Correlation(None, None, 4)),
        ([1.0, 2], [1.0, 2], Correlation(None, None, 2)),
        ([1.0, 2, 3], [2.0, 4, 6], Correlation(1.0, 0.0, 3)),
    ],
)
def test_where_a_correlation_is_not_defined(x: list[float], y: list[float], found: Correlation) -> None:
    """A constant, or fewer than three pairs; a perfect one has p = 0."""
    assert pearson(pd.Series(x), pd.Series(y)) == found


def test_rows_of_a_correlation() -> None:
    """r, p, n and df below the prefix; a warning where there is none."""
    rows = {row.id: row for row in correlation_rows("c.a_b", Correlation(0.5, 0.02, 20), "A with B", "arm")}
    assert {id: row.value for id, row in rows.items()} == {
        "c.a_b.r": 0.5,
        "c.a_b.p": 0.02,
        "c.a_b.n": 20,
        "c.a_b.df": 18,
    }
    assert rows["c.a_b.r"].about == {"group": "arm", "variable": "a_b", "statistic": "r"}
    (first, *_) = correlation_rows("c.a_b", Correlation(None, None, 2), "A with B", "arm")
    assert first.warnings


def test_shared_variance_is_the_square_of_r() -> None:
    """Not a number where the correlation is undefined, so that no comparison holds."""
    assert Correlation(-0.5, 0.02, 20).shared_variance == 0.25
    assert np.isnan(Correlation(None, None, 4).shared_variance)
