"""Draws flow charts: lanes as backgrounds, boxes, straight arrows and elbow arrows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from report.drawing.flowchart import Divider, FlowChart
from report.drawing.flowchart_layout import EDGE, ELBOW, LANE_PAD, Chart, PlacedBox, lay_out, padding
from report.drawing.geometry import Point, Rect
from report.drawing.sheet import Sheet, Stroke
from report.drawing.typesetting import TextRun, set_line

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Canvas

    from report.rows.stat import Row

LINE = Stroke("ink", 0.9)
HEAD = 5.2


def draw_flowchart(chart: FlowChart, rows: Mapping[str, Row]) -> Canvas:
    """Draw lanes, dividing line, arrows and boxes."""
    laid = lay_out(chart, rows)
    sheet = Sheet(laid.width, laid.height)
    for key, rect in laid.lanes.items():
        sheet.box(rect, "tint", None, radius=6.0)
        x, _ = rect.centre
        sheet.paragraph(x, rect.top + LANE_PAD, laid.titles[key], laid.sizes.name * 1.25, "center")
    if laid.divider is not None and chart.divider:
        _draw_divider(sheet, chart.divider, laid.divider, laid)
    for arrow in chart.arrows:
        _draw_arrow(sheet, laid, laid.placed[arrow.tail], laid.placed[arrow.head])
    for placed in laid.placed.values():
        _draw_box(sheet, placed, laid)
    return sheet.canvas


def _draw_divider(sheet: Sheet, divider: Divider, y: float, laid: Chart) -> None:
    sheet.line([(EDGE, y), (laid.width - EDGE, y)], Stroke("muted", 1.1, "dotted"))
    size = laid.sizes.detail
    for text, baseline in ((divider.above, y - 4.0), (divider.below, y + size * 0.72 + 4.0)):
        sheet.write(EDGE, baseline, set_line((TextRun(text, size, italic=True, colour="muted"),)))


def _draw_box(sheet: Sheet, placed: PlacedBox, laid: Chart) -> None:
    rect, sizes, side = placed.rect, laid.sizes, placed.box.side
    sheet.box(rect, "paper", Stroke("line" if side else "ink", 0.8), radius=3.5)
    inner = rect.height - 1.3 * padding(sizes)
    used = len(placed.title) * sizes.name * 1.2 + len(placed.text) * sizes.detail * 1.25
    used += 1.5 if placed.title and placed.text else 0.0
    top = rect.top + 0.65 * padding(sizes) + (inner - used) / 2
    x = rect.left + padding(sizes) if side else rect.centre[0]
    top = sheet.paragraph(x, top, placed.title, sizes.name * 1.2, "left" if side else "center")
    top += 1.5 if placed.title else 0.0
    sheet.paragraph(x, top, placed.text, sizes.detail * 1.25, "left" if side else "center")


def _draw_arrow(sheet: Sheet, laid: Chart, tail: PlacedBox, head: PlacedBox) -> None:
    points = _side_branch(tail, head) if head.box.side else _elbow(tail, head, _arrival(laid, tail, head))
    (x, y), tip = points[-2], points[-1]
    base = (tip[0] - HEAD, y) if head.box.side else (x, tip[1] - HEAD)
    sheet.line([*points[:-1], _towards(base, tip)], LINE)
    sheet.head(tip, base, HEAD * 0.85, "ink")


def _towards(base: Point, tip: Point) -> Point:
    return base[0] + 0.3 * (tip[0] - base[0]), base[1] + 0.3 * (tip[1] - base[1])


def _arrival(laid: Chart, tail: PlacedBox, head: PlacedBox) -> Rect:
    """The rectangle where the arrow ends: the head's lane if the tail is outside it, otherwise the head's box."""
    entering = head.box.lane and tail.box.lane != head.box.lane
    return laid.lanes[head.box.lane] if entering else head.rect


def _side_branch(tail: PlacedBox, head: PlacedBox) -> list[Point]:
    _, y = head.rect.centre
    return [(tail.course, tail.rect.bottom), (tail.course, y), (head.rect.left - 1.0, y)]


def _elbow(tail: PlacedBox, head: PlacedBox, arrival: Rect) -> list[Point]:
    start, x = (tail.course, tail.rect.bottom), head.course
    if head.box.lane and arrival is not head.rect:
        x = arrival.centre[0]
    end = (x, arrival.top - 1.0)
    if abs(start[0] - x) < 0.5:
        return [start, end]
    y = end[1] - ELBOW
    return [start, (start[0], y), (x, y), end]
