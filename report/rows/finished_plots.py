"""Plots that products drew themselves with matplotlib, seaborn or plotnine."""

from __future__ import annotations

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
class Finished:
    """A plot that was drawn by a product itself, packed so that results can be cached without matplotlib."""

    packed: bytes
    settings: tuple[tuple[str, object], ...]
    shows: tuple[str, ...]

    def draw(self, rows: Mapping[str, Row]) -> Canvas:
        """The plot with the settings of matplotlib under which it was drawn."""
        import matplotlib

        settings: Any = matplotlib.rcParams
        settings.update(dict(self.settings))
        canvas: Canvas = pickle.loads(self.packed)
        return canvas


def finished(plot: Any) -> Finished:
    """A plot of matplotlib, seaborn or plotnine; anything else is a TypeError."""
    if "matplotlib" not in sys.modules:
        raise TypeError(_unknown(plot))
    import matplotlib
    from matplotlib.figure import FigureBase

    canvas = plot.draw() if hasattr(plot, "draw") and not hasattr(plot, "savefig") else plot
    canvas = next(
        (each for each in (canvas, getattr(canvas, "figure", None)) if isinstance(each, FigureBase)), None
    )
    if canvas is None:
        raise TypeError(_unknown(plot))
    _close(canvas)
    changed = tuple((name, value) for name, value in matplotlib.rcParams.items() if _is_set(name, value))
    return Finished(pickle.dumps(canvas), changed, bound_ids(canvas))


def canvas_of(plot: Any) -> Any:
    """The canvas of a figure of matplotlib, of axes, of a grid of seaborn or of a plot of plotnine; else None."""
    from matplotlib.figure import Figure

    if type(plot).__name__ == "ggplot":
        plot = plot.draw()
    return next((each for each in (plot, getattr(plot, "figure", None)) if isinstance(each, Figure)), None)


def _unknown(plot: object) -> str:
    kind = type(plot).__name__
    return f"a figure's drawing has `shows` and `draw(rows)`, or is a plot of matplotlib; {kind} is neither"


def _close(canvas: Any) -> None:
    """Take a plot from the list of open windows, with which it would come back from its packing."""
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close(canvas)


def _is_set(name: str, value: object) -> bool:
    """Whether a setting differs from matplotlib's own and can change a picture."""
    import matplotlib

    defaults: Any = matplotlib.rcParamsDefault
    return name != "backend" and not name.startswith(("keymap", "webagg")) and value != defaults[name]
