"""Histograms in a grid with shared axes; each bar is a row."""

from __future__ import annotations

from dataclasses import dataclass

from report.rows.tables import PLACEHOLDER


@dataclass(frozen=True)
class Bars:
    """One histogram: the edges of its bins, the row of each bin's count, and the row of its n.

    Panels with the same `scale` share their horizontal axis; the count axis is shared by all. `title` and `x_label` may
    name rows in braces.
    """

    edges: tuple[float, ...]
    counts: tuple[str, ...]
    n: str = ""
    column: int = 0
    row: int = 0
    title: str = ""
    x_label: str = ""
    scale: str = ""

    def __post_init__(self) -> None:
        if len(self.edges) != len(self.counts) + 1:
            raise ValueError(
                f"{len(self.counts)} bins have {len(self.counts) + 1} edges, not {len(self.edges)}"
            )

    @property
    def ids(self) -> tuple[str, ...]:
        """The rows that the panel prints or encodes."""
        titles = PLACEHOLDER.findall(self.title + self.x_label)
        return (*self.counts, *([self.n] if self.n else []), *titles)


@dataclass(frozen=True)
class Histograms:
    """A grid of histograms; `columns` and `rows` are its headings."""

    panels: tuple[Bars, ...]
    columns: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    y_label: str = ""
    width_mm: float = 180.0

    @property
    def shows(self) -> tuple[str, ...]:
        """The ids of all rows that the histograms print or encode."""
        return tuple(dict.fromkeys(id for panel in self.panels for id in panel.ids))
