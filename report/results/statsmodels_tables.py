"""Tests of tables, proportions and rates of statsmodels.stats, and the Cox regression of statsmodels.duration."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from report.results.coefficients import Coefficient, model_fit
from report.results.quantities import (
    TEST,
    Quantity,
    Result,
    degrees,
    f_degrees,
    interval,
    p_value,
    statistic,
)
from report.rows.errors import Fault, ResultError


def table_test(result: Any, *, n: int | None = None, df: int | None = None) -> Iterator[Result]:
    """Tests of contingency tables, such as McNemar's, Cochran's *Q*, symmetry and association.

    McNemar's exact test gives a count of pairs, and ordinal association a *z*; the others give a chi-square statistic.
    Tests of several tables do not state their df, which must be passed as `df`.
    """
    known = getattr(result, "df", df)
    if hasattr(result, "zscore"):
        yield Result(TEST, (statistic(result.zscore, "*z*", "z statistic"), p_value(result.pvalue)), n=n)
    elif known is not None:
        found = (statistic(result.statistic, "χ²", "chi-square statistic"), degrees(known))
        yield Result("chi2", (*found, p_value(result.pvalue)), n=n)
    elif float(result.statistic).is_integer():
        count = statistic(result.statistic, "*T*", "smaller count of discordant pairs", "df")
        yield Result(TEST, (count, p_value(result.pvalue)), n=n)
    else:
        what = "this test of tables does not state its degrees of freedom"
        remedy = "write df=: 1 for test_null_odds, the number of tables less one for test_equal_odds"
        raise ResultError(Fault("", what, remedy))


def ratio_of_table(result: Any, *, confidence: float) -> Iterator[Result]:
    """A 2 x 2 table: its odds ratio and its risk ratio, each with the interval and p that its summary prints."""
    size = int(result.table.sum())
    for name, symbol, words in (("oddsratio", "OR", "odds ratio"), ("riskratio", "RR", "risk ratio")):
        low, high = getattr(result, f"{name}_confint")(1 - confidence)
        found = (
            Quantity("estimate", getattr(result, name), "fixed2", words, symbol),
            p_value(getattr(result, f"{name}_pvalue")()),
            *interval(low, high),
        )
        yield Result("ratio", found, "or" if symbol == "OR" else "rr", words, size, confidence)


def two_samples(result: Any, *, n: int | None = None) -> Iterator[Result]:
    """Two independent proportions or rates: the test of their equality (score, Wald, ...)."""
    yield Result(TEST, (statistic(result.statistic, "*z*", "z statistic"), p_value(result.pvalue)), n=n)


def one_way(result: Any, *, n: int | None = None) -> Iterator[Result]:
    """`anova_oneway`: Welch's test, that of Brown and Forsythe, or the usual one."""
    quantities = (
        statistic(result.statistic, "*F*", "F statistic"),
        *f_degrees(result.df_num, result.df_denom),
        p_value(result.pvalue),
    )
    yield Result(TEST, quantities, n=n)


def proportional_hazards(result: Any, *, exponentiate: bool = True, confidence: float) -> Iterator[Result]:
    """Cox's regression: hazard ratios, or coefficients without `exponentiate`, and the fit below `fit`."""
    n, ratio = len(result.model.endog), "HR" if exponentiate else ""
    bounds = result.conf_int(alpha=1 - confidence).tolist()
    columns = (result.params, result.bse, result.tvalues, result.pvalues)
    rows = zip(result.model.exog_names, *(each.tolist() for each in columns), bounds, strict=True)
    for name, value, error, tested, p, (low, high) in rows:
        yield Coefficient(name, value, error, tested, p, low, high, None, ratio).result(n, confidence)
    yield model_fit(n, logl=result.llf)


ADAPTERS = {
    "_Bunch": table_test,
    "CochransQResult": table_test,
    "Table2x2": ratio_of_table,
    "Proportions2indepTestResult": two_samples,
    "PoissonTest2indepResult": two_samples,
    "AnovaResult": one_way,
    "PHRegResults": proportional_hazards,
}
