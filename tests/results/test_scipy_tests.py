"""Results of scipy as rows, against R; the script lies beside the golden values."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from scipy import stats

from report.results import register, rows
from report.results.quantities import Result, p_value
from report.rows.errors import ProductError, ResultError, TemplateError
from report.rows.ledger import Ledger
from report.rows.stat import Stat
from report.template.ledger_names import LedgerPath
from report.template.result_phrases import apa

GOLDEN: dict[str, Any] = json.loads(
    (Path(__file__).parent / "golden" / "scipy_tests.json").read_text("utf-8")
)
A, B, G = (GOLDEN["data"][name] for name in "abg")
TABLE = [[10, 20], [30, 15]]


def values(result: Any, **options: Any) -> dict[str, Any]:
    return {row.id.removeprefix("x."): row.value for row in rows("x", result, **options)}


def phrase(result: Any, below: str = "x", **options: Any) -> str:
    """What `<< x | apa >>` prints."""
    woven = apa(LedgerPath(Ledger.of(rows("x", result, **options)), below))
    return re.sub(r"\[([^\[\]]*)\]\{[^}]*\}", r"\1", woven).replace("\\", "").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("name", "result"),
    [
        ("student", stats.ttest_ind(A, B)),
        ("welch", stats.ttest_ind(A, B, equal_var=False)),
        ("paired", stats.ttest_rel(A, B)),
    ],
)
def test_t_tests_equal_r(name: str, result: Any) -> None:
    """Statistic, degrees of freedom, p and the interval of the mean difference."""
    found, wanted = values(result), GOLDEN[name]
    assert found["statistic"] == pytest.approx(wanted["statistic"], rel=1e-9)
    assert found["df"] == pytest.approx(wanted["df"], rel=1e-9)
    assert found["p"] == pytest.approx(wanted["p"], rel=1e-8)
    bounds = (found["difference_ci_lower"], found["difference_ci_upper"])
    assert bounds == pytest.approx((wanted["low"], wanted["high"]), rel=1e-8)


def test_the_confidence_level_is_the_callers() -> None:
    """A 90 % interval has R's bounds, and its rows say their level."""
    found = list(rows("x", stats.ttest_ind(A, B, equal_var=False), confidence=0.90))
    bounds = [row.value for row in found if "ci_" in row.id]
    assert bounds == pytest.approx([GOLDEN["welch90"]["low"], GOLDEN["welch90"]["high"]], rel=1e-8)
    assert {row.about["confidence"] for row in found} == {"0.9"}


def test_correlations_equal_r() -> None:
    """Pearson with its interval; Spearman, which scipy returns without saying so."""
    found, wanted = values(stats.pearsonr(A, B)), GOLDEN["pearson"]
    assert (found["estimate"], found["df"], found["p"]) == pytest.approx(
        (wanted["estimate"], wanted["df"], wanted["p"]), rel=1e-8
    )
    assert (found["ci_lower"], found["ci_upper"]) == pytest.approx((wanted["low"], wanted["high"]), rel=1e-6)
    ranked = values(stats.spearmanr(A, B), kind="spearman", n=12)
    assert ranked["df"] == 10
    assert "df" not in values(stats.kendalltau(A, B), kind="kendall", n=12)
    assert ranked["estimate"] == pytest.approx(GOLDEN["spearman"]["estimate"], rel=1e-9)
    assert ranked["df"] == 10


def test_tables_and_ranks_equal_r() -> None:
    """Chi-square with Yates' correction, Kruskal-Wallis, Fisher's p, and the exact binomial interval."""
    found, wanted = values(stats.chi2_contingency(TABLE)), GOLDEN["chi_square"]
    assert (found["statistic"], found["df"], found["p"], found["n"]) == pytest.approx(
        (wanted["statistic"], wanted["df"], wanted["p"], 75), rel=1e-9
    )
    ranks = values(stats.kruskal(A, B, G), df=2)
    assert (ranks["statistic"], ranks["p"]) == pytest.approx(
        (GOLDEN["kruskal"]["statistic"], GOLDEN["kruskal"]["p"]), rel=1e-9
    )
    assert values(stats.fisher_exact(TABLE), kind="fisher")["p"] == pytest.approx(GOLDEN["fisher"], rel=1e-8)
    share, limits = values(stats.binomtest(7, 30)), GOLDEN["binomial"]
    assert (share["ci_lower"], share["ci_upper"]) == pytest.approx((limits["low"], limits["high"]), rel=1e-8)


def test_regression_equals_r() -> None:
    """Slope and intercept with errors, and with n the t-tests and the interval of the slope."""
    found, wanted = values(stats.linregress(A, B), n=12), GOLDEN["line"]
    for term in ("slope", "intercept"):
        parts = [found[f"{term}.{part}"] for part in ("estimate", "se", "statistic", "p")]
        assert parts == pytest.approx(wanted[term], rel=1e-8)
    assert found["slope.ci_upper"] == pytest.approx(wanted["high"], rel=1e-8)


def test_a_regression_line_says_its_degrees_of_freedom() -> None:
    """Slope, standard error and correlation determine them; a correlation of one does not."""
    assert values(stats.linregress(A, B)) == pytest.approx(values(stats.linregress(A, B), n=12))
    assert "slope.df" not in values(stats.linregress([1, 2, 3], [1, 2, 3]))


def test_results_of_several_tests_are_a_fault() -> None:
    """A matrix of correlations is no row."""
    with pytest.raises(ResultError, match=r"x  contains 3 × 3 values instead of one"):
        list(rows("x", stats.spearmanr([[1, 2, 4], [2, 1, 3], [5, 3, 1]]), kind="spearman"))


def test_a_result_that_has_nothing_to_print_is_a_fault() -> None:
    """The rows of a regression line are below its slope and intercept; only its correlation is not."""
    with pytest.raises(TemplateError, match=r"x has no statistic, estimate or p that apa could print"):
        phrase(stats.linregress(A, B))


@pytest.mark.parametrize(
    ("result", "options", "printed"),
    [
        (stats.ttest_ind(A, B), {}, "*t*(22) = 2.88, *p* = .009"),
        (stats.ttest_ind_from_stats(1, 1, 20, 0, 1, 20), {"df": 38}, "*t*(38) = 3.16, *p* = .003"),
        (stats.ttest_ind(A, B, equal_var=False), {}, "*t*(20.69) = 2.88, *p* = .009"),
        (stats.f_oneway(A, B, G), {"df": (2, 33)}, "*F*(2, 33) = 9.47, *p* < .001"),
        (stats.chi2_contingency(TABLE), {}, "χ²(1, *N* = 75) = 6.75, *p* = .009"),
        (stats.mannwhitneyu(A, B), {}, "*U* = 115.50, *p* = .013"),
        (stats.binomtest(7, 30), {}, "23%, 95% CI [10, 42], *p* = .005"),
    ],
)
def test_results_read_as_apa_asks(result: Any, options: dict[str, Any], printed: str) -> None:
    """Whole degrees of freedom have no decimals, Welch's have two; N is in the brackets of chi-square."""
    assert phrase(result, **options) == printed


def test_a_correlation_has_its_interval_before_its_p() -> None:
    """*r*(10) = .60, 95% CI [...], *p* = ...."""
    assert re.fullmatch(r"\*r\*\(10\) = \.\d\d, 95% CI \[.*\], \*p\* = \.\d{3}", phrase(stats.pearsonr(A, B)))


def test_a_rank_correlation_must_be_named() -> None:
    """Scipy returns one type for several tests; without `kind` the fault lists the choices."""
    with pytest.raises(ProductError) as caught:
        list(rows("x", stats.spearmanr(A, B)))
    assert "spearman" in caught.value.faults[0].remedy


def test_an_unknown_object_is_answered_with_what_is_known() -> None:
    """And with the way to register one's own."""
    with pytest.raises(ProductError) as caught:
        list(rows("x", object()))
    assert "register" in caught.value.faults[0].remedy


def test_own_types_can_be_registered() -> None:
    """A study's class becomes rows by a function of its own."""

    class Own:
        p = 0.04

    register(Own, lambda result: iter([Result("test", (p_value(result.p),))]))
    assert values(Own()) == {"p": 0.04}


def test_rows_without_a_kind_have_no_phrase() -> None:
    """`apa` says what is missing instead of guessing."""
    ledger = Ledger.of([Stat("x.p", 0.04, "p", "a p-value")])
    with pytest.raises(TemplateError):
        apa(LedgerPath(ledger, "x"))
