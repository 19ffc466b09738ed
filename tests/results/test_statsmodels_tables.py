"""Tests of tables, proportions and rates of statsmodels as results, against their formulas."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest

from report.results.quantities import Result
from report.results.statsmodels_tables import (
    one_way,
    proportional_hazards,
    ratio_of_table,
    table_test,
    two_samples,
)

tables = pytest.importorskip("statsmodels.stats.contingency_tables")
Z = 1.959963984540054


def values(result: Result) -> dict[str, Any]:
    return {each.name: each.value for each in result.quantities}


def test_the_ratios_of_a_table() -> None:
    """Odds ratio and risk ratio with the intervals of Woolf (1955) and Katz et al. (1978)."""
    a, b, c, d = 20, 10, 8, 22
    odds, risk = ratio_of_table(tables.Table2x2(np.array([[a, b], [c, d]])), confidence=0.95)
    half = Z * math.sqrt(1 / a + 1 / b + 1 / c + 1 / d)
    log = math.log(a * d / (b * c))
    assert [values(odds)[name] for name in ("estimate", "ci_lower", "ci_upper")] == pytest.approx(
        [math.exp(log), math.exp(log - half), math.exp(log + half)]
    )
    half = Z * math.sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d))
    log = math.log((a / (a + b)) / (c / (c + d)))
    assert [values(risk)[name] for name in ("estimate", "ci_lower", "ci_upper")] == pytest.approx(
        [math.exp(log), math.exp(log - half), math.exp(log + half)]
    )
    assert (odds.term, risk.term, odds.n) == ("or", "rr", 60)


def test_a_test_without_degrees_of_freedom_is_no_chi_square() -> None:
    """McNemar's exact test counts pairs; association has χ² with its df."""
    exact = tables.mcnemar(np.array([[10, 3], [9, 12]]))
    (found,) = table_test(exact, n=34)
    assert (found.kind, found.quantities[0].symbol, values(found)["statistic"]) == ("test", "*T*", 3)
    nominal = tables.Table(np.array([[10, 20, 5], [20, 10, 9]])).test_nominal_association()
    (found,) = table_test(nominal)
    assert (found.kind, found.quantities[0].symbol, values(found)["df"]) == ("chi2", "χ²", 2)


def test_two_proportions() -> None:
    """The score test is *z* (Agresti, 2013, eq. 3.4)."""
    from statsmodels.stats.proportion import test_proportions_2indep

    (found,) = two_samples(test_proportions_2indep(20, 40, 10, 40, method="score", correction=False), n=80)
    pooled = 30 / 80
    assert values(found)["statistic"] == pytest.approx(0.25 / math.sqrt(pooled * (1 - pooled) * 2 / 40))
    assert found.n == 80


def test_one_way_analysis_has_both_degrees_of_freedom() -> None:
    """The usual one is that of scipy."""
    from scipy.stats import f_oneway
    from statsmodels.stats.oneway import anova_oneway

    groups = [np.arange(5.0), np.arange(6.0) + 2, np.arange(7.0) * 2]
    (found,) = one_way(anova_oneway(groups, use_var="equal"))
    made, wanted = values(found), f_oneway(*groups)
    assert (made["statistic"], made["p"]) == pytest.approx((wanted.statistic, wanted.pvalue))
    assert (made["df"], made["df_residual"]) == (2, 15)


@pytest.mark.parametrize("ratio", [True, False])
def test_hazard_ratios_are_exponentiated(ratio: bool) -> None:
    """The standard error stays on the log scale."""
    smf = pytest.importorskip("statsmodels.formula.api")
    data = pd.DataFrame(
        {"t": [5, 8, 3, 9, 7, 4, 6, 10], "e": [1, 1, 1, 0, 1, 1, 1, 0], "x": [1, 0, 1, 0, 0, 1, 1, 0.5]}
    )
    model = smf.phreg("t ~ x", data, status=data.e).fit()
    term, fit = proportional_hazards(model, exponentiate=ratio, confidence=0.95)
    made = values(term)
    assert made["estimate"] == pytest.approx(math.exp(model.params[0]) if ratio else model.params[0])
    assert made["se"] == pytest.approx(model.bse[0])
    assert (term.n, values(fit)["logl"]) == (8, pytest.approx(model.llf))
