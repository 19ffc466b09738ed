"""Measures text, and distributes a table's width among its columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from report.drawing.fonts import SANS, font_files

#: The advance of a character missing from the font, relative to the type size.
_UNKNOWN = 0.6
#: Bisection steps for the column width limit, enough for less than a hundredth of a point.
_HALVINGS = 20


@dataclass(frozen=True)
class Need:
    """The width that a column needs, in points: at least its longest word, at most its longest text on one line."""

    least: float
    most: float


@cache
def _advances(cut: str) -> dict[int, float]:
    from fontTools.ttLib import TTFont

    with TTFont(font_files()[f"{SANS.replace(' ', '')}-{cut}"].path, lazy=True) as font:
        unit, metrics = font["head"].unitsPerEm, font["hmtx"]
        return {sign: metrics[name][0] / unit for sign, name in font.getBestCmap().items()}


@cache
def width(text: str, *, bold: bool = False) -> float:
    """The width of a text in the table font, at a type size of one point."""
    advances = _advances("Bold" if bold else "Regular")
    return sum(advances.get(ord(sign), _UNKNOWN) for sign in text)


def longest_word(text: str, *, bold: bool = False) -> float:
    """The width of the longest unbreakable stretch."""
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
