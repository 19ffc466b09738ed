"""Texts of plots in the style of the paper: the symbol of p-values and the zeros of thresholds that authors typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Canvas

    from report.rows.styles import Style


def restyle(canvas: Canvas, style: Style) -> None:
    """Print the symbol of p-values in a plot's texts as the style does: "P = 0.02", not "p = 0.02"."""
    from matplotlib.text import Text

    for text in canvas.findobj(Text):
        written = text.get_text()
        if (styled := style.plain(written)) != written:
            text.set_text(styled)
