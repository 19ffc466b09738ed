"""Draws path diagrams: boxes, arrows with their coefficients, the legend."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from report.drawing.geometry import Arc, Rect
from report.drawing.legend import draw_legend, entries, legend_height
from report.drawing.model import Arrow, Node, Panel, PathDiagram
from report.drawing.model_layout import Layout, Shape, lay_out
from report.drawing.model_text import Card, arrow_label, card_size, cards
from report.drawing.routing import Course
from report.drawing.sheet import Sheet, Stroke
from report.drawing.style import POINTS_PER_MM, Colour, LineStyle, TypeSizes, type_sizes
from report.drawing.typesetting import TextLine, TextRun, runs_of, set_paragraph
from report.rows.levels import TREND_MARK, USUAL, Levels
from report.rows.number_formats import NO_BREAK
from report.rows.stat import Stat
from report.rows.styles import APA, STYLES, Style

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Canvas

    from report.rows.stat import Row

PANEL_GAP = 18.0
LEGEND_GAP = 14.0
EDGE = 1.5
HALO = 3.0


@dataclass(frozen=True)
class _Drawn:
    """A panel with everything needed to draw it."""

    panel: Panel
    title: tuple[TextLine, ...]
    cards: tuple[Card, ...]
    labels: tuple[TextLine, ...]
    layout: Layout


def draw_models(diagram: PathDiagram, rows: Mapping[str, Row]) -> Canvas:
    """Draw all panels, one below the other, and the legend."""
    for panel in diagram.panels:
        panel.check()
    width, sizes = diagram.width_mm * POINTS_PER_MM, type_sizes(diagram.width_mm)
    panels = _laid_out(diagram, rows, width, sizes)
    heights = [_panel_height(drawn, sizes) for drawn in panels]
    height = sum(heights) + PANEL_GAP * (len(panels) - 1) + 2 * EDGE
    explained = entries(diagram.trends, *_conventions(diagram, rows), sizes) if diagram.legend else []
    if explained:
        height += LEGEND_GAP + legend_height(explained, width, sizes)
    sheet = Sheet(width, height)
    top = EDGE
    for drawn, high in zip(panels, heights, strict=True):
        _draw_panel(sheet, drawn, rows, top, sizes, diagram.trends)
        top += high + PANEL_GAP
    if explained:
        draw_legend(sheet, explained, top - PANEL_GAP + LEGEND_GAP, width, sizes)
    return sheet.canvas


def _conventions(diagram: PathDiagram, rows: Mapping[str, Row]) -> tuple[Levels, Style]:
    """The significance levels and the style of the rows that the diagram shows."""
    shown = [row for id in diagram.shows if isinstance(row := rows.get(id), Stat)]
    levels = next((row.levels for row in shown if row.levels), USUAL)
    return levels, STYLES[shown[0].style] if shown else APA


def _laid_out(diagram: PathDiagram, rows: Mapping[str, Row], width: float, sizes: TypeSizes) -> list[_Drawn]:
    labels = {panel: _labels(panel, rows, sizes, diagram.trends) for panel in diagram.panels}
    layouts = {}
    for alike in _alike(diagram.panels):
        widest = tuple(
            max(label.width for label in same) for same in zip(*(labels[p] for p in alike), strict=True)
        )
        size = card_size(alike, rows, sizes, width, max(widest, default=0.0))
        shape = _shape(alike[0], size, widest, width, sizes)
        layouts.update(dict.fromkeys(alike, (lay_out(shape), size)))
    return [
        _Drawn(
            panel,
            _title(panel, rows, width, sizes),
            cards(panel, rows, layouts[panel][1], sizes),
            labels[panel],
            layouts[panel][0],
        )
        for panel in diagram.panels
    ]


def _title(panel: Panel, rows: Mapping[str, Row], width: float, sizes: TypeSizes) -> tuple[TextLine, ...]:
    style = TextRun("", sizes.title, 600)
    return set_paragraph(runs_of(_with_fixed_spaces(panel.title), rows, style), width) if panel.title else ()


def _with_fixed_spaces(title: str) -> str:
    """A title with double spaces that survive in SVG, as between a panel's letter and its name."""
    return title.replace("  ", f"{NO_BREAK} ")


def _alike(panels: Sequence[Panel]) -> list[tuple[Panel, ...]]:
    """Panels grouped by shape: nodes at the same positions, arrows between the same nodes in the same order."""
    groups: dict[object, list[Panel]] = {}
    for panel in panels:
        places = tuple((node.column, node.row) for node in panel.nodes)
        groups.setdefault((places, _courses(panel)), []).append(panel)
    return [tuple(group) for group in groups.values()]


def _courses(panel: Panel) -> tuple[Course, ...]:
    place = {node.key: i for i, node in enumerate(panel.nodes)}
    return tuple(Course(place[a.tail], place[a.head], a.both_ways, a.bend) for a in panel.arrows)


def _labels(panel: Panel, rows: Mapping[str, Row], sizes: TypeSizes, trends: bool) -> tuple[TextLine, ...]:
    return tuple(arrow_label(arrow, rows, sizes, trends) for arrow in panel.arrows)


def _shape(
    panel: Panel, size: tuple[float, float], widest: tuple[float, ...], width: float, sizes: TypeSizes
) -> Shape:
    high = sizes.label * 1.12
    return Shape(
        places=tuple((node.column, node.row) for node in panel.nodes),
        box=size,
        courses=_courses(panel),
        labels=tuple((wide + HALO if wide else 0.0, high) for wide in widest),
        width=width,
        row_gap=sizes.label * 3.2,
    )


def _panel_height(drawn: _Drawn, sizes: TypeSizes) -> float:
    return _title_height(drawn, sizes) + drawn.layout.bottom - drawn.layout.top


def _title_height(drawn: _Drawn, sizes: TypeSizes) -> float:
    return len(drawn.title) * sizes.title * 1.25 + 6.0 if drawn.title else 0.0


def _draw_panel(
    sheet: Sheet, drawn: _Drawn, rows: Mapping[str, Row], top: float, sizes: TypeSizes, trends: bool
) -> None:
    if drawn.title:
        sheet.paragraph(EDGE, top, drawn.title, sizes.title * 1.25)
    down = top + _title_height(drawn, sizes) - drawn.layout.top
    for arrow, arc in zip(drawn.panel.arrows, drawn.layout.arcs, strict=True):
        _draw_arrow(sheet, _moved(arc, down), stroke_of(arrow, rows, trends, sizes), arrow)
    for node, card, box in zip(drawn.panel.nodes, drawn.cards, drawn.layout.boxes, strict=True):
        _draw_node(sheet, node, card, box.moved(0, down), sizes)
    for label, rect, arc in zip(drawn.labels, drawn.layout.labels, drawn.layout.arcs, strict=True):
        if label.runs:
            _draw_label(sheet, label, fitted(rect, label.width + HALO, arc).moved(0, down), sizes)


def _moved(arc: Arc, down: float) -> Arc:
    (a, b), (c, d), (e, f) = arc.start, arc.control, arc.end
    return Arc((a, b + down), (c, d + down), (e, f + down))


def number(rows: Mapping[str, Row], id: str) -> float | None:
    """The value of a row, if it is a number."""
    value = getattr(rows[id], "value", None) if id else None
    return float(value) if isinstance(value, int | float) else None


def stroke_of(arrow: Arrow, rows: Mapping[str, Row], trends: bool, sizes: TypeSizes) -> Stroke:
    """The stroke of an arrow: width by effect size, colour by sign, dashes by significance."""
    if not arrow.beta:
        return Stroke("ink", 1.0 * sizes.stroke)
    beta = number(rows, arrow.beta)
    colour: Colour = "muted" if beta is None else "minus" if beta < 0 else "plus"
    width = (0.75 + 2.1 * min(abs(beta or 0.0), 1.0)) * sizes.stroke
    return Stroke(colour, width, line_style(rows[arrow.p], trends) if arrow.p else "solid")


def line_style(p: Row, trends: bool) -> LineStyle:
    """Solid if the effect is significant, dotted for a marked trend, dashed otherwise."""
    mark = p.marks(trends) if isinstance(p, Stat) else ""
    return "dotted" if mark == TREND_MARK else "solid" if mark else "dashed"


def _draw_arrow(sheet: Sheet, arc: Arc, stroke: Stroke, arrow: Arrow) -> None:
    length = 4.2 + 1.7 * stroke.width
    if arrow.both_ways:
        arc = _with_head(sheet, arc.reversed, length, stroke).reversed
    shaft = _with_head(sheet, arc, length, stroke)
    sheet.arc(shaft, stroke, gid=f"mark:{' '.join(arrow.ids)}" if arrow.ids else "")


def _with_head(sheet: Sheet, arc: Arc, length: float, stroke: Stroke) -> Arc:
    """Draw a head at the curve's end, and return the rest of the curve as the shaft."""
    base = arc.at(arc.before_end(length))
    sheet.head(arc.end, base, length * 0.78, stroke.colour)
    return arc.between(0.0, arc.before_end(length * 0.7))


def _draw_node(sheet: Sheet, node: Node, card: Card, box: Rect, sizes: TypeSizes) -> None:
    stroke = Stroke("line", 0.7) if node.covariate else Stroke("ink", 0.8)
    sheet.box(box, "paper" if node.covariate else "tint", stroke, radius=4.0)
    x, _ = box.centre
    foot = box.bottom - (card.foot_height if card.foot else 0.0)
    if card.foot:
        sheet.line([(box.left, foot), (box.right, foot)], Stroke("line", 0.5))
        sheet.paragraph(x, foot, (card.foot,), card.foot_height, "center")
    top = (box.top + foot - card.text_height) / 2
    top = sheet.paragraph(x, top, card.name, sizes.name * 1.14, "center")
    sheet.paragraph(x, top + 1.0, card.detail, sizes.detail * 1.16, "center")


def fitted(room: Rect, width: float, arc: Arc) -> Rect:
    """A label's own rectangle within the space for the widest label: centred, or close to an arrow beside it."""
    slack = (room.width - width) / 2
    rect = Rect(room.left + slack, room.top, room.right - slack, room.bottom)
    points = arc.sampled(80)
    if any(rect.contains(float(x), float(y)) for x, y in points):
        return rect
    x, y = rect.centre
    near = min(points, key=lambda point: math.hypot(float(point[0]) - x, float(point[1]) - y))
    return rect.moved(max(-slack, min(slack, float(near[0]) - x)), 0)


def _draw_label(sheet: Sheet, label: TextLine, rect: Rect, sizes: TypeSizes) -> None:
    x, y = rect.centre
    sheet.box(rect, "paper", radius=2.0)
    sheet.write(x, y + 0.33 * sizes.label, label, "center")
