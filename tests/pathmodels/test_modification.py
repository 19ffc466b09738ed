"""Modification indices: score tests of what a model leaves out or fixes, against their closed forms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from small_models import FACTOR, MEDIATION, data, of, solved

from report.pathmodels.fitting import fit
from report.pathmodels.modification import Modification, modifications

DATA = data()


def indices(syntax: str, **options: Any) -> Mapping[str, Modification]:
    """The modification indices of a model without constraints."""
    found = of(syntax, DATA, **options)
    _, theta = solved(found)
    each = modifications(found, theta, np.eye(len(theta)))
    return {f"{one.lhs} {one.op} {one.rhs}": one for one in each}


def test_a_left_out_path_has_the_score_test_of_its_regression() -> None:
    """For y ~ x beside y ~ m: the score is sum(e x)/psi, its variance n var(x|m)/psi (Bollen, 1989, p. 293)."""
    x, m, y = (np.asarray(DATA[name] - DATA[name].mean()) for name in "xmy")
    residual = y - m * (m @ y) / (m @ m)
    psi, rest = residual @ residual / len(x), x @ x - (m @ x) ** 2 / (m @ m)
    found = indices(MEDIATION)["y ~ x"]
    assert found.index == pytest.approx((residual @ x) ** 2 / (psi * rest), rel=1e-6)
    assert found.change == pytest.approx((residual @ x) / rest, rel=1e-6)


def test_an_expected_change_is_standardised_by_the_implied_deviations() -> None:
    """A path by those of cause and outcome, a covariance by those of the residuals."""
    found = indices(MEDIATION)
    path = found["y ~ x"]
    deviations = {name: DATA[name].std(ddof=0) for name in "xmy"}
    assert path.std_change == pytest.approx(path.change * deviations["x"] / deviations["y"], rel=1e-6)
    m, x = (np.asarray(DATA[name] - DATA[name].mean()) for name in "mx")
    y = np.asarray(DATA["y"] - DATA["y"].mean())
    errors = [
        np.sqrt(np.mean((one - other * (other @ one) / (other @ other)) ** 2))
        for one, other in ((m, x), (y, m))
    ]
    covariance = found["m ~~ y"]
    assert covariance.std_change == pytest.approx(covariance.change / (errors[0] * errors[1]), rel=1e-6)


def test_a_fixed_parameter_is_tested_at_its_value() -> None:
    """The index approximates the decrease of chi-square on freeing it."""
    fixed, free = "m ~ x\ny ~ m + 0.9*x\n", "m ~ x\ny ~ m + x\n"
    drop = fit(fixed, DATA).fit.chisq - fit(free, DATA).fit.chisq
    found = indices(fixed)["y ~ x"]
    assert found.index == pytest.approx(drop, rel=0.2)
    assert 0.9 + found.change == pytest.approx(fit(free, DATA).path("y", "x").est, abs=1e-6)


def test_parameters_that_cannot_be_freed_are_left_out() -> None:
    """A saturated model has none; a factor of three indicators has none that is identified."""
    assert indices("m ~ x\ny ~ m + x\n").keys().isdisjoint({"y ~ x", "m ~ x"})
    assert not any(name.startswith("f =~") and name != "f =~ u" for name in indices(FACTOR))


def test_covariates_have_no_covariances_of_their_own() -> None:
    """Their moments are those of the sample."""
    found = indices("y ~ x\nm ~ z\n")
    assert not {"x ~~ z", "z ~~ x", "x ~ z", "z ~ x"} & found.keys()
    assert {"y ~ z", "m ~ x"} <= found.keys()


def test_each_group_has_its_own() -> None:
    """The name of the group stands with each index."""
    frame = DATA.assign(arm=["a", "b"] * 20)
    found = of(MEDIATION, frame, group="arm")
    _, theta = solved(found)
    made = [
        each for each in modifications(found, theta, np.eye(len(theta))) if (each.lhs, each.rhs) == ("y", "x")
    ]
    assert [each.group for each in made] == ["a", "b"]
