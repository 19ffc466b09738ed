"""The last look at what was rendered, whatever the sources held: nothing in a page or a Word file acts by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from report.render.guard.addresses import refused_link

if TYPE_CHECKING:
    from lxml.etree import _Element

    from report.render.word.package import Package

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
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FIELDS = ("PAGE", "NUMPAGES", "SECTIONPAGES", "STYLEREF", "TOC", "REF", "PAGEREF", "NOTEREF", "SEQ")
_EXTERNAL = "/hyperlink"
_PARTS = re.compile(r"vbaProject|/embeddings/|/activeX/|\.bin$|afchunk|/attachedToolbars", re.IGNORECASE)
_RELATIONS = re.compile(
    r"/(?:aFChunk|oleObject|package|attachedTemplate|subDocument|frame|control|vbaProject)$"
)


def active_in_page(page: str) -> Iterator[str]:
    """What a page, before it gets scripts and styles of its own, holds that acts or loads something."""
    from lxml import html

    for element in html.document_fromstring(page).iter():
        if isinstance(element.tag, str):
            yield from _of_element(element)


def _of_element(element: Any) -> Iterator[str]:
    tag = str(element.tag).lower().rpartition("}")[2]
    if tag in _ACTIVE_ELEMENTS or (tag == "meta" and not set(element.attrib) <= {*_META}):
        yield f"holds an active <{tag}>"
    if tag == "style" and _LOADING.search(element.text or ""):
        yield "holds a style that loads something"
    for name, value in element.attrib.items():
        what = _of_attribute(tag, str(name).lower(), str(value))
        if what:
            yield what


def _of_attribute(tag: str, name: str, value: str) -> str:
    if name.startswith("on") or name in ("srcdoc", "formaction", "ping"):
        return f"holds the attribute {name}"
    if name in ("href", "xlink:href") and tag == "a":
        return refused_link(value, "a/a/a/a")
    if name in ("src", "srcset", "href", "xlink:href", "poster", "data-src", "background"):
        return "" if _PICTURE.match(value) else f"loads {value[:60]}"
    if name == "style" and _LOADING.search(value):
        return "holds a style that loads something"
    return ""


def active_in_word(package: Package) -> Iterator[str]:
    """What a Word file holds that runs, or that Word would fetch when the file is opened."""
    for name in sorted({*package.parts, *package.trees}):
        if _PARTS.search(name):
            yield f"holds the part {name}"
        elif name.endswith(".rels"):
            yield from _of_relations(package.tree(name))
        elif name.startswith("word/") and name.endswith(".xml"):
            yield from _of_part(package.tree(name))


def _of_relations(relations: _Element) -> Iterator[str]:
    for each in relations:
        kind, target = str(each.get("Type", "")), str(each.get("Target", ""))
        external = each.get("TargetMode") == "External"
        if _RELATIONS.search(kind) or (external and not kind.endswith(_EXTERNAL)):
            yield f"refers to {target[:60]} as {kind.rpartition('/')[2]}"
        elif external and (what := refused_link(target, "a/a/a/a")):
            yield f"{what}: {target[:60]}"


def _of_part(tree: _Element) -> Iterator[str]:
    for each in tree.iter(f"{_W}instrText", f"{_W}fldSimple"):
        field = str(each.get(f"{_W}instr") or each.text or "").split()
        if field and field[0].upper() not in _FIELDS:
            yield f"holds the field {field[0]}"
    for each in tree.iter(f"{_W}altChunk", f"{_W}object", f"{_W}subDoc", f"{_W}control"):
        yield f"holds an active {str(each.tag).rpartition('}')[2]}"
