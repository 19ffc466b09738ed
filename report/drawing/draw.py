"""Draws a specification: built-in kinds with their own module, any other object with its `draw` method."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from report.drawing.flowchart import FlowChart
from report.drawing.histogram import Histograms
from report.drawing.model import PathDiagram
from report.drawing.slopes import Slopes
from report.drawing.specification_curve import SpecificationCurve
from report.rows.figures import Drawable, Drawing
from report.rows.finished_plots import canvas_of
from report.rows.ledger import Ledger
from report.rows.styles import STYLES

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Canvas

    from report.rows.stat import Row


def draw(drawing: Drawing, rows: Mapping[str, Row]) -> Canvas:
    """Draw rows on a canvas of the final size; matplotlib is imported only here."""
    match drawing:
        case PathDiagram():
            from report.drawing.model_drawing import draw_models

            return draw_models(drawing, rows)
        case FlowChart():
            from report.drawing.flowchart_drawing import draw_flowchart

            return draw_flowchart(drawing, rows)
        case Histograms():
            from report.drawing.histogram_drawing import draw_histograms

            return draw_histograms(drawing, rows)
        case Slopes():
            from report.drawing.slopes_drawing import draw_slopes

            return draw_slopes(drawing, rows)
        case SpecificationCurve():
            from report.drawing.specification_curve_drawing import draw_specification_curve

            return draw_specification_curve(drawing, rows)
        case Drawable():
            return _canvas_of(drawing.draw(rows))
    raise TypeError(f"{type(drawing).__name__} has no method draw(rows)")


def draw_in_style(drawing: Drawing, ledger: Ledger) -> Canvas:
    """Draw the rows of a ledger, with all texts in the language and style of the paper."""
    from report.drawing.styled_canvas import restyle

    canvas = draw(drawing, ledger)
    restyle(canvas, STYLES[ledger.build.style])
    return canvas


def _canvas_of(drawn: Any) -> Canvas:
    canvas: Canvas | None = canvas_of(drawn)
    if canvas is None:
        raise TypeError(f"draw(rows) returned {type(drawn).__name__}, not a matplotlib figure")
    return canvas
