"""Which way each arrow bends: past foreign boxes, apart from other arrows, as straight as can be.

Every arrow has a handful of candidate curves. The cost of a choice is a sum over arrows and over pairs of
arrows, lowered by changing one arrow at a time until nothing improves; the search has no randomness.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from report.diagram.geometry import Arc, Rect

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Pairs = dict[tuple[int, int], Numbers]

BENDS = (0.0, 0.07, -0.07, 0.14, -0.14, 0.22, -0.22, 0.31, -0.31, 0.42, -0.42, 0.55, -0.55)
COVARIANCE_BENDS = (0.2, -0.2, 0.28, -0.28, 0.38, -0.38, 0.5, -0.5)
SKEWS = (0.5, 0.2, 0.8)
SKEWED_FROM = 0.14
KEPT = 16
PUSHES = 5
GAP = 2.0
SAMPLES = 22
HIT, OUTSIDE, CROSSING, CLOSE, NEAR_END, BENT = 400.0, 900.0, 9.0, 2.2, 18.0, 30.0
DETOUR, BULGE, GRAZE, SKEWED, DOWNWARD = 40.0, 0.3, 12.0, 4.0, 8.0
CLEARANCE = 6.0
TOGETHER = 8.0


@dataclass(frozen=True)
class Course:
    """An arrow to be routed, by the places of its tail and head among the boxes."""

    tail: int
    head: int
    both_ways: bool = False
    bend: float | None = None


@dataclass(frozen=True)
class Route:
    """One way for an arrow: its curve, and the bend and skew that made it."""

    bend: float
    skew: float
    arc: Arc


@dataclass(frozen=True)
class Ground:
    """Where arrows run: the boxes, and the left and right bounds of the sheet."""

    boxes: tuple[Rect, ...]
    left: float
    right: float


def routes(courses: Sequence[Course], ground: Ground, shunned: Sequence[Arc] = ()) -> list[Route]:
    """One route for each course; `shunned` are curves that were tried in vain."""
    import numpy as np

    choices = [_cheapest(course, ground, shunned) for course in courses]
    alone = [np.array([cost for cost, _ in found]) for found in choices]
    points = [np.stack([route.arc.sampled(SAMPLES) for _, route in found]) for found in choices]
    pairs = [(i, j) for j in range(len(courses)) for i in range(j)]
    together = {(i, j): _pair_costs(points[i], points[j]) for i, j in pairs}
    return [choices[i][pick][1] for i, pick in enumerate(_descend(alone, together))]


def _cheapest(course: Course, ground: Ground, shunned: Sequence[Arc]) -> list[tuple[float, Route]]:
    found = [
        (_cost(route, course, ground) + (HIT / 4 if route.arc in shunned else 0.0), route)
        for route in _candidates(course, ground)
    ]
    return sorted(found, key=lambda pair: pair[0])[:KEPT]


def _candidates(course: Course, ground: Ground) -> list[Route]:
    tail, head = ground.boxes[course.tail], ground.boxes[course.head]
    bends: tuple[float, ...] = COVARIANCE_BENDS if course.both_ways else BENDS
    if course.bend is not None:
        bends = (course.bend,)
    ways = [
        (b, s) for b in bends for s in (SKEWS if abs(b) >= SKEWED_FROM and not course.both_ways else (0.5,))
    ]
    return [
        Route(bend, skew, Arc.bent(tail.centre, head.centre, bend, skew).outside(tail, head, GAP))
        for bend, skew in ways
    ]


def _cost(route: Route, course: Course, ground: Ground) -> float:
    import numpy as np

    bend, points = abs(route.bend), route.arc.sampled(SAMPLES)
    cost = BENT * bend * (1 + bend) + (2.0 if bend else 0.0) + (SKEWED if route.skew != 0.5 else 0.0)
    cost += DOWNWARD if route.bend < 0 and route.arc.length < 60 else 0.0
    for place, box in enumerate(ground.boxes):
        if place in (course.tail, course.head):
            cost += GRAZE * _inside(points[3:-3], box.grown(3.0))
        elif hits := _inside(points, box.grown(CLEARANCE)):
            cost += HIT + HIT / 4 * hits
    beyond = float(np.maximum(ground.left - points[:, 0], points[:, 0] - ground.right).max())
    cost += OUTSIDE + beyond if beyond > 0 else 0.0
    return cost + _waste(route.arc, points, ground)


def _waste(arc: Arc, points: Numbers, ground: Ground) -> float:
    """What a detour costs, a bulge beyond all boxes, and an arrow too short for its head."""
    top, bottom = min(box.top for box in ground.boxes), max(box.bottom for box in ground.boxes)
    bulge = max(0.0, top - float(points[:, 1].min()), float(points[:, 1].max()) - bottom)
    chord = math.dist(arc.start, arc.end) or 1.0
    return DETOUR * (arc.length / chord - 1) + BULGE * bulge + 8 * max(0.0, 14.0 - arc.length)


def _inside(points: Numbers, rect: Rect) -> int:
    x, y = points[:, 0], points[:, 1]
    return int(((x > rect.left) & (x < rect.right) & (y > rect.top) & (y < rect.bottom)).sum())


def _pair_costs(one: Numbers, other: Numbers) -> Numbers:
    """The costs of each candidate of one arrow beside each of another."""
    import numpy as np

    x = one[:, None, :, None, 0] - other[None, :, None, :, 0]
    y = one[:, None, :, None, 1] - other[None, :, None, :, 1]
    squared = x * x + y * y
    close = (squared.min(axis=3) < TOGETHER**2).sum(axis=2)
    ends = np.minimum.reduce([squared[:, :, i, j] for i in (0, -1) for j in (0, -1)])
    crowded = NEAR_END * np.clip(1 - np.sqrt(ends) / 9.0, 0, None)
    costs: Numbers = CROSSING * _crossings(one, other) + CLOSE * close + crowded
    return costs


def _crossings(one: Numbers, other: Numbers) -> Numbers:
    """How often each candidate of one arrow crosses each of another."""
    import numpy as np

    p, q = one[:, None, ::5][:, :, :, None], other[None, :, ::5][:, :, None]
    a, b, c, d = p[:, :, :-1], p[:, :, 1:], q[:, :, :, :-1], q[:, :, :, 1:]

    def turn(u: Numbers, v: Numbers, w: Numbers) -> Numbers:
        side: Numbers = np.sign(
            (v[..., 0] - u[..., 0]) * (w[..., 1] - u[..., 1])
            - (v[..., 1] - u[..., 1]) * (w[..., 0] - u[..., 0])
        )
        return side

    cross = (turn(a, b, c) != turn(a, b, d)) & (turn(c, d, a) != turn(c, d, b))
    count: Numbers = cross.sum(axis=(2, 3)).astype(float)
    return count


def _descend(alone: Sequence[Numbers], together: Pairs) -> list[int]:
    """Settle from the cheapest curves; then push one arrow after the other elsewhere and keep what is better."""
    best = _settle([0] * len(alone), alone, together)
    least = _total(best, alone, together)
    for i in range(len(alone)):
        for other in range(min(PUSHES, len(alone[i]))):
            pushed = _settle([*best[:i], other, *best[i + 1 :]], alone, together, last=i)
            if (total := _total(pushed, alone, together)) < least - 1e-9:
                best, least = pushed, total
    return best


def _settle(start: Sequence[int], alone: Sequence[Numbers], together: Pairs, last: int = -1) -> list[int]:
    """Change one arrow at a time, that of `last` after all others, until nothing improves."""
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
