"""YAML with bounded aliases and depth: every YAML text of a project is read through this module."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from yaml.nodes import Node

#: Aliases may repeat this many values beyond ten times what is written.
_SPARE = 50_000
#: Nesting beyond this is no data; Python and pandoc both fail on it.
_DEPTH = 200
_NESTED = "values are nested too deeply"
_CYCLIC = "a value contains itself"
_REPEATED = "aliases repeat values too often"
_REFUSED = (_NESTED, _CYCLIC, _REPEATED)
_INDENTATION = re.compile(r"^[ ?:-]+", re.MULTILINE)
_BRACKET = re.compile(r"[\[\]{}]")


def compose(text: str) -> Node | None:
    """The node graph of a YAML text, of a size in proportion to the text; raise `yaml.YAMLError` if there is none."""
    import yaml

    if _may_be_deep(text):
        _check_depth(text)
    root = yaml.compose(text, Loader=_loader())
    if root is not None:
        _check(root)
    return root


def load(text: str) -> Any:
    """The value of a YAML text; raise `yaml.YAMLError` if there is none, or if it unfolds without bound."""
    import yaml

    compose(text)
    return yaml.load(text, Loader=_loader())


def overgrown(text: str) -> str:
    """Why a text must not be given to another reader of YAML, or nothing; syntax is that reader's to report."""
    if "&" not in text and len(text) < 2 * _DEPTH:
        return ""
    import yaml

    try:
        compose(text)
    except yaml.YAMLError as error:
        problem = str(getattr(error, "problem", ""))
        return problem if problem in _REFUSED else ""
    return ""


def _loader() -> Any:
    import yaml

    return yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader


def _refusal(what: str, mark: Any) -> Exception:
    import yaml

    return yaml.MarkedYAMLError(problem=what, problem_mark=mark)


def _may_be_deep(text: str) -> bool:
    """Whether brackets or indentation leave room for deep nesting, told without parsing."""
    if max(map(len, _INDENTATION.findall(text)), default=0) > _DEPTH:
        return True
    depth = 0
    for bracket in _BRACKET.findall(text):
        depth += 1 if bracket in "[{" else -1
        if depth > _DEPTH:
            return True
    return False


def _check_depth(text: str) -> None:
    """Refuse deep nesting from the events of the text, which need no recursion."""
    import yaml
    from yaml.events import CollectionEndEvent, CollectionStartEvent

    depth = 0
    for event in yaml.parse(text, Loader=_loader()):
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > _DEPTH:
            raise _refusal(_NESTED, event.start_mark)


def _check(root: Node) -> None:
    """Refuse a graph that unfolds to far more than is written, or contains itself."""
    sizes: dict[int, int] = {}
    open_: set[int] = set()
    waiting: list[tuple[Node, bool]] = [(root, False)]
    while waiting:
        node, done = waiting.pop()
        if done:
            open_.discard(id(node))
            sizes[id(node)] = 1 + sum(sizes[id(child)] for child in _children(node))
        elif id(node) not in sizes:
            if id(node) in open_:
                raise _refusal(_CYCLIC, node.start_mark)
            open_.add(id(node))
            waiting.append((node, True))
            waiting += [(child, False) for child in _children(node)]
    if sizes[id(root)] > 10 * len(sizes) + _SPARE:
        raise _refusal(_REPEATED, _culprit(root, sizes).start_mark)


def _culprit(root: Node, sizes: dict[int, int]) -> Node:
    """The smallest value that already unfolds to too much."""
    node = root
    while large := [each for each in _children(node) if sizes[id(each)] > _SPARE]:
        node = large[0]
    return node


def _children(node: Node) -> list[Node]:
    from yaml.nodes import MappingNode, SequenceNode

    if isinstance(node, SequenceNode):
        return list(node.value)
    if isinstance(node, MappingNode):
        return [each for pair in node.value for each in pair]
    return []
