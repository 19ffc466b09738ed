"""Parts of tables that many studies need: intervals, headings with a capital, and matrices with lettered columns."""

from __future__ import annotations

from collections.abc import Callable
from string import ascii_lowercase

from report.rows.tables import Cell, Column

#: Longer than a minus sign, so that the number next to it does not look negative.
DIAGONAL = "—"


def interval(prefix: str) -> str:
    """Both bounds below a prefix, in brackets."""
    return f"\\[{{{prefix}_lower}}{{:separator}}\u00a0{{{prefix}_upper}}\\]"


def sentence_case(text: str) -> str:
    """A text with a capital as its first letter."""
    return text[:1].upper() + text[1:]


def lettered(place: int, label: str) -> str:
    """The head of a row whose column is headed by a letter alone."""
    return f"{ascii_lowercase[place]}  {label}"


def lettered_columns(count: int) -> tuple[Column, ...]:
    """As many columns, headed a, b, c and so on."""
    return tuple(Column(letter) for letter in ascii_lowercase[:count])


def lower_triangle(place: int, columns: int, cell: Callable[[int], Cell]) -> tuple[Cell, ...]:
    """A row of a symmetric matrix: a cell for each column before its own, a dash in its own, and blanks."""
    cells = [cell(other) for other in range(place)] + [Cell(DIAGONAL)] + [Cell("")] * columns
    return tuple(cells[:columns])
