"""Correlations, regressions and reliability of pingouin as results, from frames as its versions make them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from report.results.pingouin_models import (
    correlation,
    correlations,
    intraclass,
    linear,
    logistic,
    mediation,
    several,
)
from report.results.quantities import Result
from report.rows.errors import ResultError


def values(result: Result) -> dict[str, Any]:
    return {each.name: each.value for each in result.quantities}


def frame(index: str = "pearson", **cells: Any) -> pd.DataFrame:
    """A frame of one row; brackets and percent signs of its columns stand as in older versions."""
    return pd.DataFrame({name.replace("CI", "CI95%"): [cell] for name, cell in cells.items()}, index=[index])


CORR = {"n": 40, "r": 0.4, "CI": np.array([0.1, 0.64]), "p-val": 0.01}


def test_df_of_a_correlation_follow_from_its_n() -> None:
    """The frame of `corr` has power or a Bayes factor; that of a partial correlation does not say its covariates."""
    (plain,) = correlation(frame(**CORR, power=0.7))
    assert values(plain)["df"] == 38
    (partial,) = correlation(frame(**CORR))
    assert "df" not in values(partial)
    (known,) = correlation(frame(**CORR), covariates=2)
    assert values(known)["df"] == 36
    (repeated,) = correlation(frame("rm_corr", r=0.4, dof=29, pval=0.01, CI=np.array([0.1, 0.6])))
    assert values(repeated)["df"] == 29


@pytest.mark.parametrize(
    ("method", "symbol"), [("spearman", "*r*~s~"), ("kendall", "τ"), ("rm_corr", "*r*~rm~"), ("new", "*r*")]
)
def test_symbols_of_methods(method: str, symbol: str) -> None:
    """An unknown method is a correlation."""
    (found,) = correlation(frame(method, **CORR))
    assert found.quantities[0].symbol == symbol


def test_only_correlations_that_are_tested_with_t_have_degrees_of_freedom() -> None:
    """The p-value of Kendall's tau comes from ranks or from z, whatever the number of cases."""
    found = {
        method: next(correlation(frame(method, **CORR), covariates=0)) for method in ("spearman", "kendall")
    }
    assert "df" in values(found["spearman"])
    assert "df" not in values(found["kendall"])
    assert found["kendall"].n == found["spearman"].n


def test_a_corrected_p_takes_the_place_of_p() -> None:
    """Each pair is named by both variables; its level is that of the columns."""
    (found,) = correlations(frame(X="a", Y="b", method="pearson", **CORR, **{"p-corr": 0.03}))
    assert (found.term, values(found)["p"], found.confidence) == ("a_with_b", 0.03, 0.95)
    assert (values(found)["ci_lower"], values(found)["ci_upper"]) == (0.1, 0.64)


def test_df_of_a_regression() -> None:
    """Of the frame, of n, or none."""
    lines = pd.DataFrame(
        {
            "names": ["Intercept", "x"],
            "coef": [1, 2.0],
            "se": [0.5, 0.4],
            "T": [2, 5.0],
            "pval": [0.05, 0.001],
            "r2": [0.3] * 2,
            "adj_r2": [0.28] * 2,
        }
    )
    *_, fit = linear(lines)
    assert values(fit)["r2"] == 0.3
    assert "df" not in values(next(linear(lines)))
    assert values(next(linear(lines, n=40)))["df"] == 38
    object.__setattr__(lines, "df_resid_", 37)
    assert values(next(linear(lines)))["df"] == 37


def test_odds_ratios_are_exponentiated() -> None:
    """The z statistic stays."""
    line = frame(names="x", coef=0.5, se=0.2, z=2.5, pval=0.012)
    (plain,), (ratio,) = logistic(line), logistic(line, exponentiate=True)
    assert values(plain)["estimate"] == 0.5
    assert values(ratio)["estimate"] == pytest.approx(np.exp(0.5))
    assert values(ratio)["statistic"] == 2.5


def test_paths_of_a_mediation() -> None:
    """`M ~ X` is m_on_x; effects keep their names."""
    lines = pd.DataFrame(
        {
            "path": ["M ~ X", "Indirect"],
            "coef": [0.5, 0.2],
            "se": [0.1, 0.1],
            "pval": [0.01, 0.04],
            "CI2.5%": [0.3, 0.0],
            "CI97.5%": [0.7, 0.4],
            "sig": ["Yes"] * 2,
        }
    )
    found = {each.term: values(each) for each in mediation(lines)}
    assert found.keys() == {"m_on_x", "indirect"}
    assert found["indirect"]["p"] == 0.04


def test_each_intraclass_correlation() -> None:
    """By its type, with F, both df and its interval."""
    (found,) = intraclass(
        frame(Type="ICC3k", ICC=0.8, F=5.0, df1=9, df2=27, pval=0.001, CI=np.array([0.5, 0.94]))
    )
    assert (found.term, values(found)["df"], values(found)["df_residual"]) == ("icc_c_k", 9, 27)


@pytest.mark.parametrize(
    ("former", "present"),
    [
        *(("ICC1", "ICC(1,1)"), ("ICC2", "ICC(A,1)"), ("ICC3", "ICC(C,1)")),
        *(("ICC1k", "ICC(1,k)"), ("ICC2k", "ICC(A,k)"), ("ICC3k", "ICC(C,k)")),
    ],
)
def test_a_type_has_the_same_id_in_all_versions(former: str, present: str) -> None:
    """Pingouin 0.5 names types as Shrout and Fleiss do, later versions as McGraw and Wong."""
    terms = [
        next(intraclass(frame(Type=name, ICC=0.8, F=5.0, df1=9, df2=27, pval=0.001))).term
        for name in (former, present)
    ]
    assert terms[0] == terms[1]


def test_tuples() -> None:
    """Alpha with its interval at the level of the caller; others are refused with what they contain."""
    (found,) = several((0.8, np.array([0.7, 0.87])), confidence=0.9)
    assert (values(found), found.confidence) == ({"estimate": 0.8, "ci_lower": 0.7, "ci_upper": 0.87}, 0.9)
    for given in ((1, 2, 3), (0.5, "ab c"), ()):
        with pytest.raises(ResultError, match="is made from a tuple of"):
            list(several(given))
