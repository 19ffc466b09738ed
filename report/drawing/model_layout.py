"""Lays out the boxes, curves and labels of a path diagram.

Panels of the same shape are laid out once, with the widest label that any of them prints. If labels have no
free position, the arrows that block them are rerouted; if that does not help, the rows are spread further apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from report.drawing.geometry import Arc, Point, Rect
from report.drawing.placement import Placement, place_labels
from report.drawing.routing import Course, Obstacles, routes

STRETCHES = (1.0, 1.12, 1.25, 1.4, 1.6, 1.85, 2.15, 2.5)
ROUNDS = 4
MARGIN = 2.0
BULGE = 11.0


@dataclass(frozen=True)
class Shape:
    """The input of a layout: positions on the grid, the size of the boxes, the arrows, the sizes of the labels."""

    places: tuple[Point, ...]
    box: Point
    courses: tuple[Course, ...]
    labels: tuple[Point, ...]
    width: float
    row_gap: float


@dataclass(frozen=True)
class Layout:
    """Boxes, curves and labels in points, with the top and bottom of everything drawn."""

    boxes: tuple[Rect, ...]
    arcs: tuple[Arc, ...]
    labels: tuple[Rect, ...]
    top: float
    bottom: float
    stuck: tuple[int, ...] = ()


def lay_out(shape: Shape) -> Layout:
    """The first layout without overlapping labels, or the one with the fewest overlaps."""
    best: Layout | None = None
    for stretch in STRETCHES:
        for layout in _attempts(shape, stretch):
            if not layout.stuck:
                return layout
            if best is None or len(layout.stuck) < len(best.stuck):
                best = layout
    assert best is not None
    return best


def _attempts(shape: Shape, stretch: float) -> list[Layout]:
    obstacles = Obstacles(_boxes(shape, stretch), 1.0, shape.width - 1.0)
    avoided: list[Arc] = []
    tried = []
    for _ in range(ROUNDS):
        found = routes(shape.courses, obstacles, avoided)
        arcs = [route.arc for route in found]
        placed = place_labels(arcs, shape.labels, obstacles.boxes, (0.5, shape.width - 0.5))
        tried.append(_layout(obstacles, arcs, placed))
        if not placed.stuck:
            break
        avoided += [arcs[i] for i in placed.stuck]
    return tried


def _boxes(shape: Shape, stretch: float) -> tuple[Rect, ...]:
    width, height = shape.box
    columns = [column for column, _ in shape.places]
    reach = (max(columns) - min(columns)) or 1.0
    left, right = (MARGIN + _bulge(shape, column) for column in (min(columns), max(columns)))
    step = (shape.width - left - right - width) / reach
    pitch = (height + shape.row_gap) * stretch
    return tuple(
        Rect.around(left + width / 2 + (column - min(columns)) * step, row * pitch, width, height)
        for column, row in shape.places
    )


def _bulge(shape: Shape, column: float) -> float:
    """The space beside an outermost column in which a covariance joins two boxes."""
    columns = [{shape.places[c.tail][0], shape.places[c.head][0]} for c in shape.courses if c.both_ways]
    return BULGE if {column} in columns else 0.0


def _layout(obstacles: Obstacles, arcs: Sequence[Arc], placed: Placement) -> Layout:
    ys = [y for box in (*obstacles.boxes, *placed.rects) for y in (box.top, box.bottom)]
    ys += [float(y) + side for arc in arcs for y in arc.sampled(30)[:, 1] for side in (-2, 2)]
    return Layout(obstacles.boxes, tuple(arcs), tuple(placed.rects), min(ys), max(ys), tuple(placed.stuck))
