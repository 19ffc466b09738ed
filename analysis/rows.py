"""Reads rows: their values, and whether an effect is significant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from analysis import thresholds
from report.rows.stat import Row, Stat

Rows = Mapping[str, Row]


def number(rows: Rows, id: str) -> float:
    """The value of a row; NaN, for which every comparison is false, if it has none."""
    row = rows[id]
    return float(row.value) if isinstance(row, Stat) and isinstance(row.value, int | float) else float("nan")


def significant(rows: Rows, path: str) -> bool:
    """Whether p < .05."""
    return thresholds.LEVELS.is_significant(number(rows, f"{path}.p"))


def not_significant(rows: Rows, path: str) -> bool:
    """Whether p >= .05."""
    return number(rows, f"{path}.p") >= thresholds.LEVELS.alpha


def at_trend(rows: Rows, path: str) -> bool:
    """Whether .05 <= p < .10."""
    return thresholds.LEVELS.is_trend(number(rows, f"{path}.p"))


def p_values(paths: Iterable[str]) -> tuple[str, ...]:
    """The ids of the p-values of paths."""
    return tuple(f"{path}.p" for path in paths)
