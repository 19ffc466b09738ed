"""Numbers with decimal commas, in files whose columns no comma separates."""

from __future__ import annotations

import re

_COMMA = re.compile(r"([+-]?\d*),(\d+(?:[eE][+-]?\d+)?)")
_POINT = re.compile(r"[+-]?\d*\.\d+(?:[eE][+-]?\d+)?")


def is_decimal_point_number(cell: str) -> bool:
    """Whether a cell is a number with a decimal point; a date such as 01.05.2024 is not."""
    return _POINT.fullmatch(cell.strip()) is not None


def with_decimal_point(cell: str) -> str:
    """Replace the decimal comma of a number with a point; return any other text unchanged."""
    match = _COMMA.fullmatch(cell.strip())
    return f"{match[1]}.{match[2]}" if match else cell
