"""Numbers with decimal commas, in worksheets and in files whose columns are not separated by commas."""

from __future__ import annotations

import re
from collections.abc import Sequence

_COMMA = re.compile(r"([+-]?\d*),(\d+(?:[eE][+-]?\d+)?)")
_NUMBER = re.compile(r"\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*")
_POINT = re.compile(r"[+-]?\d*\.\d+(?:[eE][+-]?\d+)?")


def is_decimal_point_number(cell: str) -> bool:
    """Whether a cell is a number with a decimal point; a date such as 01.05.2024 is not."""
    return _POINT.fullmatch(cell.strip()) is not None


def with_decimal_point(cell: str) -> str:
    """Replace the decimal comma of a number with a point; return any other text unchanged."""
    match = _COMMA.fullmatch(cell.strip())
    return f"{match[1]}.{match[2]}" if match else cell


def has_decimal_commas(cells: Sequence[str]) -> bool:
    """Whether a column of a worksheet contains numbers that were typed as text with decimal commas.

    All its cells that contain digits must be numbers then. Commas that are always followed by three digits may
    separate thousands, and are not decimal commas.
    """
    typed = [each for each in set(cells) if any(map(str.isdigit, each))]
    commas = [match[2] for each in typed if (match := _COMMA.fullmatch(each.strip()))]
    return any(len(each) != 3 for each in commas) and all(
        _NUMBER.fullmatch(with_decimal_point(each)) for each in typed
    )
