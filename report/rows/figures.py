"""A figure is a drawing, a caption, an alternative text, and the ids of the rows that it shows.

A drawing is a diagram of `report.drawing`, an object with `shows` and `draw(rows)`, or a finished plot of matplotlib,
seaborn or plotnine. `report.bind` links a text in it to the row that it prints, so that a reader's click finds the
row. `caption` and `alt` are Markdown and plain text with `{row.id}` placeholders, as in tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from report.rows.finished_plots import pickled_plot
from report.rows.tables import PLACEHOLDER

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Canvas

    from report.rows.stat import Row


class Drawing(Protocol):
    """The content of a figure: a diagram of `report.drawing`, a study's own `Drawable`, or a finished plot."""

    @property
    def shows(self) -> tuple[str, ...]:
        """The ids of all rows that the drawing prints or encodes."""
        ...


@runtime_checkable
class Drawable(Drawing, Protocol):
    """A study's own drawing, drawn with matplotlib by its `draw` method."""

    def draw(self, rows: Mapping[str, Row]) -> Canvas:
        """Draw the figure on a canvas of its final size in inches."""
        ...


@dataclass(frozen=True)
class Figure:
    """A figure of the paper."""

    caption: str
    alt: str
    drawing: Drawing

    def __post_init__(self) -> None:
        if not (isinstance(self.caption, str) and isinstance(self.alt, str)):
            raise TypeError("a figure's caption and alternative text must be strings")
        if not hasattr(self.drawing, "shows"):
            object.__setattr__(self, "drawing", pickled_plot(self.drawing))

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all rows in drawing, caption and alternative text."""
        texts = PLACEHOLDER.findall(self.caption) + PLACEHOLDER.findall(self.alt)
        return self.drawing.shows + tuple(texts)
