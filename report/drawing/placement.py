"""Places labels on or beside their arrows, away from boxes, other arrows and other labels.

Every label has candidate positions along its curve. Those that touch a box or another curve are excluded;
among the others, one label at a time moves to its cheapest position until nothing changes. The search is
deterministic.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from report.drawing.geometry import Arc, Point, Rect, lengths

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
class Placement:
    """The labels' rectangles, and the indices of labels without a free position."""

    rects: list[Rect]
    stuck: list[int]


def place_labels(
    arcs: Sequence[Arc], sizes: Sequence[Point], boxes: Sequence[Rect], bounds: tuple[float, float]
) -> Placement:
    """A position for each label of the given width and height; a width of zero means no label."""
    candidates = [_candidates(arc, size) for arc, size in zip(arcs, sizes, strict=True)]
    rects = [positions for positions, _ in candidates]
    costs = [off_centre for _, off_centre in candidates]
    lines = [arc.sampled(SAMPLES) for arc in arcs]
    for i, positions in enumerate(rects):
        costs[i] = costs[i] + _obstacles(i, positions, lines, boxes, bounds)
    labels = [i for i, size in enumerate(sizes) if size[0] > 0]
    picks = _settle(labels, rects, costs)
    stuck = [i for i in labels if _cost(i, picks, rects, costs)[picks[i]] >= OVERLAP]
    return Placement([Rect(*rects[i][picks[i]]) for i in range(len(arcs))], stuck)


def _candidates(arc: Arc, size: Point) -> tuple[Numbers, Numbers]:
    """Rectangles on the curve, each followed by those beside it, and the cost of each."""
    import numpy as np

    width, height = size
    shares = np.array(SHARES)
    x, y = arc.at(shares)
    ahead, behind = arc.at(shares + 0.01), arc.at(shares - 0.01)
    dx, dy = ahead[0] - behind[0], ahead[1] - behind[1]
    length = np.sqrt(dx * dx + dy * dy)
    length[length == 0] = 1.0
    reach = (abs(dy) * width + abs(dx) * height) / (2 * length) + 2.6
    across = np.stack([reach * dy / length, -reach * dx / length] * 2, axis=1)
    on = np.stack([x - width / 2, y - height / 2, x + width / 2, y + height / 2], axis=1)
    off_centre = 30 * abs(shares - 0.5)
    rects = np.stack([on, on + across, on - across], axis=1).reshape(-1, 4)
    costs = np.stack([off_centre + _hidden(arc, on), off_centre + 14, off_centre + 14], axis=1).ravel()
    return rects, costs


def _hidden(arc: Arc, rects: Numbers) -> Numbers:
    """The cost of covering the ends of the arrow."""
    import numpy as np

    covered = _within(arc.sampled(40), rects, 1.0)
    step = lengths((arc,))[0] / 39
    tail, head = covered.argmax(axis=1) * step, covered[:, ::-1].argmax(axis=1) * step
    cost = 12 * np.maximum(0.0, END_ROOM - head) + 8 * np.maximum(0.0, END_ROOM * 0.7 - tail)
    hidden: Numbers = np.where(covered.any(axis=1), cost, 0.0)
    return hidden


def _obstacles(
    own: int, positions: Numbers, lines: Sequence[Numbers], boxes: Sequence[Rect], bounds: tuple[float, float]
) -> Numbers:
    import numpy as np

    cost = np.zeros(len(positions))
    left, top, right, bottom = positions.T
    for box in boxes:
        near = box.grown(MARGIN)
        hit = (left < near.right) & (right > near.left) & (top < near.bottom) & (bottom > near.top)
        cost += BLOCKED * hit
    cost += BLOCKED * ((left < bounds[0]) | (right > bounds[1]))
    beside = ~_touches(lines[own], positions, 0.6)
    for i, line in enumerate(lines):
        if i != own:
            cost += BLOCKED * _touches(line, positions, np.where(beside, ASIDE, MARGIN)[:, None])
    return cost


def _touches(line: Numbers, positions: Numbers, margin: float | Numbers) -> NDArray[np.bool_]:
    """Which positions come within a margin of a line."""
    import numpy as np

    touched: NDArray[np.bool_] = np.any(_within(line, positions, margin), axis=1)
    return touched


def _within(line: Numbers, positions: Numbers, margin: float | Numbers) -> NDArray[np.bool_]:
    """Which points of a line come within a margin of each position."""
    left, top, right, bottom = (side[:, None] for side in positions.T)
    x, y = line[:, 0], line[:, 1]
    within: NDArray[np.bool_] = (
        (x > left - margin) & (x < right + margin) & (y > top - margin) & (y < bottom + margin)
    )
    return within


def _cost(i: int, picks: dict[int, int], rects: Sequence[Numbers], costs: Sequence[Numbers]) -> Numbers:
    """The costs of all positions of a label while the others stay where they are."""
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
    """Place labels with the fewest free positions first; then move each to its cheapest position in turn."""
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
