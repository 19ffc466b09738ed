"""Texts that the edges of a plot cut."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from report.drawing.canvas import settle
from report.drawing.cut_texts import cut_texts


def canvas(change: Callable[[Any], object], **options: Any) -> Any:
    """A small plot after a change of its axes."""
    from matplotlib.figure import Figure

    made = Figure(**({"figsize": (5.5, 2.4)} | options))
    axes = made.add_subplot()
    axes.plot(range(5))
    change(axes)
    settle(made)
    return made


@pytest.mark.parametrize(
    ("change", "cut"),
    [
        (lambda axes: axes.set_xlabel("Weeks"), ("Weeks",)),
        (lambda axes: axes.text(9, 2, "beside"), ("beside",)),
        (lambda axes: axes.set_yticks([0, 1], ["a", "a very long label of a tick"]), ("a very long label of a tick",)),
        (lambda axes: axes.text(9, 2, "clipped", clip_on=True), ()),
        (lambda axes: axes.text(9, 2, "hidden", visible=False), ()),
        (lambda axes: axes.set_xlim(0, 1), ()),
        (lambda axes: axes.set_title("Fits"), ()),
    ],
)  # fmt: skip
def test_drawn_texts_beyond_the_edges_are_cut(change: Callable[[Any], object], cut: tuple[str, ...]) -> None:
    """Those that the axes clip, that are hidden, or that belong to ticks out of view are not drawn there."""
    assert cut_texts(canvas(change)) == cut


def test_the_descent_of_a_line_may_lie_outside() -> None:
    """A small plot of the default margins has its tick labels at the edge, whose digits are whole."""
    assert cut_texts(canvas(lambda axes: axes.bar([0], [7]), figsize=(3, 2))) == ()


def test_ticks_out_of_view_are_not_cut() -> None:
    """Matplotlib makes them, and does not draw them; another text lies as far out."""

    def logarithmic(axes: Any) -> None:
        axes.set_xscale("log")
        axes.set_xlim(0.2, 1.2)
        axes.text(1.9, 2, "beside")

    assert cut_texts(canvas(logarithmic)) == ("beside",)


def test_a_layout_makes_room() -> None:
    """The remedy works."""
    assert cut_texts(canvas(lambda axes: axes.set_xlabel("Weeks"), layout="constrained")) == ()
