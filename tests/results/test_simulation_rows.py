"""Rows of simulated estimates: each share and bias has its Monte Carlo standard error."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pandas as pd

from report.results.simulation_rows import estimation_rows, method_rows, successful_cells, summarised

FOUND: Any = SimpleNamespace(
    converged=0.99,
    truth=0.3,
    bias=0.01,
    bias_error=0.002,
    power=0.8,
    power_error=0.013,
    coverage=0.94,
    coverage_error=0.008,
)


def test_rows_of_the_estimates() -> None:
    """The sample size is a row where it was varied."""
    rows = {row.id: row.value for row in estimation_rows("s", FOUND, "effect", 50, {})}
    assert rows == {"s.converged": 0.99, "s.n": 50, "s.truth": 0.3, "s.bias": 0.01, "s.bias_se": 0.002}
    assert "s.n" not in {row.id for row in estimation_rows("s", FOUND, "effect", None, {})}


def test_rows_of_a_method() -> None:
    """Power and coverage."""
    rows = list(method_rows("s.delta", FOUND, "effect", 50, {"model": "m"}))
    assert [row.value for row in rows] == [0.8, 0.013, 0.94, 0.008]
    assert rows[1].id == "s.delta.power_se"
    assert all(row.about == {"model": "m"} and row.n == 50 for row in rows)


RECORDS = pd.DataFrame(
    [("b", 40, "", 0.2), ("a", 20, "", 0.1), ("b", 40, "", 0.4), ("a", 40, "not converged", None)],
    columns=["acute", "n", "failure", "mean"],
)


def test_cells_are_in_the_order_of_the_design_and_without_failures() -> None:
    """The key of a cell is text; a cell of failures alone is none."""
    found = {key: frame["mean"].tolist() for key, frame in successful_cells(RECORDS, "acute", "n")}
    assert found == {("b", "40"): [0.2, 0.4], ("a", "20"): [0.1]}
    assert list(found) == [("b", "40"), ("a", "20")]


def test_a_cell_of_one_column_has_a_key_of_one_part() -> None:
    """So that it can be unpacked in the same way."""
    assert [key for key, _ in successful_cells(RECORDS, "acute")] == [("b",), ("a",)]


def test_the_blocks_of_a_cell_are_summarised_as_one() -> None:
    """Counts of blocks add up, so that shares are those of all data sets."""
    names = ("sets", "converged", "intervals", "total", "squares", "significant", "covered")
    blocks = pd.DataFrame([(10, 10, 10, 0.1, 0.02, 8, 9), (10, 8, 8, 0.2, 0.03, 1, 9)], columns=list(names))
    found = summarised(blocks, "indirect", "wald", 0.3)
    assert (found.effect, found.method, found.truth) == ("indirect", "wald", 0.3)
    assert (found.converged, found.power, found.coverage) == (0.9, 0.5, 1.0)
