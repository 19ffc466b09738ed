"""Results of scipy as quantities: the numbers that were reported, and those that formulas add."""

from __future__ import annotations

import math
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from pandas import DataFrame
from scipy import stats

from report.results.one_factor import one_factor
from report.results.pingouin_checks import (
    assumption,
    cochran,
    covariances,
    equivalence,
    hotelling,
    sphericity,
)
from report.results.quantities import Quantity, Result
from report.results.scipy_comparisons import (
    bootstrap,
    dunnett,
    odds_ratio,
    relative_risk,
    repeated_medians,
    somers,
    theil_sen,
    tukey,
)
from report.results.scipy_tests import binomial, chi_square, line, pearson, plain_test, significance, t_test
from report.rows.errors import ResultError

X = [1.0, 2.0, 4.0, 5.0, 7.0, 9.0]
Y = [2.0, 1.0, 3.0, 6.0, 6.0, 8.0]
GROUPS = ([1.0, 2.0, 3.0, 4.0], [3.0, 4.0, 5.0, 8.0], [9.0, 8.0, 7.0, 12.0])


def values(result: Result) -> dict[str, Any]:
    """The values of a result by the names of its quantities."""
    return {each.name: each.value for each in result.quantities}


def quantity(result: Result, name: str) -> Quantity:
    """One quantity of a result."""
    return next(each for each in result.quantities if each.name == name)


def bounds(low: Any, high: Any) -> Any:
    """An interval as scipy returns it, which remembers the level that was asked for."""
    asked: list[float] = []

    def interval(level: float) -> Any:
        asked.append(level)
        return SimpleNamespace(low=low, high=high)

    interval.asked = asked  # type: ignore[attr-defined]
    return interval


def test_a_t_test_has_the_mean_difference_with_its_interval() -> None:
    """At the level that is asked for; by hand for equal variances."""
    (found,) = t_test(stats.ttest_ind(X, Y), n=12, confidence=0.9)
    own = values(found)
    difference = np.mean(X) - np.mean(Y)
    pooled = (np.var(X, ddof=1) + np.var(Y, ddof=1)) / 2
    error = math.sqrt(pooled * 2 / 6)
    half = stats.t.ppf(0.95, 10) * error
    assert own["statistic"] == pytest.approx(difference / error)
    assert own["df"] == 10
    assert own["difference_ci_lower"] == pytest.approx(difference - half)
    assert own["difference_ci_upper"] == pytest.approx(difference + half)
    assert (found.n, found.confidence) == (12, 0.9)


def test_a_correlation_has_its_degrees_of_freedom() -> None:
    """n - 2, from the result itself or from the caller; its numbers print without a leading zero."""
    (found,) = pearson(stats.pearsonr(X, Y), confidence=0.95)
    assert (values(found)["df"], found.n) == (4, 6)
    assert quantity(found, "estimate").format == quantity(found, "ci_lower").format == "unit"
    half = stats.norm.ppf(0.975) / math.sqrt(3)
    assert values(found)["ci_upper"] == pytest.approx(math.tanh(math.atanh(np.corrcoef(X, Y)[0, 1]) + half))
    unknown = SimpleNamespace(statistic=0.5, pvalue=0.1, confidence_interval=bounds(0, 1))
    (bare,) = pearson(unknown, confidence=0.95)
    assert "df" not in values(bare)
    (given,) = pearson(unknown, n=20, confidence=0.95)
    assert values(given)["df"] == 18


def test_a_chi_square_test_counts_its_cases() -> None:
    """The sum of the expected counts, which is that of the observed ones."""
    (found,) = chi_square(stats.chi2_contingency([[10, 5], [3, 12]], correction=False))
    assert values(found)["n"] == found.n == 30
    assert values(found)["df"] == 1
    (given,) = chi_square(stats.chi2_contingency([[10, 5], [3, 12]]), n=31)
    assert given.n == 31


def test_a_regression_has_the_intervals_of_the_textbook() -> None:
    """scipy does not return n, which follows from the correlation."""
    result = stats.linregress(X, Y)
    slope, intercept, fit = line(result, confidence=0.95)
    assert [each.term for each in (slope, intercept, fit)] == ["slope", "intercept", ""]
    assert (slope.n, values(slope)["df"], values(fit)) == (6, 4, {"r": result.rvalue})
    slope, _, _ = line(result, n=6, confidence=0.9)
    own = values(slope)
    assert own["p"] == pytest.approx(result.pvalue)
    assert own["statistic"] == pytest.approx(result.slope / result.stderr)
    half = stats.t.ppf(0.95, 4) * result.stderr
    assert own["ci_lower"] == pytest.approx(result.slope - half)
    assert (own["df"], slope.confidence) == (4, 0.9)


def test_a_proportion_has_the_exact_interval() -> None:
    """Clopper and Pearson's bounds are quantiles of beta distributions."""
    (found,) = binomial(stats.binomtest(7, 20), confidence=0.95)
    own = values(found)
    assert (own["estimate"], found.n) == (0.35, 20)
    assert own["ci_lower"] == pytest.approx(stats.beta.ppf(0.025, 7, 14))
    assert own["ci_upper"] == pytest.approx(stats.beta.ppf(0.975, 8, 13))
    assert quantity(found, "ci_lower").format == "percent"


@pytest.mark.parametrize(
    ("result", "symbol", "format"),
    [
        (stats.mannwhitneyu(X, Y), "*U*", "df"),
        (stats.wilcoxon(X, Y), "*T*", "df"),
        (stats.kruskal(X, Y), "*H*", "fixed2"),
        (stats.f_oneway(X, Y), "*F*", "fixed2"),
        (stats.shapiro(X), "*W*", "fixed2"),
        (stats.levene(X, Y), "*F*", "fixed2"),
        (stats.ks_2samp(X, Y), "*D*", "fixed2"),
        (stats.bartlett(X, Y), "χ²", "fixed2"),
    ],
)
def test_a_plain_test_has_the_symbol_of_its_statistic(result: Any, symbol: str, format: str) -> None:
    """Sums of ranks are whole or halves and print like degrees of freedom."""
    (found,) = plain_test(result)
    statistic = quantity(found, "statistic")
    assert (statistic.symbol, statistic.format, statistic.value) == (symbol, format, result.statistic)
    assert values(found)["p"] == result.pvalue
    assert "df" not in values(found)


def test_degrees_of_freedom_of_a_plain_test_are_given() -> None:
    """One number, or a pair for an F statistic; an effect size may be added."""
    result = stats.f_oneway(X, Y)
    (one,) = plain_test(result, df=1)
    assert values(one)["df"] == 1
    (two,) = plain_test(result, df=(1, 10), n=12, effect=Quantity("eta2", 0.1, "unit", "eta squared"))
    own = values(two)
    assert (own["df"], own["df_residual"], own["eta2"], two.n) == (1, 10, 0.1, 12)


def test_a_significance_result_is_named_by_its_kind() -> None:
    """Without a kind, or with an unknown one, it is a fault that lists them."""
    result = SimpleNamespace(statistic=0.5, pvalue=0.02)
    (rank,) = significance(result, kind="spearman", n=20)
    assert (quantity(rank, "estimate").symbol, values(rank)["df"]) == ("*r*~s~", 18)
    (ratio,) = significance(result, kind="fisher", n=20)
    assert (ratio.kind, "df" in values(ratio)) == ("ratio", False)
    (test,) = significance(result, kind="jarque_bera")
    assert values(test)["statistic"] == 0.5
    for kind in ("", "student"):
        with pytest.raises(ResultError) as raised:
            list(significance(result, kind=kind))
        (fault,) = raised.value.faults
        assert fault.what == f"a SignificanceResult does not name its test (kind={kind!r})"
        assert fault.remedy.startswith("write kind=, one of fisher, spearman, ")


def test_each_pair_of_groups_is_compared_once() -> None:
    """In the order of the groups, with the interval of the pair, not of its reverse."""
    result = stats.tukey_hsd(*GROUPS)
    found = list(tukey(result, groups=("low", "mid", "high"), n=12, confidence=0.95))
    assert [each.label for each in found] == ["low with mid", "low with high", "mid with high"]
    assert [each.term for each in found] == ["low_with_mid", "low_with_high", "mid_with_high"]
    interval = result.confidence_interval()
    for result_of_pair, (i, j) in zip(found, ((0, 1), (0, 2), (1, 2)), strict=True):
        own = values(result_of_pair)
        assert own["estimate"] == np.mean(GROUPS[i]) - np.mean(GROUPS[j])
        assert (own["ci_lower"], own["ci_upper"]) == (interval.low[i][j], interval.high[i][j])
        assert own["p"] == result.pvalue[i][j]


def test_groups_without_names_are_numbered() -> None:
    """From one, as people count."""
    assert [each.label for each in tukey(stats.tukey_hsd(*GROUPS[:2]), confidence=0.95)] == [
        "group 1 with group 2"
    ]


def test_each_group_is_compared_with_the_control() -> None:
    """The interval is that of the mean difference."""
    asked = bounds([1.0, 2.0], [3.0, 4.0])
    result = SimpleNamespace(statistic=[2.5, 3.5], pvalue=[0.04, 0.01], confidence_interval=asked)
    first, second = dunnett(result, groups=("a", "b"), confidence=0.9)
    assert asked.asked == [0.9]
    assert first.label == "a with the control"
    assert values(second) == {
        "statistic": 3.5,
        "p": 0.01,
        "difference_ci_lower": 2,
        "difference_ci_upper": 4,
    }


def test_ratios_have_their_intervals() -> None:
    """The odds ratio of 10, 5, 3, 12 is 8 by hand; the risk ratio of 10/15 and 3/15 is 10/3, of thirty people."""
    (odds,) = odds_ratio(stats.contingency.odds_ratio([[10, 5], [3, 12]], kind="sample"), confidence=0.95)
    assert values(odds)["estimate"] == pytest.approx(8)
    error = math.sqrt(1 / 10 + 1 / 5 + 1 / 3 + 1 / 12)
    assert values(odds)["ci_lower"] == pytest.approx(8 * math.exp(-stats.norm.ppf(0.975) * error))
    (risk,) = relative_risk(stats.contingency.relative_risk(10, 15, 3, 15), confidence=0.95)
    assert (values(risk)["estimate"], risk.n) == (pytest.approx(10 / 3), 30)
    assert quantity(risk, "estimate").symbol == "RR"
    assert [
        each.n
        for each in relative_risk(stats.contingency.relative_risk(10, 15, 3, 15), n=31, confidence=0.95)
    ] == [31]


def test_robust_lines_have_a_slope_and_an_intercept() -> None:
    """The median slope has an interval, repeated medians have none."""
    result = stats.theilslopes(Y, X, alpha=0.9)
    slope, intercept = theil_sen(result, n=6, confidence=0.9)
    pairs = [(Y[j] - Y[i]) / (X[j] - X[i]) for i in range(6) for j in range(i + 1, 6)]
    assert values(slope)["estimate"] == pytest.approx(np.median(pairs))
    assert (slope.confidence, intercept.confidence) == (0.9, None)
    assert set(values(intercept)) == {"estimate"}
    assert [each.term for each in repeated_medians(stats.siegelslopes(Y, X))] == ["slope", "intercept"]


def test_a_table_of_ordered_variables_counts_its_cases() -> None:
    """Somers' D of a perfectly ordered table is one."""
    (found,) = somers(stats.somersd([[5, 0], [0, 7]]))
    assert (values(found)["estimate"], found.n) == (1, 12)


def test_a_bootstrap_has_its_error_and_interval() -> None:
    """As they were computed."""
    result = SimpleNamespace(standard_error=0.3, confidence_interval=SimpleNamespace(low=0.1, high=1.2))
    (found,) = bootstrap(result, n=9, confidence=0.8)
    assert values(found) == {"se": 0.3, "ci_lower": 0.1, "ci_upper": 1.2}
    assert (found.n, found.confidence) == (9, 0.8)


def test_checks_of_pingouin_are_recognised_by_their_columns() -> None:
    """Cochran's Q, Hotelling's T², Box's M, equivalence and sphericity."""
    (q,) = cochran(DataFrame({"Source": ["t"], "dof": [2], "Q": [6.5], "p_unc": [0.04]}), n=20)
    assert (values(q), q.n) == ({"statistic": 6.5, "df": 2, "p": 0.04}, 20)
    (t2,) = hotelling(DataFrame({"T2": [9.0], "F": [4.0], "df1": [2], "df2": [17], "pval": [0.03]}))
    assert values(t2) == {"statistic": 4, "df": 2, "df_residual": 17, "p": 0.03}
    (box,) = covariances(DataFrame({"Chi2": [3.0], "df": [3.0], "pval": [0.4], "equal_cov": [True]}))
    assert (box.kind, values(box)) == ("chi2", {"statistic": 3, "df": 3, "p": 0.4})
    (tost,) = equivalence(DataFrame({"bound": [1], "dof": [18], "pval": [0.01]}))
    assert values(tost) == {"df": 18, "p": 0.01}
    (mauchly,) = sphericity(SimpleNamespace(chi2=5.0, dof=2, pval=0.08))
    assert values(mauchly) == {"statistic": 5, "df": 2, "p": 0.08}


def test_assumptions_of_several_groups_have_terms() -> None:
    """A single one has none; the letter of the statistic is that of its column."""
    one = DataFrame({"W": [0.95], "pval": [0.4], "normal": [True]}, index=["score"])
    (single,) = assumption(one)
    assert (single.term, quantity(single, "statistic").symbol) == ("", "*W*")
    two = DataFrame({"T": [1.5, 2.5], "pval": [0.4, 0.1], "equal_var": [True, True]}, index=["Arm A", "b"])
    assert [(each.term, values(each)["statistic"]) for each in assumption(two)] == [
        ("arm_a", 1.5),
        ("b", 2.5),
    ]


LOADINGS = np.array([0.8, 0.6, 0.7, 0.5])


def covariance(loadings: Any = LOADINGS, scale: Any = 1.0) -> Any:
    """The covariance matrix of items with these standardised loadings."""
    made = np.outer(loadings, loadings) + np.diag(1 - np.asarray(loadings) ** 2)
    return made * np.outer(np.ones(len(loadings)) * scale, np.ones(len(loadings)) * scale)


def test_a_factor_is_recovered_from_its_covariances() -> None:
    """Loadings in the units of the items, with a positive sum."""
    found = one_factor(covariance())
    assert found.loadings == pytest.approx(LOADINGS, abs=1e-5)
    assert found.unique == pytest.approx(1 - LOADINGS**2, abs=1e-5)
    assert found.proper
    scaled = one_factor(covariance(scale=np.array([1.0, 10.0, 0.1, 3.0])))
    assert scaled.loadings == pytest.approx(LOADINGS * [1, 10, 0.1, 3], abs=1e-4)
    assert one_factor(covariance(-LOADINGS)).loadings.sum() > 0


def test_omega_is_the_share_of_the_factor() -> None:
    """McDonald (1999): the squared sum of the loadings over the variance of the sum, by hand."""
    found = one_factor(covariance())
    assert found.omega == pytest.approx(2.6**2 / covariance().sum(), abs=1e-6)


def test_the_error_of_omega_is_that_of_its_derivatives() -> None:
    """It shrinks with the root of n; against finite differences of omega and the information."""
    found = one_factor(covariance())
    assert found.omega_error(400) == pytest.approx(found.omega_error(100) / 2)
    chance = np.random.default_rng(5)
    draws = chance.multivariate_normal(np.zeros(4), covariance(), size=(80, 200))
    omegas = [one_factor(np.cov(each.T, bias=True)).omega for each in draws]
    assert found.omega_error(200) == pytest.approx(np.std(omegas), rel=0.3)


def test_a_heywood_case_is_improper() -> None:
    """A covariance that no factor with positive unique variances can give."""
    improper = np.array([[1.0, 0.9, 0.9], [0.9, 1.0, 0.6], [0.9, 0.6, 1.0]])
    assert not one_factor(improper).proper
