"""Parses the sources of a document: its template and everything it includes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import cast

from jinja2 import Environment, TemplateSyntaxError, nodes

from report.rows.errors import Fault
from report.rows.suggestions import nearest_or_all

_INNERMOST = re.compile(r"The innermost block that needs to be closed is '(\w+)'")
_INCLUDING = re.compile(r"<%[-+]?\s*(?:include|import|from|extends)\b")
_UNPARSED = "correct the tag, or a tag above it that lacks its end"


@dataclass(frozen=True)
class Sources:
    """The syntax trees of a document by name; `whole` is False if a source is missing, or known only when weaving."""

    trees: Mapping[str, nodes.Template]
    faults: tuple[Fault, ...]
    whole: bool


def sources_of(jinja: Environment, texts: Mapping[str, str], start: str) -> Sources:
    """A template and everything it includes, in the order of the includes."""
    trees: dict[str, nodes.Template] = {}
    faults: list[Fault] = []
    late = False
    waiting, seen = [start], {start}
    while waiting:
        name = waiting.pop(0)
        try:
            trees[name] = tree = jinja.parse(texts[name])
        except TemplateSyntaxError as error:
            faults.append(unparsed(jinja, f"templates/{name}", texts[name], error))
            continue
        for each, line in _included(tree, texts[name]):
            if each is None:
                late = True
            elif each not in texts:
                what = f"includes {each}, which does not exist"
                faults.append(Fault(f"templates/{name}:{line}", what, nearest_or_all(each, texts)))
            elif each not in seen:
                seen.add(each)
                waiting.append(each)
    return Sources(trees, tuple(faults), not faults and not late)


def _included(tree: nodes.Template, text: str) -> Iterator[tuple[str | None, int]]:
    """The names that a template includes, with their lines; None for a name known only when weaving."""
    if _INCLUDING.search(text):
        kinds = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
        for each in cast("Iterator[nodes.Include]", tree.find_all(kinds)):
            named = each.template
            yield str(named.value) if isinstance(named, nodes.Const) else None, each.lineno


def unparsed(jinja: Environment, file: str, text: str, error: TemplateSyntaxError) -> Fault:
    """The fault of a template that does not parse; a block without an end tag is reported where it opens."""
    innermost = _INNERMOST.search(error.message or "")
    opened = _opened(jinja, text, innermost[1], error.lineno) if innermost else 0
    if innermost and opened:
        tag = innermost[1]
        return Fault(f"{file}:{opened}", f"<% {tag} %> lacks its end", f"write <% end{tag} %> where it ends")
    return Fault(f"{file}:{error.lineno}", f"does not parse: {error.message}", _UNPARSED)


def _opened(jinja: Environment, text: str, tag: str, until: int) -> int:
    """The line of the last tag of this name that is open at a line, or 0."""
    opened: list[int] = []
    last = ""
    for line, kind, value in takewhile(lambda token: token[0] <= until, jinja.lex(text)):
        if kind == "name" and last == "block_begin":
            if value == tag:
                opened.append(line)
            elif value == f"end{tag}" and opened:
                opened.pop()
        last = last if kind == "whitespace" else kind
    return opened[-1] if opened else 0
