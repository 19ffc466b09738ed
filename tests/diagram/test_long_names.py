"""Names of any length stay inside their boxes, boxes do not overlap, and what cannot be drawn is an error."""

import pytest
from diagram_measure import boxes, overlapping, words
from hypothesis import given, settings
from hypothesis import strategies as st

from report.drawing import Arrow, Box, FlowChart, Node, Panel, PathDiagram
from report.drawing.draw import draw
from report.rows.stat import Stat

ROWS = {f"{key}.{kind}": Stat(f"{key}.{kind}", 0.4, "fixed2", "x") for key in "ab" for kind in ("beta", "p")}
PART = st.text("abcdefghijklmnopqrstuvwxyzABC", min_size=1, max_size=30)
NAMES = st.lists(PART, min_size=1, max_size=4).flatmap(
    lambda parts: st.sampled_from(("-", " ", "_", "/", "")).map(lambda joint: joint.join(parts))
)


def diagram(first, second, third, width):
    nodes = (
        Node("a", first, "mean of items", 0, 0),
        Node("b", second, third, 1, 0, r2="a.beta"),
        Node("c", third, first, 0, 1),
    )
    arrows = (Arrow("a", "b", "a.beta", "a.p"), Arrow("c", "b", "b.beta", "b.p"))
    return PathDiagram((Panel("", nodes, arrows),), width)


def assert_clear(canvas):
    """Boxes do not touch each other, each text lies inside one of them or outside all, and no texts overlap."""
    width, height = (72 * inches for inches in canvas.get_size_inches())
    rects = list(boxes(canvas))
    for place, rect in enumerate(rects):
        assert rect.left >= 0
        assert rect.right <= width
        assert not any(rect.overlaps(other) for other in rects[place + 1 :])
    found = words(canvas)
    for word in found:
        assert word.rect.left >= -0.5
        assert word.rect.right <= width + 0.5
        assert word.rect.bottom <= height + 0.5
        for rect in (each for each in rects if each.overlaps(word.rect) and not word.gid):
            assert rect.left <= word.rect.left
            assert word.rect.right <= rect.right
    assert overlapping(found) == []


@pytest.mark.parametrize("width", [85.0, 180.0])
def test_a_long_name_breaks_at_its_hyphens(width):
    """The example of one column: a name with hyphens and no spaces."""
    name = "Self-transcendence-and-connectedness-inventory"
    canvas = draw(diagram("Emotional breakthrough", "Depression", name, width), ROWS)
    assert_clear(canvas)
    lines = [word.text for word in words(canvas) if word.text.strip("-") in name]
    assert all(line.endswith("-") for line in lines if not line.endswith("inventory"))


@settings(max_examples=25, deadline=None)
@given(NAMES, NAMES, NAMES, st.sampled_from((85.0, 120.0, 180.0)))
def test_names_of_any_length_fit(first, second, third, width):
    """Words that are wider than a box are broken; boxes grow in height and never meet."""
    assert_clear(draw(diagram(first, second, third, width), ROWS))


def test_a_long_word_fits_a_flow_chart():
    """Boxes of flow charts break words as well."""
    word = "Electroencephalographically-monitored-rehabilitation" * 2
    chart = FlowChart((Box("a", word, title=word), Box("b", "short", row=1)), (Arrow("a", "b"),), width_mm=85)
    assert_clear(draw(chart, {}))


@pytest.mark.parametrize(
    ("nodes", "arrows", "said"),
    [
        ((Node("a", "A"), Node("b", "B")), (), "a and b have the same position on the grid"),
        ((Node("a", "A"), Node("a", "B", column=1)), (), "two nodes have the key a"),
        ((Node("a", "A"),), (Arrow("a", "z"),), "names z, which is not a node; there are a"),
    ],
)
def test_a_panel_that_cannot_be_drawn_is_an_error(nodes, arrows, said):
    """The error names the nodes, and becomes a fault of the product that returned the figure."""
    with pytest.raises(ValueError, match=said):
        draw(PathDiagram((Panel("", nodes, arrows),)), {})
