"""Canvases of matplotlib: fixed layouts, pixels where vectors cannot show a shape, and coordinates in points."""

from __future__ import annotations

from typing import Any

import matplotlib as mpl
import numpy as np
import pytest
from lxml import etree
from matplotlib.figure import Figure
from matplotlib.patheffects import Normal, Stroke, withStroke

from report.drawing.canvas import ready_for_vectors, settle
from report.drawing.geometry import Arc, Rect
from report.drawing.plot_axes import empty_canvas, styled, with_fonts
from report.drawing.sheet import Sheet, first_baseline
from report.drawing.sheet import Stroke as Line
from report.drawing.svg_fonts import hoist_family, set_fonts
from report.drawing.svg_tree import SVG
from report.drawing.typesetting import TextRun, set_line
from report.rows.finished_plots import canvas_of, pickled_plot


@pytest.fixture
def canvas() -> Figure:
    """A figure with one pair of axes."""
    made = Figure(figsize=(3, 2))
    made.subplots()
    return made


def test_a_settled_layout_no_longer_depends_on_the_format() -> None:
    """Its engine has placed the axes once, and is then off."""
    made = Figure(figsize=(3, 2), layout="constrained")
    axes = made.subplots()
    axes.set_ylabel("A long label")
    before = axes.get_position().bounds
    settle(made)
    placed = axes.get_position().bounds
    assert placed != before
    axes.set_ylabel("A")
    made.draw_without_rendering()
    assert axes.get_position().bounds == placed


def test_a_layout_without_an_engine_stays(canvas: Figure) -> None:
    """Nothing is moved."""
    before = canvas.axes[0].get_position().bounds
    settle(canvas)
    assert canvas.axes[0].get_position().bounds == before


def test_labels_of_contours_belong_to_a_scale(canvas: Figure) -> None:
    """They are marked as texts of an axis, unless they have a name of their own."""
    axes = canvas.axes[0]
    drawn = axes.contour(np.add.outer(np.arange(5.0), np.arange(5.0)))
    labels = axes.clabel(drawn)
    labels[0].set_gid("stat:a.b")
    settle(canvas)
    assert labels[0].get_gid() == "stat:a.b"
    assert {each.get_gid() for each in labels[1:]} <= {"axis"}


def rasterized(canvas: Figure, artist: Any) -> bool:
    """Whether an artist becomes pixels while the canvas is saved; afterwards it is what it was."""
    with ready_for_vectors(canvas):
        found = bool(artist.get_rasterized())
    assert not artist.get_rasterized()
    return found


def test_shapes_that_abut_become_pixels(canvas: Figure) -> None:
    """Between the cells of a mesh, vector formats show hairlines."""
    axes = canvas.axes[0]
    assert rasterized(canvas, axes.pcolormesh(np.arange(4.0).reshape(2, 2)))
    assert not rasterized(canvas, axes.scatter([1, 2], [1, 2]))


def test_many_points_become_pixels_unless_they_are_rows(canvas: Figure) -> None:
    """Thousands of shapes make a page slow; those tied to rows must remain elements."""
    axes = canvas.axes[0]
    many = axes.scatter(np.arange(4001), np.arange(4001))
    assert rasterized(canvas, many)
    many.set_gid("mark:a.b")
    assert not rasterized(canvas, many)
    assert not rasterized(canvas, axes.scatter(np.arange(4000), np.arange(4000)))


def test_a_text_with_an_outline_remains_a_text(canvas: Figure) -> None:
    """It is drawn once more over its effect; an effect that does not draw the text itself is left alone."""
    outlined = canvas.text(0.5, 0.5, "a")
    outlined.set_path_effects([withStroke(linewidth=2)])
    hollow = canvas.text(0.5, 0.5, "b")
    hollow.set_path_effects([Normal(), Stroke(linewidth=2)])
    with ready_for_vectors(canvas):
        assert "draw" in vars(outlined)
        assert "draw" not in vars(hollow)
    assert "draw" not in vars(outlined)
    assert len(outlined.get_path_effects()) == 1


def test_what_was_changed_is_restored_after_an_error(canvas: Figure) -> None:
    """A failing format must not change the next one."""
    mesh = canvas.axes[0].pcolormesh(np.arange(4.0).reshape(2, 2))
    with pytest.raises(KeyError), ready_for_vectors(canvas):
        raise KeyError
    assert not mesh.get_rasterized()


def test_a_canvas_has_its_size_in_millimetres() -> None:
    """254 mm are ten inches."""
    made = empty_canvas(254, 25.4)
    assert tuple(made.get_size_inches()) == pytest.approx((10, 1))


def test_axes_have_a_line_at_the_left_and_at_the_bottom(canvas: Figure) -> None:
    """Unless another panel follows below."""
    axes = canvas.axes[0]
    styled(axes)
    assert {side for side, spine in axes.spines.items() if spine.get_visible()} == {"left", "bottom"}
    styled(axes, bottom=False)
    assert {side for side, spine in axes.spines.items() if spine.get_visible()} == {"left"}


def test_all_texts_have_the_fonts_of_the_engine(canvas: Figure) -> None:
    """Also titles and labels."""
    canvas.axes[0].set_title("Title")
    with_fonts(canvas)
    assert canvas.axes[0].title.get_fontfamily()[0] != "sans-serif"


def test_coordinates_of_a_sheet_are_points_from_its_upper_left_corner() -> None:
    """A point at 36, 18 of a sheet of 72 by 36 points is in its middle."""
    sheet = Sheet(72, 36)
    assert tuple(sheet.canvas.get_size_inches()) == (1, 0.5)
    drawn = sheet.line([(36, 18), (72, 36)], Line("ink", 2.0))
    points = drawn.get_transform().transform(drawn.get_path().vertices)
    assert points.tolist() == pytest.approx(np.array([[36.0, 18.0], [72.0, 0.0]]))


def test_later_marks_cover_earlier_ones() -> None:
    """And texts cover both."""
    sheet = Sheet(72, 36)
    first, second = (sheet.box(Rect(0, 0, 10, 10), "paper") for _ in range(2))
    text = sheet.text(1, 1, TextRun("a"))
    assert first.get_zorder() < second.get_zorder() < text.get_zorder()


def test_dashes_are_lengths_in_points() -> None:
    """matplotlib multiplies them by the width of the line."""
    for width in (0.5, 2.0):
        drawn = Sheet(72, 36).line([(0, 0), (9, 9)], Line("ink", width, "dashed"))
        offset, dashes = drawn._unscaled_dash_pattern
        assert [length * width for length in dashes] == pytest.approx([3.6, 2.4])
        assert offset == 0


def test_a_head_points_from_its_base_to_its_tip() -> None:
    """Both corners are at half its width on either side; without a length it is still drawn."""
    sheet = Sheet(72, 36)
    corners = sheet.head((10, 0), (0, 0), 6, "ink").get_path().vertices
    assert corners[0].tolist() == [10, 0]
    assert sorted(corner[1] for corner in corners[[1, 3]].tolist()) == [-3, 3]
    assert np.isfinite(sheet.head((5, 5), (5, 5), 6, "ink").get_path().vertices).all()


@pytest.mark.parametrize(("align", "share"), [("left", 0.0), ("center", 0.5), ("right", 1.0)])
def test_a_line_is_aligned_at_its_point(align: Any, share: float) -> None:
    """By its whole width, not run by run."""
    sheet = Sheet(200, 100)
    line = set_line([TextRun("one "), TextRun("two", italic=True)])
    sheet.write(100, 50, line, align)
    starts = [text.get_position()[0] for text in sheet.canvas.texts]
    assert starts[0] == pytest.approx(100 - share * line.width)
    assert starts == sorted(starts)


def test_a_paragraph_ends_below_its_last_line() -> None:
    """Each line is one leading below the one before."""
    sheet = Sheet(200, 100)
    line = set_line([TextRun("one")])
    assert sheet.paragraph(0, 10, [line, line], 12) == 34
    baselines = [text.get_position()[1] for text in sheet.canvas.texts]
    assert baselines == pytest.approx([10 + first_baseline(12), 22 + first_baseline(12)])
    assert sheet.paragraph(0, 10, [], 12) == 10


def test_a_curve_keeps_its_name() -> None:
    """By it the curve is tied to its rows."""
    drawn = Sheet(72, 36).arc(Arc.bent((0, 0), (9, 0), 0.2), Line(), gid="mark:a.b")
    assert drawn.get_gid() == "mark:a.b"


def test_the_family_of_most_texts_moves_to_the_root() -> None:
    """Others keep their own."""
    root = etree.fromstring(
        f'<svg xmlns="{SVG}"><text font-family="A">x</text><text font-family="B">y</text></svg>'
    )
    hoist_family(root, "A")
    assert root.get("font-family") == "A"
    assert [each.get("font-family") for each in root] == [None, "B"]


def test_fonts_of_a_drawing_are_embedded_under_its_own_name() -> None:
    """A style element comes first; a drawing without texts has none."""
    root = etree.fromstring(
        f'<svg xmlns="{SVG}"><text font-family="DejaVu Sans">x</text><text font-family="DejaVu Sans">y</text></svg>'
    )
    set_fonts(root, "fig1")
    style = root[0]
    assert style.tag == f"{{{SVG}}}style"
    assert style.text.startswith(
        "@font-face{font-family:'DejaVu Sans fig1';font-weight:400;font-style:normal;"
    )
    assert style.text.count("@font-face") == 1
    assert root.get("font-family").startswith("'DejaVu Sans fig1','DejaVu Sans',")
    empty = etree.fromstring(f'<svg xmlns="{SVG}"><path/></svg>')
    set_fonts(empty, "fig1")
    assert [each.tag for each in empty] == [f"{{{SVG}}}path"]


def test_a_finished_plot_is_drawn_with_the_settings_of_its_product() -> None:
    """They are restored with it, and only those that differ from the defaults are stored."""
    with mpl.rc_context({"axes.linewidth": 3.25}):
        made = Figure(figsize=(3, 2))
        made.subplots()
        packed = pickled_plot(made)
    assert ("axes.linewidth", 3.25) in packed.settings
    with mpl.rc_context():
        again = packed.draw({})
        assert mpl.rcParams["axes.linewidth"] == 3.25
    assert tuple(again.get_size_inches()) == (3, 2)


def test_axes_stand_for_their_figure(canvas: Figure) -> None:
    """As seaborn returns them."""
    assert pickled_plot(canvas.axes[0]).draw({}).get_axes()
    assert canvas_of(canvas.axes[0]) is canvas
    assert canvas_of("text") is None


def test_anything_else_is_no_plot() -> None:
    """The message names its type."""
    with pytest.raises(TypeError, match=r"^a figure's drawing must have .*; dict is neither$"):
        pickled_plot({"a": 1})
