"""Checks a rendered page, regardless of its sources: it must not run or load anything by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from report.render.guard.addresses import refused_link

_ACTIVE_ELEMENTS = frozenset(
    {"applet", "audio", "base", "embed", "form", "frame", "frameset", "iframe", "input", "link", "object"}
    | {"script", "source", "template", "track", "video", "foreignobject", "set", "animate", "animatemotion"}
    | {"animatetransform", "portal", "marquee", "noscript", "textarea", "select"}
)
_META = ("charset", "name", "content")
_LOADING = re.compile(
    r"url\((?!\s*[\"']?\s*(?:#|data:(?:font/|image/(?!svg))))|@import|expression\(|-moz-binding",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp|svg\+xml)[;,]|#", re.IGNORECASE)


def active_in_page(page: str) -> Iterator[str]:
    """The active or loading content of a page before the engine's own scripts and styles are added."""
    from lxml import html

    for element in html.document_fromstring(page).iter():
        if isinstance(element.tag, str):
            yield from _of_element(element)


def _of_element(element: Any) -> Iterator[str]:
    tag = str(element.tag).lower().rpartition("}")[2]
    if tag in _ACTIVE_ELEMENTS or (tag == "meta" and not set(element.attrib) <= {*_META}):
        yield f"contains an active <{tag}>"
    if tag == "style" and _LOADING.search(element.text or ""):
        yield "contains a style that loads an external resource"
    for name, value in element.attrib.items():
        what = _of_attribute(tag, str(name).lower(), str(value))
        if what:
            yield what


def _of_attribute(tag: str, name: str, value: str) -> str:
    if name.startswith("on") or name in ("srcdoc", "formaction", "ping"):
        return f"contains the attribute {name}"
    if name in ("href", "xlink:href") and tag == "a":
        return refused_link(value, "a/a/a/a")
    if name in ("src", "srcset", "href", "xlink:href", "poster", "data-src", "background"):
        return "" if _PICTURE.match(value) else f"loads {value[:60]}"
    if name == "style" and _LOADING.search(value):
        return "contains a style that loads an external resource"
    return ""
