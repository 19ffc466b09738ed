"""Defines the colours, line styles and type sizes of all drawings.

The two hues also differ in lightness (CIE L* about 33 and 49), so that they remain distinct in greyscale; signs
and dashes convey the same without colour.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Colour = Literal["ink", "paper", "muted", "line", "tint", "plus", "minus", "bar"]

COLOURS: dict[Colour, str] = {
    "ink": "#1a1a1b",
    "paper": "#ffffff",
    "muted": "#5c636d",
    "line": "#8d95a0",
    "tint": "#f2f5f8",
    "plus": "#124f86",
    "minus": "#c2531c",
    "bar": "#8fb0cd",
}

LineStyle = Literal["solid", "dotted", "dashed"]

#: Lengths of dash and gap in points.
DASHES: dict[LineStyle, tuple[float, float] | None] = {
    "solid": None,
    "dotted": (0.05, 2.8),
    "dashed": (3.6, 2.4),
}

POINTS_PER_MM = 72 / 25.4

#: The gid of a canvas on which the engine draws one of its built-in diagrams.
SHEET = "sheet"


@dataclass(frozen=True)
class TypeSizes:
    """Sizes in points, none below 6.5, and a factor for line widths."""

    title: float
    name: float
    detail: float
    label: float
    stroke: float = 1.0


WIDE = TypeSizes(title=10.0, name=8.5, detail=7.2, label=8.2)
NARROW = TypeSizes(title=8.5, name=7.2, detail=6.5, label=6.8, stroke=0.8)


def type_sizes(width_mm: float) -> TypeSizes:
    """Small type for a drawing of one column, larger type for a drawing of full text width."""
    return WIDE if width_mm >= 140 else NARROW
