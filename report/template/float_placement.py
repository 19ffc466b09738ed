"""Finds the tables and figures that a document's tags place, and checks references to other documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jinja2 import nodes

from report.rows.errors import Fault
from report.rows.suggestions import nearest_or_all
from report.template.float_markdown import label
from report.template.template_sources import Sources
from report.template.weaving_context import Context


@dataclass(frozen=True)
class PlacedFloats:
    """The tables and figures of a document by label; `whole` is False if some names are dynamic or wrong."""

    products: Mapping[str, str]
    whole: bool


def label_of(name: str, context: Context) -> str:
    """The label of a table or figure."""
    return label("fig" if name in context.figures else "tbl", name)


def placed(sources: Sources, context: Context) -> PlacedFloats:
    """The tables and figures that the tags of a document place."""
    known = {"table": context.tables, "figure": context.figures}
    products = {}
    whole = sources.whole
    for call in (call for tree in sources.trees.values() for call in tree.find_all(nodes.Call)):
        kind = call.node.name if isinstance(call.node, nodes.Name) else ""
        if kind in known:
            name = _constant(call, 0, "name")
            if name is None or name not in known[kind]:
                whole = False
            else:
                products[label_of(name, context)] = name
    return PlacedFloats(products, whole)


def broken_links(sources: Sources, documents: Mapping[str, PlacedFloats]) -> Iterator[Fault]:
    """The faults of references to other documents whose targets do not exist."""
    for name, tree in sources.trees.items():
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "see":
                document, target = _constant(call, 0, "document"), _constant(call, 1, "target")
                if document is not None and target is not None:
                    for what, remedy in _broken_links(document, target, documents):
                        yield Fault(f"templates/{name}:{call.lineno}", what, remedy)


def _broken_links(
    document: str, target: str, documents: Mapping[str, PlacedFloats]
) -> Iterator[tuple[str, str]]:
    if document not in documents:
        yield f"there is no document {document}", nearest_or_all(document, documents)
    elif documents[document].whole and target not in documents[document].products:
        labels = documents[document].products
        yield (
            f"{document} has no {target}",
            nearest_or_all(target, labels) if labels else "it has no table and no figure",
        )


def missing_float_remedies(
    document: str, documents: Mapping[str, PlacedFloats], context: Context
) -> dict[str, str]:
    """The remedies for a reference to a float that the document lacks: refer to another document, or place it."""
    tags = {name: f'table("{name}")' for name in context.tables}
    tags |= {name: f'figure("{name}")' for name in context.figures}
    found = {label_of(name, context): f"place it with << {tag} >>" for name, tag in tags.items()}
    for other, floats in documents.items():
        if other != document:
            found |= {target: f'write << see("{other}", "{target}") >>' for target in floats.products}
    return found


def _constant(call: nodes.Call, place: int, key: str) -> str | None:
    given = {each.key: each.value for each in call.kwargs}
    value = call.args[place] if len(call.args) > place else given.get(key)
    return str(value.value) if isinstance(value, nodes.Const) else None
