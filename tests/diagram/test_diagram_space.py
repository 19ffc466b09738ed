"""Elements of a diagram do not overlap, as measured by the renderer's extents."""

import pytest
from diagram_charts import CHARTS
from diagram_measure import boxes, groups, lies_on, marks, overlapping, words
from diagram_models import DIAGRAMS

ALL = [(name, width) for name in (*DIAGRAMS, *CHARTS) for width in (85, 150, 180)]
MODELS = [(name, width) for name in DIAGRAMS for width in (85, 120, 140, 150, 180)]


@pytest.mark.parametrize(("name", "width"), ALL)
def test_no_two_texts_overlap(drawn, name, width):
    """Every text keeps its own ground."""
    assert overlapping(words(drawn(name, width)[2])) == []


@pytest.mark.parametrize(("name", "width"), ALL)
def test_no_text_leaves_the_canvas(drawn, name, width):
    """All ink of texts lies on the sheet, which is as wide as was asked."""
    canvas = drawn(name, width)[2]
    wide, high = (72 * inches for inches in canvas.get_size_inches())
    assert wide == pytest.approx(width / 25.4 * 72)
    out = [
        w.text
        for w in words(canvas)
        if min(w.rect.left, w.rect.top, wide - w.rect.right, high - w.rect.bottom) < 0
    ]
    assert out == []


@pytest.mark.parametrize(("name", "width"), ALL)
def test_no_text_is_too_small_to_print(drawn, name, width):
    """No text is smaller than 6.5 points in print."""
    assert min(word.size for word in words(drawn(name, width)[2])) >= 6.5


@pytest.mark.parametrize(("name", "width"), MODELS)
def test_no_label_lies_on_a_box(drawn, name, width):
    """Coefficients are between the boxes."""
    canvas = drawn(name, width)[2]
    labels = [word for word in groups(words(canvas)) if word.gid.endswith(".beta")]
    frames = list(boxes(canvas))
    assert len(frames) == sum(len(panel.nodes) for panel in drawn(name, width)[0].panels)
    assert [word.text for word in labels for frame in frames if word.rect.overlaps(frame)] == []


@pytest.mark.parametrize(("name", "width"), MODELS)
def test_no_label_lies_on_a_foreign_arrow(drawn, name, width):
    """A coefficient touches its own arrow or none."""
    canvas = drawn(name, width)[2]
    labels = [word for word in groups(words(canvas)) if word.gid.endswith(".beta")]
    wrong = [
        (word.text, ids)
        for ids, points in marks(canvas)
        for word in labels
        if word.gid.removeprefix("stat:") not in ids.split() and lies_on(points, word.rect)
    ]
    assert wrong == []


@pytest.mark.parametrize(("name", "width"), MODELS)
def test_no_arrow_runs_through_a_box(drawn, name, width):
    """Arrows pass by the boxes that are not theirs."""
    canvas = drawn(name, width)[2]
    frames = [frame.grown(-0.5) for frame in boxes(canvas)]
    assert [ids for ids, points in marks(canvas) for frame in frames if lies_on(points, frame)] == []


@pytest.mark.parametrize(("name", "width"), MODELS)
def test_each_label_is_nearest_to_its_own_arrow(drawn, name, width):
    """A reader who looks from a coefficient to the nearest curve finds the right one."""
    import numpy as np

    canvas = drawn(name, width)[2]
    curves = list(marks(canvas))
    for word in (w for w in groups(words(canvas)) if w.gid.endswith(".beta")):
        r = word.rect

        def gap(points, r=r):
            dx = np.maximum(np.maximum(r.left - points[:, 0], points[:, 0] - r.right), 0)
            dy = np.maximum(np.maximum(r.top - points[:, 1], points[:, 1] - r.bottom), 0)
            return np.hypot(dx, dy).min()

        nearest = min(curves, key=lambda curve: gap(curve[1]))
        assert word.gid.removeprefix("stat:") in nearest[0].split(), word.text


def test_panels_of_one_shape_share_their_geometry(drawn):
    """Only the numbers of the panels differ: their boxes are at the same places."""
    frames = list(boxes(drawn("session1", 180)[2]))
    one, other = frames[: len(frames) // 2], frames[len(frames) // 2 :]
    down = other[0].top - one[0].top
    for a, b in zip(one, other, strict=True):
        assert list(a.moved(0, down)) == pytest.approx(list(b), abs=1e-6)


def test_time_runs_left_to_right(drawn):
    """No box is to the left of a box in an earlier column."""
    drawing, _, canvas = drawn("seven", 180)
    frames = list(boxes(canvas))
    columns = [node.column for node in drawing.panels[0].nodes]
    pairs = sorted(zip(columns, (frame.left for frame in frames), strict=True))
    assert [left for _, left in pairs] == sorted(left for _, left in pairs)
