"""Rectangles and arcs, in points; y runs downwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]

Point = tuple[float, float]
#: One parameter of a curve, or many.
Share = TypeVar("Share", float, "Points")


@dataclass(frozen=True)
class Rect:
    """An upright rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, x: float, y: float, width: float, height: float) -> Rect:
        """The rectangle of that size around a point."""
        return cls(x - width / 2, y - height / 2, x + width / 2, y + height / 2)

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def centre(self) -> Point:
        """The middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def grown(self, by: float) -> Rect:
        """The same rectangle with a margin on all sides."""
        return Rect(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def moved(self, x: float, y: float) -> Rect:
        """The same rectangle at another position."""
        return Rect(self.left + x, self.top + y, self.right + x, self.bottom + y)

    def contains(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.left < x < self.right and self.top < y < self.bottom

    def overlaps(self, other: Rect) -> bool:
        """Whether two rectangles share area."""
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.bottom <= other.top or other.bottom <= self.top)

    def __iter__(self) -> Iterator[float]:
        return iter((self.left, self.top, self.right, self.bottom))


@dataclass(frozen=True)
class Arc:
    """A quadratic Bézier curve."""

    start: Point
    control: Point
    end: Point

    @classmethod
    def bent(cls, start: Point, end: Point, bend: float, skew: float = 0.5) -> Arc:
        """The arc from start to end with a sagitta of `bend` times the chord, to the left of its direction if positive.

        `skew` is the position of the bulge as a fraction of the chord.
        """
        dx, dy = end[0] - start[0], end[1] - start[1]
        x, y = start[0] + skew * dx, start[1] + skew * dy
        return cls(start, (x + 2 * bend * dy, y - 2 * bend * dx), end)

    def at(self, t: Share) -> tuple[Share, Share]:
        """The point at one value of the parameter, or the points at several."""
        a, b, c = (1 - t) * (1 - t), 2 * t * (1 - t), t * t
        return (
            a * self.start[0] + b * self.control[0] + c * self.end[0],
            a * self.start[1] + b * self.control[1] + c * self.end[1],
        )

    def between(self, first: float, last: float) -> Arc:
        """The part of the curve between two parameters."""
        p, q = self.at(first), self.at(last)
        s, e = (1 - first) * (1 - last), first * last
        m = first * (1 - last) + last * (1 - first)
        x, y = (s * self.start[i] + m * self.control[i] + e * self.end[i] for i in (0, 1))
        return Arc(p, (x, y), q)

    def sampled(self, count: int) -> Points:
        """Points along the curve, at even steps of the parameter."""
        points: Points = sampled((self,), count)[0]
        return points

    def outside(self, first: Rect, last: Rect, gap: float) -> Arc:
        """The part between leaving one rectangle and entering another, with a gap to each."""
        leaving = _last_inside(self, first.grown(gap), forwards=True)
        entering = _last_inside(self, last.grown(gap), forwards=False)
        return self.between(leaving, entering) if leaving < entering else self.between(0.5, 0.51)

    def before_end(self, distance: float) -> float:
        """The parameter at which the curve comes within a distance of its end."""
        low, high = 0.0, 1.0
        for _ in range(30):
            middle = (low + high) / 2
            x, y = self.at(middle)
            far = (x - self.end[0]) ** 2 + (y - self.end[1]) ** 2 > distance**2
            low, high = (middle, high) if far else (low, middle)
        return low

    @property
    def reversed(self) -> Arc:
        """The reversed curve."""
        return Arc(self.end, self.control, self.start)


def sampled(arcs: Sequence[Arc], count: int) -> Points:
    """Points along each of several curves, at even steps of the parameter."""
    import numpy as np

    curves = np.array([(arc.start, arc.control, arc.end) for arc in arcs])[:, :, None]
    first, middle, last = _weights(count)
    points: Points = first * curves[:, 0] + middle * curves[:, 1] + last * curves[:, 2]
    return points


@cache
def _weights(count: int) -> tuple[Points, Points, Points]:
    """The weights of a curve's start, control and end point in its points."""
    import numpy as np

    t = np.linspace(0.0, 1.0, count)[:, None]
    return (1 - t) ** 2, 2 * t * (1 - t), t**2


def lengths(arcs: Sequence[Arc]) -> Points:
    """The length of each curve."""
    import numpy as np

    steps = np.diff(sampled(arcs, 40), axis=1)
    total: Points = np.hypot(steps[..., 0], steps[..., 1]).sum(axis=1)
    return total


def _last_inside(arc: Arc, rect: Rect, forwards: bool) -> float:
    """The parameter where the curve crosses the border of a rectangle: the last exit, or the first entry."""
    low, high = 0.0, 1.0
    steps = [i / 64 for i in range(65)]
    for t in steps if forwards else reversed(steps):
        if not rect.contains(*arc.at(t)):
            low, high = (t - 1 / 64, t) if forwards else (t, t + 1 / 64)
            break
    for _ in range(20):
        middle = (low + high) / 2
        inside = rect.contains(*arc.at(middle))
        low, high = (middle, high) if inside == forwards else (low, middle)
    return max(0.0, min(1.0, (low + high) / 2))
