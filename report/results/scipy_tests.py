"""Results of scipy.stats: tests and correlations, with their degrees of freedom and intervals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from report.results.quantities import (
    ESTIMATE,
    TEST,
    Quantity,
    Result,
    degrees,
    estimate,
    f_degrees,
    interval,
    p_value,
    standard_error,
    statistic,
)
from report.rows.errors import Fault, ResultError


def t_test(result: Any, *, n: int | None = None, confidence: float) -> Iterator[Result]:
    """Student's and Welch's tests: the statistic, its df, p, and the mean difference with its interval."""
    bounds = result.confidence_interval(confidence)
    yield Result(
        TEST,
        (
            statistic(result.statistic, "*t*", "t statistic"),
            degrees(result.df),
            p_value(result.pvalue),
            *interval(bounds.low, bounds.high, "difference", "mean difference"),
        ),
        n=n,
        confidence=confidence,
    )


def pearson(result: Any, *, n: int | None = None, confidence: float) -> Iterator[Result]:
    """Pearson's correlation, with the interval of Fisher's z (Fisher, 1921) that scipy computes."""
    bounds = result.confidence_interval(confidence)
    size = n if n is not None else getattr(result, "_n", None)
    found: list[Quantity] = [estimate(result.statistic, "*r*", "correlation", "unit")]
    found += [degrees(size - 2)] if size is not None else []
    found += [p_value(result.pvalue), *interval(bounds.low, bounds.high, format="unit")]
    yield Result("correlation", tuple(found), n=size, confidence=confidence)


def chi_square(result: Any, *, n: int | None = None) -> Iterator[Result]:
    """The chi-square test of a contingency table; N is the sum of the expected counts."""
    size = n if n is not None else round(float(result.expected_freq.sum()))
    quantities = (
        statistic(result.statistic, "χ²", "chi-square statistic"),
        degrees(result.dof),
        p_value(result.pvalue),
        Quantity("n", size, "count", "cases", "*N*"),
    )
    yield Result("chi2", quantities, n=size)


def line(result: Any, *, n: int | None = None, confidence: float) -> Iterator[Result]:
    """Simple regression: slope and intercept with their tests and intervals, and the correlation.

    The degrees of freedom follow from `n`, or from *t*² = *df* *r*² / (1 − *r*²) (Cohen, Cohen, West & Aiken, 2003,
    ch. 2).
    """
    df = _df_of_line(result) if n is None else n - 2
    size = n if df is None else round(df) + 2
    terms = (("slope", result.slope, result.stderr), ("intercept", result.intercept, result.intercept_stderr))
    for term, value, error in terms:
        quantities = [estimate(value), standard_error(error), *_t_of(value, error, df, confidence)]
        level = None if df is None else confidence
        yield Result(ESTIMATE, tuple(quantities), term, f"{term} of the regression", size, level)
    yield Result("model", (estimate(result.rvalue, "*r*", "correlation", "unit", "r"),), n=size)


def _df_of_line(result: Any) -> int | None:
    """The degrees of freedom of a simple regression; None if its correlation is 0 or 1 and does not determine them."""
    shared = float(result.rvalue) ** 2
    if not 1e-12 < shared < 1 - 1e-12 or not result.stderr:
        return None
    return round(float(result.slope / result.stderr) ** 2 * (1 - shared) / shared)


def _t_of(value: float, error: float, df: int | None, confidence: float) -> list[Quantity]:
    if df is None:
        return []
    from scipy.stats import t

    ratio, half = value / error, float(t.ppf((1 + confidence) / 2, df)) * error
    return [
        statistic(ratio, "*t*", "t statistic"),
        degrees(df),
        p_value(2 * float(t.sf(abs(ratio), df))),
        *interval(value - half, value + half),
    ]


def binomial(result: Any, *, confidence: float) -> Iterator[Result]:
    """The exact binomial test: the proportion with its interval (Clopper & Pearson, 1934)."""
    bounds = result.proportion_ci(confidence)
    quantities = (
        estimate(result.statistic, "", "proportion", "percent"),
        p_value(result.pvalue),
        *interval(bounds.low, bounds.high, format="percent"),
    )
    yield Result("proportion", quantities, n=int(result.n), confidence=confidence)


#: Tests with only a statistic and a p-value: symbol and name of the statistic.
_PLAIN = {
    "Ttest_indResult": ("*t*", "t statistic"),
    "MannwhitneyuResult": ("*U*", "Mann-Whitney U"),
    "WilcoxonResult": ("*T*", "Wilcoxon signed-rank statistic"),
    "KruskalResult": ("*H*", "Kruskal-Wallis statistic"),
    "F_onewayResult": ("*F*", "F statistic"),
    "LeveneResult": ("*F*", "Levene's statistic"),
    "ShapiroResult": ("*W*", "Shapiro-Wilk statistic"),
    "FriedmanchisquareResult": ("χ²", "Friedman's chi-square"),
    "KstestResult": ("*D*", "Kolmogorov-Smirnov D"),
    "CramerVonMisesResult": ("*T*~CvM~", "Cramér-von Mises statistic"),
    "BrunnerMunzelResult": ("*W*~BM~", "Brunner-Munzel statistic"),
    "BartlettResult": ("χ²", "Bartlett's statistic"),
    "FlignerResult": ("χ²", "Fligner-Killeen statistic"),
    "AlexanderGovernResult": ("*A*", "Alexander-Govern statistic"),
    "NormaltestResult": ("*K*²", "D'Agostino and Pearson's statistic"),
    "SkewtestResult": ("*z*", "z statistic of the skewness"),
    "KurtosistestResult": ("*z*", "z statistic of the kurtosis"),
    "RanksumsResult": ("*z*", "z statistic of the rank sum"),
    "AnsariResult": ("*AB*", "Ansari-Bradley statistic"),
    "MedianTestResult": ("χ²", "chi-square statistic of Mood's median test"),
    "Power_divergenceResult": ("χ²", "chi-square statistic"),
    "PageTrendTestResult": ("*L*", "Page's L"),
    "LogRankResult": ("*z*", "log-rank statistic"),
    "BarnardExactResult": ("*z*", "Wald statistic of Barnard's exact test"),
    "BoschlooExactResult": ("*p*~F~", "Fisher's p-value, the statistic of Boschloo's exact test"),
    "Anderson_ksampResult": ("*A*²~kN~", "Anderson-Darling statistic"),
    "Epps_Singleton_2sampResult": ("*W*", "Epps-Singleton statistic"),
    "QuantileTestResult": ("*T*", "count of values at or below the quantile"),
    "MonteCarloTestResult": ("*T*~obs~", "observed statistic of a Monte Carlo test"),
    "PermutationTestResult": ("*T*~obs~", "observed statistic of a permutation test"),
}
_RANK_SUMS = ("*U*", "*T*")
#: Tests that scipy returns as a plain `SignificanceResult`, by the option that names the test.
_NAMED = {
    "fisher": ("OR", "sample odds ratio", "ratio", "fixed2"),
    "spearman": ("*r*~s~", "Spearman's rank correlation", "correlation", "unit"),
    "kendall": ("τ", "Kendall's rank correlation", "correlation", "unit"),
    "point_biserial": ("*r*~pb~", "point-biserial correlation", "correlation", "unit"),
    "weighted_tau": ("τ~w~", "weighted Kendall correlation", "correlation", "unit"),
    "chatterjee": ("ξ", "Chatterjee's correlation", "correlation", "unit"),
    "jarque_bera": ("*JB*", "Jarque-Bera statistic", TEST, "fixed2"),
    "mood": ("*z*", "z statistic of Mood's test of scale", TEST, "fixed2"),
    "poisson_means": ("*z*", "statistic of the test of two Poisson means", TEST, "fixed2"),
    "combined": ("χ²", "combined statistic of several tests", TEST, "fixed2"),
}
#: The tests among them whose p-value comes from *t* with n - 2 degrees of freedom; Kendall's comes from ranks or *z*.
_WITH_DEGREES = ("spearman", "point_biserial")


def plain_test(
    result: Any, *, df: Any = None, n: int | None = None, effect: Quantity | None = None
) -> Iterator[Result]:
    """A statistic and its p-value; `df` is a number or a pair, which scipy does not return."""
    symbol, words = _PLAIN[type(result).__name__]
    # Sums of ranks are whole or halves; they print like degrees of freedom, without trailing zeros.
    format = "df" if symbol in _RANK_SUMS else "fixed2"
    found = [statistic(result.statistic, symbol, words, format), *_degrees(df), p_value(result.pvalue)]
    yield Result(TEST, (*found, effect) if effect else tuple(found), n=n)


def _degrees(df: Any) -> list[Quantity]:
    if df is None:
        return []
    if isinstance(df, tuple | list):
        return [*f_degrees(*df)]
    return [degrees(df)]


def significance(result: Any, *, kind: str = "", n: int | None = None) -> Iterator[Result]:
    """Fisher's exact test, rank correlations and others that scipy returns as one type: `kind` names the test."""
    if kind not in _NAMED:
        what = f"a SignificanceResult does not name its test (kind={kind!r})"
        raise ResultError(Fault("", what, f"write kind=, one of {', '.join(_NAMED)}"))
    symbol, words, sort, format = _NAMED[kind]
    made = statistic if sort == TEST else estimate
    quantities = [made(result.statistic, symbol, words, format)]
    if n is not None and kind in _WITH_DEGREES:
        quantities.append(degrees(n - 2))
    yield Result(sort, (*quantities, p_value(result.pvalue)), n=n)


ADAPTERS = {
    "TtestResult": t_test,
    "PearsonRResult": pearson,
    "Chi2ContingencyResult": chi_square,
    "LinregressResult": line,
    "BinomTestResult": binomial,
    "SignificanceResult": significance,
    **dict.fromkeys(_PLAIN, plain_test),
}
