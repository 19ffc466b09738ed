"""Draws the slope of a predictor against its moderator (Bauer & Curran, 2005, fig. 2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from typing import TYPE_CHECKING

from report.drawing.geometry import Point, Rect
from report.drawing.sheet import Sheet, Stroke
from report.drawing.slopes import Slopes
from report.drawing.style import POINTS_PER_MM, Colour, TypeSizes, type_sizes
from report.drawing.typesetting import TextLine, TextRun, runs_of, set_line
from report.rows.number_formats import MINUS

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Canvas

    from report.rows.stat import Row

EDGE = 3.0
AXIS = Stroke("line", 0.7)
ZERO = Stroke("muted", 0.6, "dashed")
LIMIT = Stroke("muted", 0.7, "dotted")
TICK = 2.5
STEPS = 80
"""Points of a curve."""


@dataclass(frozen=True)
class _Band:
    """The slope at a value of the moderator with its bounds, and where it is significant."""

    slope: Callable[[float], float]
    half: Callable[[float], float]
    low: float
    high: float
    limits: tuple[float, ...]

    def significant(self, x: float) -> bool:
        """Whether the band at `x` excludes zero."""
        return abs(self.slope(x)) > self.half(x)

    def spans(self) -> list[tuple[float, float]]:
        """The range of the moderator, cut at the limits within it."""
        cuts = [self.low, *(limit for limit in self.limits if self.low < limit < self.high), self.high]
        return list(pairwise(cuts))


@dataclass(frozen=True)
class _Frame:
    """The plotting area, and the values at its ends."""

    area: Rect
    x: tuple[float, float]
    y: tuple[float, float]

    def at(self, x: float, y: float) -> Point:
        """The position of a value on the sheet."""
        across = (x - self.x[0]) / (self.x[1] - self.x[0])
        up = (y - self.y[0]) / (self.y[1] - self.y[0])
        return self.area.left + across * self.area.width, self.area.bottom - up * self.area.height


def draw_slopes(slopes: Slopes, rows: Mapping[str, Row]) -> Canvas:
    """Draw the band, the region, the line and the axes."""
    width, sizes = slopes.width_mm * POINTS_PER_MM, type_sizes(slopes.width_mm)
    height = width * 0.62
    band = _band(slopes.id, rows)
    ticks = _ticks(band)
    left, bottom = EDGE + sizes.detail * 4.6, height - EDGE - sizes.detail * 3.4
    area = Rect(left, EDGE + sizes.detail * 1.8, width - EDGE - 4.0, bottom)
    frame = _Frame(area, (band.low, band.high), (ticks[1][0], ticks[1][-1]))
    sheet = Sheet(width, height)
    for span in band.spans():
        _draw_band(sheet, frame, band, span)
    sheet.line([frame.at(band.low, 0.0), frame.at(band.high, 0.0)], ZERO)
    _draw_line(sheet, frame, band, slopes.id)
    _draw_limits(sheet, frame, band, slopes.id, rows, sizes)
    _draw_axes(sheet, frame, ticks, sizes)
    _draw_labels(sheet, frame, slopes, rows, sizes)
    return sheet.canvas


def _value(rows: Mapping[str, Row], id: str) -> float | None:
    value = getattr(rows[id], "value", None)
    return float(value) if isinstance(value, int | float) else None


def _band(id: str, rows: Mapping[str, Row]) -> _Band:
    b, change, variance, covariance, change_variance, critical = (
        _value(rows, f"{id}.line.{part}") or 0.0
        for part in ("b", "change", "variance", "covariance", "change_variance", "critical")
    )
    low, high = (_value(rows, f"{id}.region.{end}") or 0.0 for end in ("lowest", "highest"))
    limits = (_value(rows, f"{id}.region.{end}") for end in ("lower", "upper"))

    def half(x: float) -> float:
        return critical * sqrt(variance + 2 * x * covariance + x * x * change_variance)

    return _Band(
        lambda x: b + change * x, half, low, high, tuple(limit for limit in limits if limit is not None)
    )


def _ticks(band: _Band) -> tuple[list[float], list[float]]:
    """Ticks of the moderator within its range, and of the slope around its band and zero."""
    from matplotlib.ticker import MaxNLocator

    locate = MaxNLocator(nbins=6, steps=[1, 2, 2.5, 5, 10])
    across = [float(t) for t in locate.tick_values(band.low, band.high) if band.low <= t <= band.high]
    values = [band.slope(x) + sign * band.half(x) for x in _grid(band.low, band.high) for sign in (-1, 1)]
    up = locate.tick_values(min(*values, 0.0), max(*values, 0.0))
    return across, [float(t) for t in up]


def _grid(low: float, high: float) -> list[float]:
    return [low + (high - low) * step / STEPS for step in range(STEPS + 1)]


def _draw_band(sheet: Sheet, frame: _Frame, band: _Band, span: tuple[float, float]) -> None:
    """The confidence band over a span, darker where the slope is significant."""
    from matplotlib.path import Path

    grid = _grid(*span)
    upper = [frame.at(x, band.slope(x) + band.half(x)) for x in grid]
    lower = [frame.at(x, band.slope(x) - band.half(x)) for x in reversed(grid)]
    middle = (span[0] + span[1]) / 2
    fill: Colour = "bar" if band.significant(middle) else "tint"
    sheet.path(Path([*upper, *lower, upper[0]], closed=True), fill, None)


def _draw_line(sheet: Sheet, frame: _Frame, band: _Band, id: str) -> None:
    from matplotlib.path import Path

    for sign in (-1, 1):
        edge = [frame.at(x, band.slope(x) + sign * band.half(x)) for x in _grid(band.low, band.high)]
        sheet.line(edge, Stroke("line", 0.6))
    ends = [frame.at(x, band.slope(x)) for x in (band.low, band.high)]
    sheet.path(Path(ends), None, Stroke("plus", 1.4), f"mark:{id}.line.b")


def _draw_limits(
    sheet: Sheet, frame: _Frame, band: _Band, id: str, rows: Mapping[str, Row], sizes: TypeSizes
) -> None:
    """The Johnson-Neyman limits within the range of the moderator, each with its value above."""
    for end in ("lower", "upper"):
        limit = _value(rows, f"{id}.region.{end}")
        if limit is None or not band.low < limit < band.high:
            continue
        x, _ = frame.at(limit, 0.0)
        sheet.line([(x, frame.area.bottom), (x, frame.area.top)], LIMIT)
        label = set_line(runs_of(f"{{{id}.region.{end}}}", rows, TextRun("", sizes.detail)))
        sheet.write(x, frame.area.top - 3.0, label, "center")


def _draw_axes(
    sheet: Sheet, frame: _Frame, ticks: tuple[Sequence[float], Sequence[float]], sizes: TypeSizes
) -> None:
    area = frame.area
    sheet.line([(area.left, area.top), (area.left, area.bottom), (area.right, area.bottom)], AXIS)
    for x, text in zip(ticks[0], _scale(ticks[0], sizes), strict=True):
        place, _ = frame.at(x, frame.y[0])
        sheet.line([(place, area.bottom), (place, area.bottom + TICK)], AXIS)
        sheet.write(place, area.bottom + TICK + sizes.detail * 1.1, text, "center")
    for y, text in zip(ticks[1], _scale(ticks[1], sizes), strict=True):
        _, place = frame.at(frame.x[0], y)
        sheet.line([(area.left - TICK, place), (area.left, place)], AXIS)
        sheet.write(area.left - TICK - 2.5, place + 0.33 * sizes.detail, text, "right")


def _scale(ticks: Sequence[float], sizes: TypeSizes) -> list[TextLine]:
    """The values of an axis, all with the same number of decimals."""
    decimals = max(len(f"{tick:g}".partition(".")[2]) for tick in ticks)
    texts = (f"{tick:.{decimals}f}".replace("-", MINUS) for tick in ticks)
    return [set_line((TextRun(text, sizes.detail, colour="muted", gid="axis"),)) for text in texts]


def _draw_labels(
    sheet: Sheet, frame: _Frame, slopes: Slopes, rows: Mapping[str, Row], sizes: TypeSizes
) -> None:
    about = getattr(rows[f"{slopes.id}.line.b"], "about", {})
    area = frame.area
    across = slopes.x_label or str(about.get("moderator", ""))
    up = slopes.y_label or f"Slope of {about.get('outcome', '')} on {about.get('predictor', '')}"
    sheet.write(
        (area.left + area.right) / 2,
        area.bottom + TICK + sizes.detail * 2.7,
        set_line((TextRun(across, sizes.name),)),
        "center",
    )
    sheet.text(EDGE + sizes.name, (area.top + area.bottom) / 2, TextRun(up, sizes.name), 90, "center")
