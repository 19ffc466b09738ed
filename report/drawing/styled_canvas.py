"""Texts of plots in the language and style of the paper: words, decimal marks, p-values and thresholds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report.rows.float_words import translated

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Canvas

    from report.rows.styles import Style


def restyle(canvas: Canvas, style: Style) -> None:
    """Print the texts of a plot in the language and style of the paper: "P = 0.02", not "p = 0.02"; scales alike."""
    from matplotlib.text import Text

    for text in canvas.findobj(Text):
        written = text.get_text()
        if (styled := _styled(written, str(text.get_gid() or ""), style)) != written:
            text.set_text(styled)
    if style.decimal_mark != ".":
        _mark_scales(canvas, style)


def _styled(written: str, gid: str, style: Style) -> str:
    plain = style.plain(translated(written, style))
    return style.marked(plain) if gid == "axis" or gid.startswith("stat:") else plain


def _mark_scales(canvas: Canvas, style: Style) -> None:
    from report.drawing.decimal_ticks import mark_scale

    for axes in canvas.axes:
        for name in ("xaxis", "yaxis", "zaxis"):
            if hasattr(axes, name):
                mark_scale(getattr(axes, name), style)
