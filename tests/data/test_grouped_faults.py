"""Faults with one cause are one fault with examples."""

from __future__ import annotations

import pytest

from report.data.grouped_faults import grouped, line_of_fault
from report.rows.errors import Fault


def test_one_line_is_a_fault_of_its_own() -> None:
    """A single line is reported without a count."""
    assert grouped("f.csv", [7], "age is negative", "correct it") == Fault(
        "f.csv:7", "age is negative", "correct it"
    )


def test_several_lines_are_counted_with_examples() -> None:
    """At most three lines are shown, each with its example; the fault is at the first."""
    fault = grouped("f.csv", [3, 5, 8, 9], "age is negative", "correct them", lambda line: f"-{line}")
    assert fault.where == "f.csv:3"
    assert fault.what == "age is negative; 4 lines: -3 (line 3), -5 (line 5), -8 (line 8), …"


def test_lines_without_examples_are_numbers() -> None:
    """Large counts have separators, and exactly three lines need no ellipsis."""
    assert grouped("f", [1, 2, 3], "x", "y").what == "x; 3 lines: 1, 2, 3"
    assert "1,234 lines" in grouped("f", range(1, 1235), "x", "y").what


@pytest.mark.parametrize(("where", "line"), [("f.csv:12", 12), ("f.csv", 0), ("C:/f.csv:3", 3), ("", 0)])
def test_faults_are_sorted_by_their_line(where: str, line: int) -> None:
    """A fault of the whole file comes first."""
    assert line_of_fault(Fault(where, "", "")) == line
