"""YAML with bounded aliases and depth: every YAML text of a project is read through this module."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from yaml.nodes import Node

#: Aliases may repeat this many values in addition to ten times the written ones.
_SPARE = 50_000
#: Deeper nesting is not data; both Python and pandoc fail on it.
_DEPTH = 200
_NESTED = "values are nested too deeply"
_CYCLIC = "a value contains itself"
_REPEATED = "aliases repeat values too often"
_REFUSED = (_NESTED, _CYCLIC, _REPEATED)
#: Values that are not texts, and the characters that they begin with.
_PLAIN = {
    "bool": (re.compile(r"(?:true|True|TRUE|false|False|FALSE)\Z"), list("tTfF")),
    "int": (re.compile(r"[-+]?(?:0|[1-9][0-9]*)\Z"), list("-+0123456789")),
    "float": (
        re.compile(r"[-+]?(?:(?:0|[1-9][0-9]*)\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?\Z"),
        list("-+.0123456789"),
    ),
}
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

    refuse_repeated_keys(compose(text))
    return yaml.load(text, Loader=_loader())


def expansion_fault(text: str) -> str:
    """Why a text must not be passed to another YAML parser, which reports syntax errors; empty if it may be."""
    if "&" not in text and len(text) < 2 * _DEPTH:
        return ""
    import yaml

    try:
        compose(text)
    except yaml.YAMLError as error:
        problem = str(getattr(error, "problem", ""))
        return problem if problem in _REFUSED else ""
    return ""


@cache
def _loader() -> Any:
    """A loader that reads plain values as they are written, or as the number, truth or nothing that they show.

    YAML 1.1 reads 010 as eight, 1:30 as ninety, 1_000 as a thousand and `no` as false; here these are texts.
    """
    import yaml

    class Loader(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):  # type: ignore[misc]
        yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}

    resolved = {f"tag:yaml.org,2002:{name}" for name in ("null", "merge")}
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items():
        Loader.yaml_implicit_resolvers[first] = [each for each in resolvers if each[0] in resolved]
    for name, (pattern, firsts) in _PLAIN.items():
        Loader.add_implicit_resolver(f"tag:yaml.org,2002:{name}", pattern, firsts)
    return Loader


def _refusal(what: str, mark: Any) -> Exception:
    import yaml

    return yaml.MarkedYAMLError(problem=what, problem_mark=mark)


def _may_be_deep(text: str) -> bool:
    """Whether brackets or indentation permit deep nesting, decided without parsing."""
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
    """Refuse a graph that expands to far more than is written, or contains itself."""
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
        raise _refusal(_REPEATED, _largest_repeated(root, sizes).start_mark)


def refuse_repeated_keys(root: Node | None) -> None:
    """Refuse a mapping in which a key occurs twice; a parser would silently keep one of the values."""
    from yaml.nodes import MappingNode, ScalarNode

    waiting, known = [root] if root is not None else [], {id(root)}
    while waiting:
        node = waiting.pop()
        keys: set[str] = set()
        for key, _ in node.value if isinstance(node, MappingNode) else ():
            if isinstance(key, ScalarNode):
                if key.value in keys:
                    raise _refusal(f"the key {key.value} occurs twice", key.start_mark)
                keys.add(key.value)
        new = [child for child in _children(node) if id(child) not in known]
        known.update(map(id, new))
        waiting += new


def _largest_repeated(root: Node, sizes: dict[int, int]) -> Node:
    """The smallest value that expands to too much."""
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
