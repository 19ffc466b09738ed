"""Positions of labels along arrows."""

from __future__ import annotations

import pytest

from report.drawing.geometry import Arc, Rect
from report.drawing.placement import Placement, place_labels

WIDE = (-1000.0, 1000.0)
SIZE = (20.0, 8.0)


def straight(*ends: float) -> Arc:
    """A straight arrow."""
    x, y, to_x, to_y = ends
    return Arc.bent((x, y), (to_x, to_y), 0)


def test_no_arrows_have_no_labels() -> None:
    """Nothing to place is no error."""
    assert place_labels([], [], [], WIDE) == Placement([], [])


@pytest.mark.parametrize("ends", [(0, 0, 200, 0), (0, 0, 0, 200), (0, 0, 200, 100), (200, 0, 0, 0)])
def test_a_label_with_nothing_in_its_way_is_in_the_middle_of_its_arrow(ends: tuple[float, ...]) -> None:
    """In whatever direction the arrow runs."""
    placed = place_labels([straight(*ends)], [SIZE], [], WIDE)
    assert placed.stuck == []
    assert placed.rects[0].centre == pytest.approx(((ends[0] + ends[2]) / 2, (ends[1] + ends[3]) / 2))


def test_a_label_has_the_size_of_its_text() -> None:
    """The rectangle is as wide and high as the text."""
    (rect,) = place_labels([straight(0, 0, 200, 0)], [(33, 9)], [], WIDE).rects
    assert (rect.width, rect.height) == pytest.approx((33, 9))


def test_a_label_keeps_away_from_boxes() -> None:
    """A box over the middle of the arrow moves the label along it."""
    box = Rect.around(100, 0, 40, 40)
    placed = place_labels([straight(0, 0, 200, 0)], [SIZE], [box], WIDE)
    assert placed.stuck == []
    assert not placed.rects[0].overlaps(box.grown(2))


def test_a_label_keeps_away_from_other_arrows() -> None:
    """Where another arrow crosses the middle, the label moves along its own."""
    crossing = straight(100, -100, 100, 100)
    placed = place_labels([straight(0, 0, 200, 0), crossing], [SIZE, (0, 0)], [], WIDE)
    rect = placed.rects[0]
    assert rect.right < 100 - 2 or rect.left > 100 + 2
    assert placed.stuck == []


def test_two_labels_do_not_overlap() -> None:
    """Arrows that cross in their middle have labels beside each other."""
    arcs = [straight(0, 0, 200, 0), straight(0, 100, 200, -100)]
    placed = place_labels(arcs, [SIZE, SIZE], [], WIDE)
    assert placed.stuck == []
    assert not placed.rects[0].overlaps(placed.rects[1])


@pytest.mark.parametrize("bounds", [(-1000.0, 95.0), (105.0, 1000.0)])
def test_a_label_stays_within_the_sheet(bounds: tuple[float, float]) -> None:
    """The bounds are the left and the right edge of the drawing."""
    placed = place_labels([straight(0, 0, 200, 0)], [SIZE], [], bounds)
    assert placed.stuck == []
    assert bounds[0] <= placed.rects[0].left
    assert placed.rects[0].right <= bounds[1]


def test_a_label_without_a_free_position_is_stuck() -> None:
    """It has a rectangle all the same, and its index is reported so that the arrow can be routed otherwise."""
    everywhere = Rect(-500, -500, 500, 500)
    placed = place_labels(
        [straight(600, 0, 900, 0), straight(0, 0, 200, 0)], [SIZE, SIZE], [everywhere], WIDE
    )
    assert placed.stuck == [1]
    assert len(placed.rects) == 2


def test_an_arrow_without_a_label_blocks_none() -> None:
    """A width of zero means no label: it has no position and is never stuck."""
    arcs = [straight(0, 0, 200, 0), straight(0, 1, 200, 1)]
    placed = place_labels(arcs, [(0, 0), (0, 0)], [Rect(-500, -500, 500, 500)], WIDE)
    assert placed.stuck == []


def test_a_label_is_beside_an_arrow_that_is_shorter_than_the_label() -> None:
    """On the arrow, it would hide both ends."""
    placed = place_labels([straight(0, 0, 24, 0)], [(30, 8)], [], WIDE)
    assert placed.rects[0].bottom < 0 or placed.rects[0].top > 0


def test_sizes_and_arrows_must_correspond() -> None:
    """A label without an arrow is a mistake of the caller."""
    with pytest.raises(ValueError, match="shorter"):
        place_labels([straight(0, 0, 1, 1)], [], [], WIDE)
