"""Texts of a plot that are cut off at its edges, as in matplotlib's own pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Canvas

#: The notation of numbers on logarithmic axes.
_FORMULA = re.compile(r"\$\\mathdefault\{(.*)\}\$")
#: What may lie outside, in ems: the descent of a line, in which digits have no ink.
_DESCENT = 0.25
#: Rounding errors of positions, in pixels.
_TOLERANCE = 0.5


def cut_texts(canvas: Canvas) -> tuple[str, ...]:
    """The drawn texts that lie partly or wholly outside the canvas, in the order of the drawing."""
    from matplotlib.text import Text

    renderer: Any = canvas._get_renderer()  # type: ignore[attr-defined]
    left, low, right, high = (inches * canvas.dpi for inches in canvas.get_tightbbox(renderer).extents)
    edges = Edges(0, 0, float(canvas.bbox.width), float(canvas.bbox.height))
    drawn = Edges(left, low, right, high)
    if edges.hold(drawn):
        return ()
    boxes = {
        text: Edges(*text.get_window_extent(renderer).extents)
        for text in canvas.findobj(Text)
        if text.get_visible() and text.get_text().strip() and not _is_clipped(text)
    }
    for text in _labels_out_of_view(canvas):
        boxes.pop(text, None)
    cut = (text for text, box in boxes.items() if drawn.hold(box) and not edges.hold(box, _descent(text)))
    return tuple(dict.fromkeys(_FORMULA.sub(r"\1", text.get_text()) for text in cut))


def _labels_out_of_view(canvas: Canvas) -> Iterator[Any]:
    """The labels of ticks beyond the ends of their axis, which are not drawn."""
    from matplotlib.axis import Axis

    for axis in canvas.findobj(Axis):
        shown = axis._update_ticks()  # type: ignore[attr-defined]
        for tick in (*axis.majorTicks, *axis.minorTicks):
            if tick not in shown:
                yield from (tick.label1, tick.label2)


class Edges(NamedTuple):
    """The edges of a rectangle, in pixels."""

    left: float
    low: float
    right: float
    high: float

    def hold(self, other: Edges, slack: float = _TOLERANCE) -> bool:
        """Whether another rectangle lies within these edges."""
        return (
            other.left >= self.left - slack
            and other.low >= self.low - slack
            and other.right <= self.right + slack
            and other.high <= self.high + slack
        )


def _descent(text: Any) -> float:
    """The descent of a text in pixels."""
    return float(_DESCENT * text.get_fontsize() / 72 * text.get_figure(root=True).dpi)


def _is_clipped(text: Any) -> bool:
    """Whether the axes of a text clip it."""
    return bool(text.get_clip_on()) and text.get_clip_box() is not None
