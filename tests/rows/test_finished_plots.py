"""Plots that products drew themselves, stored and drawn elsewhere."""

from __future__ import annotations

import gc

from matplotlib.figure import Figure
from matplotlib.transforms import TransformNode

from report.rows.finished_plots import pickled_plot


def test_transforms_of_a_stored_plot_know_what_depends_on_them() -> None:
    """Each is kept under its address in this process, so that a change of the resolution reaches all of them."""
    figure = Figure()
    figure.add_subplot().plot([0, 1], [0, 1])
    stored = pickled_plot(figure)
    del figure
    gc.collect()
    drawn = stored.draw({})
    nodes = [each for each in gc.get_objects() if isinstance(each, TransformNode)]
    assert len(nodes) > 50
    assert all(key == id(parent()) for node in nodes for key, parent in node._parents.items() if parent())
    assert drawn.axes


def test_a_change_of_resolution_reaches_every_tick() -> None:
    """Labels keep their distance from the axis, in points, at every resolution, in each of many drawings."""
    figure = Figure(dpi=100)
    figure.add_subplot().plot([0, 1], [0, 1])
    stored = pickled_plot(figure)
    for _ in range(20):
        drawn = stored.draw({})
        tick = drawn.axes[0].yaxis.get_major_ticks()[0]
        before = (
            drawn.axes[0].transAxes.transform((0, 0))[0] - tick.label1.get_transform().transform((0, 0))[0]
        )
        drawn.set_dpi(300)
        after = (
            drawn.axes[0].transAxes.transform((0, 0))[0] - tick.label1.get_transform().transform((0, 0))[0]
        )
        assert abs(after - 3 * before) < 1e-6
