"""Rows of words on a page: numbers, heads, labels, and numbers in brackets below estimates."""

from __future__ import annotations

import pytest
from set_lines import row, texts


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Age      0.21     0.10", True),
        ("Age      0.21*    .040", True),
        ("Age      12", False),
        ("Age and  more     words    0.21", False),
        ("          (1)      (2)", False),
    ],
)
def test_a_row_of_numbers(text: str, body: bool) -> None:
    """Two numbers or more, which are at least half of the cells, and not those of models."""
    assert row(text).is_body is body


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("b        SE       p", True),
        ("(1)      (2)      (3)", True),
        ("b        SE", False),
        ("(1)      (3)", False),
        ("b        SE       0.2", False),
    ],
)
def test_a_row_of_heads(text: str, head: bool) -> None:
    """Three texts or more without a number, or the numbers of models in their order."""
    assert row(text).is_head is head


@pytest.mark.parametrize(
    ("text", "below"),
    [
        ("(0.10)    (0.12)", True),
        ("[0.1, 0.2]", True),
        ("(0.10)*", True),
        ("Age    (0.10)", False),
        ("0.10", False),
    ],
)
def test_a_row_in_brackets(text: str, below: bool) -> None:
    """Standard errors and intervals below estimates."""
    assert row(text).is_below is below


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Age of the child", True),
        ("Age       0.21", False),
        ("A text that reaches far beyond the first number of the table", False),
    ],
)
def test_a_line_of_a_label(text: str, label: bool) -> None:
    """A few words that end before the first number."""
    assert row(text).is_label(100) is label


def test_words_beside_brackets_continue_a_label() -> None:
    """Words in lower case; the brackets belong to the row above."""
    found = row("in years            (0.10)    (0.12)").label_beside_brackets(100)
    assert found is not None
    assert texts([found]) == ["in years"]
    assert row("Income              (0.10)    (0.12)").label_beside_brackets(100) is None
    assert row("in years            0.10      0.12").label_beside_brackets(100) is None
