"""Translates raw HTML that every format can express into pandoc's tree; all other raw content is rejected."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

Node = dict[str, Any]

_COMMENT = re.compile(r"\s*(?:<!--.*?-->\s*)+", re.DOTALL)
_TAG = re.compile(r"\s*<\s*(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)\s*/?>\s*")
_IMAGE = re.compile(
    r"\s*<img\b(?P<attributes>"
    r"(?:\s+(?:src|alt|title)\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>=]+))+)\s*/?>\s*",
    re.IGNORECASE,
)
_VALUE = re.compile(r"(\w+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))")
_WRAPPERS = {
    "b": "Strong",
    "del": "Strikeout",
    "em": "Emph",
    "i": "Emph",
    "ins": "Underline",
    "s": "Strikeout",
    "strong": "Strong",
    "sub": "Subscript",
    "sup": "Superscript",
    "u": "Underline",
}
_SINGLE: dict[str, Node] = {"br": {"t": "LineBreak"}, "wbr": {"t": "Str", "c": "\u200b"}}


@dataclass
class _Open:
    """A tag that is not closed yet, and the content before it."""

    raw: str
    name: str
    before: list[Node]


@dataclass
class Translation:
    """A list of inlines or blocks without raw content, and the raw texts that have no translation."""

    nodes: list[Node]
    refused: list[tuple[str, str]] = field(default_factory=list)


def is_raw(node: Any) -> bool:
    """Whether pandoc passes an element through unchanged."""
    return isinstance(node, dict) and node.get("t") in ("RawInline", "RawBlock")


def translated(nodes: Iterable[Node]) -> Translation:
    """The inlines or blocks of one element with raw HTML translated where every format can show it."""
    done = Translation([])
    waiting: list[_Open] = []
    for node in nodes:
        if not is_raw(node):
            done.nodes.append(node)
            continue
        format, raw = node["c"]
        tag = _TAG.fullmatch(raw) if format in ("html", "html4", "html5") else None
        if tag and node["t"] == "RawInline" and tag["name"].lower() in _WRAPPERS:
            _take(tag, raw, waiting, done)
        else:
            made = _single_element(node, tag)
            done.nodes += made if made is not None else []
            done.refused += [(format, raw)] if made is None else []
    while waiting:
        last = waiting.pop()
        done.refused.append(("html", last.raw))
        done.nodes = [*last.before, *done.nodes]
    return done


def _take(tag: re.Match[str], raw: str, waiting: list[_Open], done: Translation) -> None:
    name = tag["name"].lower()
    if not tag["close"]:
        waiting.append(_Open(raw, name, done.nodes))
        done.nodes = []
    elif waiting and waiting[-1].name == name:
        done.nodes = [*waiting.pop().before, {"t": _WRAPPERS[name], "c": done.nodes}]
    else:
        done.refused.append(("html", raw))


def _single_element(node: Node, tag: re.Match[str] | None) -> list[Node] | None:
    """The translation of a raw element without an end tag; None if it has none."""
    format, raw = node["c"]
    if format not in ("html", "html4", "html5"):
        return None
    if _COMMENT.fullmatch(raw):
        return []
    block = node["t"] == "RawBlock"
    if tag and tag["name"].lower() in _SINGLE and not tag["close"]:
        single = _SINGLE[tag["name"].lower()]
        return [{"t": "Para", "c": [single]}] if block else [dict(single)]
    if tag and block and tag["name"].lower() == "hr":
        return [{"t": "HorizontalRule"}]
    image = _IMAGE.fullmatch(raw)
    return list(_image(image, block)) if image else None


def _image(match: re.Match[str], block: bool) -> Iterator[Node]:
    from html import unescape

    named = {name.lower(): unescape("".join(value)) for name, *value in _VALUE.findall(match["attributes"])}
    if "src" in named:
        caption = [{"t": "Str", "c": named.get("alt", "")}]
        node = {"t": "Image", "c": [["", [], []], caption, [named["src"], named.get("title", "")]]}
        yield {"t": "Para", "c": [node]} if block else node
