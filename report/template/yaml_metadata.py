"""Quotes statistics in YAML metadata as the surrounding scalar requires."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.files.safe_yaml import compose, refuse_repeated_keys
from report.rows.errors import Fault, TemplateError
from report.text.metadata_blocks import front_matter

if TYPE_CHECKING:
    from yaml import YAMLError
    from yaml.nodes import Node, ScalarNode

_SPAN = re.compile(r"\[(?:\\.|[^\[\]\\])*\]\{(?:#o\d+ )?\.[^{}]*\}|\{(?:#o\d+ )?\.[a-z][^{}]*\}")
_PLACEHOLDER = re.compile("\ue002(\\d+)\ue002")


def quoted(markdown: str, where: str, template: str = "") -> str:
    """Make the metadata of a document valid YAML, regardless of the quotes around its statistics.

    Invalid YAML is reported at its line in the template, if one is given.
    """
    front = front_matter(markdown)
    if front is None:
        return markdown
    if not _SPAN.search(front.yaml):
        _scalars(front.yaml, where, template)  # raises if it is not YAML
        return markdown
    spans: list[str] = []

    def replaced_by_placeholder(match: re.Match[str]) -> str:
        spans.append(match[0])
        return f"\ue002{len(spans) - 1}\ue002"

    text = _SPAN.sub(replaced_by_placeholder, front.yaml)
    for node in sorted(_scalars(text, where, template), key=lambda node: -node.start_mark.index):
        start, end = node.start_mark.index, node.end_mark.index
        text = text[:start] + _written(text[start:end], node, spans) + text[end:]
    return markdown[: front.start] + text + markdown[front.start + len(front.yaml) :]


def _scalars(text: str, where: str, template: str) -> list[ScalarNode]:
    import yaml

    try:
        root = compose(text)
        refuse_repeated_keys(root)
    except yaml.YAMLError as error:
        raise TemplateError(_invalid_yaml(error, text, where, template)) from None
    return list({id(node): node for node in _below(root)}.values()) if root is not None else []


def _invalid_yaml(error: YAMLError, text: str, where: str, template: str) -> Fault:
    """The fault of invalid metadata, at the template line where it starts."""
    mark = getattr(error, "context_mark", None) or getattr(error, "problem_mark", None)
    begun = text.split("\n")[mark.line].partition("\ue002")[0] if mark else ""
    lines = (i for i, line in enumerate(template.split("\n"), 1) if begun and line.startswith(begun))
    place = next((f"{where}:{line}" for line in lines), where)
    parts = (getattr(error, "context", None), getattr(error, "problem", None) or str(error))
    message = ", ".join(" ".join(part.split()) for part in parts if part)
    return Fault(
        place,
        f"the metadata are not valid YAML: {_PLACEHOLDER.sub('…', message)}",
        "correct the lines between ---",
    )


def _below(node: Node) -> Iterator[ScalarNode]:
    from yaml.nodes import MappingNode, ScalarNode, SequenceNode

    if isinstance(node, ScalarNode):
        yield node
    elif isinstance(node, SequenceNode):
        for each in node.value:
            yield from _below(each)
    elif isinstance(node, MappingNode):
        for key, value in node.value:
            yield from (*_below(key), *_below(value))


def _written(source: str, node: ScalarNode, spans: list[str]) -> str:
    """The source of a scalar with its spans restored."""

    def plain(match: re.Match[str]) -> str:
        return spans[int(match[1])]

    if not _PLACEHOLDER.search(source):
        return source
    if node.style == '"':
        return _PLACEHOLDER.sub(lambda match: json.dumps(plain(match), ensure_ascii=False)[1:-1], source)
    if node.style == "'":
        return _PLACEHOLDER.sub(lambda match: plain(match).replace("'", "''"), source)
    if node.style in ("|", ">"):
        return _PLACEHOLDER.sub(plain, source)
    return json.dumps(_PLACEHOLDER.sub(plain, node.value), ensure_ascii=False)
