"""Routes arrows around boxes and away from other arrows, as straight as possible.

Every arrow has a handful of candidate curves. The cost of a choice is a sum over arrows and over pairs of
arrows, lowered by changing one arrow at a time until nothing improves; the search is deterministic.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from report.drawing.geometry import Arc, Rect, lengths, sampled

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Pairs = dict[tuple[int, int], Numbers]

BENDS = (0.0, 0.07, -0.07, 0.14, -0.14, 0.22, -0.22, 0.31, -0.31, 0.42, -0.42, 0.55, -0.55)
COVARIANCE_BENDS = (0.2, -0.2, 0.28, -0.28, 0.38, -0.38, 0.5, -0.5)
SKEWS = (0.5, 0.2, 0.8)
SKEWED_FROM = 0.14
CANDIDATES = 16
ALTERNATIVES = 5
GAP = 2.0
SAMPLES = 22
HIT, OUTSIDE, CROSSING, CLOSE, NEAR_END, BENT = 400.0, 900.0, 9.0, 2.2, 18.0, 30.0
DETOUR, BULGE, GRAZE, SKEWED, DOWNWARD = 40.0, 0.3, 12.0, 4.0, 8.0
CLEARANCE = 6.0
TOGETHER = 8.0


@dataclass(frozen=True)
class Course:
    """An arrow to be routed, given by the indices of the boxes of its tail and head."""

    tail: int
    head: int
    both_ways: bool = False
    bend: float | None = None


@dataclass(frozen=True)
class Route:
    """One route of an arrow: its curve, and the bend and skew that define it."""

    bend: float
    skew: float
    arc: Arc


@dataclass(frozen=True)
class Obstacles:
    """The obstacles of the arrows: the boxes, and the left and right bounds of the sheet."""

    boxes: tuple[Rect, ...]
    left: float
    right: float


def routes(courses: Sequence[Course], obstacles: Obstacles, avoided: Sequence[Arc] = ()) -> list[Route]:
    """One route for each course; `avoided` are curves that were tried without success."""
    choices = [_cheapest(course, obstacles, avoided) for course in courses]
    alone = [cost for _, cost in choices]
    points = [sampled([route.arc for route in found], SAMPLES) for found, _ in choices]
    pairs = [(i, j) for j in range(len(courses)) for i in range(j)]
    together = {(i, j): _pair_costs(points[i], points[j]) for i, j in pairs}
    return [found[pick] for (found, _), pick in zip(choices, _descend(alone, together), strict=True)]


def _cheapest(course: Course, obstacles: Obstacles, avoided: Sequence[Arc]) -> tuple[list[Route], Numbers]:
    found = _candidates(course, obstacles)
    costs = _costs(found, course, obstacles)
    costs += [HIT / 4 if route.arc in avoided else 0.0 for route in found]
    cheapest = costs.argsort(kind="stable")[:CANDIDATES]
    return [found[i] for i in cheapest], costs[cheapest]


def _candidates(course: Course, obstacles: Obstacles) -> list[Route]:
    tail, head = obstacles.boxes[course.tail], obstacles.boxes[course.head]
    bends: tuple[float, ...] = COVARIANCE_BENDS if course.both_ways else BENDS
    if course.bend is not None:
        bends = (course.bend,)
    variants = [
        (b, s) for b in bends for s in (SKEWS if abs(b) >= SKEWED_FROM and not course.both_ways else (0.5,))
    ]
    return [
        Route(bend, skew, Arc.bent(tail.centre, head.centre, bend, skew).outside(tail, head, GAP))
        for bend, skew in variants
    ]


def _costs(found: Sequence[Route], course: Course, obstacles: Obstacles) -> Numbers:
    """The cost of each route by itself."""
    import numpy as np

    arcs = [route.arc for route in found]
    bends, skews = np.array([(route.bend, route.skew) for route in found]).T
    points, length = sampled(arcs, SAMPLES), lengths(arcs)
    costs: Numbers = BENT * abs(bends) * (1 + abs(bends)) + 2.0 * (bends != 0) + SKEWED * (skews != 0.5)
    costs += DOWNWARD * ((bends < 0) & (length < 60))
    for place, box in enumerate(obstacles.boxes):
        if place in (course.tail, course.head):
            costs += GRAZE * _inside(points[:, 3:-3], box.grown(3.0))
        else:
            hits = _inside(points, box.grown(CLEARANCE))
            costs += HIT * (hits > 0) + HIT / 4 * hits
    beyond = np.maximum(obstacles.left - points[..., 0], points[..., 0] - obstacles.right).max(axis=1)
    costs += np.where(beyond > 0, OUTSIDE + beyond, 0.0)
    return costs + _detour_costs(arcs, points, length, obstacles)


def _detour_costs(arcs: Sequence[Arc], points: Numbers, length: Numbers, obstacles: Obstacles) -> Numbers:
    """The cost of detours, bulges beyond all boxes, and arrows that are too short for their heads."""
    import numpy as np

    top, bottom = min(box.top for box in obstacles.boxes), max(box.bottom for box in obstacles.boxes)
    y = points[..., 1]
    bulge = np.maximum(0.0, np.maximum(top - y.min(axis=1), y.max(axis=1) - bottom))
    chord = np.array([math.dist(arc.start, arc.end) or 1.0 for arc in arcs])
    costs: Numbers = DETOUR * (length / chord - 1) + BULGE * bulge + 8 * np.maximum(0.0, 14.0 - length)
    return costs


def _inside(points: Numbers, rect: Rect) -> Numbers:
    """How many points of each route lie in a rectangle."""
    x, y = points[..., 0], points[..., 1]
    hits = (x > rect.left) & (x < rect.right) & (y > rect.top) & (y < rect.bottom)
    count: Numbers = hits.sum(axis=1)
    return count


def _pair_costs(one: Numbers, other: Numbers) -> Numbers:
    """The costs of each candidate of one arrow combined with each of another."""
    import numpy as np

    # Points come before candidates, so that the minimum is taken over contiguous rows of numbers.
    (x, y), (u, v) = one.T.copy(), other.T.copy()[..., None, None]
    squared = (u - x) ** 2
    squared += (v - y) ** 2
    close = (squared.min(axis=0) < TOGETHER**2).sum(axis=1).T
    ends = np.minimum.reduce([squared[j, :, i] for i in (0, -1) for j in (0, -1)]).T
    crowded = NEAR_END * np.clip(1 - np.sqrt(ends) / 9.0, 0, None)
    costs: Numbers = CROSSING * _crossings(one, other) + CLOSE * close + crowded
    return costs


def _crossings(one: Numbers, other: Numbers) -> Numbers:
    """How often each candidate of one arrow crosses each of another."""
    p, q = one[:, ::5], other[:, ::5]
    sides, others = _sides(p, q), _sides(q, p).transpose(2, 3, 0, 1)
    cross = (sides[..., :-1] != sides[..., 1:]) & (others[:, :-1] != others[:, 1:])
    count: Numbers = cross.sum(axis=(1, 3)).astype(float)
    return count


def _sides(lines: Numbers, points: Numbers) -> Numbers:
    """The side of each segment of each line on which each point of each other line lies."""
    import numpy as np

    ux, uy = lines[:, :-1].transpose(2, 0, 1)[..., None, None]
    vx, vy = lines[:, 1:].transpose(2, 0, 1)[..., None, None]
    wx, wy = points.transpose(2, 0, 1)
    sides: Numbers = np.sign((vx - ux) * (wy - uy) - (vy - uy) * (wx - ux))
    return sides


def _descend(alone: Sequence[Numbers], together: Pairs) -> list[int]:
    """Settle from the cheapest curves; then move one arrow after another to other routes and keep improvements."""
    best = _settle([0] * len(alone), alone, together)
    least = _total(best, alone, together)
    for i in range(len(alone)):
        for other in range(min(ALTERNATIVES, len(alone[i]))):
            moved = _settle([*best[:i], other, *best[i + 1 :]], alone, together, last=i)
            if (total := _total(moved, alone, together)) < least - 1e-9:
                best, least = moved, total
    return best


def _settle(start: Sequence[int], alone: Sequence[Numbers], together: Pairs, last: int = -1) -> list[int]:
    """Change one arrow at a time, the arrow `last` after all others, until nothing improves."""
    picks = list(start)
    turns = sorted(range(len(picks)), key=lambda i: i == last)
    for _ in range(30):
        before = list(picks)
        for i in turns:
            costs = alone[i].copy()
            for j, pick in enumerate(picks):
                if i < j:
                    costs += together[i, j][:, pick]
                elif j < i:
                    costs += together[j, i][pick]
            picks[i] = int(costs.argmin())
        if picks == before:
            break
    return picks


def _total(picks: Sequence[int], alone: Sequence[Numbers], together: Pairs) -> float:
    total = sum(float(costs[pick]) for costs, pick in zip(alone, picks, strict=True))
    return total + sum(float(costs[picks[i], picks[j]]) for (i, j), costs in together.items())
