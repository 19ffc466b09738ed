"""F, F change and adjusted R² in tables of regressions follow from R² and the degrees of freedom."""

from __future__ import annotations

import pytest
from papers_in_text import table, table_with_note

from report.audit.papers import Paper
from report.audit.rules import explained_variance
from report.audit.rules.regression_tests import check_tests

# The regressions of golden/printed_numbers.R: R² .185, .290 and .355, adjusted R² .168, .268 and .328, F of each change
# 14.20 and 9.69; F of each model from the rounded R²: 11.01, 13.07 and 13.07.
MODELS = "Predictor|Model 1|Model 2|Model 3"


def _of(paper: Paper) -> list[str]:
    return [each.severity if each.verdict == "finding" else each.verdict for each in check_tests(paper)]


@pytest.mark.parametrize("head", ["F change", "ΔF", "Change in F", "F (change)"])
def test_the_change_of_each_row_without_a_column_of_changes(head: str) -> None:
    """The F of step 2 is that of R² − R² of step 1; that of step 1 is that of the model."""
    heads = f"Step|R²|{head}|df1|df2|p"
    rows = ("Step 1|.185|{}|2|97|<.001", "Step 2|.290|{}|1|96|<.001", "Step 3|.355|{}|1|95|.002")

    def of(*found: str) -> list[str]:
        return _of(table(heads, *(row.format(f) for row, f in zip(rows, found, strict=True))))

    assert of("11.01", "14.20", "9.69") == ["agrees", "agrees", "agrees"]
    assert of("12.01", "14.20", "9.69") == ["inconsistent", "agrees", "agrees"]
    assert of("11.01", "12.40", "9.69") == ["agrees", "inconsistent", "agrees"]


def test_the_table_of_a_statistics_program() -> None:
    """Model summaries of SPSS, with R, R Square, Adjusted R Square and Sig. F Change."""
    heads = "Model|R|R Square|Adjusted R Square|R Square Change|F Change|df1|df2|Sig. F Change"
    rows = ("1|.430|.185|.168|.185|11.01|2|97|.000", "2|.539|.290|.268|{}|{}|1|96|.000")
    assert _of(table(heads, rows[0], rows[1].format(".105", "14.20"))) == ["agrees", "agrees"]
    assert _of(table(heads, rows[0], rows[1].format(".105", "12.40"))) == ["agrees", "inconsistent"]


@pytest.mark.parametrize(
    "rows",
    [
        ("F|11.01|13.07|{}", "df|2, 97|3, 96|4, 95"),
        ("F|11.01|13.07|{}", "df1|2|3|4", "df2|97|96|95"),
        ("F|11.01 (2, 97)|13.07 (3, 96)|{} (4, 95)",),
        ("F|F(2, 97) = 11.01***|F(3, 96) = 13.07***|F(4, 95) = {}***",),
    ],
)
def test_f_of_each_column(rows: tuple[str, ...]) -> None:
    """Degrees of freedom in rows of their own, in parentheses, or with the test."""
    shares = "R2|.185|.290|.355"
    assert (
        _of(table(MODELS, "Age|.2|.3|.4", shares, *(row.format("13.07") for row in rows))) == ["agrees"] * 3
    )
    found = _of(table(MODELS, "Age|.2|.3|.4", shares, *(row.format("15.07") for row in rows)))
    assert found == ["agrees", "agrees", "inconsistent"]


def test_changes_in_columns() -> None:
    """F of the change, with its degrees of freedom in the cell."""
    rows = ("R²|.185|.290|.355", "ΔF|F(2, 97) = 11.01|F(1, 96) = {}|F(1, 95) = 9.69")
    assert _of(table(MODELS, rows[0], rows[1].format("14.20"))) == ["agrees"] * 3
    assert _of(table(MODELS, rows[0], rows[1].format("12.40"))) == ["agrees", "inconsistent", "agrees"]


def test_adjusted_shares_in_columns() -> None:
    """1 − (1 − .290)·99/96 = .268."""
    rows = (
        "R2|.185|.290|.355",
        "Adjusted R2|.168|{}|.328",
        "F|11.01 (2, 97)|13.07 (3, 96)|",
    )
    found = _of(table(MODELS, rows[0], rows[1].format(".268"), rows[2]))
    assert found == ["agrees"] * 4
    assert _of(table(MODELS, rows[0], rows[1].format(".258"), rows[2])) == ["agrees"] * 3 + ["inconsistent"]


def test_an_f_without_a_name_may_be_that_of_the_change() -> None:
    """Rows of steps whose F has the degrees of freedom of the change; no other rule questions them."""
    rows = ("1|.185|11.01|2, 97", "2|.290|14.20|1, 96", "3|.355|9.69|1, 95")
    paper = table("Step|R2|F|df", *rows)
    assert _of(paper) == ["agrees"] * 3
    assert list(explained_variance.check_shares(paper)) == []
    assert _of(table("Step|R2|F|df", *rows[:2], "3|.355|8.69|1, 95")) == ["agrees", "agrees", "inconsistent"]


def test_another_panel_begins_with_a_model_of_its_own() -> None:
    """The first step of the second outcome changes no R² of the first."""
    rows = ("Step 1|.185|11.01|2|97", "Step 2|.290|14.20|1|96", "Step 1|.355|26.69|2|97")
    assert _of(table("Step|R²|F change|df1|df2", *rows)) == ["agrees"] * 3


def test_an_r2_that_may_be_adjusted_is_worth_a_look() -> None:
    """R² = .268 is adjusted, F(3, 96) = 13.07 is that of .290."""
    assert _of(table(MODELS, "R2|.168|.268|", "F|11.01 (2, 97)|13.07 (3, 96)|")) == ["worth a look"] * 2


@pytest.mark.parametrize(
    "note",
    ["Robust standard errors in parentheses.", "Firm fixed effects included.", "Weighted least squares."],
)
def test_other_regressions_are_left_alone(note: str) -> None:
    """Their F is no function of R²."""
    rows = ("R2|.185|.290|.355", "F|21.01 (2, 97)|33.07 (3, 96)|43.07 (4, 95)")
    assert (
        _of(table_with_note("Table 1. Models", "Ordinary least squares.", MODELS, *rows))
        == ["inconsistent"] * 3
    )
    assert _of(table_with_note("Table 1. Models", note, MODELS, *rows)) == []
