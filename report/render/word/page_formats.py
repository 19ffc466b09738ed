"""Sheets of paper and their margins: portrait, landscape, and those of a reference document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from report.render.word.namespaces import w

if TYPE_CHECKING:
    from lxml.etree import _Element

_POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True)
class PageFormat:
    """A sheet of paper and its margins, in points."""

    name: str
    wide: float
    high: float
    side: float = 25 * _POINTS_PER_MM
    top: float = 26 * _POINTS_PER_MM
    bottom: float = 24 * _POINTS_PER_MM

    @property
    def measure(self) -> float:
        """The width of the text."""
        return self.wide - 2 * self.side

    @property
    def depth(self) -> float:
        """The height of the text."""
        return self.high - self.top - self.bottom


_SHORT, _LONG = 210 * _POINTS_PER_MM, 297 * _POINTS_PER_MM
PORTRAIT = PageFormat("portrait", _SHORT, _LONG)
#: Smaller margins at top and bottom, so that a long table needs fewer landscape pages.
LANDSCAPE = PageFormat("landscape", _LONG, _SHORT, top=22 * _POINTS_PER_MM, bottom=18 * _POINTS_PER_MM)


def own_sheets(body: _Element) -> tuple[PageFormat, PageFormat]:
    """The sheet of a reference document, in portrait and landscape."""
    section = body.findall(w("sectPr"))[-1:]
    size = section[0].find(w("pgSz")) if section else None
    margins = section[0].find(w("pgMar")) if section else None
    if size is None or margins is None:
        return PORTRAIT, LANDSCAPE
    wide, high = _points(size, "w"), _points(size, "h")
    side = (_points(margins, "left") + _points(margins, "right")) / 2
    top, bottom = _points(margins, "top"), _points(margins, "bottom")
    return (
        PageFormat("portrait", wide, high, side, top, bottom),
        PageFormat("landscape", max(wide, high), min(wide, high), side, top, bottom),
    )


def _points(element: _Element, name: str) -> float:
    return float(element.get(w(name)) or 0) / 20
