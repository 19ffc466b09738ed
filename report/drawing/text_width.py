"""The width of text in Source Sans Pro, from the metrics of the font.

Tables and printed pages are laid out with it. Drawings measure the ink with kerning instead (`typesetting`), because
their boxes fit one line of text exactly.
"""

from __future__ import annotations

from functools import cache

from report.drawing.fonts import SANS, font_files


@cache
def width(text: str, *, bold: bool = False) -> float:
    """The width of a text without kerning, in ems."""
    advances, missing = _advances("Bold" if bold else "Regular")
    return sum(advances.get(ord(sign), missing) for sign in text)


@cache
def _advances(cut: str) -> tuple[dict[int, float], float]:
    """The advance of each character of a cut, and of the box that replaces missing ones, in ems."""
    from fontTools.ttLib import TTFont

    with TTFont(font_files()[f"{SANS.replace(' ', '')}-{cut}"].path, lazy=True) as font:
        em, metrics = font["head"].unitsPerEm, font["hmtx"]
        advances = {sign: metrics[name][0] / em for sign, name in font.getBestCmap().items()}
        return advances, metrics[".notdef"][0] / em
