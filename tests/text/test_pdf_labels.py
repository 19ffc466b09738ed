"""Labels of rows that break over several lines."""

from __future__ import annotations

import pytest
from set_lines import row

from report.text.reading.pdf_labels import labels_of

EDGE = 100.0
NUMBERS = "0.21     0.10"


def labels(*lines: tuple[str, bool, float]) -> list[str]:
    """The labels of the rows with numbers; each line has words, numbers or not, and a height."""
    found = [row(f"{words:<22}{NUMBERS if numbers else ''}", height) for words, numbers, height in lines]
    return list(labels_of(found, EDGE).values())


def test_labels_of_one_line() -> None:
    """Each is that of its row."""
    assert labels(("Age", True, 90), ("Sex", True, 70), ("Income", True, 50)) == ["Age", "Sex", "Income"]


@pytest.mark.parametrize("numbers", [(True, False), (False, True)])
def test_a_label_of_two_lines(numbers: tuple[bool, bool]) -> None:
    """Whether its numbers are on the first or on the last line."""
    first, last = numbers
    found = labels(("Age of", first, 90), ("the child", last, 79), ("Sex", True, 60), ("Income", True, 40))
    assert found == ["Age of the child", "Sex", "Income"]


def test_numbers_in_the_middle_of_three_lines() -> None:
    """The lines above and below belong to the label."""
    found = labels(
        ("Age of", False, 96),
        ("the first", True, 85),
        ("child", False, 74),
        ("Sex", True, 40),
        ("Income", True, 15),
    )
    assert found == ["Age of the first child", "Sex", "Income"]


def test_a_heading_of_rows_is_no_part_of_a_label() -> None:
    """A line of its own that begins with a capital."""
    assert labels(
        ("Age", True, 90), ("Further variables", False, 70), ("Sex", True, 50), ("Income", True, 30)
    ) == [
        "Age",
        "Sex",
        "Income",
    ]


def test_an_open_end_continues() -> None:
    """A distant line belongs to a label that ends with a preposition, a comma or a bracket."""
    assert (
        labels(("Age of", True, 90), ("Children", False, 70), ("Sex", True, 50), ("Income", True, 30))[0]
        == "Age of Children"
    )


def test_brackets_without_a_label_are_left_out() -> None:
    """They belong to the row above."""
    found = [
        row(f"{'Age':<22}0.21     0.10", 90),
        row(f"{'':<22}(0.05)   (0.04)", 79),
        row(f"{'Sex':<22}0.30     0.20", 68),
    ]
    assert list(labels_of(found, EDGE).values()) == ["Age", "Sex"]
