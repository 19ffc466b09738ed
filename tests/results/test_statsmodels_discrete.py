"""Multinomial models and marginal effects as rows, against the library's own summary."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest

from report.results import rows
from report.rows.errors import ProductError, ResultError

smf = pytest.importorskip("statsmodels.formula.api")
RANDOM = np.random.default_rng(1)
X = RANDOM.normal(size=120)
DATA = pd.DataFrame({"x": X, "b": (X + RANDOM.normal(size=120) > 0) * 1, "k": RANDOM.integers(0, 3, 120)})
PARTS = ("estimate", "se", "statistic", "p", "ci_lower", "ci_upper")


def values(found: Any) -> dict[str, Any]:
    return {row.id: row.value for row in found}


def cells(found: dict[str, Any], id: str) -> list[float]:
    return [found[f"{id}.{part}"] for part in PARTS]


@pytest.fixture(scope="module")
def multinomial() -> Any:
    return smf.mnlogit("k ~ x", DATA).fit(disp=0)


@pytest.mark.parametrize("outcome", [1, 2])
def test_a_multinomial_model_has_each_term_for_each_outcome(multinomial: Any, outcome: int) -> None:
    found = values(rows("choice", multinomial, confidence=0.9))
    low, high = multinomial.conf_int(alpha=0.1).loc[(str(outcome), "x")]
    tables = (multinomial.params, multinomial.bse, multinomial.tvalues, multinomial.pvalues)
    expected = [np.asarray(each)[1, outcome - 1] for each in tables]
    assert cells(found, f"choice.k_{outcome}_x") == pytest.approx([*expected, low, high])
    assert found["choice.fit.n"] == 120
    assert found["choice.fit.logl"] == pytest.approx(multinomial.llf)


def test_exponentiated_coefficients_are_relative_risk_ratios(multinomial: Any) -> None:
    row = next(row for row in rows("c", multinomial, exponentiate=True) if row.id == "c.k_2_x.estimate")
    assert (row.symbol, row.value) == ("RRR", pytest.approx(math.exp(np.asarray(multinomial.params)[1, 1])))


@pytest.mark.parametrize(("method", "symbol"), [("dydx", "*dy*/*dx*"), ("eyex", "*ey*/*ex*")])
def test_a_marginal_effect_is_that_of_the_summary(method: str, symbol: str) -> None:
    margins = smf.logit("b ~ x", DATA).fit(disp=0).get_margeff(method=method)
    made = list(rows("effect", margins))
    assert cells(values(made), "effect.x") == pytest.approx(list(margins.summary_frame().loc["x"]))
    assert next(row.symbol for row in made if row.id == "effect.x.estimate") == symbol


def test_marginal_effects_of_a_multinomial_model_are_refused(multinomial: Any) -> None:
    with pytest.raises((ResultError, ProductError), match="no single set of terms"):
        list(rows("effect", multinomial.get_margeff()))
