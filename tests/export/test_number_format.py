"""Number formats of spreadsheets that display the printed text over the full value."""

from __future__ import annotations

import pytest

from report.export.number_format import number, number_format
from report.rows.stat import Stat


def row(value, format: str = "fixed2") -> Stat:
    """A row."""
    return Stat("a.b", value, format, "a row")


@pytest.mark.parametrize(
    ("stat", "value"),
    [
        (row(0.123456), 0.123456),
        (row(0.38, "percent"), 38.0),
        (row("5", "text"), 5),
        (row("0.50", "text"), 0.5),
        (row("007", "text"), None),
        (row("12 mg", "text"), None),
        (row("1234567890123456", "text"), None),
        (row(None), None),
    ],
)
def test_a_cell_stores_the_full_value(stat: Stat, value: float | None) -> None:
    """Shares as percentages; codes and missing values are not numbers."""
    assert number(stat) == value


@pytest.mark.parametrize(
    ("stat", "format"),
    [
        (row(0.123456), "0.00;0.00;0.00"),
        (row(-0.5), '0.00;"−"0.00;0.00'),
        (row(0.42, "unit"), ".00;.00;.00"),
        (row(1044, "count"), "0;0;0"),
        (row(0.0001, "p"), '"<\u00a0.001";"<\u00a0.001";"<\u00a0.001"'),
    ],
)
def test_the_format_displays_the_printed_text(stat: Stat, format: str) -> None:
    """Decimals, a true minus, no leading zero; a bound is displayed as text."""
    assert number_format(stat) == format


def test_texts_around_a_number_are_displayed_too() -> None:
    """Quotation marks cannot be part of a format, and room is left for marks."""
    assert number_format(row(0.5), before="β = ", after='"*"').split(";")[0] == '"β = "0.00"”*”"'
    assert number_format(row(0.5), room="*").split(";")[0] == "0.00_*"
