"""Our estimates and semopy's: the same numbers where both mean the same, a reason wherever they differ."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from report.pathmodels import ModelError, fit, semopy_comparison
from report.pathmodels import closed_form as closed
from report.pathmodels.problem import problem, specified
from report.pathmodels.results import Options
from report.pathmodels.solving import solve

GOLDEN = Path(__file__).parent / "golden"
CASES = {c["name"]: c for c in json.loads((GOLDEN / "cases.json").read_text(encoding="utf-8"))["cases"]}
UNKNOWN_TO_SEMOPY = "orphan"
"""A covariance of two variables that stand in no regression."""
FAR = ("negative-r2", "residual-label-small")
"""Where semopy's optimiser ends far from the maximum, which lavaan and this engine find alike."""
LISTWISE = [
    name
    for name, case in CASES.items()
    if case["missing"] == "listwise"
    and name != UNKNOWN_TO_SEMOPY
    and "~1" not in {row["op"] for row in case["fit"]["estimates"]}
]
CLOSED = [
    name
    for name, case in CASES.items()
    if case["missing"] == "listwise" and closed.plan(specified(case["syntax"], Options())) is not None
]


@pytest.mark.parametrize("name", LISTWISE)
def test_semopy_estimates_the_same(name: str) -> None:
    """semopy's estimates, from its own optimiser, differ only where a reason is given for the model."""
    case = CASES[name]
    data = pd.read_csv(GOLDEN / case["data"])
    found = semopy_comparison(fit(case["syntax"], data, "listwise", case["divisor"]), data)
    assert found.converged or name in FAR
    for pair in found.estimates:
        scale = max(abs(pair.ours), pair.ours_se or 0.0)
        if pair.reason and name in FAR:
            continue
        # Elsewhere semopy's optimiser stops early at most.
        assert pair.semopy == pytest.approx(pair.ours, abs=(0.05 if pair.reason else 2e-3) * scale)


@pytest.mark.parametrize("name", LISTWISE[::3])
def test_every_index_agrees_or_has_a_reason(name: str) -> None:
    """Indices agree if there is no reason for a difference, so that every difference is explained."""
    case = CASES[name]
    data = pd.read_csv(GOLDEN / case["data"])
    found = semopy_comparison(fit(case["syntax"], data, "listwise", case["divisor"]), data)
    for pair in found.indices:
        same = (
            pair.ours is not None
            and pair.semopy is not None
            and abs(pair.ours - pair.semopy) <= 2e-3 * max(abs(pair.ours), 1e-2)
        )
        assert same != bool(pair.reason) or (pair.ours is None and not pair.reason), pair


def test_closed_form_cases_are_many() -> None:
    """Recursive models without residual covariances need no iteration."""
    assert len(CLOSED) >= 20


@pytest.mark.parametrize("name", CLOSED)
def test_closed_form_is_the_maximum_that_iteration_finds(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Regressions and Fisher scoring give the same numbers to many digits."""
    case = CASES[name]
    data = pd.read_csv(GOLDEN / case["data"])
    found = problem(case["syntax"], data, Options())
    direct = solve(found)
    assert direct.method == "closed form"
    monkeypatch.setattr(closed, "plan", lambda model: None)
    iterated = solve(found)
    assert iterated.method == "Fisher scoring"
    scale = np.maximum(np.abs(direct.theta), 1e-3)
    assert np.abs(direct.theta - iterated.theta).max() <= (1e-8 * scale).max()


def test_models_that_semopy_does_not_know_are_refused() -> None:
    """Intercepts and FIML are not part of the comparison."""
    data = pd.read_csv(GOLDEN / "data/fiml-chain.csv")
    found = fit("m1 ~ x1", data, missing="fiml")
    with pytest.raises(ModelError, match="without intercepts"):
        semopy_comparison(found, data)
    case = CASES[UNKNOWN_TO_SEMOPY]
    data = pd.read_csv(GOLDEN / case["data"])
    with pytest.raises(ModelError, match="semopy cannot estimate this model"):
        semopy_comparison(fit(case["syntax"], data), data)
