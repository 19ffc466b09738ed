"""Plots that products drew themselves with matplotlib, seaborn or plotnine."""

from __future__ import annotations

import gc
import pickle
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from report.rows.binding import bound_ids

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Canvas

    from report.rows.stat import Row


@dataclass(frozen=True)
class PickledPlot:
    """A plot drawn by a product itself, pickled so that results can be cached without importing matplotlib."""

    packed: bytes
    settings: tuple[tuple[str, object], ...]
    shows: tuple[str, ...]

    def draw(self, rows: Mapping[str, Row]) -> Canvas:
        """The plot, after restoring the matplotlib settings under which it was drawn."""
        import matplotlib

        settings: Any = matplotlib.rcParams
        settings.update(dict(self.settings))
        canvas: Canvas = pickle.loads(self.packed)
        _reconnect_transforms()
        return canvas


def pickled_plot(plot: Any) -> PickledPlot:
    """Pickle a plot of matplotlib, seaborn or plotnine; anything else is a TypeError."""
    if "matplotlib" not in sys.modules:
        raise TypeError(_unknown(plot))
    import matplotlib
    from matplotlib.artist import Artist
    from matplotlib.figure import FigureBase

    is_drawn = isinstance(plot, Artist) or hasattr(plot, "savefig") or not hasattr(plot, "draw")
    canvas = plot if is_drawn else plot.draw()
    canvas = next(
        (each for each in (canvas, getattr(canvas, "figure", None)) if isinstance(each, FigureBase)), None
    )
    if canvas is None:
        raise TypeError(_unknown(plot))
    _close(canvas)
    changed = tuple((name, value) for name, value in matplotlib.rcParams.items() if _is_set(name, value))
    return PickledPlot(pickle.dumps(canvas), changed, bound_ids(canvas))


def _reconnect_transforms() -> None:
    """Reconnect all transforms of an unpickled plot to those that depend on them.

    Matplotlib stores these by their addresses in the process that pickled the plot. A new transform that happens to
    have one of these addresses replaces another, which is then not updated when the resolution changes: ticks and
    their labels would be drawn in different places from run to run.
    """
    from matplotlib.transforms import TransformNode

    for node in [each for each in gc.get_objects() if isinstance(each, TransformNode)]:
        known: Any = vars(node).get("_parents", {})
        dependent = [parent for reference in known.values() if (parent := reference()) is not None]
        known.clear()
        for parent in dependent:
            TransformNode.set_children(parent, node)


def canvas_of(plot: Any) -> Any:
    """The canvas of a matplotlib figure, of axes, of a seaborn grid or of a plotnine plot; otherwise None."""
    from matplotlib.figure import Figure

    if type(plot).__name__ == "ggplot":
        plot = plot.draw()
    return next((each for each in (plot, getattr(plot, "figure", None)) if isinstance(each, Figure)), None)


def _unknown(plot: object) -> str:
    kind = type(plot).__name__
    return (
        f"a figure's drawing must have `shows` and `draw(rows)`, or be a matplotlib plot; {kind} is neither"
    )


def _close(canvas: Any) -> None:
    """Remove a plot from pyplot's list of open figures, to which unpickling would otherwise add it again."""
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close(canvas)


def _is_set(name: str, value: object) -> bool:
    """Whether a setting differs from matplotlib's default and can change a picture."""
    import matplotlib

    defaults: Any = matplotlib.rcParamsDefault
    return name != "backend" and not name.startswith(("keymap", "webagg")) and value != defaults[name]
