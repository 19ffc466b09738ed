"""Results of less common tests become rows with the numbers that the library gives."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from report.results import rows
from report.rows.errors import ResultError

RNG = np.random.default_rng(1)
X, Y, Z = (RNG.normal(mean, size=30) for mean in (0, 0.5, 0))
TABLE = np.array([[10, 5], [3, 12]])


def values(result: Any, **options: Any) -> dict[str, Any]:
    """The values of the rows of a result by their ids below it."""
    return {row.id.removeprefix("x."): row.value for row in rows("x", result, **options)}


@pytest.mark.parametrize(
    "result",
    [
        stats.ks_2samp(X, Y),
        stats.cramervonmises_2samp(X, Y),
        stats.brunnermunzel(X, Y),
        stats.bartlett(X, Y),
        stats.fligner(X, Y),
        stats.levene(X, Y),
        stats.shapiro(X),
        stats.normaltest(X),
        stats.ranksums(X, Y),
        stats.ansari(X, Y),
        stats.median_test(X, Y),
        stats.chisquare([10, 12, 9]),
        stats.friedmanchisquare(X, Y, Z),
        stats.f_oneway(X, Y, Z, equal_var=False),
        stats.page_trend_test(np.c_[X, Y, Z]),
        stats.alexandergovern(X, Y),
        stats.boschloo_exact(TABLE),
    ],
    ids=lambda result: type(result).__name__,
)
def test_plain_tests_give_their_statistic_and_p(result: Any) -> None:
    """Both numbers are those of the object."""
    found = values(result)
    assert found["statistic"] == pytest.approx(result.statistic)
    assert found["p"] == pytest.approx(result.pvalue)


def test_comparisons_of_pairs_are_named_by_their_groups() -> None:
    """Each pair has its difference, interval and p-value, in the direction of its name."""
    result = stats.tukey_hsd(X, Y, Z)
    found = values(result, groups=("drug", "placebo", "none"))
    assert found["drug_with_placebo.estimate"] == pytest.approx(X.mean() - Y.mean())
    assert found["placebo_with_none.p"] == pytest.approx(result.pvalue[1][2])
    assert found["drug_with_none.ci_lower"] == pytest.approx(result.confidence_interval().low[0][2])
    dunnett = stats.dunnett(X, Y, control=Z, random_state=1)
    assert values(dunnett, groups=("a", "b"))["b_with_the_control.p"] == pytest.approx(dunnett.pvalue[1])


def test_ratios_carry_their_intervals() -> None:
    """The odds ratio is the conditional one, as R's fisher.test prints it, unless scipy was asked for another."""
    result = stats.contingency.odds_ratio(TABLE)
    found = values(result, confidence=0.9)
    assert found["estimate"] == pytest.approx(result.statistic)
    assert found["ci_upper"] == pytest.approx(result.confidence_interval(0.9).high)
    risk = stats.contingency.relative_risk(10, 15, 3, 15)
    assert values(risk)["estimate"] == pytest.approx((10 / 15) / (3 / 15))


def test_tables_of_statsmodels() -> None:
    """McNemar's exact test gives a count; the others chi-square statistics; a 2 x 2 table both of its ratios."""
    from statsmodels.stats import contingency_tables as tables

    assert values(tables.mcnemar(TABLE)) == {"statistic": 3.0, "p": pytest.approx(0.7265625)}
    answers = np.random.default_rng(2).integers(0, 2, (20, 3))
    assert values(tables.cochrans_q(answers))["df"] == 2
    both = values(tables.Table2x2(TABLE))
    assert both["or.estimate"] == pytest.approx(10 * 12 / (5 * 3))
    assert both["rr.estimate"] == pytest.approx((10 / 15) / (3 / 15))


def test_the_cox_regression_of_statsmodels_gives_hazard_ratios() -> None:
    """The ratio is the exponentiated coefficient; its standard error stays on the scale of the logarithm."""
    import statsmodels.formula.api as smf

    rng = np.random.default_rng(3)
    data = pd.DataFrame(
        {"t": rng.exponential(size=40), "e": rng.integers(0, 2, 40), "x": rng.normal(size=40)}
    )
    fit = smf.phreg("t ~ x", data, status=data.e).fit()
    found = values(fit)
    assert found["x.estimate"] == pytest.approx(np.exp(fit.params[0]))
    assert found["x.se"] == pytest.approx(fit.bse[0])
    assert found["fit.logl"] == pytest.approx(fit.llf)
    assert values(fit, exponentiate=False)["x.estimate"] == pytest.approx(fit.params[0])


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        (
            {"Source": ["g"], "dof": [2], "Q": [6.5], "p_unc": [0.039]},
            {"statistic": 6.5, "df": 2, "p": 0.039},
        ),
        ({"W": [0.97], "pval": [0.4], "normal": [True]}, {"statistic": 0.97, "p": 0.4}),
        ({"T": [1.2], "pval": [0.3], "equal_var": [True]}, {"statistic": 1.2, "p": 0.3}),
        (
            {"T2": [9.0], "F": [4.3], "df1": [2], "df2": [28], "pval": [0.02]},
            {"statistic": 4.3, "df": 2, "df_residual": 28, "p": 0.02},
        ),
        (
            {"Chi2": [7.1], "df": [6], "pval": [0.3], "equal_cov": [True]},
            {"statistic": 7.1, "df": 6, "p": 0.3},
        ),
        ({"bound": [1], "dof": [58], "pval": [0.01]}, {"df": 58, "p": 0.01}),
    ],
)
def test_frames_of_pingouin_that_test_assumptions(frame: dict[str, Any], expected: dict[str, Any]) -> None:
    """The frame's columns say which test it is."""
    assert values(pd.DataFrame(frame)) == pytest.approx(expected)


def test_bare_numbers_are_answered_with_what_to_do() -> None:
    """Some functions of statsmodels return numbers that do not say what they are."""
    with pytest.raises(ResultError, match="Stat") as error:
        list(rows("x", (1.64, 0.1)))
    assert "float" in str(error.value)
