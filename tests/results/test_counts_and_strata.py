"""MANOVA, conditional models, models of excess zeros and tests of several tables, against R."""

from __future__ import annotations

import json
import math
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from report.results.registry import rows
from report.rows.errors import ResultError
from report.rows.stat import Stat

smf = pytest.importorskip("statsmodels.formula.api")
sm = pytest.importorskip("statsmodels.api")
GOLDEN = json.loads((Path(__file__).parent / "golden" / "counts_and_strata.json").read_text(encoding="utf-8"))
CASE = np.arange(120)
DATA = pd.DataFrame(
    {
        "x": np.sin(CASE),
        "z": np.cos(1.7 * CASE),
        "g": np.array(["a", "b", "c"])[CASE % 3],
        "s": CASE // 10,
        "b": (np.sin(CASE) + 1.5 * np.sin(5.3 * CASE * CASE) > 0.2).astype(int),
    }
)
DATA["u"] = DATA.x + np.cos(3.1 * CASE * CASE)
DATA["v"] = 0.5 * DATA.z + (DATA.g == "b") * 0.6 + np.sin(2.3 * CASE * CASE)
DATA["count"] = np.where(
    np.sin(7.7 * CASE * CASE) > 0.3, 0, np.floor(np.exp(0.8 + 0.5 * DATA.x + 0.6 * np.cos(4.1 * CASE * CASE)))
)


def by_id(result: Any, **options: Any) -> dict[str, Stat]:
    """The rows of a result by their ids."""
    return {each.id: each for each in rows("q", result, **options)}


def values(found: dict[str, Stat], path: str, *names: str) -> list[float]:
    """The values of the parts of one result."""
    return [float(found[f"{path}.{name}"].value or 0) for name in names]


def test_a_multivariate_analysis_of_variance() -> None:
    """Pillai's trace with its F approximation, and Wilks' lambda; R's tests are of the last of sequential terms."""
    from statsmodels.multivariate.manova import MANOVA

    found = by_id(MANOVA.from_formula("u + v ~ g + x", DATA).mv_test())
    names = ("pillai", "statistic", "df", "df_residual", "p")
    assert values(found, "q.x", *names) == pytest.approx(GOLDEN["x"][1:], rel=1e-6)
    assert values(found, "q.g", *names) == pytest.approx(GOLDEN["pillai"][1:], rel=1e-6)
    assert values(found, "q.g", "wilks") == pytest.approx([GOLDEN["wilks"]], rel=1e-6)


def test_conditional_logistic_regression_gives_odds_ratios() -> None:
    """R's `clogit` with the exact method."""
    from statsmodels.discrete.conditional_models import ConditionalLogit

    model = ConditionalLogit.from_formula("b ~ 0 + x", groups="s", data=DATA).fit(disp=0)
    found = by_id(model, exponentiate=True)
    assert found["q.x.estimate"].symbol == "OR"
    assert values(found, "q.x", "estimate", "ci_lower", "ci_upper") == pytest.approx(
        GOLDEN["clogit"], rel=1e-4
    )


def test_a_model_of_excess_zeros_has_rate_and_odds_ratios() -> None:
    """R's `zeroinfl`: counts as rate ratios, excess zeros as odds ratios."""
    model = sm.ZeroInflatedPoisson.from_formula("count ~ x", DATA, exog_infl=sm.add_constant(DATA.z))
    found = by_id(model.fit(disp=0, maxiter=500, gtol=1e-10), exponentiate=True)
    symbols = {
        name: found[f"q.{name}.estimate"].symbol for name in ("intercept", "x", "inflate_const", "inflate_z")
    }
    assert symbols == {"intercept": "IRR", "x": "IRR", "inflate_const": "OR", "inflate_z": "OR"}
    counts = [*values(found, "q.intercept", "estimate"), *values(found, "q.x", "estimate")]
    zeros = [*values(found, "q.inflate_const", "estimate"), *values(found, "q.inflate_z", "estimate")]
    assert counts == pytest.approx(GOLDEN["counts"], rel=1e-3)
    assert zeros == pytest.approx(GOLDEN["zeros"], rel=1e-3)


def test_dispersions_have_no_ratio() -> None:
    """The dispersion of a zero-inflated negative binomial model comes last."""
    model = sm.ZeroInflatedNegativeBinomialP.from_formula("count ~ x", DATA)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = by_id(model.fit(disp=0), exponentiate=True)
    assert found["q.alpha.estimate"].symbol == "*b*"


def test_a_test_of_several_tables_needs_its_degrees_of_freedom() -> None:
    """Mantel and Haenszel's statistic is a chi-square, which the object does not say."""
    tables = [np.array([[10, 5], [6, 9]]), np.array([[8, 7], [5, 9]])]
    result = sm.stats.StratifiedTable(tables).test_null_odds(correction=False)
    with pytest.raises(ResultError, match="write df=: 1 for test_null_odds"):
        by_id(result)
    found = by_id(result, df=1)
    assert found["q.statistic"].symbol == "χ²"
    assert values(found, "q", "statistic", "p") == pytest.approx(GOLDEN["haenszel"], rel=1e-6)


def test_ordinal_association_has_a_z() -> None:
    """Its raw statistic is a sum that depends on the scores, which nobody reports."""
    result = sm.stats.Table(np.array([[10, 5, 3], [4, 9, 8]])).test_ordinal_association()
    found = by_id(result)
    assert found["q.statistic"].symbol == "*z*"
    assert found["q.statistic"].value == pytest.approx((result.statistic - result.null_mean) / result.null_sd)


def test_nested_models_are_compared_by_a_chi_square() -> None:
    """Twice the difference of the log likelihoods."""
    small, large = smf.ols("u ~ x", DATA).fit(), smf.ols("u ~ x + z + v", DATA).fit()
    found = by_id(large.compare_lr_test(small))
    assert values(found, "q", "statistic", "df") == pytest.approx([2 * (large.llf - small.llf), 2])


def test_categories_in_groups_count_each_case_once() -> None:
    """Statsmodels repeats each case for every category but one."""
    data = DATA.assign(c=DATA.g.map({"a": 0, "b": 1, "c": 2}))
    found = by_id(smf.nominal_gee("c ~ x", "s", data).fit(), exponentiate=True)
    assert found["q.fit.n"].value == len(DATA)
    estimate = found["q.x_1_0.estimate"]
    assert estimate.symbol == "RRR"
    assert math.isfinite(float(estimate.value or 0))
