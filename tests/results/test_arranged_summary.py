"""The rows of a summary as tables read them."""

from __future__ import annotations

from report.results.summaries.arranged_summary import Summary
from report.rows.stat import Stat

ROWS = (
    Stat(
        "s.age.mean",
        1.0,
        "fixed2",
        "mean",
        about={"variable": "age", "variable_label": "Age", "statistic": "mean"},
    ),
    Stat("s.q1.label", "Item 1", "text", "label", about={"variable": "q1", "variable_label": "Item 1"}),
    Stat("s.n", 3, "count", "cases"),
)
SUMMARY = Summary("s", {row.id: row for row in ROWS})


def test_a_cell_names_a_row_or_is_empty() -> None:
    """Empty parts of a path are left out."""
    assert SUMMARY.cell("age", "", "mean") == "{s.age.mean}"
    assert SUMMARY.cell("n") == "{s.n}"
    assert SUMMARY.cell("age", "sd") == ""


def test_a_label_is_its_text_or_the_row_that_contains_it() -> None:
    """Labels with numbers are rows."""
    assert SUMMARY.label("s.age", "Age") == "Age"
    assert SUMMARY.label("s.q1", "Item 1") == "{s.q1.label}"


def test_values_of_a_key_are_in_the_order_of_the_rows() -> None:
    """With their labels."""
    assert SUMMARY.kinds("variable") == {"age": "Age", "q1": "Item 1"}
    assert SUMMARY.kinds("group") == {}


def test_rows_are_found_by_all_that_they_are_about() -> None:
    """A row without one of the keys is not among them."""
    assert [row.id for row in SUMMARY.having(variable="age", statistic="mean")] == ["s.age.mean"]
    assert SUMMARY.having(variable="age", statistic="sd") == []
