"""The graph of a study as one self-contained page: products and documents with their states and dependencies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html import escape
from importlib.resources import files

from report.pipeline.graph_layout import HEIGHT, NodeBox, layout
from report.pipeline.product_graph import Graph, GraphNode

_KINDS = {
    "file": "data file",
    "value": "value",
    "stats": "statistics",
    "claims": "claims",
    "table": "table",
    "figure": "figure",
    "document": "document",
}
_MARGIN = 20


def page(graph: Graph, title: str) -> str:
    """The page of a study's graph."""
    boxes = layout(graph)
    width = max((box.x + box.width for box in boxes.values()), default=0) + _MARGIN
    height = max((box.y for box in boxes.values()), default=0) + HEIGHT / 2 + _MARGIN
    assets = files("report") / "assets"
    style, script = ((assets / name).read_text(encoding="utf-8") for name in ("graph.css", "graph.js"))
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}: products</title><style>{style}</style></head><body>"
        f"<header><h1>{escape(title)}</h1><p>{escape(summary(graph))}</p>"
        '<label>Find <input type="search" id="find" autocomplete="off"></label>'
        f'<ul class="legend">{"".join(_legend(graph))}</ul></header>'
        f'<main><svg role="group" aria-label="Products and documents" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}">'
        f"<g>{''.join(_edges(graph, boxes))}</g><g>{''.join(_nodes(graph, boxes))}</g></svg></main>"
        f'<aside id="details" aria-live="polite" hidden></aside><script>{script}</script></body></html>\n'
    )


def summary(graph: Graph) -> str:
    """How many products are current."""
    made = [node for node in graph.nodes if node.kind not in ("file", "document")]
    current = sum(node.current for node in made)
    noun = "product" if len(made) == 1 else "products"
    if current == len(made):
        return f"{len(made)} {noun}, all current"
    return f"{len(made)} {noun}, {current} current, {len(made) - current} to be recomputed"


def _legend(graph: Graph) -> Iterator[str]:
    counts = Counter(node.kind for node in graph.nodes)
    yield from (
        f'<li class="{kind}"><i></i>{label} ({counts[kind]})</li>'
        for kind, label in _KINDS.items()
        if counts[kind]
    )
    if not all(node.current for node in graph.nodes):
        yield '<li class="outdated"><i></i>outdated</li>'


def _edges(graph: Graph, boxes: dict[str, NodeBox]) -> Iterator[str]:
    for one, other in graph.edges:
        left, right = boxes[one], boxes[other]
        start, end = left.x + left.width, right.x
        bend = max(30.0, (end - start) / 2)
        yield (
            f'<path data-from="{escape(one)}" data-to="{escape(other)}" d="M{start:.1f} {left.y:.1f}'
            f'C{start + bend:.1f} {left.y:.1f} {end - bend:.1f} {right.y:.1f} {end:.1f} {right.y:.1f}"/>'
        )


def _nodes(graph: Graph, boxes: dict[str, NodeBox]) -> Iterator[str]:
    for node in graph.nodes:
        box = boxes[node.name]
        yield (
            f'<g class="node {node.kind}{"" if node.current else " outdated"}" tabindex="0" role="button" '
            f'data-name="{escape(node.name)}" data-kind="{_KINDS[node.kind]}" data-state="{escape(node.state)}" '
            f'data-location="{escape(node.location)}" aria-label="{escape(_spoken(node))}">'
            f'<rect x="{box.x:.1f}" y="{box.y - HEIGHT / 2:.1f}" width="{box.width:.1f}" height="{HEIGHT:.0f}" '
            f'rx="{12 if node.kind == "document" else 4}"/>'
            f'<text x="{box.x + box.width / 2:.1f}" y="{box.y + 4.5:.1f}">{escape(node.name)}</text></g>'
        )


def _spoken(node: GraphNode) -> str:
    return f"{node.name}, {_KINDS[node.kind]}, {node.state}"
