"""Minus signs of numbers in data files that are no hyphens, and infinite values."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

#: Dashes that word processors and publishers set for a minus: figure dash, en dash, minus and their wide forms.
_DASHES = "\u2012\u2013\u2212\ufe63\uff0d"
_SIGNS = dict.fromkeys(map(ord, _DASHES), "-")
_DASHED = re.compile(f"[{_DASHES}]")
_NUMBER = re.compile(r"(-?)\s?((?:\d[\d.,]*|[.,]\d+)(?:[eE][+-]?\d+)?)")
_INFINITE = re.compile(rf"[+\-{_DASHES}]?(?:inf|infinity|1\.#inf|\u221e)", re.IGNORECASE)


def with_hyphen(cell: str) -> str:
    """Replace the minus sign of a number with the hyphen that stands for it in data; other texts are unchanged."""
    if not _DASHED.search(cell):
        return cell
    match = _NUMBER.fullmatch(cell.translate(_SIGNS).strip())
    return f"{match[1]}{match[2]}" if match else cell


def minus_remark(columns: Collection[str]) -> str:
    """What a reader of a file is told about columns whose minus signs were replaced."""
    return f"typographic minus signs (\u2212, \u2013) are read as minus: {', '.join(columns)}"


def infinite_places(cells: Sequence[str], is_number: Iterable[bool]) -> list[int]:
    """The places of infinite values in a column, if most of its other cells that are not empty are numbers."""
    found = [place for place, cell in enumerate(cells) if _INFINITE.fullmatch(cell)]
    filled = sum(1 for cell in cells if cell)
    return found if found and 2 * (sum(is_number) + len(found)) > filled else []
