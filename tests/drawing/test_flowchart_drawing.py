"""Flow charts as they are drawn: lanes behind boxes, arrows that end at what they point to, and texts of rows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch

from report.drawing.flowchart import Box, Divider, FlowChart, Lane
from report.drawing.flowchart_drawing import draw_flowchart
from report.drawing.flowchart_layout import EDGE, ELBOW, Chart, lay_out
from report.drawing.geometry import Rect
from report.drawing.model import Arrow
from report.drawing.style import COLOURS
from report.rows.stat import Stat

ROWS = {"n.all": Stat("n.all", 120, "count", "all"), "n.out": Stat("n.out", 8, "count", "excluded")}
LANES = (Lane("a", "Drug"), Lane("b", "Placebo"))
CHART = FlowChart(
    (
        Box("all", "Randomised (n = {n.all})"),
        Box("drug", "Drug given", 1, "a"),
        Box("out", "Excluded (n = {n.out})", 2, "a", side=True),
        Box("end", "Analysed", 3, "a"),
        Box("placebo", "Placebo given", 1, "b"),
    ),
    (Arrow("all", "drug"), Arrow("all", "placebo"), Arrow("drug", "out"), Arrow("drug", "end")),
    LANES,
)


def paths(canvas: Figure) -> list[PathPatch]:
    """The paths in the order in which they cover each other, in points from the upper left corner."""
    return sorted(
        (each for each in canvas.artists if isinstance(each, PathPatch)), key=lambda each: each.get_zorder()
    )


def bounds(patch: PathPatch) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a path."""
    box = patch.get_path().get_extents()
    return box.x0, box.y0, box.x1, box.y1


def tips(canvas: Figure) -> list[tuple[float, float]]:
    """The tips of the arrows, in order: heads are filled with ink and have no line around them."""
    heads = (each for each in paths(canvas) if to_hex(each.get_facecolor()) == COLOURS["ink"])
    return [tuple(each.get_path().vertices[0]) for each in heads if each.get_linewidth() == 0]


def edges(rect: Rect) -> object:
    """The sides of a rectangle, to a thousandth of a point."""
    return pytest.approx((rect.left, rect.top, rect.right, rect.bottom), abs=0.001)


@pytest.fixture(scope="module")
def laid() -> Chart:
    """The layout of the chart."""
    return lay_out(CHART, ROWS)


@pytest.fixture(scope="module")
def canvas() -> Figure:
    """The drawing of the chart."""
    return draw_flowchart(CHART, ROWS)


def test_the_canvas_has_the_size_of_the_layout(canvas: Figure, laid: Chart) -> None:
    """An inch is 72 points."""
    assert (canvas.get_figwidth(), canvas.get_figheight()) == pytest.approx(
        (laid.width / 72, laid.height / 72)
    )


def test_lanes_are_behind_arrows_and_boxes_in_front(canvas: Figure, laid: Chart) -> None:
    """Each in its place of the layout; lanes are tinted, boxes are white."""
    drawn = paths(canvas)
    for patch, rect in zip(drawn[:2], laid.lanes.values(), strict=True):
        assert bounds(patch) == edges(rect)
        assert to_hex(patch.get_facecolor()) == COLOURS["tint"]
    for patch, placed in zip(drawn[-5:], laid.placed.values(), strict=True):
        assert bounds(patch) == edges(placed.rect)
        assert to_hex(patch.get_facecolor()) == COLOURS["paper"]


def test_a_side_box_has_a_lighter_border(canvas: Figure) -> None:
    """Excluded participants are not on the main line."""
    borders = [to_hex(each.get_edgecolor()) for each in paths(canvas)[-5:]]
    assert borders == [COLOURS["line" if box.side else "ink"] for box in CHART.boxes]


def test_arrows_end_at_what_they_point_to(canvas: Figure, laid: Chart) -> None:
    """At the middle of a lane that they enter, at the left of a side box, or above a box, a point before it."""
    drug, placebo, out, end = tips(canvas)
    for tip, key in ((drug, "a"), (placebo, "b")):
        assert tip == pytest.approx((laid.lanes[key].centre[0], laid.lanes[key].top - 1))
    side, last = laid.placed["out"].rect, laid.placed["end"].rect
    assert out == pytest.approx((side.left - 1, side.centre[1]))
    assert end == pytest.approx((laid.placed["end"].course, last.top - 1))


def test_arrows_between_columns_have_an_elbow(canvas: Figure, laid: Chart) -> None:
    """Down, across above the lane, and down again; a straight arrow has two points."""
    lines = [
        each.get_path().vertices for each in paths(canvas) if to_hex(each.get_edgecolor()) == COLOURS["ink"]
    ]
    elbow, other, branch, straight = lines[:4]
    assert [len(each) for each in (elbow, other, branch, straight)] == [4, 4, 3, 2]
    assert elbow[0] == pytest.approx((laid.placed["all"].course, laid.placed["all"].rect.bottom))
    assert elbow[1][1] == elbow[2][1] == pytest.approx(laid.lanes["a"].top - 1 - ELBOW)


def test_texts_name_the_rows_that_they_print(canvas: Figure) -> None:
    """Numbers are texts of their own, with the id of their row."""
    printed = {text.get_gid(): text.get_text() for text in canvas.texts if text.get_gid()}
    assert printed == {"stat:n.all": "120", "stat:n.out": "8"}
    assert [text.get_text() for text in canvas.texts][:2] == ["Drug", "Placebo"]


def test_a_dividing_line_is_dotted_and_has_its_labels() -> None:
    """From edge to edge, with one label above it and one below."""
    chart = replace(CHART, divider=Divider(2, "before", "after"))
    laid, canvas = lay_out(chart, ROWS), draw_flowchart(chart, ROWS)
    (line,) = (each for each in paths(canvas) if to_hex(each.get_edgecolor()) == COLOURS["muted"])
    assert bounds(line) == pytest.approx((EDGE, laid.divider, laid.width - EDGE, laid.divider))
    assert line.get_capstyle() == "round"
    heights = {text.get_text(): text.get_position()[1] for text in canvas.texts}
    assert heights["before"] < bounds(line)[1] < heights["after"]
