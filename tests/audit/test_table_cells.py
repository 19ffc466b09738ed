"""Cells of tables under their heads: estimates with what is in brackets, marks, intervals and degrees of freedom."""

from __future__ import annotations

import pytest

from report.audit.table_cells import quantities_in
from report.audit.table_heads import Head


def read(text: str, *named: Head, comma: bool = False, **enclosed: str) -> list[tuple[str, float]]:
    """Symbol and number of each quantity of a cell."""
    marks = {"(" if name == "round" else "[": symbol for name, symbol in enclosed.items()}
    return [
        (symbol, each.number.value)
        for symbol, each in quantities_in(text, named, comma=comma, enclosed=marks)
    ]


@pytest.mark.parametrize("text", ["0.21 (0.10)", "0.21* (0.10)", "0.21 ± 0.10", "0.21 [0.10]"])
def test_two_heads_name_the_two_numbers(text: str) -> None:
    """An estimate with its standard error in one cell."""
    assert read(text, Head("b"), Head("SE")) == [("b", 0.21), ("SE", 0.10)]


@pytest.mark.parametrize(
    "text", ["0.75 (0.60-0.94)", "0.75 [0.60, 0.94]", "0.75, 0.60-0.94", "0.75 (0.60 to 0.94)"]
)
def test_an_estimate_with_its_interval(text: str) -> None:
    """A ratio with bounds behind it, whose level the cell does not print."""
    (_, ratio), (symbol, interval) = quantities_in(text, [Head("HR")], comma=False)
    assert ratio.number.value == 0.75
    assert symbol == "CI"
    assert interval.low is not None
    assert interval.high is not None
    assert (interval.low.value, interval.high.value) == (0.60, 0.94)
    assert "bare" in interval.marks


def test_the_note_says_what_parentheses_contain() -> None:
    """Without a head the column has estimates."""
    assert read("0.21** (0.10)", round="SE") == [("b", 0.21), ("SE", 0.10)]
    assert read("0.21 [2.10]", square="t") == [("b", 0.21), ("t", 2.10)]
    assert read("0.21 (0.10)", square="t") == []


def test_stars_mark_the_first_quantity() -> None:
    """`0.21**` has two stars; its standard error has none."""
    (_, b), (_, error) = quantities_in("0.21** (0.10)", [Head("b"), Head("SE")], comma=False)
    assert "**" in b.marks
    assert not error.marks


@pytest.mark.parametrize(
    ("text", "head", "number"),
    [
        ("(0.10)", "SE", 0.10),
        ("< .001", "p", 0.001),
        (".036a", "p", 0.036),
        ("0,21", "b", 0.21),
        ("4.50", "F", 4.5),
    ],
)
def test_one_number(text: str, head: str, number: float) -> None:
    """Parentheses around a standard error, relations, letters of notes, and decimal commas."""
    assert read(text, Head(head)) == [(head, number)]


@pytest.mark.parametrize("text", ["1, 28", "(1, 28)", "1/28"])
def test_two_degrees_of_freedom(text: str) -> None:
    """Numerator and denominator of an F."""
    ((_, df),) = quantities_in(text, [Head("df")], comma=False)
    assert [each.value for each in df.df] == [1, 28]


@pytest.mark.parametrize("text", ["", "–", "ref.", "yes"])
def test_words_are_no_quantities(text: str) -> None:
    """Dashes and reference categories."""
    assert read(text, Head("b")) == []
