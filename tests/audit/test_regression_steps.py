"""Regressions are read from tables by row or by column, each with its label and its numbers by symbol."""

from __future__ import annotations

import pytest
from papers_in_text import table

from report.audit.papers import Paper
from report.audit.regression_steps import STAGE, Step, steps_of


def steps(paper: Paper) -> list[Step]:
    """The regressions of a paper with one table."""
    return [step for _, found in steps_of(paper) for step in found]


def numbers(step: Step) -> dict[str, str]:
    """The printed numbers of a regression by symbol."""
    return {symbol: quantity.number.text for symbol, quantity in step.numbers.items()}


@pytest.mark.parametrize(
    "label", ["Step 1", "Model II", "block 3", "(2)", "IV", "Stage 1 predictors", "Equation 2"]
)
def test_labels_of_steps(label: str) -> None:
    """A step is named by a word with a number, or by the number alone, also in Roman numerals."""
    assert STAGE.match(label)


@pytest.mark.parametrize("label", ["Age", "Model", "Steps", "Income 1", "Intervention"])
def test_other_labels_are_not_steps(label: str) -> None:
    """A name of a predictor, or a word without a number, names no step."""
    assert not STAGE.match(label)


def test_a_row_is_a_step() -> None:
    """Each row named as a step has the numbers of its columns, and the passage of its R²."""
    first, second = steps(
        table("Step|R²|ΔR²|F|df1|df2", "Step 1|.185||11.01|2|97", "Step 2|.290|.105|13.07|3|96")
    )
    assert first.label == "Step 1"
    assert numbers(first) == {"R2": ".185", "F": "11.01", "df1": "2", "df2": "97"}
    assert numbers(second) == {"R2": ".290", "dR2": ".105", "F": "13.07", "df1": "3", "df2": "96"}
    assert second.passage.text == ".290"


def test_a_column_is_a_step() -> None:
    """Each column named as a model has the numbers of the rows below its head; coefficients are left out."""
    first, second = steps(table("Predictor|Model 1|Model 2", "Age|0.21|0.30", "R²|.185|.290", "n|100|100"))
    assert (first.label, numbers(first)) == ("Model 1", {"R2": ".185", "n": "100"})
    assert (second.label, numbers(second)) == ("Model 2", {"R2": ".290", "n": "100"})


@pytest.mark.parametrize(
    "paper",
    [
        table("Step|F|p", "Step 1|11.01|.001", "Step 2|13.07|.001"),
        table("Predictor|R²|F", "Age|.185|11.01", "Income|.290|13.07"),
        table("Predictor|Boys|Girls", "Age|0.21|0.30", "R²|.185|.290"),
    ],
)
def test_without_r_squared_or_a_label_there_is_no_step(paper: Paper) -> None:
    """A regression is known by the label of its row or column and by its R²."""
    assert steps(paper) == []


@pytest.mark.parametrize(
    "cell", ["F(3, 96) = 13.07***", "13.07 (3, 96)", "13.07*** (3, 96)", "F(3; 96) = 13.07"]
)
def test_a_whole_test_in_a_cell(cell: str) -> None:
    """The degrees of freedom beside F belong to it, whatever marks its significance."""
    (step,) = steps(table("Predictor|Model 1", "R²|.290", f"F|{cell}"))
    assert numbers(step) == {"R2": ".290", "F": "13.07"}
    assert step.degrees("F") == (3, 96)


@pytest.mark.parametrize(
    "rows",
    [("df1|3", "df2|96"), ("df|3, 96",)],
)
def test_degrees_of_freedom_in_cells_of_their_own(rows: tuple[str, ...]) -> None:
    """They belong to the only test of the regression."""
    (step,) = steps(table("Predictor|Model 1", "R²|.290", "F|13.07", *rows))
    assert step.degrees("F") == (3, 96)


@pytest.mark.parametrize("rows", [("ΔF|14.20", "df1|3", "df2|96"), ("df1|3",), ("df1|3.5", "df2|96"), ()])
def test_degrees_of_freedom_that_are_not_known(rows: tuple[str, ...]) -> None:
    """With two tests, with one of two numbers or with a fraction, none are given."""
    (step,) = steps(table("Predictor|Model 1", "R²|.290", "F|13.07", *rows))
    assert step.degrees("F") is None


def test_only_exact_numbers_are_numbers() -> None:
    """A bound such as `F < 1` is not the value of F."""
    (step,) = steps(table("Predictor|Model 1", "R²|.290", "F|< 1", "n|100"))
    assert "F" in step.numbers
    assert step.number("F") is None
    assert step.number("dF") is None
    size = step.number("n")
    assert size is not None
    assert size.value == 100
