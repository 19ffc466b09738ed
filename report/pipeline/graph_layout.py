"""Where the nodes of a graph are drawn: in columns by the longest path from a file, with few crossings.

The order within a column follows Sugiyama, Tagawa and Toda (1981, IEEE Transactions on Systems, Man, and Cybernetics,
11, 109-125): each node is placed at the mean height of its neighbours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from graphlib import TopologicalSorter

from report.pipeline.product_graph import Graph

_SWEEPS = 8
_ROW, _GAP, _MARGIN = 34.0, 90.0, 20.0
#: Pixels of a character of the label, and around the label.
_CHARACTER, _PADDING = 7.4, 28.0
HEIGHT = 24.0
#: Kinds of nodes whose columns come after all others.
_LATE = {"table": 1, "figure": 1, "document": 2}


@dataclass(frozen=True)
class NodeBox:
    """The left edge, the vertical middle and the width of a node, in pixels."""

    x: float
    y: float
    width: float


def layout(graph: Graph) -> dict[str, NodeBox]:
    """The box of each node."""
    before: dict[str, list[str]] = {node.name: [] for node in graph.nodes}
    after: dict[str, list[str]] = {node.name: [] for node in graph.nodes}
    for one, other in graph.edges:
        before[other].append(one)
        after[one].append(other)
    columns = _columns(graph, before)
    heights = {name: float(place) for column in columns for place, name in enumerate(column)}
    for sweep in range(_SWEEPS):
        forward = sweep % 2 == 0
        for column in columns if forward else reversed(columns):
            _arrange(column, heights, before if forward else after)
    return _boxes(columns)


def _columns(graph: Graph, before: Mapping[str, list[str]]) -> list[list[str]]:
    """The names of each column; tables and figures are in the last but one, documents in the last."""
    depth: dict[str, int] = {}
    for name in TopologicalSorter(before).static_order():
        depth[name] = max((depth[need] + 1 for need in before[name]), default=0)
    last = max((depth[node.name] for node in graph.nodes if node.kind not in _LATE), default=0)
    depth |= {node.name: last + _LATE[node.kind] for node in graph.nodes if node.kind in _LATE}
    columns: list[list[str]] = [[] for _ in range(last + 3)]
    for node in graph.nodes:
        columns[depth[node.name]].append(node.name)
    return [column for column in columns if column]


def _arrange(column: list[str], heights: dict[str, float], neighbours: Mapping[str, list[str]]) -> None:
    """Sort a column by the mean relative height of each node's neighbours."""

    def mean(name: str) -> float:
        found = [heights[each] for each in neighbours[name]]
        return sum(found) / len(found) if found else heights[name]

    column.sort(key=lambda name: (mean(name), name))
    heights.update({name: (place + 0.5) / len(column) for place, name in enumerate(column)})


def _boxes(columns: list[list[str]]) -> dict[str, NodeBox]:
    boxes: dict[str, NodeBox] = {}
    tallest, x = max(map(len, columns), default=0) * _ROW, _MARGIN
    for column in columns:
        width = max(len(name) for name in column) * _CHARACTER + _PADDING
        step = tallest / len(column)
        boxes |= {
            name: NodeBox(x, _MARGIN + step * (place + 0.5), width) for place, name in enumerate(column)
        }
        x += width + _GAP
    return boxes
