"""Tests that broom tidied: those without a statistic, counts, Levene's test, MANOVA, and pairs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from report.results.broom_tests import levene, multivariate, pairwise, single_test
from report.results.quantities import Result
from report.results.r_files import rows_from_file
from report.study.study import DataFile


def values(result: Result) -> dict[str, Any]:
    """The values of a result by the names of its quantities."""
    return {each.name: each.value for each in result.quantities}


def test_fishers_test_has_an_odds_ratio_and_no_statistic() -> None:
    """Of tables that are larger than 2 x 2 it has p alone."""
    line = {"method": "Fisher's Exact Test for Count Data", "p.value": 0.19, "estimate": 1.78}
    (found,) = single_test([{**line, "conf.low": 0.79, "conf.high": 4.08, "alternative": "two.sided"}])
    assert values(found) == {"p": 0.19, "estimate": 1.78, "ci_lower": 0.79, "ci_upper": 4.08}
    assert (found.kind, found.confidence) == ("ratio", 0.95)
    (large,) = single_test([{"method": line["method"], "p.value": 0.19}])
    assert values(large) == {"p": 0.19}


def test_an_exact_binomial_test_has_a_proportion() -> None:
    """R calls the count its statistic and the number of trials its parameter."""
    line = {
        "method": "Exact binomial test",
        "estimate": 0.4,
        "statistic": 20.0,
        "parameter": 50.0,
        "p.value": 0.2,
    }
    (found,) = single_test([line])
    assert values(found) == {"p": 0.2, "estimate": 0.4}
    assert (found.kind, found.n, found.quantities[1].format) == ("proportion", 50, "percent")


def test_ranks_are_whole_numbers_or_halves() -> None:
    """A rank sum prints as 1572 or 1572.5."""
    line = {"method": "Wilcoxon rank sum exact test", "statistic": 1572.0, "p.value": 0.2}
    (found,) = single_test([line])
    assert (found.quantities[0].symbol, found.quantities[0].format) == ("*W*", "df")


def test_a_ratio_of_variances_is_a_test_with_both_degrees_of_freedom() -> None:
    """Its estimate is the ratio, not a difference."""
    line = {"method": "F test to compare two variances", "statistic": 0.46, "num.df": 9.0, "den.df": 8.0}
    (found,) = single_test([{**line, "p.value": 0.2, "estimate": 0.46}])
    assert (found.kind, values(found)["df"], values(found)["df_residual"]) == ("test", 9, 8)
    assert values(found)["estimate"] == 0.46


def test_pairs_have_adjusted_p_values() -> None:
    """Levels may be numbers."""
    found = list(
        pairwise(
            [{"group1": "b", "group2": "a", "p.value": 0.3}, {"group1": 2.0, "group2": 1.0, "p.value": 1}]
        )
    )
    assert [each.term for each in found] == ["b_minus_a", "term_2_minus_1"]
    assert [each.label for each in found] == ["b minus a", "2 minus 1"]


def test_a_multivariate_test_has_its_criterion() -> None:
    """Wilks' lambda where R was asked for it."""
    line = {"term": "arm", "df": 2.0, "statistic": 3.6, "num.df": 4.0, "den.df": 232.0, "p.value": 0.007}
    (found,) = multivariate([{**line, "wilks": 0.88}, {"term": "Residuals", "df": 117.0}])
    assert values(found) == {"statistic": 3.6, "df": 4, "df_residual": 232, "p": 0.007, "wilks": 0.88}


def test_levenes_test_has_both_degrees_of_freedom() -> None:
    """As car's `leveneTest` has them."""
    (found,) = levene([{"statistic": 2.15, "p.value": 0.12, "df": 2.0, "df.residual": 117.0}])
    assert (values(found)["df"], values(found)["df_residual"]) == (2, 117)


@pytest.mark.parametrize(
    ("table", "id"),
    [
        ("statistic,p.value,df,df.residual\n2.15,0.12,2,117\n", "q.statistic"),
        ("group1,group2,p.value\nb,a,0.3\n", "q.b_minus_a.p"),
        (
            "term,df,pillai,statistic,num.df,den.df,p.value\ng,2,0.01,0.4,4,234,0.8\nResiduals,9,,,,,\n",
            "q.g.pillai",
        ),
        ("estimate,p.value,method\n1.8,0.2,Fisher's Exact Test\n", "q.estimate"),
    ],
)
def test_files_of_these_tests_are_recognised_by_their_columns(table: str, id: str, tmp_path: Path) -> None:
    """As `write.csv(tidy(…), row.names = FALSE)` writes them."""
    (tmp_path / "t.csv").write_text(table, encoding="utf-8")
    found = rows_from_file("q", DataFile(tmp_path / "t.csv", "t.csv"))
    assert id in [each.id for each in found]
