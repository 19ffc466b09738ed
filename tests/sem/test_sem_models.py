"""Latent variables, groups, robust estimators and constraints: lavaan's numbers (tests/sem/golden/make_models.R)."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from report.pathmodels import PathFit, fit
from report.pathmodels.comparisons import compare
from report.pathmodels.local_fit import local_fit
from report.pathmodels.score_tests import score_tests
from report.pathmodels.summary_data import GroupMoments, Moments
from tests.sem.lavaan_agreement import case_faults, modification_faults, options, row_faults

GOLDEN = Path(__file__).parent / "golden"
FOUND = json.loads((GOLDEN / "models.json").read_text(encoding="utf-8"))
CASES = {case["name"]: case for case in FOUND["cases"]}
#: Models with missing values take longer.
FAST = [pytest.param(name, marks=pytest.mark.slow) if name.startswith("fiml") else name for name in CASES]
#: lavaan differentiates by a complex step, where abs() is the modulus and has the slope zero: its standard errors of
#: these definitions leave out a parameter.
WITHOUT_SLOPE = ("functions",)


@cache
def fitted(name: str) -> PathFit:
    case = CASES[name]
    return fit(case["syntax"], pd.read_csv(GOLDEN / case["data"]), **options(case))


@pytest.mark.parametrize("name", FAST)
def test_estimates_are_lavaans(name: str) -> None:
    """Every row, in lavaan's order, and all indices, with their scaled and robust forms."""
    found, case = fitted(name), CASES[name]
    assert [(r.lhs, r.op) for r in found.estimates] == [(r["lhs"], r["op"]) for r in case["estimates"]]
    assert found.n == case["n"]
    assert case_faults(found, case, (":=",) if name in WITHOUT_SLOPE else ()) == []


LOCAL = [name for name, case in CASES.items() if case.get("modification")]


@pytest.mark.parametrize("name", LOCAL)
def test_modification_indices_are_lavaans(name: str) -> None:
    """Each index of lavaan's table with its expected changes."""
    found, case = fitted(name), CASES[name]
    local = local_fit(found, pd.read_csv(GOLDEN / case["data"]))
    assert modification_faults(local, case, found.groups) == []


@pytest.mark.parametrize("name", LOCAL)
def test_residuals_are_lavaans(name: str) -> None:
    """Residual correlations and their z."""
    case = CASES[name]
    found = local_fit(fitted(name), pd.read_csv(GOLDEN / case["data"]))
    faults = []
    by_group = case["residuals"]
    theirs_in_order = list(by_group.values()) if isinstance(by_group, dict) else by_group
    for group, theirs in zip(fitted(name).groups, theirs_in_order, strict=True):
        ours = {(r.first, r.second): r for r in found.residuals if r.group == group}
        names = theirs["names"]
        pairs = [(names[j], names[i]) for j in range(len(names)) for i in range(j + 1, len(names))]
        for pair, cor, z in zip(pairs, theirs["cor"], theirs["z"], strict=True):
            mine = ours.get(pair) or ours[pair[::-1]]
            if abs(mine.correlation - cor) > 1e-5:
                faults.append(f"{pair} {mine.correlation} against {cor}")
            if mine.z is not None and z is not None and abs(cor) > 1e-3 and abs(mine.z - z) > 2e-3 * abs(z):
                faults.append(f"{pair} z {mine.z} against {z}")
    assert faults == []


@pytest.mark.parametrize("estimator", ["ML", "MLM", "MLR"])
def test_comparisons_are_lavaans(estimator: str) -> None:
    """Differences of nested models, scaled for robust estimators."""
    free = fitted(f"democracy-free-{estimator}")
    found = compare(free, fitted(f"democracy-{estimator}"))
    theirs = FOUND["tests"][f"democracy-{estimator}"]
    assert found.df == theirs["df"]
    assert found.chisq == pytest.approx(theirs["chisq"], rel=1e-3)
    assert found.pvalue == pytest.approx(theirs["p"], rel=1e-3)


def test_score_tests_are_lavaans() -> None:
    """Of all equality constraints together, and of each by itself."""
    case, theirs = CASES["democracy-ML"], FOUND["tests"]["score"]
    found = score_tests(fitted("democracy-ML"), pd.read_csv(GOLDEN / case["data"]))
    assert (found.total.df, len(found.releases)) == (theirs["df"], 3)
    assert found.total.chisq == pytest.approx(theirs["chisq"], rel=1e-4)
    assert found.total.pvalue == pytest.approx(theirs["p"], rel=1e-4)
    assert [each.chisq for each in found.releases] == pytest.approx(theirs["single"], rel=2e-4)


def test_moments_are_lavaans() -> None:
    """Wheaton's (1977) stability of alienation, from its covariance matrix."""
    case = FOUND["moments"]
    data = Moments(tuple(case["names"]), (GroupMoments(case["n"], np.array(case["cov"]), None),))
    found = fit(case["syntax"], data)
    pairs = zip(found.estimates, case["estimates"], strict=True)
    assert [fault for ours, theirs in pairs for fault in row_faults(ours, theirs)] == []
    assert found.fit.chisq == pytest.approx(case["fit"]["chisq"], rel=1e-4)
