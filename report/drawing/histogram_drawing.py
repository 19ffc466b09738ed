"""Draws a grid of histograms: bars with their counts, shared axes, n in the corner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from report.drawing.geometry import Rect
from report.drawing.histogram import Bars, Histograms
from report.drawing.sheet import Sheet, Stroke
from report.drawing.style import POINTS_PER_MM, TypeSizes, type_sizes
from report.drawing.typesetting import TextRun, runs_of, set_line, set_paragraph

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Canvas

    from report.rows.stat import Row

EDGE = 2.0
GAP = 20.0
AXIS = Stroke("line", 0.7)
TICK = 2.5


@dataclass(frozen=True)
class _Grid:
    """The dimensions of the grid: the size of a panel, and the origin of the first."""

    left: float
    top: float
    width: float
    height: float
    step_x: float
    step_y: float

    def panel(self, bars: Bars) -> Rect:
        """The plotting area of a panel."""
        x, y = self.left + bars.column * self.step_x, self.top + bars.row * self.step_y
        return Rect(x, y, x + self.width, y + self.height)


def draw_histograms(histograms: Histograms, rows: Mapping[str, Row]) -> Canvas:
    """Draw the headings, then each panel with its axes and bars."""
    width, sizes = histograms.width_mm * POINTS_PER_MM, type_sizes(histograms.width_mm)
    grid = _grid(histograms, width, sizes)
    last = max(bars.row for bars in histograms.panels)
    sheet = Sheet(width, grid.top + last * grid.step_y + grid.step_y - sizes.detail * 2.8)
    highest = max((_count(rows, id) for bars in histograms.panels for id in bars.counts), default=1.0)
    ticks = nice_ticks(highest)
    _draw_heads(sheet, histograms, grid, sizes)
    for bars in histograms.panels:
        area = grid.panel(bars)
        _draw_count_axis(sheet, area, ticks, bars.column == 0, sizes)
        low, high = _range(histograms, bars)
        _draw_bars(sheet, bars, rows, area, (low, high, ticks[-1]), sizes)
        _draw_value_axis(sheet, bars, area, (low, high), sizes)
        _draw_label(sheet, bars, rows, area, sizes)
        _draw_titles(sheet, bars, rows, area, sizes)
    return sheet.canvas


def _grid(histograms: Histograms, width: float, sizes: TypeSizes) -> _Grid:
    columns = 1 + max(bars.column for bars in histograms.panels)
    left = EDGE + sizes.detail * (3.4 if histograms.y_label else 2.2)
    left += sizes.name * 1.5 if histograms.rows else 0.0
    top = EDGE + (sizes.title * 1.6 if histograms.columns else 0.0)
    top += sizes.detail * 2.6
    breadth = (width - left - EDGE - 7.0 - GAP * (columns - 1)) / columns
    height = min(breadth * 0.42, 74.0)
    below = sizes.detail * (3.6 if any(b.x_label for b in histograms.panels) else 2.2)
    above = sizes.detail * 3.0
    return _Grid(left, top, breadth, height, breadth + GAP, height + below + above)


def _draw_heads(sheet: Sheet, histograms: Histograms, grid: _Grid, sizes: TypeSizes) -> None:
    for i, head in enumerate(histograms.columns):
        x = grid.left + i * grid.step_x + grid.width / 2
        sheet.write(x, EDGE + sizes.title, set_line((TextRun(head, sizes.title, 600),)), "center")
    for i in range(1 + max(bars.row for bars in histograms.panels)):
        y = grid.top + i * grid.step_y + grid.height / 2
        if i < len(histograms.rows):
            sheet.text(EDGE + sizes.name, y, TextRun(histograms.rows[i], sizes.name, 600), 90, "center")
        if histograms.y_label:
            x = grid.left - sizes.detail * 2.1
            sheet.text(x, y, TextRun(histograms.y_label, sizes.detail, colour="muted"), 90, "center")


def _draw_titles(sheet: Sheet, bars: Bars, rows: Mapping[str, Row], area: Rect, sizes: TypeSizes) -> None:
    y = area.top - sizes.detail * 1.7
    if bars.title:
        sheet.write(area.left, y, set_line(runs_of(bars.title, rows, TextRun("", sizes.detail, 600))))
    if bars.n:
        text = runs_of(f"*n* = {{{bars.n}}}", rows, TextRun("", sizes.detail))
        sheet.write(area.right, y, set_line(text), "right")


def _draw_count_axis(
    sheet: Sheet, area: Rect, ticks: Sequence[float], labelled: bool, sizes: TypeSizes
) -> None:
    sheet.line([(area.left, area.bottom), (area.left, area.top)], AXIS)
    for tick in ticks:
        y = area.bottom - area.height * tick / ticks[-1]
        sheet.line([(area.left - TICK, y), (area.left, y)], AXIS)
        if labelled:
            label = set_line((TextRun(f"{tick:g}", sizes.detail, colour="muted", gid="axis"),))
            sheet.write(area.left - 5.0, y + 0.33 * sizes.detail, label, "right")


def _draw_value_axis(
    sheet: Sheet, bars: Bars, area: Rect, ends: tuple[float, float], sizes: TypeSizes
) -> None:
    low, high = ends
    sheet.line([(area.left, area.bottom), (area.right, area.bottom)], AXIS)
    y = area.bottom + TICK + sizes.detail
    labels = [
        (edge, set_line((TextRun(f"{edge:g}", sizes.detail, colour="muted", gid="axis"),)))
        for edge in bars.edges
    ]
    room = area.width / max(1, len(labels) - 1)
    every = next(n for n in range(1, 99) if max(label.width for _, label in labels) + 4 < n * room)
    for edge, label in labels[::every]:
        x = area.left + (edge - low) / (high - low) * area.width
        sheet.line([(x, area.bottom), (x, area.bottom + TICK)], AXIS)
        sheet.write(x, y, label, "center")


def _draw_label(sheet: Sheet, bars: Bars, rows: Mapping[str, Row], area: Rect, sizes: TypeSizes) -> None:
    if bars.x_label:
        y = area.bottom + TICK + 1.3 * sizes.detail
        lines = set_paragraph(runs_of(bars.x_label, rows, TextRun("", sizes.detail)), area.width)
        sheet.paragraph(area.centre[0], y, lines, sizes.detail * 1.2, "center")


def _draw_bars(
    sheet: Sheet,
    bars: Bars,
    rows: Mapping[str, Row],
    area: Rect,
    scale: tuple[float, float, float],
    sizes: TypeSizes,
) -> None:
    low, high, most = scale
    spans = zip(bars.edges, bars.edges[1:], bars.counts, strict=False)
    for first, last, id in spans:
        left, right = (area.left + (edge - low) / (high - low) * area.width for edge in (first, last))
        top = area.bottom - area.height * _count(rows, id) / most
        _draw_bar(sheet, Rect(left, top, right, area.bottom), id)
        label = set_line((TextRun(rows[id].printed, max(6.5, sizes.detail - 0.4), gid=f"stat:{id}"),))
        if getattr(rows[id], "value", None) and label.width < right - left - 1:
            sheet.write((left + right) / 2, top - 2.2, label, "center")


def _draw_bar(sheet: Sheet, rect: Rect, id: str) -> None:
    from matplotlib.path import Path

    left, right = rect.left + 0.5, rect.right - 0.5
    corners = [
        (left, rect.bottom),
        (left, rect.top),
        (right, rect.top),
        (right, rect.bottom),
        (left, rect.bottom),
    ]
    sheet.path(Path(corners, closed=True), "bar", Stroke("plus", 0.6) if rect.height else None, f"mark:{id}")


def _count(rows: Mapping[str, Row], id: str) -> float:
    value = getattr(rows[id], "value", None)
    return float(value) if isinstance(value, int | float) else 0.0


def _range(histograms: Histograms, bars: Bars) -> tuple[float, float]:
    """The ends of the horizontal axis, shared with all panels of the same scale."""
    same = [b for b in histograms.panels if b is bars or (bars.scale and b.scale == bars.scale)]
    return min(b.edges[0] for b in same), max(b.edges[-1] for b in same)


def nice_ticks(highest: float) -> list[float]:
    """Ticks from zero to at least the highest count, at most six, in steps of 1, 2 or 5."""
    steps = (base * 10**power for power in range(9) for base in (1, 2, 5))
    step = next(step for step in steps if highest <= 5 * step)
    count = max(1, -int(-highest // step))
    return [float(step * i) for i in range(count + 1)]
