"""Simplifies the SVG that matplotlib writes, so that it can be embedded in a page.

Groups that only name an artist are removed, style declarations become presentation attributes, and ids that are
referenced get the figure's name as a prefix, so that several drawings can share a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
HREF = f"{{{XLINK}}}href"

_DROPPED = ("metadata", "style", "title", "desc")
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
#: Attributes with lengths in points; transformations keep all their decimals.
_LENGTHS = frozenset(
    ("d", "x", "y", "width", "height", "stroke-width", "stroke-dasharray", "stroke-dashoffset")
)
_SHARES = frozenset(("opacity", "fill-opacity", "stroke-opacity", "stop-opacity"))
#: Groups in which matplotlib draws an axis: its ticks, their labels, the axis label and the offset.
_AXIS = re.compile(r"(?:matplotlib\.axis|axis3d)_\d+$")
#: Declarations of the root element that its descendants inherit and need not repeat.
_INHERITED = {("text-anchor", "start"), ("stroke-linejoin", "round")}


def local(element: _Element) -> str:
    """The name of an element without its namespace; empty for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attributes(element: _Element) -> list[tuple[str, str]]:
    """The names and values of an element's attributes."""
    return [(str(name), str(value)) for name, value in element.attrib.items()]


def made(tag: str, **values: str) -> _Element:
    """A new SVG element; underscores in attribute names become hyphens."""
    from lxml import etree

    return etree.Element(f"{{{SVG}}}{tag}", {name.replace("_", "-"): text for name, text in values.items()})


def marks(drawn: _Element) -> list[_Element]:
    """All drawn elements, in order, with the classes and rows that the names of groups state."""
    return [mark for child in drawn for mark in _simplified(child, False)]


def _simplified(element: _Element, axis: bool) -> Iterator[_Element]:
    name, id = local(element), element.get("id") or ""
    if not name or name in _DROPPED:
        return
    if name not in ("g", "a"):
        yield from _filled(_mark(element, axis))
        return
    group = _copy(element) if name == "g" else made("g")
    axis = axis or bool(_AXIS.match(id))
    for child in element:
        group.extend(_simplified(child, axis))
    _link(group, id)
    if group.attrib:
        yield group
    else:
        yield from list(group)


def _mark(element: _Element, axis: bool) -> _Element:
    """A drawn element or definition with all its descendants."""
    copy = _copy(element)
    if element.get("id"):
        copy.set("id", str(element.get("id")))
    if axis and local(element) == "text":
        copy.set("class", "axis")
    if local(element) in ("text", "tspan"):
        copy.text = element.text
    copy.extend(_mark(child, False) for child in element if local(child) not in ("", *_DROPPED))
    return copy


def _filled(mark: _Element) -> Iterator[_Element]:
    """The element, unless it is an empty list of definitions."""
    if len(mark) or local(mark) != "defs":
        yield mark


def _copy(element: _Element) -> _Element:
    """The element without its children: its attributes, and its style declarations as attributes."""
    from lxml import etree

    copy = etree.Element(element.tag)
    for name, value in (*attributes(element), *_declarations(element.get("style") or "")):
        if name not in ("id", "style") and not (name == "transform" and value.startswith("rotate(-0 ")):
            text = " ".join(value.split())
            copy.set(name, shortened(text) if name in _LENGTHS else text)
    if element.get(HREF, "").startswith("data:"):
        copy.set(HREF, "".join(element.get(HREF, "").split()))
    return copy


def _declarations(style: str) -> Iterator[tuple[str, str]]:
    for declaration in filter(None, (part.strip() for part in style.split(";"))):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        if (name, value) not in _INHERITED:
            yield name, (value if name in _SHARES else shortened(value)).replace(", ", ",")


def _link(group: _Element, gid: str) -> None:
    """Tie the contents of a group to the rows that its name states."""
    kind, _, ids = gid.partition(":")
    texts = [each for each in group.iter() if local(each) == "text"]
    if gid == "axis":
        _set_all(texts, {"class": "axis"})
    elif kind == "literal":
        _set_all(texts, {"class": "literal", "data-reason": ids})
    elif kind in ("stat", "p") and ids:
        _set_all(texts, {"class": "stat" if kind == "stat" else "stat stars", "data-stat": ids})
    elif kind == "mark" and ids:
        one = len(group) == 1 and not group.attrib
        _set_all([group[0] if one else group], {"class": "stat-mark", "data-encodes": ids})


def _set_all(elements: list[_Element], values: dict[str, str]) -> None:
    for element in elements:
        for name, value in values.items():
            element.set(name, value)


def separate_opacities(root: _Element) -> None:
    """Apply opacity to face and edge separately, as in pixel output, instead of to the shape as a whole.

    PDF renderers merge the face and the edge of one element, so a transparent edge needs its own element.
    """
    for element in root.iter():
        if local(element) == "path" and element.get("id") and not element.get("fill"):
            for name in [name for name in element.attrib if str(name).startswith("stroke")]:
                del element.attrib[name]  # repeated at each use of a marker
    for element in [each for each in root.iter() if local(each) in ("path", "use")]:
        if element.get("opacity"):
            opacity = float(element.attrib.pop("opacity"))
            for name in ("fill-opacity", "stroke-opacity"):
                element.set(name, shortened(f"{opacity * float(element.get(name) or 1):.4f}", 4))
        if element.get("stroke-opacity") and element.get("stroke") and element.get("fill") != "none":
            _separate_edge(element)


def _separate_edge(element: _Element) -> None:
    edge, home = deepcopy(element), element.getparent()
    if home is None or local(home) == "clipPath" or home.tag == f"{{{SVG}}}defs":
        return
    for name in [name for name in element.attrib if str(name).startswith("stroke")]:
        del element.attrib[name]
    edge.set("fill", "none")
    for name in ("class", "data-encodes", "fill-opacity"):
        edge.attrib.pop(name, "")
    home.insert(home.index(element) + 1, edge)


def rename_ids(root: _Element, name: str) -> None:
    """Rename referenced ids after this figure, in order, and drop all others."""
    wanted = {each for element in root.iter() for each in _referred(element)}
    names: dict[str, str] = {}
    for element in root.iter():
        id = str(element.attrib.pop("id", ""))
        if id in wanted:
            element.set("id", names.setdefault(id, f"{name}--{len(names) + 1}"))
    for element in root.iter():
        for key, value in attributes(element):
            if key == HREF and value.startswith("#"):
                element.set(key, f"#{names.get(value[1:], value[1:])}")
            elif "url(#" in value:
                element.set(
                    key, _REFERENCE.sub(lambda match: f"url(#{names.get(match[1], match[1])})", value)
                )


def _referred(element: _Element) -> Iterator[str]:
    for key, value in attributes(element):
        if key == HREF and value.startswith("#"):
            yield value[1:]
        elif "url(#" in value:
            yield from _REFERENCE.findall(value)


def shortened(text: str, decimals: int = 2) -> str:
    """Round the numbers in a text to at most two decimals, which for lengths is a fiftieth of a pixel in print."""
    return _NUMBER.sub(lambda match: f"{float(match[0]):.{decimals}f}".rstrip("0").rstrip("."), text)


def break_lines(root: _Element) -> None:
    """Put each element on its own line, except in texts, where a line feed would be printed as a space."""
    for element in root.iter():
        if local(element) in ("svg", "g", "defs", "clipPath", "pattern") and len(element):
            element.text = "\n"
            for child in element:
                child.tail = "\n"
