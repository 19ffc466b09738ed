"""Describes the drawings of a page so that an edit of anything in them can be noticed."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from report.text.reading.writer import seen

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PREFIX = "drawing "
#: Attributes that do not change what a drawing shows by themselves.
_UNSEEN = ("class", "id", "role", "xmlns", "xlink", "version", "focusable", "tabindex")
_UNSEEN_PREFIXES = ("aria-", "data-", "xmlns:", "xml:")
#: Parts of a drawing that show nothing by themselves: descriptions, links around labels, fonts and style rules.
_APART = ("title", "desc", "metadata", "a", "style")
#: Dashes that programs use for one another.
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2212"), "-")


def drawing_names(tree: HtmlElement) -> Iterator[str]:
    """The name of each drawing in a page: the beginning of the hash of what it shows."""
    for drawing in tree.iter("svg", "{*}svg"):
        if not any(_name(outer) == "svg" for outer in drawing.iterancestors()):
            yield drawing_name(drawing)


def is_drawing(name: str) -> bool:
    """Whether the name of a part of a page is that of a drawing."""
    return name.startswith(_PREFIX)


def drawing_name(drawing: Any) -> str:
    """The beginning of the hash of a drawing's shapes and labels, whatever program wrote the file."""
    digest = sha256()
    for part in _parts(drawing):
        digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
    return f"{_PREFIX}{digest.hexdigest()[:12]}"


def _parts(drawing: Any) -> Iterator[str]:
    """The elements of a drawing in order, each with its attributes and the text in and after it."""
    for element in drawing.iter():
        name = _name(element)
        if name and name not in _APART:
            yield name
            yield from sorted(_attributes(element))
        if name and (name not in _APART or name == "a"):
            after = element.tail if element is not drawing else None
            yield from filter(None, (_plain(element.text), _plain(after)))


def _attributes(element: Any) -> Iterator[str]:
    for key, value in element.attrib.items():
        name = key.rpartition("}")[2].lower().removeprefix("xlink:")
        if name not in _UNSEEN and not key.lower().startswith(_UNSEEN_PREFIXES):
            yield f"{name}={_plain(value)}"


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _plain(text: str | None) -> str:
    return " ".join(seen(text or "").translate(_DASHES).split())
