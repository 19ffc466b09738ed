"""Rows of simulated estimates: each share and bias has its Monte-Carlo standard error."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from report.results.simulation_rows import estimation_rows, method_rows

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
