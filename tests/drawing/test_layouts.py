"""Layouts of flow charts and path diagrams: boxes do not overlap, and text fits."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from lxml import etree

from report.drawing.flowchart import Box, Divider, FlowChart, Lane
from report.drawing.flowchart_layout import Chart, lay_out
from report.drawing.model import Arrow, Node, Panel
from report.drawing.model_layout import Layout, Shape
from report.drawing.model_layout import lay_out as lay_out_model
from report.drawing.model_text import arrow_label, card_size, cards, padding
from report.drawing.routing import Course
from report.drawing.style import NARROW, POINTS_PER_MM, WIDE
from report.drawing.svg_hatch import draw_hatches
from report.drawing.svg_tree import SVG
from report.rows.stat import Stat

ROWS = {
    "n.all": Stat("n.all", 120, "count", "all"),
    "b": Stat("b", -0.4, "unit", "slope"),
    "p": Stat("p", 0.0004, "p", "p"),
    "weak": Stat("weak", 0.07, "p", "p"),
    "y.r2": Stat("y.r2", 0.31, "unit", "explained variance"),
}
LONG = "a text that is much too long for one line of a narrow box in a chart of one column"


def chart(*boxes: Box, lanes: tuple[Lane, ...] = (), **more: object) -> Chart:
    """The layout of a chart."""
    return lay_out(FlowChart(boxes, (), lanes, **more), ROWS)  # type: ignore[arg-type]


def test_rows_of_boxes_are_below_each_other() -> None:
    """With a gap for the arrow between them; the chart ends below the last one."""
    laid = chart(Box("a", "One"), Box("b", "Two", row=1), Box("c", "Three", row=2))
    rects = [laid.placed[key].rect for key in "abc"]
    for upper, lower in pairwise(rects):
        assert lower.top - upper.bottom >= 10
    assert rects[-1].bottom < laid.height
    assert len({rect.centre[0] for rect in rects}) == 1


def test_a_chart_is_as_wide_as_it_was_asked_to_be() -> None:
    """And every box is within it."""
    laid = chart(Box("a", LONG), Box("s", LONG, side=True, row=1), width_mm=88)
    assert laid.width == pytest.approx(88 * POINTS_PER_MM)
    for placed in laid.placed.values():
        assert placed.rect.left >= 0
        assert placed.rect.right <= laid.width


def test_boxes_of_a_row_are_of_one_height() -> None:
    """That of the longest text; a side box is only as high as its own."""
    lanes = (Lane("l", "Left"), Lane("r", "Right"))
    laid = chart(Box("a", LONG, lane="l"), Box("b", "short", lane="r"), lanes=lanes)
    assert laid.placed["a"].rect.height == laid.placed["b"].rect.height
    laid = chart(Box("a", LONG * 3), Box("s", "short", side=True))
    assert laid.placed["s"].rect.height < laid.placed["a"].rect.height


@pytest.mark.parametrize("width", [88.0, 180.0])
def test_text_fits_its_box(width: float) -> None:
    """No line is wider than the box less its padding, and a placeholder prints its row."""
    lanes = (Lane("l", "Left arm"), Lane("r", "Right arm"))
    boxes = [Box(f"{lane}{row}", LONG, row, lane, "Title {n.all}") for lane in "lr" for row in (0, 1)]
    boxes.append(Box("s", LONG, 2, "l", side=True))
    laid = chart(*boxes, lanes=lanes, width_mm=width)
    for placed in laid.placed.values():
        for line in (*placed.title, *placed.text):
            assert line.width <= placed.rect.width - 2 * laid.sizes.name * 0.75 + 0.1
    title = laid.placed["l0"].title
    assert "120" in "".join(run.text for line in title for _, run in line.runs)


def test_lanes_are_beside_each_other_and_hold_their_boxes() -> None:
    """All of one height, with a gap between them."""
    lanes = (Lane("a", "A"), Lane("b", "B"), Lane("c", "C"))
    laid = chart(
        Box("top", "All"),
        *(Box(f"{lane.key}{row}", "Text", row, lane.key) for lane in lanes for row in (1, 2)),
        lanes=lanes,
    )
    rects = [laid.lanes[key] for key in "abc"]
    assert all(one.right < other.left for one, other in pairwise(rects))
    assert len({(rect.top, rect.bottom) for rect in rects}) == 1
    for key, placed in laid.placed.items():
        if placed.box.lane:
            lane = laid.lanes[key[0]]
            assert lane.left < placed.rect.left
            assert placed.rect.right < lane.right
            assert lane.top < placed.rect.top
            assert placed.rect.bottom < lane.bottom
    assert laid.placed["top"].rect.bottom < rects[0].top


def test_a_side_box_is_to_the_right_of_its_line() -> None:
    """In a wide lane, and in a narrow one, where the line moves to the left."""
    for count in (1, 3):
        lanes = tuple(Lane(f"l{place}", "L") for place in range(count))
        laid = chart(Box("a", "x", 0, "l0"), Box("s", "out", 1, "l0", side=True), lanes=lanes, width_mm=170)
        side = laid.placed["s"]
        assert side.rect.left > side.course
        assert side.course == laid.placed["a"].course
        assert side.rect.right <= laid.lanes["l0"].right


def test_a_dividing_line_has_room_above_its_row() -> None:
    """Its labels touch no box."""
    boxes = (Box("a", "One"), Box("b", "Two", row=1))
    plain = chart(*boxes)
    divided = chart(*boxes, divider=Divider(1, "before", "after"))
    assert plain.divider is None
    assert divided.divider is not None
    above, below = divided.placed["a"].rect, divided.placed["b"].rect
    assert above.bottom + 8 < divided.divider < below.top - 8
    assert divided.height > plain.height


def model(places: list[tuple[float, float]], *courses: Course, width: float = 400) -> Layout:
    """The layout of a diagram with a label at each arrow."""
    return lay_out_model(Shape(tuple(places), (80, 30), courses, ((24, 9),) * len(courses), width, 30))


def test_boxes_are_on_a_grid() -> None:
    """Columns spread over the width; rows are apart by the height of a box and the gap."""
    laid = model([(0, 0), (1, 0), (2, 0), (1, 1)])
    lefts = [box.left for box in laid.boxes]
    assert lefts[1] - lefts[0] == pytest.approx(lefts[2] - lefts[1])
    assert lefts[3] == lefts[1]
    assert laid.boxes[3].top - laid.boxes[0].bottom == pytest.approx(30)
    assert laid.boxes[0].left >= 0
    assert laid.boxes[2].right <= 400


def test_one_column_is_not_divided_by_zero() -> None:
    """Its boxes are one below the other."""
    laid = model([(3, 0), (3, 1)], Course(0, 1))
    assert laid.boxes[0].left == laid.boxes[1].left
    assert laid.stuck == ()


def test_labels_touch_neither_boxes_nor_each_other() -> None:
    """In a model of four variables and all its paths."""
    courses = (Course(0, 1), Course(0, 2), Course(1, 3), Course(2, 3), Course(0, 3))
    laid = model([(0, 0.5), (1, 0), (1, 1), (2, 0.5)], *courses)
    assert laid.stuck == ()
    for label in laid.labels:
        assert not any(label.overlaps(box) for box in laid.boxes)
    assert not any(one.overlaps(other) for one, other in combinations(laid.labels, 2))


def test_the_extent_of_a_layout_covers_all_its_parts() -> None:
    """Also curves above the boxes."""
    laid = model([(0, 0), (1, 0), (2, 0)], Course(0, 2), Course(0, 2, both_ways=True, bend=0.4))
    for rect in (*laid.boxes, *laid.labels):
        assert laid.top <= rect.top
        assert rect.bottom <= laid.bottom
    for arc in laid.arcs:
        ys = arc.sampled(50)[:, 1]
        assert laid.top <= ys.min()
        assert ys.max() <= laid.bottom


def test_a_covariance_at_the_border_has_room_beside_its_column() -> None:
    """It bulges outwards."""
    places = [(0.0, 0.0), (0.0, 1.0), (1.0, 0.0)]
    plain = model(places, Course(0, 2))
    bulged = model(places, Course(0, 1, both_ways=True))
    assert bulged.boxes[0].left > plain.boxes[0].left + 5


def test_a_label_prints_the_coefficient_and_its_marks() -> None:
    """Each tied to its own row; a p above the level has marks only where trends are marked."""
    line = arrow_label(Arrow("x", "y", "b", "p"), ROWS, WIDE, trends=False)
    assert [(run.text, run.gid) for _, run in line.runs] == [("−.40", "stat:b"), ("***", "p:p")]
    assert len(arrow_label(Arrow("x", "y", "b", "weak"), ROWS, WIDE, trends=False).runs) == 1
    assert arrow_label(Arrow("x", "y", "b", "weak"), ROWS, WIDE, trends=True).runs[1][1].text == "†"
    assert arrow_label(Arrow("x", "y"), ROWS, WIDE, trends=False).runs == ()


def test_a_card_has_name_detail_and_explained_variance() -> None:
    """The last only where the node has one."""
    panel = Panel("", (Node("x", "Anxiety", "GAD-7"), Node("y", "Depression", column=1, r2="y.r2")), ())
    first, second = cards(panel, ROWS, (90, 60), WIDE)
    assert ["".join(run.text for _, run in line.runs) for line in first.name] == ["Anxiety"]
    assert len(first.detail) == 1
    assert first.foot is None
    assert second.foot is not None
    assert any(run.gid == "stat:y.r2" for _, run in second.foot.runs)
    assert first.text_height > second.text_height


@pytest.mark.parametrize("sizes", [WIDE, NARROW])
def test_the_size_of_the_boxes_fits_the_longest_word(sizes: object) -> None:
    """No word is broken as long as the columns allow it, and the height is that of the longest text."""
    nodes = (Node("x", "Electroencephalography", LONG), Node("y", "B", column=1))
    panel = Panel("", nodes, ())
    width, height = card_size([panel], ROWS, sizes, 480, 30)  # type: ignore[arg-type]
    made = cards(panel, ROWS, (width, height), sizes)  # type: ignore[arg-type]
    assert len(made[0].name) == 1
    assert max(line.width for line in made[0].name) <= width - 2 * padding(sizes) + 0.1  # type: ignore[arg-type]
    assert made[0].text_height <= height


def hatched(shape: str) -> etree._Element:
    """A drawing with a pattern of matplotlib and a shape that is filled with it."""
    pattern = (
        '<defs><pattern id="h1" width="72" height="72"><rect fill="#ffeeddff"/>'
        '<path d="M 0 0 L 72 72" fill="#000000" stroke="#00000080" stroke-width="1"/></pattern></defs>'
    )
    root = etree.fromstring(
        f'<svg xmlns="{SVG}" xmlns:xlink="http://www.w3.org/1999/xlink">{pattern}{shape}</svg>'
    )
    draw_hatches(root)
    return root


def found(root: etree._Element, name: str) -> list[etree._Element]:
    """All elements of a name."""
    return list(root.iter(f"{{{SVG}}}{name}"))


def test_hatching_becomes_lines_in_every_tile_that_the_shape_touches() -> None:
    """A shape from 10 to 100 points touches two tiles of 72 points in each direction."""
    root = hatched(
        '<path d="M 10 10 L 100 100 L 10 100 z" fill="url(#h1)" stroke="#111111" class="stat-mark"/>'
    )
    assert found(root, "pattern") == []
    places = [(use.get("x"), use.get("y")) for use in found(root, "use")]
    assert sorted(places) == [("0", "0"), ("0", "72"), ("72", "0"), ("72", "72")]
    (group,) = [each for each in found(root, "g") if each.get("class") == "stat-mark"]
    assert group.getparent() is root


def test_face_lines_and_edge_of_a_hatched_shape_are_separate() -> None:
    """The face has the colour of the pattern's ground, the lines their opacity, the edge the shape's stroke."""
    root = hatched(
        '<path d="M 10 10 L 20 20" fill="url(#h1)" stroke="#111111" stroke-width="2" opacity="0.5"/>'
    )
    own = [dict(each.attrib) for each in found(root, "path")]
    assert {"d": "M 10 10 L 20 20", "opacity": "0.5", "fill": "#ffeedd"} in own
    edge = {
        "d": "M 10 10 L 20 20",
        "stroke": "#111111",
        "stroke-width": "2",
        "opacity": "0.5",
        "fill": "none",
    }
    assert edge in own
    (lines,) = [each for each in found(root, "g") if each.get("stroke-opacity")]
    assert (lines.get("stroke"), lines.get("stroke-opacity")) == ("#000000", "0.502")


def test_a_shape_that_is_used_elsewhere_is_moved_there() -> None:
    """A marker is defined once and hatched at each of its places."""
    root = hatched(
        '<defs><path id="m" d="M 0 0 L 5 5"/></defs><use xlink:href="#m" x="100" y="10" fill="url(#h1)"/>'
    )
    assert "M 100 10 L 105 15" in {path.get("d") for path in found(root, "path")}


def test_a_fill_without_a_pattern_stays() -> None:
    """A gradient is no hatching."""
    root = hatched('<path d="M 0 0" fill="url(#gradient)"/>')
    assert "url(#gradient)" in {path.get("fill") for path in found(root, "path")}
