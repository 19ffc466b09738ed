"""Plots in the style of the paper."""

from __future__ import annotations

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from report.drawing.styled_canvas import restyle
from report.rows.binding import bind, scale
from report.rows.styles import STYLES


def test_scales_have_a_decimal_comma_and_names_are_kept():
    """Ticks, minor ticks, colour bars and bound texts follow; names and other texts do not."""
    figure = Figure()
    FigureCanvasAgg(figure)
    lines, bars, logs = figure.subplots(1, 3)
    lines.plot([0, 0.5, 1], [0.25, 0.5, 0.75])
    figure.colorbar(lines.scatter([0, 1], [0, 1], c=[0.1, 0.3]))
    bars.bar(["v1.2", "x"], [0.2, 0.4])
    logs.plot([1, 2], [0.0015, 0.004])
    logs.set_yticks([0.0015, 0.003], ["0.0015 mg", "v1.5"])
    lines.xaxis.set_major_formatter(lambda x, _: f"$x_{{{x:.1f}}}$")
    bound = bind(lines.text(0, 0, "r = .31"), "a.r")
    level = scale(lines.text(0, 0.1, "0.05"))
    note = lines.text(0, 0.2, "Study 1.2")
    restyle(figure, STYLES["apa-comma"])
    figure.canvas.draw()
    labels = [
        [each.get_text() for axis in (axes.xaxis, axes.yaxis) for each in axis.get_ticklabels(which="both")]
        for axes in figure.axes
    ]
    assert "0,2" in labels[0]
    assert "$x_{0{,}0}$" in labels[0]
    assert "v1.2" in labels[1]
    assert {"0,0015 mg", "v1.5"} <= {*labels[2]}
    assert all("." not in text for text in labels[3])
    assert (bound.get_text(), level.get_text(), note.get_text()) == ("r = 0,31", "0,05", "Study 1.2")


def test_a_shared_axis_is_marked_once():
    """Axes that share their scale share its formatter."""
    figure = Figure()
    FigureCanvasAgg(figure)
    one, other = figure.subplots(2, 1, sharex=True)
    one.plot([0, 0.5, 1.5], [1, 2, 3])
    other.plot([0, 0.5, 1.5], [1, 2, 3])
    restyle(figure, STYLES["apa-comma"])
    figure.canvas.draw()
    assert [label.get_text() for label in other.get_xticklabels()][:3] == ["−0,2", "0,0", "0,2"]


def test_points_are_kept_in_english():
    """Without a decimal comma only typed p-values change."""
    figure = Figure()
    FigureCanvasAgg(figure)
    axes = figure.subplots()
    axes.plot([0, 0.5], [0, 1])
    text = axes.text(0, 0, "p < .05")
    restyle(figure, STYLES["vancouver"])
    figure.canvas.draw()
    assert text.get_text() == "P < 0.05"
    assert "0.2" in [label.get_text() for label in axes.get_xticklabels()]
