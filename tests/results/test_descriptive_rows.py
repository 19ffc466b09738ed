"""Moments and quantiles of columns of numbers, and the decimals that they need."""

from __future__ import annotations

import pytest
from pandas import DataFrame

from report.results.summaries.demographic_rows import demographics
from report.results.summaries.descriptive_rows import descriptives


@pytest.mark.parametrize(
    ("values", "printed"),
    [
        ((18, 21, 40, 42, 75), ["40", "21", "42", "18", "75"]),
        ((18, 21, 40, 42), ["30.50", "20.25", "40.50", "18", "42"]),
        ((1, 2, 3, 4), ["2.50", "1.75", "3.25", "1", "4"]),
        ((1.5, 2, 3, 4, 5), ["3.00", "2.00", "4.00", "1.50", "5.00"]),
        ((-3, -2, None, -1), ["−2.0", "−2.5", "−1.5", "−3", "−1"]),
    ],
)
def test_quantiles_of_whole_numbers_have_the_decimals_that_they_need(
    values: tuple[float | None, ...], printed: list[str]
) -> None:
    """The median has those of the quartiles, and the smallest value those of the largest."""
    found = {row.id: row.printed for row in descriptives("d", DataFrame({"x": values}), extremes=True)}
    assert [found[f"d.x.{name}"] for name in ("median", "q1", "q3", "min", "max")] == printed
    described = {row.id: row.printed for row in demographics("t", DataFrame({"x": values}))}
    assert [described[f"t.x.{name}"] for name in ("median", "q1", "q3")] == printed[:3]


def test_means_keep_two_decimals() -> None:
    """Also where all values are equal."""
    found = {row.id: row.printed for row in descriptives("d", DataFrame({"x": [5, 5, 5]}))}
    assert (found["d.x.mean"], found["d.x.median"]) == ("5.00", "5")
