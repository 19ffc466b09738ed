"""Plots of matplotlib in the style of the engine's drawings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from report.drawing.fonts import families, register_fonts
from report.drawing.style import COLOURS

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Canvas

_MM = 1 / 25.4
#: Sizes in points of tick and axis labels, and of titles.
SMALL, TITLE = 6.8, 7.6


def empty_canvas(width_mm: float, height_mm: float) -> Canvas:
    """An empty canvas; the engine's fonts are registered with matplotlib."""
    from matplotlib.figure import Figure as Canvas

    register_fonts()
    return Canvas(figsize=(width_mm * _MM, height_mm * _MM))


def styled(axes: Any, *, bottom: bool = True) -> None:
    """Thin grey lines at the left and, unless the axis continues below, at the bottom."""
    for side, spine in axes.spines.items():
        spine.set_visible(side == "left" or (side == "bottom" and bottom))
        spine.set(color=COLOURS["line"], linewidth=0.7)
    axes.tick_params(
        labelsize=SMALL, length=2.5, width=0.7, color=COLOURS["line"], labelcolor=COLOURS["muted"], pad=2
    )


def with_fonts(canvas: Canvas) -> Canvas:
    """The canvas with every text in the engine's fonts."""
    from matplotlib.text import Text

    for text in canvas.findobj(Text):
        text.set_fontfamily(families(text.get_text()))
    return canvas
