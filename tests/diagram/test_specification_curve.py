"""The specification curve of a multiverse."""

import pytest

from report.drawing import Decision, EstimatesPanel, SpecificationCurve
from report.drawing.draw import draw
from report.rows.binding import bound_ids
from report.rows.figures import Figure
from report.rows.stat import Stat
from report.template.passages import texts_of

DECISIONS = (
    Decision("cases", "Participants", {"all": "all analysed", "both": "both doses"}, main="all"),
    Decision("se", "Errors", {"normal": "normal", "robust": "robust"}, main="normal"),
)
VALUES = {
    ("all", "normal"): (-0.2, "yes"),
    ("all", "robust"): (-0.3, "no"),
    ("both", "normal"): (0.1, "no"),
    ("both", "robust"): (None, "no"),
}
ROWS = {
    f"m.{cases}.{se}": Stat(
        f"m.{cases}.{se}",
        value,
        "fixed2",
        "an effect",
        about={"cases": cases, "se": se, "significant": significant},
    )
    for (cases, se), (value, significant) in VALUES.items()
}


def curve(*panels):
    return SpecificationCurve(panels or (EstimatesPanel("Effect", tuple(ROWS)),), DECISIONS, "β")


@pytest.fixture
def axes():
    return draw(curve(), ROWS).axes


def test_the_figure_shows_the_rows_of_all_panels():
    one, other = tuple(ROWS)[:1], tuple(ROWS)[1:]
    assert curve(EstimatesPanel("A", one), EstimatesPanel("B", other)).shows == tuple(ROWS)


def test_estimates_are_in_their_order_of_size(axes):
    """An estimate that is missing takes the place of 0."""
    points = [tuple(map(float, point)) for each in axes[0].collections for point in each.get_offsets()]
    assert sorted(points) == [(0, -0.3), (1, -0.2), (2, 0), (3, 0.1)]


def test_each_point_is_bound_to_its_row(axes):
    points = {id for each in axes[0].collections for id in bound_ids(each)}
    assert points == set(ROWS)


def test_significant_estimates_have_a_colour_of_their_own(axes):
    other, significant = axes[0].collections
    assert [len(each.get_offsets()) for each in (other, significant)] == [3, 1]
    assert tuple(other.get_facecolor()[0]) != tuple(significant.get_facecolor()[0])


def test_the_diamond_is_the_main_analysis(axes):
    (mark,) = [line for line in axes[0].lines if line.get_label() == "{:main_analysis}"]
    assert list(bound_ids(mark)) == ["m.all.normal"]
    assert list(mark.get_xydata()[0]) == [1, -0.2]


def test_without_a_main_analysis_no_estimate_is_marked():
    decisions = tuple(Decision(each.key, each.title, each.options) for each in DECISIONS)
    (panel,) = curve().panels
    lines = draw(SpecificationCurve((panel,), decisions), ROWS).axes[0].lines
    assert "{:main_analysis}" not in [line.get_label() for line in lines]


def test_each_option_has_a_line_with_a_tick_for_each_universe_that_takes_it(axes):
    labels = [label.get_text() for label in axes[1].get_yticklabels()]
    assert labels == ["All analysed", "Both doses", "Normal", "Robust"]
    lines = dict(zip(axes[1].get_yticks(), labels, strict=True))
    ticks = sorted(
        (lines[round(float((low[1] + high[1]) / 2), 6)], float(low[0]))
        for patch in axes[1].patches
        for low, high in zip(patch.get_path().vertices[::2], patch.get_path().vertices[1::2], strict=True)
    )
    assert ticks == [
        ("All analysed", 0),
        ("All analysed", 1),
        ("Both doses", 2),
        ("Both doses", 3),
        ("Normal", 1),
        ("Normal", 3),
        ("Robust", 0),
        ("Robust", 2),
    ]


def test_panels_share_the_vertical_scale_and_only_the_first_has_labels():
    one, other = tuple(ROWS)[:2], tuple(ROWS)[2:]
    axes = draw(curve(EstimatesPanel("A", one), EstimatesPanel("B", other)), ROWS).axes
    assert axes[0].get_ylim() == axes[2].get_ylim()
    assert axes[0].get_ylabel() == "β"
    assert axes[2].get_ylabel() == ""
    assert [label.get_text() for label in axes[3].get_yticklabels()] == []


def test_typed_numbers_are_looked_for_in_titles_and_words_not_in_keys():
    decisions = (Decision("dose25", "Dose", {"mg25": "25 mg", "none": "no dose"}, main="mg25"),)
    drawing = SpecificationCurve((EstimatesPanel("Panel 2", ("m.u1",)),), decisions, "b")
    labels = [text for part, text in texts_of(Figure("", "", drawing)) if part == "label"]
    assert labels == ["Panel 2", "Dose", "25 mg", "no dose", "b"]


BOUNDS = {
    f"{id}.{side}": Stat(f"{id}.{side}", value, "fixed2", "a bound")
    for id, bounds in (
        ("m.all.normal", (-0.35, -0.05)),
        ("m.all.robust", (-0.7, 0.1)),
        ("m.both.robust", (None, None)),
    )
    for side, value in zip(("lower", "upper"), bounds, strict=True)
}
INTERVALS = {id: (f"{id}.lower", f"{id}.upper") for id in ("m.all.normal", "m.all.robust", "m.both.robust")}


def test_intervals_are_whiskers_at_their_estimates():
    """In the colour of the point and below it; estimates without an interval have none, nor do missing bounds."""
    drawing = curve(EstimatesPanel("Effect", tuple(ROWS), INTERVALS))
    assert set(drawing.shows) == {*ROWS, *BOUNDS}
    axes = draw(drawing, {**ROWS, **BOUNDS}).axes[0]
    whiskers = [each for each in axes.collections if hasattr(each, "get_segments")]
    ends = {
        tuple(map(float, line[0])): float(line[1][1]) for each in whiskers for line in each.get_segments()
    }
    assert ends == {(1.0, -0.35): -0.05, (0.0, -0.7): 0.1}
    points = [each for each in axes.collections if each not in whiskers]
    assert max(each.get_zorder() for each in whiskers) <= min(each.get_zorder() for each in points)
    assert axes.get_ylim()[0] < -0.7
    assert {id for each in whiskers for id in bound_ids(each)} == {
        "m.all.normal.lower", "m.all.normal.upper", "m.all.robust.lower", "m.all.robust.upper",
    }  # fmt: skip
