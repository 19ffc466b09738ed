"""Path diagrams: nodes, arrows with coefficients, R² of each outcome."""

from __future__ import annotations

from dataclasses import dataclass

from report.rows.tables import PLACEHOLDER


@dataclass(frozen=True)
class Node:
    """A variable: its name, its instrument and time in small type, and its position on the grid.

    `r2` names the row of its explained variance; a `covariate` is drawn in a lighter box.
    """

    key: str
    name: str
    detail: str = ""
    column: float = 0.0
    row: float = 0.0
    r2: str = ""
    covariate: bool = False


@dataclass(frozen=True)
class Arrow:
    """An arrow from tail to head, with the rows of its coefficient and p-value; `both_ways` draws a covariance.

    `bend` sets the curve by hand: the sagitta as a fraction of the chord, positive to the left of its direction.
    """

    tail: str
    head: str
    beta: str = ""
    p: str = ""
    both_ways: bool = False
    bend: float | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """The rows that the arrow prints or encodes."""
        return tuple(id for id in (self.beta, self.p) if id)


@dataclass(frozen=True)
class Panel:
    """One model with its title."""

    title: str
    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]

    def check(self) -> None:
        """Raise a ValueError if the panel cannot be drawn: two nodes at one position, arrows to unknown nodes."""
        places: dict[tuple[float, float], str] = {}
        for node in self.nodes:
            other = places.setdefault((node.column, node.row), node.key)
            if other != node.key:
                raise ValueError(f"the nodes {other} and {node.key} have the same position on the grid")
        keys = [node.key for node in self.nodes]
        repeated = next((key for key in keys if keys.count(key) > 1), None)
        if repeated is not None:
            raise ValueError(f"two nodes have the key {repeated}")
        for arrow in self.arrows:
            for key in (arrow.tail, arrow.head):
                if key not in keys:
                    raise ValueError(
                        f"an arrow names {key}, which is not a node; there are {', '.join(keys)}"
                    )

    @property
    def ids(self) -> tuple[str, ...]:
        """The rows of all arrows and nodes, and those that their texts print."""
        arrows = tuple(id for arrow in self.arrows for id in arrow.ids)
        texts = " ".join((self.title, *(f"{node.name} {node.detail}" for node in self.nodes)))
        nodes = tuple(node.r2 for node in self.nodes if node.r2)
        return (*arrows, *nodes, *PLACEHOLDER.findall(texts))


@dataclass(frozen=True)
class PathDiagram:
    """Models as boxes and arrows, one panel below the other.

    `trends` marks p < .10 with a dagger and a dotted line; `legend` explains lines and colours in the figure.
    """

    panels: tuple[Panel, ...]
    width_mm: float = 180.0
    trends: bool = False
    legend: bool = False

    @property
    def shows(self) -> tuple[str, ...]:
        """The ids of all rows that the diagram prints or encodes."""
        return tuple(dict.fromkeys(id for panel in self.panels for id in panel.ids))
