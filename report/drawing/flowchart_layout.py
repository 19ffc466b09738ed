"""Lays out flow charts: each row is as high as its tallest box, and lanes are next to each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from report.drawing.flowchart import Box, FlowChart
from report.drawing.geometry import Rect
from report.drawing.style import POINTS_PER_MM, TypeSizes, type_sizes
from report.drawing.typesetting import TextLine, TextRun, runs_of, set_balanced, set_paragraph

if TYPE_CHECKING:
    from report.rows.stat import Row

EDGE = 1.5
LANE_GAP = 14.0
LANE_PAD = 7.0
ROW_GAP = 15.0
ELBOW = 8.0
DIVIDER_GAP = 40.0
SIDE_GAP = 14.0
WIDE_LANE = 200.0


@dataclass(frozen=True)
class PlacedBox:
    """A box with its text broken into lines, and the x position of the vertical line on which it is placed."""

    box: Box
    rect: Rect
    title: tuple[TextLine, ...]
    text: tuple[TextLine, ...]
    course: float


@dataclass(frozen=True)
class Chart:
    """The laid-out chart, in points."""

    placed: Mapping[str, PlacedBox]
    lanes: Mapping[str, Rect]
    titles: Mapping[str, tuple[TextLine, ...]]
    divider: float | None
    width: float
    height: float
    sizes: TypeSizes


@dataclass(frozen=True)
class _Span:
    """The left and right edges of a box, and the x position of its vertical line."""

    left: float
    right: float
    course: float

    @property
    def width(self) -> float:
        return self.right - self.left


def lay_out(chart: FlowChart, rows: Mapping[str, Row]) -> Chart:
    """Break all texts into lines, then place rows from top to bottom."""
    width, sizes = chart.width_mm * POINTS_PER_MM, type_sizes(chart.width_mm)
    spans = {box.key: _span(chart, box, width) for box in chart.boxes}
    texts = {
        box.key: _texts(box, rows, spans[box.key].width - 2 * padding(sizes), sizes) for box in chart.boxes
    }
    titles = {
        lane.key: set_paragraph(
            runs_of(lane.title, rows, TextRun("", sizes.name, 600)),
            _lane(chart, lane.key, width).width - 2 * LANE_PAD,
        )
        for lane in chart.lanes
    }
    heights = {key: _height(title, text, sizes) for key, (title, text) in texts.items()}
    tops, divider, bottom = _rows(chart, heights, titles, sizes)
    placed = {}
    for box in chart.boxes:
        span, top = spans[box.key], tops[box.row]
        row_height = max(heights[other.key] for other in chart.boxes if other.row == box.row)
        high = heights[box.key] if box.side else row_height
        right = _right(span, texts[box.key], sizes) if box.side else span.right
        rect = Rect(span.left, top, right, top + high)
        placed[box.key] = PlacedBox(box, rect, *texts[box.key], span.course)
    lanes = {lane.key: _lane_rect(chart, lane.key, width, placed, titles, sizes) for lane in chart.lanes}
    return Chart(placed, lanes, titles, divider, width, bottom + EDGE, sizes)


def padding(sizes: TypeSizes) -> float:
    """The distance from the border of a box to its text."""
    return sizes.name * 0.75


def title_height(title: tuple[TextLine, ...], sizes: TypeSizes) -> float:
    """The height of a lane's title with the space under it."""
    return len(title) * sizes.name * 1.25 + 4.0 if title else 0.0


def _lane(chart: FlowChart, key: str, width: float) -> _Span:
    """The full width of a lane; without a key, of the sheet."""
    if not key:
        return _Span(EDGE, width - EDGE, width / 2)
    count = len(chart.lanes)
    place = next(i for i, lane in enumerate(chart.lanes) if lane.key == key)
    lane_width = (width - 2 * EDGE - LANE_GAP * (count - 1)) / count
    left = EDGE + place * (lane_width + LANE_GAP)
    return _Span(left, left + lane_width, left + lane_width / 2)


def _span(chart: FlowChart, box: Box, width: float) -> _Span:
    lane = _lane(chart, box.lane, width)
    if not box.lane:
        half = min(lane.width * 0.24, 125.0) if width > 340 else lane.width * 0.31
        if box.side:
            return _Span(
                lane.course + SIDE_GAP, min(lane.right, lane.course + SIDE_GAP + 2.1 * half), lane.course
            )
        return _Span(lane.course - half, lane.course + half, lane.course)
    left, right = lane.left + LANE_PAD, lane.right - LANE_PAD
    if lane.width >= WIDE_LANE and box.side:
        return _Span(lane.course + SIDE_GAP, right, lane.course)
    if lane.width >= WIDE_LANE or not any(other.side and other.lane == box.lane for other in chart.boxes):
        return _Span(left, right, lane.course)
    # A narrow lane has room for side boxes only if its vertical line moves to the left.
    main = left + 0.64 * (right - left)
    course = (left + main) / 2
    return _Span(course + SIDE_GAP, right, course) if box.side else _Span(left, main, course)


def _texts(
    box: Box, rows: Mapping[str, Row], width: float, sizes: TypeSizes
) -> tuple[tuple[TextLine, ...], tuple[TextLine, ...]]:
    setting = set_paragraph if box.side else set_balanced
    title = setting(runs_of(box.title, rows, TextRun("", sizes.name, 600)), width) if box.title else ()
    style = TextRun("", sizes.detail)
    paragraphs = [paragraph for paragraph in box.text.split("\n") if paragraph]
    lines = tuple(line for p in paragraphs for line in setting(runs_of(p, rows, style), width))
    return title, lines


def _right(span: _Span, texts: tuple[tuple[TextLine, ...], tuple[TextLine, ...]], sizes: TypeSizes) -> float:
    """The right edge of a side box, which is only as wide as its text."""
    widest = max((line.width for lines in texts for line in lines), default=0.0)
    return min(span.right, span.left + widest + 2 * padding(sizes))


def _height(title: tuple[TextLine, ...], text: tuple[TextLine, ...], sizes: TypeSizes) -> float:
    height = len(title) * sizes.name * 1.2 + len(text) * sizes.detail * 1.25
    return height + (1.5 if title and text else 0.0) + 1.3 * padding(sizes)


def _rows(
    chart: FlowChart,
    heights: Mapping[str, float],
    titles: Mapping[str, tuple[TextLine, ...]],
    sizes: TypeSizes,
) -> tuple[dict[int, float], float | None, float]:
    """The top of each row, the position of the dividing line, and the bottom of the chart."""
    first = min((box.row for box in chart.boxes if box.lane), default=None)
    last = max((box.row for box in chart.boxes if box.lane), default=None)
    tops: dict[int, float] = {}
    y, divider = EDGE, None
    for row in sorted({box.row for box in chart.boxes}):
        if chart.divider and row == chart.divider.before_row:
            divider = y - ROW_GAP + sizes.detail * 1.5 + 4.0
            y += DIVIDER_GAP - ROW_GAP
        if row == first:
            y += max(title_height(title, sizes) for title in titles.values()) + LANE_PAD
        tops[row] = y
        y += max(heights[box.key] for box in chart.boxes if box.row == row) + ROW_GAP
        y += LANE_PAD if row == last else 0.0
    return tops, divider, y - ROW_GAP


def _lane_rect(
    chart: FlowChart,
    key: str,
    width: float,
    placed: Mapping[str, PlacedBox],
    titles: Mapping[str, tuple[TextLine, ...]],
    sizes: TypeSizes,
) -> Rect:
    """The background of a lane, from above its title to below its last box; all lanes have the same height."""
    span = _lane(chart, key, width)
    within = [p.rect for p in placed.values() if p.box.lane]
    head = max(title_height(title, sizes) for title in titles.values()) + LANE_PAD
    top, bottom = min(r.top for r in within) - head, max(r.bottom for r in within) + LANE_PAD
    return Rect(span.left, top, span.right, bottom)
