"""Flow charts: boxes in lanes, read from top to bottom."""

from __future__ import annotations

from dataclasses import dataclass

from report.drawing.model import Arrow
from report.rows.tables import PLACEHOLDER


@dataclass(frozen=True)
class Lane:
    """A column of boxes with a title, such as one arm of a trial."""

    key: str
    title: str


@dataclass(frozen=True)
class Box:
    """A step: a title in semibold, then text with lines separated by line feeds.

    Without a lane it is centred in the chart. A `side` box, such as one for excluded participants, is placed to
    the right of the main line of its lane.
    """

    key: str
    text: str = ""
    row: int = 0
    lane: str = ""
    title: str = ""
    side: bool = False

    @property
    def ids(self) -> tuple[str, ...]:
        """The rows that the box prints."""
        return tuple(PLACEHOLDER.findall(self.title) + PLACEHOLDER.findall(self.text))


@dataclass(frozen=True)
class Divider:
    """A dotted line above a row, with labels for the parts above and below it."""

    before_row: int
    above: str = ""
    below: str = ""


@dataclass(frozen=True)
class FlowChart:
    """Boxes joined by arrows, in lanes next to each other."""

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    lanes: tuple[Lane, ...] = ()
    divider: Divider | None = None
    width_mm: float = 180.0

    @property
    def shows(self) -> tuple[str, ...]:
        """The ids of all rows that the chart prints."""
        titles = tuple(id for lane in self.lanes for id in PLACEHOLDER.findall(lane.title))
        return tuple(dict.fromkeys(titles + tuple(id for box in self.boxes for id in box.ids)))
