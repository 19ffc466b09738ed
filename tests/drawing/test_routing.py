"""Routes of arrows between boxes; coordinates are points on paper, with y running downwards."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from report.drawing.geometry import Arc, Rect, lengths
from report.drawing.routing import Course, Obstacles, Route, routes

LEFT, MIDDLE, RIGHT = (Rect.around(x, 100, 40, 30) for x in (0, 100, 200))


def obstacles(*boxes: Rect, left: float = -1000, right: float = 1000) -> Obstacles:
    """A sheet with these boxes."""
    return Obstacles(boxes, left, right)


def points(route: Route) -> list[tuple[float, float]]:
    """Many points of a route."""
    return [route.arc.at(step / 100) for step in range(101)]


def crossings(one: Route, other: Route) -> int:
    """How often two routes cross, counted segment by segment."""

    def side(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> bool:
        return (b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0])

    first, second = points(one), points(other)
    return sum(
        side(a, b, c) != side(a, b, d) and side(c, d, a) != side(c, d, b)
        for a, b in pairwise(first)
        for c, d in pairwise(second)
    )


def test_no_arrows_have_no_routes() -> None:
    """A diagram of boxes alone needs no search."""
    assert routes([], obstacles(LEFT, RIGHT)) == []


def test_an_arrow_with_nothing_in_its_way_is_straight() -> None:
    """A bend costs more than it gains where nothing is avoided."""
    (route,) = routes([Course(0, 1)], obstacles(LEFT, RIGHT))
    assert route.bend == 0
    assert all(y == pytest.approx(100) for _, y in points(route))


def test_an_arrow_starts_and_ends_just_outside_its_boxes() -> None:
    """There is a gap of two points between each end and the border of its box."""
    (route,) = routes([Course(0, 1)], obstacles(LEFT, RIGHT))
    assert route.arc.start == pytest.approx((20 + 2, 100), abs=0.05)
    assert route.arc.end == pytest.approx((180 - 2, 100), abs=0.05)


def test_an_arrow_leads_from_its_tail_to_its_head() -> None:
    """The indices of a course are not interchangeable."""
    (route,) = routes([Course(1, 0)], obstacles(LEFT, RIGHT))
    assert route.arc.start[0] > route.arc.end[0]


def test_an_arrow_goes_around_a_box_between_its_ends() -> None:
    """No point of the curve lies in the box, nor within a few points of it."""
    (route,) = routes([Course(0, 2)], obstacles(LEFT, MIDDLE, RIGHT))
    assert route.bend != 0
    assert not any(MIDDLE.grown(3).contains(*point) for point in points(route))


def test_an_arrow_stays_within_the_sheet_where_it_can() -> None:
    """Of two ways around a box, that inside the bounds is taken, though both are of the same length."""
    top, between, bottom = (Rect.around(100, y, 40, 30) for y in (0, 100, 200))
    for left, right, side in ((78, 400, 1), (-400, 122, -1)):
        (route,) = routes([Course(0, 2)], obstacles(top, between, bottom, left=left, right=right))
        assert all(left <= x <= right for x, _ in points(route))
        assert (route.arc.at(0.5)[0] - 100) * side > 20


def test_a_given_bend_is_used_as_it_is() -> None:
    """The author's bend has precedence, even through a box."""
    (route,) = routes([Course(0, 2, bend=0.05)], obstacles(LEFT, MIDDLE, RIGHT))
    assert route.bend == 0.05


@pytest.mark.parametrize("bend", [0.3, -0.3])
def test_a_positive_bend_is_to_the_left_of_the_direction(bend: float) -> None:
    """For an arrow that runs to the right, left is upwards, where y is smaller."""
    (route,) = routes([Course(0, 1, bend=bend)], obstacles(LEFT, RIGHT))
    assert (route.arc.at(0.5)[1] < 100) == (bend > 0)


def test_a_covariance_is_always_curved() -> None:
    """A straight line with two heads would look like an arrow; its bulge is in the middle."""
    (route,) = routes([Course(0, 1, both_ways=True)], obstacles(LEFT, RIGHT))
    assert abs(route.bend) >= 0.2
    assert route.skew == 0.5


def test_a_curve_that_was_tried_in_vain_is_avoided() -> None:
    """Where labels found no room on a route, the next search takes another one."""
    (first,) = routes([Course(0, 1)], obstacles(LEFT, RIGHT))
    (second,) = routes([Course(0, 1)], obstacles(LEFT, RIGHT), avoided=[first.arc])
    assert second.arc != first.arc


def test_two_arrows_between_the_same_boxes_are_apart() -> None:
    """An effect and its reverse do not lie on each other."""
    there, back = routes([Course(0, 1), Course(1, 0)], obstacles(LEFT, RIGHT))
    gap = math.dist(there.arc.at(0.5), back.arc.at(0.5))
    assert gap > 8


def test_arrows_that_need_not_cross_do_not() -> None:
    """Two parallel effects stay parallel."""
    boxes = [Rect.around(x, y, 40, 30) for y in (0, 100) for x in (0, 200)]
    one, other = routes([Course(0, 1), Course(2, 3)], obstacles(*boxes))
    assert crossings(one, other) == 0
    assert one.bend == other.bend == 0


def test_arrows_that_must_cross_cross_once() -> None:
    """Two diagonals cross once, which a bend cannot avoid."""
    boxes = [Rect.around(x, y, 40, 30) for y in (0, 100) for x in (0, 200)]
    one, other = routes([Course(0, 3), Course(2, 1)], obstacles(*boxes))
    assert crossings(one, other) == 1


def test_a_route_is_no_long_detour() -> None:
    """Around one box, the way is at most half as long again as the straight one."""
    (route,) = routes([Course(0, 2)], obstacles(LEFT, MIDDLE, RIGHT))
    assert lengths([route.arc])[0] < 1.5 * math.dist(route.arc.start, route.arc.end)


def test_the_search_is_deterministic() -> None:
    """The same boxes and courses give the same curves, so that a drawing has the same bytes."""
    boxes = [Rect.around(x, y, 40, 30) for y in (0, 100, 200) for x in (0, 150, 300)]
    courses = [Course(0, 8), Course(2, 6), Course(1, 7), Course(3, 5, both_ways=True)]
    assert routes(courses, obstacles(*boxes)) == routes(list(courses), obstacles(*boxes))


def test_overlapping_boxes_still_have_a_route() -> None:
    """Boxes that touch leave no room for an arrow; a stub of it is drawn instead of an error."""
    (route,) = routes([Course(0, 1)], obstacles(Rect.around(0, 0, 40, 30), Rect.around(10, 0, 40, 30)))
    assert isinstance(route.arc, Arc)
    assert lengths([route.arc])[0] < 10
