"""Where each label stands: on its arrow, else beside it, and never on a box, another arrow or another label.

Every label has candidate places along its curve. Those that touch a box or a foreign curve are struck out;
among the others one label at a time takes its cheapest place until nothing changes. No randomness.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from report.diagram.geometry import Arc, Point, Rect

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

SHARES = tuple(0.5 + sign * step * 0.035 for step in range(13) for sign in ((1, -1) if step else (1,)))
SAMPLES = 160
MARGIN = 2.2
ASIDE = 5.0
END_ROOM = 9.0
BLOCKED = 1000.0
OVERLAP = 500.0


@dataclass(frozen=True)
class Placed:
    """The labels' rectangles, and the places of those that found no free one."""

    rects: list[Rect]
    stuck: list[int]


def place_labels(
    arcs: Sequence[Arc], sizes: Sequence[Point], boxes: Sequence[Rect], bounds: tuple[float, float]
) -> Placed:
    """A place for each label of that width and height; a width of zero is no label."""
    import numpy as np

    candidates = [_candidates(arc, size) for arc, size in zip(arcs, sizes, strict=True)]
    rects = [np.array([tuple(rect) for rect, _ in found]).reshape(-1, 4) for found in candidates]
    costs = [np.array([cost for _, cost in found]) for found in candidates]
    lines = [arc.sampled(SAMPLES) for arc in arcs]
    for i, places in enumerate(rects):
        costs[i] = costs[i] + _obstacles(i, places, lines, boxes, bounds)
    labels = [i for i, size in enumerate(sizes) if size[0] > 0]
    picks = _settle(labels, rects, costs)
    stuck = [i for i in labels if _cost(i, picks, rects, costs)[picks[i]] >= OVERLAP]
    return Placed([Rect(*rects[i][picks[i]]) for i in range(len(arcs))], stuck)


def _candidates(arc: Arc, size: Point) -> list[tuple[Rect, float]]:
    """Rectangles on the curve, then beside it, each with the cost of its liking."""
    width, height = size
    found: list[tuple[Rect, float]] = []
    for share in SHARES:
        x, y = arc.at(share)
        ahead, behind = arc.at(share + 0.01), arc.at(share - 0.01)
        dx, dy = ahead[0] - behind[0], ahead[1] - behind[1]
        length = (dx * dx + dy * dy) ** 0.5 or 1.0
        on = Rect.around(x, y, width, height)
        liking = 30 * abs(share - 0.5)
        found.append((on, liking + _hidden(arc, on)))
        reach = (abs(dy) * width + abs(dx) * height) / (2 * length) + 2.6
        for side in (1, -1):
            shift = side * reach * dy / length, -side * reach * dx / length
            found.append((on.moved(*shift), liking + 14))
    return found


def _hidden(arc: Arc, rect: Rect) -> float:
    """What it costs that a label covers the arrow's ends."""
    points = arc.sampled(40)
    grown = rect.grown(1.0)
    seen = [not grown.contains(float(x), float(y)) for x, y in points]
    if all(seen):
        return 0.0
    step = arc.length / 39
    tail = next((i for i, free in enumerate(seen) if not free), 0) * step
    head = next((i for i, free in enumerate(reversed(seen)) if not free), 0) * step
    return 12 * max(0.0, END_ROOM - head) + 8 * max(0.0, END_ROOM * 0.7 - tail)


def _obstacles(
    own: int, places: Numbers, lines: Sequence[Numbers], boxes: Sequence[Rect], bounds: tuple[float, float]
) -> Numbers:
    import numpy as np

    cost = np.zeros(len(places))
    left, top, right, bottom = places.T
    for box in boxes:
        near = box.grown(MARGIN)
        hit = (left < near.right) & (right > near.left) & (top < near.bottom) & (bottom > near.top)
        cost += BLOCKED * hit
    cost += BLOCKED * ((left < bounds[0]) | (right > bounds[1]))
    beside = ~_touches(lines[own], places, 0.6)
    for i, line in enumerate(lines):
        if i != own:
            cost += BLOCKED * _touches(line, places, np.where(beside, ASIDE, MARGIN)[:, None])
    return cost


def _touches(line: Numbers, places: Numbers, margin: float | Numbers) -> NDArray[np.bool_]:
    """Which of the places come within a margin of a line."""
    left, top, right, bottom = (side[:, None] for side in places.T)
    x, y = line[:, 0], line[:, 1]
    inside = (x > left - margin) & (x < right + margin) & (y > top - margin) & (y < bottom + margin)
    touched: NDArray[np.bool_] = inside.any(axis=1)
    return touched


def _cost(i: int, picks: dict[int, int], rects: Sequence[Numbers], costs: Sequence[Numbers]) -> Numbers:
    """The costs of all places of a label while the others stay where they are."""
    import numpy as np

    total = costs[i].copy()
    left, top, right, bottom = rects[i].T
    for j, pick in picks.items():
        if j != i:
            l2, t2, r2, b2 = rects[j][pick]
            gap_x = np.maximum(l2 - right, left - r2)
            gap_y = np.maximum(t2 - bottom, top - b2)
            gap = np.maximum(gap_x, gap_y)
            total += np.where(gap < 1.5, OVERLAP, np.clip(6 - gap, 0, None) * 0.8)
    return total


def _settle(labels: Sequence[int], rects: Sequence[Numbers], costs: Sequence[Numbers]) -> dict[int, int]:
    """Labels with the fewest free places choose first; then each moves to its cheapest place in turn."""
    free = {i: int((costs[i] < BLOCKED).sum()) for i in labels}
    picks: dict[int, int] = {}
    for i in sorted(labels, key=lambda i: (free[i], i)):
        picks[i] = int(_cost(i, picks, rects, costs).argmin())
    for _ in range(12):
        before = dict(picks)
        for i in labels:
            picks[i] = int(_cost(i, picks, rects, costs).argmin())
        if picks == before:
            break
    return {**dict.fromkeys(range(len(rects)), 0), **picks} if len(picks) < len(rects) else picks
