"""Tables of broom, as lists of lines: terms, tests and fits of R."""

from __future__ import annotations

from typing import Any

import pytest

from report.results.broom_tables import anova, augment, glance, terms
from report.results.broom_tests import single_test
from report.results.broom_tests import test_kind as kind_of_method
from report.results.options import OptionError
from report.results.quantities import Quantity, Result

RATIO = {"term": "age", "estimate": 1.65, "std.error": 0.2, "statistic": 2.50388, "p.value": 0.012}
TERM = {"term": "age", "estimate": 0.5, "std.error": 0.2, "statistic": 2.5, "p.value": 0.013}


def values(result: Result) -> dict[str, Any]:
    """The values of a result by the names of its quantities."""
    return {each.name: each.value for each in result.quantities}


def quantity(result: Result, name: str) -> Quantity:
    """One quantity of a result."""
    return next(each for each in result.quantities if each.name == name)


def test_a_term_has_the_numbers_of_its_line() -> None:
    """Columns that the table lacks are not there."""
    (found,) = terms([TERM])
    assert values(found) == {"estimate": 0.5, "se": 0.2, "statistic": 2.5, "p": 0.013}
    assert (found.term, found.label, found.confidence) == ("age", "age", None)
    (bare,) = terms([{"term": "(Intercept)", "estimate": 1.0}])
    assert values(bare) == {"estimate": 1}


@pytest.mark.parametrize(
    ("term", "contrast", "name"),
    [
        ("supp", "VC-OJ", "supp_vc_minus_oj"),
        ("factor(dose)", "1-0.5", "dose_1_minus_0_5"),
        ("dose", "2 - 0.5", "dose_2_minus_0_5"),
        ("time", "post-test - pre-test", "time_post_test_minus_pre_test"),
        ("time", "post-test-pre-test", "time_post_test_pre_test"),
    ],
)
def test_comparisons_of_levels_have_a_name_each(term: str, contrast: str, name: str) -> None:
    """As `tidy` writes them for TukeyHSD, glht and emmeans; their p-values are the adjusted ones."""
    line = {"term": term, "contrast": contrast, "null.value": 0, "estimate": 9.13, "adj.p.value": 0.002}
    (found,) = terms([{**line, "p.value": 0.001}])
    assert (found.term, found.label) == (name, f"{term}: {contrast}")
    assert values(found) == {"estimate": 9.13, "p": 0.002}
    assert quantity(found, "estimate").symbol == "Δ*M*"
    (coefficient,) = terms([{**line, "std.error": 1.3}])
    assert quantity(coefficient, "estimate").symbol == "*b*"


def test_the_statistic_of_a_term_is_named_by_the_caller() -> None:
    """The table does not say whether it is t or z; degrees of freedom are the line's own or the caller's."""
    (found,) = terms([TERM], test="t", df=18)
    assert quantity(found, "statistic").symbol == "*t*"
    assert values(found)["df"] == 18
    (own,) = terms([{**TERM, "df": 7.3}], df=18)
    assert values(own)["df"] == 7.3
    assert quantity(own, "statistic").symbol == ""


def test_an_interval_has_the_level_that_is_given() -> None:
    """Files of broom do not say it; without bounds there is none."""
    (found,) = terms([{**TERM, "conf.low": 0.1, "conf.high": 0.9}], confidence=0.9)
    assert (values(found)["ci_lower"], values(found)["ci_upper"], found.confidence) == (0.1, 0.9, 0.9)


def test_exponentiated_estimates_are_ratios() -> None:
    """By the symbol of the ratio."""
    (found,) = terms([RATIO], ratio="OR")
    assert quantity(found, "estimate").symbol == "OR"
    assert quantity(found, "estimate").words == "odds ratio"


def test_the_scale_of_estimates_must_be_the_one_that_is_named() -> None:
    """Standard errors and statistics stay on the scale of the model, by which ratios are recognised."""
    with pytest.raises(OptionError, match=r"exponentiated estimates.*\n.*ratio=\"OR\""):
        list(terms([RATIO]))
    with pytest.raises(OptionError, match="has coefficients, not ratios"):
        list(terms([TERM], ratio="HR"))
    assert list(terms([{**TERM, "estimate": -0.5, "statistic": -2.5}]))


@pytest.mark.parametrize("column", ["y.level", "response", "component"])
def test_terms_that_recur_have_the_name_of_their_equation(column: str) -> None:
    """As of multinom, mlm or betareg; a single equation needs none."""
    table: list[dict[str, Any]] = [{**TERM, column: "b"}, {**TERM, column: 2.0}]
    assert [each.term for each in terms(table)] == ["b_age", "term_2_age"]
    assert [each.term for each in terms(table[:1])] == ["age"]


def test_strata_have_their_own_residuals() -> None:
    """As of `aov` with `Error`; a term in one stratum alone needs no prefix."""
    table: list[dict[str, Any]] = [
        {"stratum": "id", "term": "arm", "df": 1.0, "sumsq": 8.0, "statistic": 4.0, "p.value": 0.06},
        {"stratum": "id", "term": "Residuals", "df": 9.0, "sumsq": 36.0},
        {"stratum": "Within", "term": "arm", "df": 1.0, "sumsq": 8.0, "statistic": 4.0, "p.value": 0.06},
        {"stratum": "Within", "term": "Residuals", "df": 30.0, "sumsq": 36.0},
    ]
    found = [(each.term, values(each)["df_residual"]) for each in anova(table)]
    assert found == [("id_arm", 9), ("within_arm", 30)]
    assert [each.term for each in anova(table[:2])] == ["arm"]


def test_nested_models_are_compared_with_the_residuals_of_the_largest() -> None:
    """`tidy(anova(small, large))`: R divides by the residual mean square of the largest model."""
    table: list[dict[str, Any]] = [
        {"term": "y ~ x", "df.residual": 118.0, "rss": 107.0},
        {
            "term": "y ~ x + z",
            "df.residual": 115.0,
            "df": 3.0,
            "sumsq": 1.7,
            "statistic": 0.63,
            "p.value": 0.6,
        },
    ]
    (found,) = anova(table)
    assert (found.term, values(found)["df"], values(found)["df_residual"]) == ("", 3, 115)
    third = {**table[1], "term": "y ~ x + z + w", "df.residual": 114.0}
    assert [(each.term, values(each)["df_residual"]) for each in anova([*table, third])] == [
        ("model_2", 114),
        ("model_3", 114),
    ]


def test_terms_of_an_analysis_of_variance_have_the_df_of_the_residuals() -> None:
    """Lines without a statistic are no tests; without residuals, there is one df."""
    table: list[dict[str, Any]] = [
        {"term": "arm", "df": 1.0, "sumsq": 8.0, "statistic": 4.0, "p.value": 0.06},
        {"term": "Residuals", "df": 18.0, "sumsq": 36.0},
    ]
    (found,) = anova(table)
    assert (values(found)["df"], values(found)["df_residual"], values(found)["sumsq"]) == (1, 18, 8)
    (alone,) = anova(table[:1])
    assert "df_residual" not in values(alone)


@pytest.mark.parametrize(
    ("method", "kind", "statistic", "estimated"),
    [
        ("Welch Two Sample t-test", "test", "*t*", ""),
        ("Paired t-test", "test", "*t*", ""),
        ("Pearson's product-moment correlation", "correlation", "*t*", "*r*"),
        ("Spearman's rank correlation rho", "correlation", "*S*", "*r*~s~"),
        ("Kendall's rank correlation tau", "correlation", "*z*", "τ"),
        ("Pearson's Chi-squared test", "chi2", "χ²", ""),
        ("McNemar's Chi-squared test with continuity correction", "chi2", "χ²", ""),
        ("Wilcoxon rank sum exact test", "test", "*W*", ""),
        ("Kruskal-Wallis rank sum test", "test", "*H*", ""),
        ("One-way analysis of means (not assuming equal variances)", "test", "*F*", ""),
        ("Shapiro-Wilk normality test", "test", "*W*", ""),
        ("Bartlett test of homogeneity of variances", "chi2", "χ²", ""),
        ("Friedman rank sum test", "chi2", "χ²", ""),
        ("2-sample test for equality of proportions with continuity correction", "chi2", "χ²", ""),
        ("Wilcoxon signed rank test with continuity correction", "test", "*V*", ""),
        ("Asymptotic two-sample Kolmogorov-Smirnov test", "test", "*D*", ""),
        ("Fisher's Exact Test for Count Data", "ratio", "", "OR"),
        ("Exact binomial test", "proportion", "", ""),
        ("F test to compare two variances", "ratio of variances", "*F*", ""),
        ("Mantel-Haenszel chi-squared test with continuity correction", "chi2", "χ²", ""),
        ("Some new test", "test", "", ""),
    ],
)
def test_a_test_is_recognised_by_its_name_in_r(
    method: str, kind: str, statistic: str, estimated: str
) -> None:
    """Kinds of correlation have different statistics; an unknown test has no symbol."""
    assert kind_of_method(method) == (kind, statistic, estimated)


def test_a_t_test_has_a_difference_with_its_interval() -> None:
    """One-sided, as its alternative says."""
    line = {
        "method": "Welch Two Sample t-test",
        "alternative": "less",
        "statistic": -2.0,
        "parameter": 17.3,
        "p.value": 0.03,
        "estimate": -1.5,
        "conf.low": -3.0,
        "conf.high": -0.1,
    }
    (found,) = single_test([line])
    assert values(found) == {
        "statistic": -2,
        "df": 17.3,
        "p": 0.03,
        "difference": -1.5,
        "difference_ci_lower": -3,
        "difference_ci_upper": -0.1,
    }
    assert found.alternative == "less"
    assert quantity(found, "p").words == "one-sided p-value"


def test_a_correlation_is_an_estimate_between_minus_one_and_one() -> None:
    """It prints without a leading zero."""
    line = {
        "method": "Pearson's product-moment correlation",
        "alternative": "two.sided",
        "statistic": 2.0,
        "parameter": 18.0,
        "p.value": 0.06,
        "estimate": 0.43,
        "conf.low": -0.02,
        "conf.high": 0.73,
    }
    (found,) = single_test([line])
    assert (quantity(found, "estimate").format, quantity(found, "ci_lower").format) == ("unit", "unit")
    assert (found.kind, found.alternative, found.confidence) == ("correlation", "", 0.95)


def test_a_test_with_two_degrees_of_freedom_has_both() -> None:
    """Of numerator and denominator; one with none has none."""
    line = {
        "method": "One-way analysis of means",
        "statistic": 3.0,
        "num.df": 2.0,
        "den.df": 27.0,
        "p.value": 0.07,
    }
    (found,) = single_test([line])
    assert (values(found)["df"], values(found)["df_residual"]) == (2, 27)
    (none,) = single_test([{"method": "Shapiro-Wilk", "statistic": 0.9, "p.value": 0.07}])
    assert values(none) == {"statistic": 0.9, "p": 0.07}


def test_the_fit_of_a_model_has_its_parts() -> None:
    """Those that the table has; the test of the model needs all four of its columns."""
    (found,) = glance(
        [{"r.squared": 0.4, "AIC": 120.0, "nobs": 50.0, "statistic": 9.0, "df": 2.0, "p.value": 0.001}]
    )
    own = values(found)
    assert (own["r2"], own["aic"], found.n) == (0.4, 120, 50)
    assert "statistic" not in own
    (tested,) = glance([{"nobs": 50, "statistic": 9.0, "df": 2.0, "df.residual": 47.0, "p.value": 0.001}])
    assert (values(tested)["statistic"], values(tested)["df_residual"]) == (9, 47)


def test_diagnostics_of_cases_are_only_their_extremes() -> None:
    """The largest by size, whichever sign it has; no value of a case by itself, and none that is missing."""
    (found,) = augment([{".std.resid": 1.0, ".hat": 0.2}, {".std.resid": -2.5}, {".hat": 0.1}])
    assert values(found) == {"n": 3, "hat_max": 0.2, "std_resid_max": 2.5}
