"""Checks templates against the ledger before anything is rendered: all unknown names, with their lines."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from jinja2 import nodes

from report.rows.errors import Fault
from report.rows.ledger import Ledger
from report.rows.stat import Claim
from report.rows.suggestions import did_you_mean, nearest_or_all
from report.study.unlisted_modules import unlisted_code
from report.template.filters import FILTERS, parts_of
from report.template.tag_usage import claim_as_row, usage
from report.template.template_sources import Sources


@dataclass(frozen=True)
class KnownNames:
    """Everything that a template may refer to; `root` and `modules` are those of the study's code."""

    ledger: Ledger
    tables: Collection[str]
    figures: Collection[str]
    globals: Collection[str]
    filters: Collection[str]
    row_filters: Mapping[str, Callable[..., str]] = field(default_factory=lambda: FILTERS)
    root: Path | None = None
    modules: tuple[str, ...] = ()

    @cached_property
    def parts(self) -> Mapping[str, tuple[str, ...]]:
        """The rows that each filter needs below a name."""
        return parts_of(self.row_filters)


def check(sources: Sources, known: KnownNames) -> list[Fault]:
    """The faults of a template and of everything it includes."""
    faults = [fault for name, tree in sources.trees.items() for fault in _faults(tree, name, known)]
    return [*sources.faults, *faults]


def _faults(tree: nodes.Template, name: str, known: KnownNames) -> list[Fault]:
    own = {node.name for node in tree.find_all(nodes.Name) if node.ctx in ("store", "param")}
    own |= {node.name for node in tree.find_all(nodes.Macro)}
    own |= {
        alias if isinstance(alias, str) else alias[1]
        for node in tree.find_all(nodes.FromImport)
        for alias in node.names
    }
    own |= {node.target for node in tree.find_all(nodes.Import)}
    found = [*_names(tree, own, known), *_calls(tree, known), *_filters(tree, known)]
    found += usage(tree, known.ledger, known.row_filters, known.filters)
    return [Fault(f"templates/{name}:{line}", what, remedy) for line, what, remedy in sorted(found)]


Finding = tuple[int, str, str]


def _dotted(node: nodes.Node) -> str | None:
    """The dotted path that a chain of attributes spells, if it starts at a name."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        head = _dotted(node.node)
        return None if head is None else f"{head}.{node.attr}"
    return None


def dotted_paths(
    node: nodes.Node, wrapper: nodes.Node | None = None
) -> Iterator[tuple[str, int, nodes.Node | None]]:
    """The outermost dotted paths below a node, with their lines and enclosing nodes."""
    for child in node.iter_child_nodes():
        path = _dotted(child)
        if path is not None:
            yield path, child.lineno, node
        else:
            yield from dotted_paths(child, node)


def _names(tree: nodes.Template, own: set[str], known: KnownNames) -> Iterator[Finding]:
    for path, line, wrapper in dotted_paths(tree):
        root = path.split(".")[0]
        if remedy := claim_as_row(path, known.ledger):
            yield line, f"{path} is a claim, not a number", remedy
            continue
        if root in own or root in known.globals or (isinstance(wrapper, nodes.Assign) and path == root):
            continue
        if isinstance(wrapper, nodes.Filter) and wrapper.name in known.parts:
            wanted = [f"{path}.{part}" for part in known.parts[wrapper.name]]
        elif known.ledger.below(path) and isinstance(wrapper, nodes.Filter | nodes.Call | nodes.Assign):
            continue
        else:
            wanted = [path]
        for id in wanted:
            if id not in known.ledger:
                yield line, f"no statistic named {id}", _remedy(id, known)


def _remedy(id: str, known: KnownNames) -> str:
    below = [row.id.removeprefix(id) for row in known.ledger.below(id)]
    if below:
        return f"continue with one of {', '.join(below[:8])}"
    for kind, names in (("table", known.tables), ("figure", known.figures)):
        if id in names:
            return f'write {kind}("{id}")'
    if id in known.row_filters:
        return f"{id} is a filter: write << name | {id} >>"
    head = id.partition(".")[0]
    if known.root is not None and not known.ledger.below(head):
        code = unlisted_code(head, known.root, known.modules)
        if code:
            return code
    return did_you_mean(id, () if "." in id else known.globals, known.ledger.suggestion(id))


def _calls(tree: nodes.Template, known: KnownNames) -> Iterator[Finding]:
    for call in tree.find_all(nodes.Call):
        first = call.args[0] if call.args else None
        if not isinstance(call.node, nodes.Name) or not isinstance(first, nodes.Const):
            continue
        name, argument = call.node.name, str(first.value)
        if name == "table" and argument not in known.tables:
            yield call.lineno, f"no table named {argument}", nearest_or_all(argument, known.tables)
        elif name == "figure" and argument not in known.figures:
            yield call.lineno, f"no figure named {argument}", nearest_or_all(argument, known.figures)
        elif name == "claim" and not isinstance(known.ledger.get(argument), Claim):
            yield call.lineno, f"no claim named {argument}", known.ledger.suggestion(argument)


def _filters(tree: nodes.Template, known: KnownNames) -> Iterator[Finding]:
    for node in tree.find_all(nodes.Filter):
        if node.name not in known.filters:
            yield node.lineno, f"no filter named {node.name}", nearest_or_all(node.name, known.filters)
