"""Examines pandoc's tree of a document before any format is written from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from report.render.guard.addresses import refused_attribute, refused_link
from report.render.guard.raw_html import Node, is_raw, translated

_WRITE_MARKDOWN = "write it in Markdown, which every format can show"
#: The first tag of raw HTML, including its attributes.
_TAG = re.compile(r"\s*<(?P<close>/?)(?P<name>[A-Za-z][\w:-]*)[^<>]*>?")
_LANGUAGE_KEYS = ("lang", "dir")


@dataclass(frozen=True)
class UnsafeContent:
    """Content that must not be published: the fault, the remedy, and texts by which to locate its source."""

    what: str
    remedy: str
    needles: tuple[str, ...]


@dataclass
class Examined:
    """The content of a tree that must not be published, and the pictures that it shows."""

    findings: dict[UnsafeContent, None] = field(default_factory=dict)
    pictures: dict[str, None] = field(default_factory=dict)

    def add(self, what: str, remedy: str, *needles: str) -> None:
        """Record a finding, unless it is already recorded."""
        self.findings[UnsafeContent(what, remedy, needles)] = None


def examine(tree: dict[str, Any], folder: str = "") -> Examined:
    """Examine a tree and translate its harmless raw HTML in place; `folder` is the document's folder."""
    found = Examined()
    for key in _LANGUAGE_KEYS:
        _language(tree["meta"].get(key), key, found)
    for part in ("meta", "blocks"):
        tree[part] = _walked(tree[part], folder, found)
    return found


def _language(value: Any, key: str, found: Examined) -> None:
    """Check a language, which is inserted into a tag of the page."""
    text = "".join(_strings(value))
    if value is not None and not all(letter.isalnum() or letter == "-" for letter in text):
        found.add(
            f"the metadata's {key} is not a language: {text}", "write a tag such as en-GB", text, f"{key}:"
        )


def _strings(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if node.get("t") in ("Str", "MetaString"):
            yield str(node["c"])
        elif node.get("t") in ("Space", "SoftBreak"):
            yield " "
        elif node.get("t") == "Quoted":
            yield '"'
        yield from _strings(node.get("c") if not isinstance(node.get("c"), str) else None)
    elif isinstance(node, list):
        for each in node:
            yield from _strings(each)


def _walked(node: Any, folder: str, found: Examined) -> Any:
    """A part of the tree without its raw content."""
    if isinstance(node, list):
        if _is_attributes(node):
            _examine_attributes(node, found)
            return node
        if any(is_raw(each) for each in node):
            node = _without_raw(node, found)
        return [_walked(each, folder, found) if isinstance(each, list | dict) else each for each in node]
    if isinstance(node, dict):
        _examine_target(node, folder, found)
        return {
            key: _walked(each, folder, found) if isinstance(each, list | dict) else each
            for key, each in node.items()
        }
    return node


def _is_attributes(node: list[Any]) -> bool:
    """Whether a list is pandoc's triple of id, classes and key-value pairs."""
    if len(node) != 3 or not isinstance(node[0], str):
        return False
    return isinstance(node[1], list) and isinstance(node[2], list)


def _examine_attributes(node: list[Any], found: Examined) -> None:
    for name, value in node[2]:
        what = refused_attribute(name, value)
        if what:
            needles = (value, "style") if name == "style" else (f"{name}=", name, value)
            found.add(what, "remove the attribute", *needles)


def _without_raw(nodes: list[Any], found: Examined) -> list[Any]:
    """Inlines or blocks without raw content; a closing tag is reported with its opening tag."""
    done = translated(nodes)
    opened: set[str] = set()
    for format, raw in done.refused:
        tag = _TAG.match(raw) if format == "html" else None
        if tag and tag["name"] in opened and tag["close"]:
            continue
        opened.update([tag["name"]] if tag else [])
        text = tag[0] if tag else raw.strip()
        found.add(
            f"contains raw {_called(format)}: {_shown(text)}", _WRITE_MARKDOWN, text, text.split("\n")[0]
        )
    return done.nodes


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"


def _called(format: str) -> str:
    return {"html": "HTML", "tex": "TeX", "latex": "LaTeX", "openxml": "OpenXML"}.get(format, format)


def _examine_target(node: Node, folder: str, found: Examined) -> None:
    if node.get("t") == "Image":
        found.pictures[node["c"][2][0]] = None
    elif node.get("t") == "Link":
        target = node["c"][2][0]
        what = refused_link(target, folder)
        if what:
            remedy = "link to https:, mailto: or a file of the project"
            found.add(
                f"{what}: {_shown(target)}", remedy, target, f"{target.split(':')[0]}:", target.split("%")[0]
            )
