"""A matplotlib canvas with coordinates in points from its upper left corner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from report.drawing.fonts import families, register_fonts
from report.drawing.geometry import Arc, Point, Rect
from report.drawing.style import COLOURS, DASHES, SHEET, Colour, LineStyle
from report.drawing.typesetting import TextLine, TextRun

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Canvas

Align = Literal["left", "center", "right"]
_SHIFT = {"left": 0.0, "center": 0.5, "right": 1.0}


@dataclass(frozen=True)
class Stroke:
    """The colour, width in points and dashes of a line."""

    colour: Colour = "ink"
    width: float = 0.8
    style: LineStyle = "solid"


class Sheet:
    """Draws boxes, lines and text; later marks cover earlier ones."""

    def __init__(self, width: float, height: float):
        from matplotlib.figure import Figure as Canvas
        from matplotlib.transforms import Affine2D

        register_fonts()
        self.canvas: Canvas = Canvas(figsize=(width / 72, height / 72), dpi=72, facecolor=COLOURS["paper"])
        self.canvas.set_gid(SHEET)
        points = Affine2D().scale(1 / 72, -1 / 72).translate(0, height / 72)
        self._place = points + self.canvas.dpi_scale_trans

    def box(self, rect: Rect, fill: Colour | None, stroke: Stroke | None = None, radius: float = 0.0) -> Any:
        """A rectangle, with round corners if a radius is given."""
        from matplotlib.patches import BoxStyle

        shape = BoxStyle.Round(pad=0, rounding_size=radius) if radius else BoxStyle.Square(pad=0)
        return self.path(shape(rect.left, rect.top, rect.width, rect.height, 1.0), fill, stroke)

    def path(self, path: Any, fill: Colour | None, stroke: Stroke | None, gid: str = "") -> Any:
        """Any path, filled, stroked or both."""
        from matplotlib.patches import PathPatch

        patch = PathPatch(
            path,
            facecolor=COLOURS[fill] if fill else "none",
            edgecolor=COLOURS[stroke.colour] if stroke else "none",
            linewidth=stroke.width if stroke else 0,
            transform=self._place,
            joinstyle="round",
            zorder=1 + len(self.canvas.get_children()) / 1000,
        )
        if stroke and (dashes := DASHES[stroke.style]):
            patch.set_linestyle((0, tuple(length / stroke.width for length in dashes)))
            patch.set_capstyle("round" if stroke.style == "dotted" else "butt")
        patch.set_gid(gid or None)
        self.canvas.add_artist(patch)
        return patch

    def line(self, points: Sequence[Point], stroke: Stroke) -> Any:
        """A line through points."""
        from matplotlib.path import Path

        return self.path(Path(points), None, stroke)

    def arc(self, arc: Arc, stroke: Stroke, gid: str = "") -> Any:
        """A curve."""
        from matplotlib.path import Path

        codes = [Path.MOVETO, Path.CURVE3, Path.CURVE3]
        return self.path(Path([arc.start, arc.control, arc.end], codes), None, stroke, gid)

    def head(self, tip: Point, base: Point, width: float, colour: Colour) -> Any:
        """An arrow's head from the middle of its base to its tip."""
        from matplotlib.path import Path

        dx, dy = tip[0] - base[0], tip[1] - base[1]
        length = (dx * dx + dy * dy) ** 0.5 or 1.0
        nx, ny = -dy / length * width / 2, dx / length * width / 2
        notch = base[0] + dx * 0.22, base[1] + dy * 0.22
        corners = [tip, (base[0] + nx, base[1] + ny), notch, (base[0] - nx, base[1] - ny), tip]
        return self.path(Path(corners, closed=True), colour, None)

    def write(self, x: float, baseline: float, line: TextLine, align: Align = "left") -> None:
        """A line of runs, each as a separate text."""
        start = x - _SHIFT[align] * line.width
        for offset, run in line.runs:
            self.text(start + offset, baseline, run)

    def text(
        self, x: float, baseline: float, run: TextRun, rotation: float = 0.0, align: Align = "left"
    ) -> Any:
        """One run."""
        text = self.canvas.text(
            x,
            baseline,
            run.text,
            transform=self._place,
            family=families(run.text),
            fontsize=run.size,
            fontweight=run.weight,
            fontstyle="italic" if run.italic else "normal",
            color=COLOURS[run.colour],
            ha=align,
            va="baseline",
            rotation=rotation,
            rotation_mode="anchor",
            parse_math=False,
            zorder=5,
        )
        text.set_gid(run.gid or None)
        return text

    def paragraph(
        self, x: float, top: float, lines: Sequence[TextLine], leading: float, align: Align = "left"
    ) -> float:
        """Write lines one below the other from `top`; return the bottom of the last."""
        for line in lines:
            self.write(x, top + first_baseline(leading), line, align)
            top += leading
        return top


def first_baseline(leading: float) -> float:
    """The distance from the top of a line of that leading to its baseline, so that capitals are vertically centred."""
    return 0.5 * leading + 0.33 * leading / 1.2
