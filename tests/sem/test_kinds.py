"""Growth, identification, equality across groups, incomplete robust models, constraints: lavaan's numbers.

tests/sem/golden/make_kinds.R
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from report.pathmodels import fit
from report.pathmodels.local_fit import local_fit
from tests.sampling import sampled
from tests.sem.lavaan_agreement import case_faults, modification_faults, options

GOLDEN = Path(__file__).parent / "golden"
CASES: list[dict[str, Any]] = json.loads((GOLDEN / "kinds.json").read_text(encoding="utf-8"))
LOCAL = [case for case in CASES if "modification" in case]


def data_of(case: dict[str, Any]) -> pd.DataFrame:
    return pd.read_csv(GOLDEN / "models" / f"{case['data']}.csv")


@pytest.mark.parametrize("case", sampled(CASES, 11), ids=lambda case: case["name"])
def test_estimates_and_indices_are_lavaans(case: dict[str, Any]) -> None:
    """Every row in lavaan's order, and every index."""
    found = fit(case["syntax"], data_of(case), **options(case))
    assert found.n == case["n"]
    assert [(r.lhs, r.op) for r in found.estimates] == [(r["lhs"], r["op"]) for r in case["estimates"]]
    assert case_faults(found, case) == []


@pytest.mark.parametrize("case", sampled(LOCAL, 6), ids=lambda case: case["name"])
def test_every_modification_index_of_lavaan_is_there(case: dict[str, Any]) -> None:
    """Intercepts and latent means fixed at zero and paths into covariates included, with both expected changes."""
    data = data_of(case)
    found = fit(case["syntax"], data, **options(case))
    assert modification_faults(local_fit(found, data), case, found.groups) == []


def test_a_path_along_a_loading_is_not_proposed() -> None:
    """An indicator that is regressed on a covariate too has one coefficient for its factor, which is its loading."""
    case = next(case for case in CASES if case["name"] == "covariates at each time")
    data = data_of(case)
    found = local_fit(fit(case["syntax"], data), data)
    assert not [m for m in found.modifications if (m.op, m.lhs[0], m.rhs) == ("~", "t", "i")]


def test_indices_do_not_depend_on_the_origin() -> None:
    """Unless a path leads into a covariate, whose fixed mean it would move."""
    rng = np.random.default_rng(2)
    data = pd.DataFrame(rng.normal(size=(90, 3)), columns=["x", "m", "y"])
    near, far = (local_fit(fit("m ~ x\ny ~ m", each, means=True), each) for each in (data, data + 1e6))
    index = {(m.lhs, m.op, m.rhs): m.index for m in near.modifications}
    for each in far.modifications:
        if each.lhs != "x":
            assert each.index == pytest.approx(index[each.lhs, each.op, each.rhs], rel=1e-6)


def test_a_latent_variable_without_variance_has_standardised_loadings_of_zero() -> None:
    """A fixed curvature does not vary between persons."""
    case = next(case for case in CASES if case["name"] == "quadratic")
    found = fit(case["syntax"], data_of(case))
    assert [row.std for row in found.estimates if (row.lhs, row.op) == ("q", "=~")] == [0.0] * 4
    assert found.covariance("q", "q").std is None
