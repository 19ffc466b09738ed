"""Estimates of many data sets at once are those of ordinary fits, data set by data set."""

from __future__ import annotations

import re

import numpy as np
import pytest
from pandas import DataFrame

from report.pathmodels import ModelError, fit, many
from report.pathmodels.cases import Floats
from report.pathmodels.many import Fits, fit_many

CHAIN = "rapport ~ a*starp\nx ~ b*rapport + q0\ny ~ c*x + q0\nindirect := a*b*c\nshare := a*b / (b + c)"
MODELS = {
    "chain": CHAIN,
    "fixed values": "rapport ~ starp\nx ~ rapport + 0.3*q0\ny ~ c*x + q0\ny ~~ 1.2*y\nr := c^2",
    "correlated outcomes": "rapport ~ a*starp + q0\nx ~ rapport + starp + q0\ny ~ rapport + starp + q0\nx ~~ y",
    "saturated": "rapport ~ starp\ny ~ rapport + starp",
    "equal paths": "rapport ~ a*starp + a*q0\nx ~ rapport + starp",
    "loop": "x ~ y + starp\ny ~ x + q0",
}
VARIABLES = ("starp", "rapport", "x", "q0", "y")
COLUMNS = ("est", "se", "std", "std_se")


def data_sets(count: int, n: int = 29, seed: int = 1) -> Floats:
    """Data sets of correlated variables in different units, far from zero."""
    rng = np.random.default_rng(seed)
    mixing = np.eye(5) + 0.5 * rng.normal(size=(5, 5))
    return rng.normal(size=(count, n, 5)) @ mixing * [1, 10, 0.1, 3, 100] + [5, 300, 2, -40, 1000]


def require_equal(found: Fits, syntax: str, values: Floats, **options: object) -> None:
    """Compare everything with one ordinary fit per data set, to 1e-8 of each value."""
    for number, one in enumerate(values):
        frame = DataFrame(one, columns=list(VARIABLES))
        if number in found.failures:
            with pytest.raises(ModelError, match=re.escape(found.failures[number])):
                fit(syntax, frame, **options)  # type: ignore[arg-type]
            assert np.isnan(found.est[:, number]).all()
            continue
        single = fit(syntax, frame, **options)  # type: ignore[arg-type]
        assert found.rows == tuple((row.lhs, row.op, row.rhs) for row in single.estimates)
        for column in COLUMNS:
            expected = np.array([getattr(row, column) for row in single.estimates], dtype=float)
            got = getattr(found, column)[:, number]
            np.testing.assert_allclose(got, expected, rtol=1e-8, atol=1e-12, err_msg=f"{number} {column}")
        assert found.chisq[number] == pytest.approx(single.fit.chisq, rel=1e-8, abs=1e-9)
        assert found.df == single.fit.df


@pytest.mark.parametrize("divisor", ["n", "n-1"])
@pytest.mark.parametrize("syntax", list(MODELS.values())[:4], ids=list(MODELS)[:4])
def test_all_at_once_equals_one_by_one(syntax: str, divisor: str) -> None:
    """Estimates, standard errors and chi-squares, raw and standardised, with either divisor."""
    values = data_sets(6)
    require_equal(fit_many(syntax, values, VARIABLES, divisor=divisor), syntax, values, divisor=divisor)


@pytest.mark.slow
@pytest.mark.parametrize("syntax", MODELS.values(), ids=list(MODELS))
def test_all_at_once_equals_one_by_one_on_hundreds(syntax: str) -> None:
    """The same on 300 data sets of each model, those that fall back to ordinary fits among them."""
    values = data_sets(300, n=20, seed=3)
    require_equal(fit_many(syntax, values, VARIABLES), syntax, values)


def test_unusable_data_sets_fail_alone() -> None:
    """A constant, a collinear and a nearly collinear data set have the message of an ordinary fit, or its values."""
    values = data_sets(5)
    values[1, :, 0] = 7.0
    values[2, :, 3] = 2 * values[2, :, 1] + 1
    values[3, :, 3] = values[3, :, 1] + 1e-3 * values[3, :, 3]
    found = fit_many(CHAIN, values, VARIABLES)
    assert set(found.failures) >= {1, 2}
    require_equal(found, CHAIN, values)


def test_too_few_cases_fail_in_every_data_set() -> None:
    """With no more cases than variables there are no estimates, and each data set says why."""
    found = fit_many(CHAIN, data_sets(2, n=5), VARIABLES)
    assert sorted(found.failures) == [0, 1]
    assert "need at least 6 cases" in found.failures[0]


def test_missing_values_are_treated_as_by_an_ordinary_fit() -> None:
    """With missing values each data set has its own number of cases, or full information."""
    values = data_sets(2)
    values[0, :3, 2] = np.nan
    for missing in ("listwise", "fiml"):
        require_equal(fit_many(CHAIN, values, VARIABLES, missing=missing), CHAIN, values, missing=missing)


def test_chunks_do_not_change_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """The estimates of a data set do not depend on those that are estimated together with it."""
    values = data_sets(10)
    whole = fit_many(CHAIN, values, VARIABLES)
    monkeypatch.setattr(many, "CHUNK", 3)
    parts = fit_many(CHAIN, values, VARIABLES)
    np.testing.assert_allclose(parts.est, whole.est, rtol=1e-13)


def test_rows_are_found_by_name() -> None:
    """`y ~ x` finds a path, a name a defined effect; another name is an error."""
    found = fit_many(CHAIN, data_sets(2), VARIABLES)
    assert found.rows[found.row("x ~ rapport")] == ("x", "~", "rapport")
    assert found.rows[found.row("indirect")][1] == ":="
    with pytest.raises(KeyError):
        found.row("y ~ rapport")
