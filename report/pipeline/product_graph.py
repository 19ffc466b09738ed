"""The graph of a study: data files, products and documents, with their states and dependencies."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from report.files import manifest
from report.manuscript.computation import product_states
from report.manuscript.inputs import Inputs
from report.study.batches import whole_of
from report.study.dependency_order import ARRANGING, LEDGER
from report.study.product import Product
from report.study.product_states import CURRENT
from report.study.returned_products import location
from report.study.study import collect

_SHAPES = {"file": "cylinder", "document": "note", "table": "box", "figure": "box"}
_NOT_BUILT = "no build has published it"


@dataclass(frozen=True)
class GraphNode:
    """A data file, product or document; `state` is `current`, or why it is outdated, and `location` is file:line."""

    name: str
    kind: str
    state: str
    location: str = ""

    @property
    def current(self) -> bool:
        """Whether nothing that it depends on has changed."""
        return self.state == CURRENT


@dataclass(frozen=True)
class Graph:
    """Nodes in the order of their dependencies, and edges from what is needed to what needs it."""

    nodes: tuple[GraphNode, ...]
    edges: tuple[tuple[str, str], ...]

    def as_dot(self) -> str:
        """The graph in the language of Graphviz."""
        lines = ["digraph study {", "  rankdir=LR;", '  node [fontname="sans-serif"];']
        for node in self.nodes:
            label = node.name if node.current else f"{node.name}\n{node.state}"
            style = "" if node.current else ", style=filled, fillcolor=lightyellow"
            shape = _SHAPES.get(node.kind, "ellipse")
            lines.append(f"  {_quoted(node.name)} [label={_quoted(label)}, shape={shape}{style}];")
        lines += [f"  {_quoted(one)} -> {_quoted(other)};" for one, other in self.edges]
        return "\n".join([*lines, "}", ""])

    def as_record(self) -> dict[str, Any]:
        """The graph as plain data."""
        return {"nodes": [vars(node) for node in self.nodes], "edges": [list(edge) for edge in self.edges]}


def product_graph(inputs: Inputs, out: Path, key: str) -> Graph:
    """The graph of a project; documents and what they print are those of the build in `out`.

    `key` is the key of a build of the current files; a published build with another one is outdated.
    """
    root = inputs.project.root
    products = collect(inputs.project.study, root)
    states = product_states(inputs)
    files = [GraphNode(name, "file", CURRENT, file.name) for name, file in inputs.files.items()]
    made = [
        GraphNode(name, products[name].kind, state, location(products[name], root))
        for name, state in states.items()
        if name == whole_of(name)
    ]
    printed, arranged = _printed(out, products)
    pages = [
        GraphNode(each, "document", _document_state(each, printed, out, key), f"templates/{each}.qmd.j2")
        for each in inputs.project.study.documents
    ]
    shown = [(name, each.name) for each in pages for name in printed.get(each.name, ())]
    edges = dict.fromkeys([*_needs(products), *arranged, *shown])
    return Graph((*files, *_with_rows(made, arranged), *pages), tuple(edges))


def _with_rows(made: Iterable[GraphNode], arranged: Iterable[tuple[str, str]]) -> Iterator[GraphNode]:
    """The products; a table or figure is outdated if products of rows that it prints are."""
    nodes = list(made)
    outdated = {node.name for node in nodes if not node.current}
    for node in nodes:
        rows = [one for one, other in dict.fromkeys(arranged) if other == node.name and one in outdated]
        changed = f"it prints rows of {', '.join(rows)}, which will be recomputed"
        yield replace(node, state=changed) if node.current and rows else node


def _needs(products: dict[str, Product]) -> Iterator[tuple[str, str]]:
    """The edges between products; one that takes the whole ledger needs all products that make rows."""
    rows = [name for name, item in products.items() if item.kind not in (*ARRANGING, "value")]
    for name, item in products.items():
        if name == whole_of(name):
            for need in item.visible_needs:
                yield from ((each, name) for each in (rows if need == LEDGER else [need]))


def _document_state(name: str, printed: dict[str, list[str]], out: Path, key: str) -> str:
    if name not in printed:
        return _NOT_BUILT
    return CURRENT if manifest.is_whole(out, key) else "the published build is outdated"


def _printed(out: Path, products: dict[str, Product]) -> tuple[dict[str, list[str]], list[tuple[str, str]]]:
    """The products that each published document prints, and edges to tables and figures from their rows' products."""
    found: dict[str, list[str]] = {}
    arranged: list[tuple[str, str]] = []
    makers = {
        row["id"]: row["source"]["function"]
        for row in _read(out / "ledger.json", "rows")
        if row.get("source")
    }
    floats = {f"{prefix}-{name.replace('_', '-')}": name for name in products for prefix in ("tbl", "fig")}
    for place in _read(out / "occurrences.json", "occurrences"):
        maker, arranging = makers.get(place["stat"], ""), floats.get(place["float"], "")
        if arranging and maker in products and maker != arranging:
            arranged.append((maker, arranging))
        known = found.setdefault(place["document"], [])
        if (name := arranging or maker) in products and name not in known:
            known.append(name)
    return found, arranged


def _read(path: Path, key: str) -> Iterable[dict[str, Any]]:
    """The records of a published file; none if there is no readable one."""
    try:
        records: Iterable[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))[key]
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return records


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
