"""Checks and cleans SVG drawings: no scripts, no event handlers, nothing loaded from other files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from lxml.etree import XMLParser, _Element

SVG = "http://www.w3.org/2000/svg"
_HREF = ("href", "{http://www.w3.org/1999/xlink}href")
#: Elements that draw or describe; `set` and animations are excluded, since they can change the target of a link.
_ELEMENTS = frozenset(
    {
        "svg",
        "a",
        "g",
        "defs",
        "symbol",
        "use",
        "switch",
        "title",
        "desc",
        "metadata",
        "style",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "textPath",
        "clipPath",
        "mask",
        "pattern",
        "linearGradient",
        "radialGradient",
        "stop",
        "marker",
        "image",
        "filter",
        "feBlend",
        "feColorMatrix",
        "feComponentTransfer",
        "feComposite",
        "feConvolveMatrix",
        "feDiffuseLighting",
        "feDisplacementMap",
        "feDistantLight",
        "feDropShadow",
        "feFlood",
        "feFuncA",
        "feFuncB",
        "feFuncG",
        "feFuncR",
        "feGaussianBlur",
        "feMerge",
        "feMergeNode",
        "feMorphology",
        "feOffset",
        "fePointLight",
        "feSpecularLighting",
        "feSpotLight",
        "feTile",
        "feTurbulence",
    }
)
#: Elements in which editors store their own data, and which no program draws.
_INERT = ("metadata",)
_PICTURE = re.compile(r"data:image/(?:png|jpe?g|gif|webp);base64,[A-Za-z0-9+/=\s]*")
_FONT = re.compile(r"data:(?:font|application)/[a-z0-9+.-]+;base64,[A-Za-z0-9+/=\s]*", re.IGNORECASE)
_LINK = re.compile(r"(?:https?:|mailto:)[^\x00-\x20\\]*", re.IGNORECASE)
_URL = re.compile(r"url\(\s*([\"']?)(.*?)\1\s*\)", re.IGNORECASE | re.DOTALL)
_ACTIVE_STYLE = re.compile(
    r"@import|expression\s*\(|javascript:|-moz-binding|behavior\s*:|image-set|\\|<", re.IGNORECASE
)
Refusal = tuple[int, str]


def refusals(svg: bytes) -> tuple[Refusal, ...]:
    """The reasons why a drawing cannot be published, each with its line."""
    from lxml import etree

    try:
        root = etree.fromstring(svg, _parser())
    except etree.XMLSyntaxError as error:
        return ((error.lineno or 1, f"is not well-formed SVG: {error.msg}"),)
    doctype = root.getroottree().docinfo.internalDTD
    if doctype is not None and list(cast("Any", doctype).iterentities()):
        return ((1, "the drawing defines entities"),)
    if root.tag not in (f"{{{SVG}}}svg", "svg"):
        return ((1, "is not an SVG drawing"),)
    return tuple(_of_tree(root))


def sanitised(svg: bytes) -> bytes:
    """Remove comments, processing instructions and editors' data from a drawing that has no refusals."""
    from lxml import etree

    root = etree.fromstring(svg, _parser())
    for element in list(root.iter()):
        parent = element.getparent()
        if parent is not None and (
            not isinstance(element.tag, str) or _is_foreign(element) or _is_inert(element)
        ):
            _drop(element)
        elif isinstance(element.tag, str):
            for name in [name for name in element.attrib if _is_foreign_name(str(name))]:
                del element.attrib[name]
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="utf-8")


def _parser() -> XMLParser:
    from lxml import etree

    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)


def _drop(element: _Element) -> None:
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _is_foreign(element: _Element) -> bool:
    """Whether an element belongs to another vocabulary, such as an editor's."""
    return str(element.tag).startswith("{") and not str(element.tag).startswith(f"{{{SVG}}}")


def _is_foreign_name(name: str) -> bool:
    return name.startswith("{") and name not in (_HREF[1], "{http://www.w3.org/XML/1998/namespace}space")


def _is_inert(element: _Element) -> bool:
    return _local(str(element.tag)) in _INERT


def _of_tree(root: _Element) -> Iterator[Refusal]:
    skipped: set[_Element] = set()
    for element in root.iter():
        parent = element.getparent()
        if parent is not None and parent in skipped:
            skipped.add(element)
        elif not isinstance(element.tag, str):
            yield from _of_instruction(element)
        elif _is_inert(element):
            skipped.add(element)
        elif _is_foreign(element):
            skipped.add(element)
            if "xhtml" in str(element.tag) or "MathML" in str(element.tag):
                yield (
                    _line(element),
                    f"the drawing contains <{_local(str(element.tag))}> of another vocabulary",
                )
        else:
            yield from _of_element(element)


def _line(element: _Element) -> int:
    line: Any = element.sourceline
    return int(line or 1)


def _of_instruction(element: _Element) -> Iterator[Refusal]:
    from lxml import etree

    if isinstance(element, etree._Entity):
        yield _line(element), "the drawing refers to an entity"


def _of_element(element: _Element) -> Iterator[Refusal]:
    name = _local(str(element.tag))
    if name not in _ELEMENTS:
        yield _line(element), f"the drawing contains <{name}>"
        return
    if name == "style" and _is_active_style("".join(map(str, element.itertext()))):
        yield _line(element), "the drawing's styles load an external resource"
    for key, value in element.attrib.items():
        what = _of_attribute(name, str(key), str(value))
        if what:
            yield _line(element), what


def _of_attribute(element: str, key: str, value: str) -> str:
    local = _local(key).lower()
    if local.startswith("on"):
        return f"the drawing has the event handler {local}"
    if local in ("href", "src", "base"):
        return (
            "" if local == "href" and _is_harmless(element, value) else f"the drawing refers to {value[:60]}"
        )
    if local == "style" and _is_active_style(value):
        return "the drawing's styles load an external resource"
    if not local.startswith(("aria-", "data-")) and _is_external(value):
        return f"the drawing loads an external resource in {local}"
    return ""


def _is_harmless(element: str, href: str) -> bool:
    if element == "image" and _PICTURE.fullmatch(href.strip()):
        return True
    return href.startswith("#") or bool(element == "a" and _LINK.fullmatch(href))


def _is_active_style(text: str) -> bool:
    """Whether a style, or an attribute that may contain one, refers to anything outside the drawing."""
    plain = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return bool(_ACTIVE_STYLE.search(plain)) or _is_external(plain)


def _is_external(text: str) -> bool:
    """Whether `url(...)` in a value refers to anything but a part of the drawing or an embedded font."""
    targets = (found[2].strip() for found in _URL.finditer(text))
    return any(not target.startswith("#") and not _FONT.fullmatch(target) for target in targets)
