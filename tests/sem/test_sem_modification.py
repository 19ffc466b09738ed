"""Modification indices and score tests of robust, incomplete and grouped models equal those of lavaan."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from report.pathmodels import fit
from report.pathmodels.local_fit import local_fit
from report.pathmodels.score_tests import score_tests

GOLDEN = Path(__file__).parent / "golden"
CASES: list[dict[str, Any]] = json.loads((GOLDEN / "modification.json").read_text())
FAST = ("MLR", "groups")


def parameters(cases: list[dict[str, Any]]) -> list[Any]:
    """The cases as parameters of a test, all but two of them slow."""
    return [
        pytest.param(case, id=case["name"], marks=[] if case["name"] in FAST else [pytest.mark.slow])
        for case in cases
    ]


@pytest.mark.parametrize("case", parameters(CASES))
def test_indices_of_every_parameter_are_lavaans(case: dict[str, Any]) -> None:
    """All rows of lavaan's table are here, those of markers and covariances fixed at zero included."""
    data = pd.read_csv(GOLDEN / "models" / f"{case['data']}.csv")
    model = fit(case["syntax"], data, **case["options"])
    found = {(m.lhs, m.op, m.rhs, m.group): m for m in local_fit(model, data).modifications}
    for theirs in case["modification"]:
        mine = found[theirs["lhs"], theirs["op"], theirs["rhs"], model.groups[theirs["group"] - 1]]
        assert (mine.index, mine.change, mine.std_change) == pytest.approx(
            (theirs["mi"], theirs["epc"], theirs["std"]), rel=2e-3, abs=2e-3
        )


@pytest.mark.parametrize("case", parameters([case for case in CASES if "score" in case]))
def test_score_tests_across_groups_are_lavaans(case: dict[str, Any]) -> None:
    """The test of all equalities between groups together, and that of each."""
    data = pd.read_csv(GOLDEN / "models" / f"{case['data']}.csv")
    found = score_tests(fit(case["syntax"], data, **case["options"]), data)
    assert found.total.df == case["score"]["df"]
    assert found.total.chisq == pytest.approx(case["score"]["chisq"], rel=1e-4)
    assert sorted(each.chisq for each in found.releases) == pytest.approx(
        sorted(case["score"]["single"]), rel=1e-3, abs=1e-4
    )
