"""Distributes the width of a table among its columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from report.drawing.text_width import width

#: Bisection steps for the column width limit, enough for less than a hundredth of a point.
_HALVINGS = 20


@dataclass(frozen=True)
class Need:
    """The width that a column needs, in points: at least its longest word, at most its longest text on one line."""

    least: float
    most: float


def longest_word(text: str, *, bold: bool = False) -> float:
    """The width of the longest unbreakable part of a text, in ems."""
    words = text.replace("-", "- ").replace("/", "/ ").split(" ")
    return max((width(word, bold=bold) for word in words), default=0.0)


def fits(needs: Sequence[Need], total: float, *, whole: bool = False) -> bool:
    """Whether all columns fit their longest words, or their whole texts."""
    return sum(need.most if whole else need.least for need in needs) <= total


def shared(needs: Sequence[Need], total: float) -> list[float]:
    """The columns' widths, which add up to the total: short texts stay on one line, long ones share the rest."""
    least, most = sum(need.least for need in needs), sum(need.most for need in needs)
    if least >= total:
        return [need.least * total / least for need in needs]
    if most <= total:
        return [need.most * total / most for need in needs]
    low, high = 0.0, total
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if sum(_limited(needs, middle)) > total else (middle, high)
    return _limited(needs, low)


def _limited(needs: Sequence[Need], limit: float) -> list[float]:
    """The columns' widths with a limit on all columns that can be narrower."""
    return [max(need.least, min(need.most, limit)) for need in needs]
