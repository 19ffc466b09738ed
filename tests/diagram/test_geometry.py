"""Rectangles and arcs of drawings."""

from __future__ import annotations

import pytest

from report.drawing.geometry import Arc, Rect

BOX = Rect(0, 0, 10, 20)


def test_a_rectangle_has_its_size_and_its_centre() -> None:
    """However it is made."""
    assert (BOX.width, BOX.height, BOX.centre) == (10, 20, (5, 10))
    assert Rect.around(5, 10, 10, 20) == BOX
    assert BOX.grown(1) == Rect(-1, -1, 11, 21)
    assert BOX.moved(2, 3) == Rect(2, 3, 12, 23)
    assert tuple(BOX) == (0, 0, 10, 20)


@pytest.mark.parametrize(
    ("other", "overlap"),
    [
        (Rect(5, 5, 15, 25), True),
        (Rect(10, 0, 20, 20), False),
        (Rect(0, 20, 10, 30), False),
        (Rect(2, 2, 4, 4), True),
        (Rect(-5, -5, 0, 0), False),
    ],
)
def test_rectangles_that_touch_do_not_overlap(other: Rect, overlap: bool) -> None:
    """They overlap if they share area, in either order."""
    assert BOX.overlaps(other) is overlap
    assert other.overlaps(BOX) is overlap


@pytest.mark.parametrize(
    ("point", "inside"), [((5, 5), True), ((0, 5), False), ((5, 20), False), ((-1, 5), False)]
)
def test_the_edge_is_outside(point: tuple[float, float], inside: bool) -> None:
    """A point on the edge is not inside."""
    assert BOX.contains(*point) is inside


@pytest.mark.parametrize(("bend", "middle"), [(0.0, (50.0, 0.0)), (0.2, (50.0, -20.0)), (-0.2, (50.0, 20.0))])
def test_an_arc_is_as_high_as_its_bend(bend: float, middle: tuple[float, float]) -> None:
    """The height is a fraction of the chord, to the left of its direction; y runs downwards."""
    arc = Arc.bent((0, 0), (100, 0), bend)
    assert arc.at(0.5) == pytest.approx(middle)
    assert (arc.at(0.0), arc.at(1.0)) == ((0, 0), (100, 0))


@pytest.mark.parametrize(("first", "last"), [(0.0, 1.0), (0.25, 0.75), (0.1, 0.3)])
def test_a_part_of_an_arc_lies_on_it(first: float, last: float) -> None:
    """The part has the points of the whole between two parameters."""
    arc = Arc.bent((0, 0), (100, 50), 0.3, 0.4)
    part = arc.between(first, last)
    for share in (0.0, 0.3, 1.0):
        assert part.at(share) == pytest.approx(arc.at(first + share * (last - first)))


def test_an_arrow_starts_and_ends_outside_its_boxes() -> None:
    """With a gap to each of them."""
    first, last = Rect.around(0, 0, 20, 20), Rect.around(100, 0, 20, 20)
    arc = Arc.bent((0, 0), (100, 0), 0.0).outside(first, last, 2)
    assert arc.start == pytest.approx((12, 0), abs=0.01)
    assert arc.end == pytest.approx((88, 0), abs=0.01)


def test_an_arrow_between_touching_boxes_still_exists() -> None:
    """Where boxes leave no room, a short arrow remains in the middle."""
    arc = Arc.bent((0, 0), (10, 0), 0.0).outside(Rect.around(0, 0, 20, 20), Rect.around(10, 0, 20, 20), 1)
    assert 0 < arc.end[0] - arc.start[0] < 1
