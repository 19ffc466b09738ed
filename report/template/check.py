"""Templates held against the ledger before anything is rendered: all unknown names at once, with their lines."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from jinja2 import TemplateSyntaxError, meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from report.errors import Fault
from report.ledger import Ledger
from report.stat import Claim
from report.template.phrases import PARTS


@dataclass(frozen=True)
class Known:
    """All that a template may name."""

    ledger: Ledger
    tables: Collection[str]
    figures: Collection[str]
    globals: Collection[str]
    filters: Collection[str]


def check(
    environment: ImmutableSandboxedEnvironment, sources: Mapping[str, str], start: str, known: Known
) -> list[Fault]:
    """The faults of a template and of all that it includes."""
    faults: list[Fault] = []
    waiting, seen = [start], set()
    while waiting:
        name = waiting.pop(0)
        seen.add(name)
        try:
            tree = environment.parse(sources[name], name)
        except TemplateSyntaxError as error:
            faults.append(
                Fault(f"templates/{name}:{error.lineno}", f"does not parse: {error.message}", "mend the tag")
            )
            continue
        faults += _faults(tree, name, known)
        for partial in meta.find_referenced_templates(tree):
            if partial is not None and partial not in sources:
                faults.append(
                    Fault(
                        f"templates/{name}",
                        f"includes {partial}, which is not there",
                        _near(partial, sources),
                    )
                )
            elif partial is not None and partial not in seen:
                waiting.append(partial)
    return faults


def _near(word: str, words: Collection[str]) -> str:
    near = difflib.get_close_matches(word, list(words), n=2)
    return (
        f"did you mean {' or '.join(near)}?" if near else f"there are: {', '.join(sorted(words)) or 'none'}"
    )


def _faults(tree: nodes.Template, name: str, known: Known) -> list[Fault]:
    own = {node.name for node in tree.find_all(nodes.Name) if node.ctx in ("store", "param")}
    own |= {node.name for node in tree.find_all(nodes.Macro)}
    own |= {
        alias if isinstance(alias, str) else alias[1]
        for node in tree.find_all(nodes.FromImport)
        for alias in node.names
    }
    own |= {node.target for node in tree.find_all(nodes.Import)}
    found = [*_names(tree, own, known), *_calls(tree, known), *_filters(tree, known)]
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
    """The outermost dotted paths below a node, with their lines and what wraps them."""
    for child in node.iter_child_nodes():
        path = _dotted(child)
        if path is not None:
            yield path, child.lineno, node
        else:
            yield from dotted_paths(child, node)


def _names(tree: nodes.Template, own: set[str], known: Known) -> Iterator[Finding]:
    for path, line, wrapper in dotted_paths(tree):
        root = path.split(".")[0]
        if root in own or root in known.globals or (isinstance(wrapper, nodes.Assign) and path == root):
            continue
        if isinstance(wrapper, nodes.Filter) and wrapper.name in PARTS:
            wanted = [f"{path}.{part}" for part in PARTS[wrapper.name]]
        elif known.ledger.below(path) and isinstance(wrapper, nodes.Filter | nodes.Call | nodes.Assign):
            continue
        else:
            wanted = [path]
        for id in wanted:
            if id not in known.ledger:
                yield line, f"no statistic named {id}", _remedy(id, known.ledger)


def _remedy(id: str, ledger: Ledger) -> str:
    below = [row.id.removeprefix(id) for row in ledger.below(id)]
    return f"go on with one of {', '.join(below[:8])}" if below else ledger.suggestion(id)


def _calls(tree: nodes.Template, known: Known) -> Iterator[Finding]:
    for call in tree.find_all(nodes.Call):
        first = call.args[0] if call.args else None
        if not isinstance(call.node, nodes.Name) or not isinstance(first, nodes.Const):
            continue
        name, argument = call.node.name, str(first.value)
        if name == "table" and argument not in known.tables:
            yield call.lineno, f"no table named {argument}", _near(argument, known.tables)
        elif name == "figure" and argument not in known.figures:
            yield call.lineno, f"no figure named {argument}", _near(argument, known.figures)
        elif name == "claim" and not isinstance(known.ledger.get(argument), Claim):
            yield call.lineno, f"no claim named {argument}", known.ledger.suggestion(argument)


def _filters(tree: nodes.Template, known: Known) -> Iterator[Finding]:
    for node in tree.find_all(nodes.Filter):
        if node.name not in known.filters:
            yield node.lineno, f"no filter named {node.name}", _near(node.name, known.filters)
