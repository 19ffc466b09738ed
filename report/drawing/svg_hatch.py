"""Draws hatching as lines clipped by the shape, since PDF renderers misplace or drop the tiles of a pattern."""

from __future__ import annotations

import re
from itertools import product
from math import floor
from typing import TYPE_CHECKING

from report.drawing.svg_tree import HREF, local, made, shortened

if TYPE_CHECKING:
    from lxml.etree import _Element

#: The side of matplotlib's hatch tile, in points.
_TILE = 72
_PAIR = re.compile(r"(-?[\d.]+(?:e-?\d+)?) (-?[\d.]+(?:e-?\d+)?)")
_FILL = re.compile(r"url\(#([^)]+)\)")
_FIRST, _LINES, _SQUARE = "hatched-", "-lines", "-square"


def draw_hatches(root: _Element) -> None:
    """Replace each shape that is filled with a pattern by its face, its hatch lines and its edge."""
    patterns = {str(each.get("id")): each for each in root.iter() if local(each) == "pattern"}
    shapes = {str(each.get("id")): each for each in root.iter() if local(each) == "path" and each.get("id")}
    filled = [each for each in root.iter() if _FILL.match(each.get("fill") or "")]
    for number, element in enumerate(filled):
        match = _FILL.match(element.get("fill") or "")
        shape = element if local(element) == "path" else shapes.get((element.get(HREF) or "#")[1:])
        pattern = patterns.get(match[1]) if match else None
        if shape is not None and pattern is not None:
            _draw(element, shape, pattern, f"{_FIRST}{number}")
    for id, pattern in patterns.items():
        home = pattern.getparent()
        if home is not None:
            for each in _definitions(id, pattern):
                home.insert(home.index(pattern), each)
            home.remove(pattern)


def _definitions(id: str, pattern: _Element) -> tuple[_Element, _Element]:
    """The lines of one tile, which extend beyond it, and the square that clips them."""
    clip, lines = made("clipPath", id=f"{id}{_SQUARE}"), made("g", id=f"{id}{_LINES}")
    clip.append(made("rect", width=str(_TILE), height=str(_TILE)))
    lines.set("clip-path", f"url(#{id}{_SQUARE})")
    lines.append(made("path", d=str(pattern[1].get("d"))))
    return clip, lines


def _draw(element: _Element, shape: _Element, pattern: _Element, id: str) -> None:
    """Replace an element by a group of face, hatching and edge."""
    x, y = float(element.get("x") or 0), float(element.get("y") or 0)
    face = pattern[0]
    group = made("g")
    for name in ("clip-path", "transform", "class", "data-encodes"):
        if element.get(name):
            group.set(name, str(element.get(name)))
    outline = made("path", d=_moved(shape.get("d") or "", x, y))
    clip = made("clipPath", id=id)
    clip.append(_with(outline))
    defs = made("defs")
    defs.append(clip)
    group.append(defs)
    opacity: dict[str, str] = {
        name: str(element.get(name)) for name in ("opacity", "fill-opacity") if element.get(name)
    }
    if face.get("fill") != "none":
        group.append(_with(outline, **opacity, fill=str(face.get("fill"))[: len("#rrggbb")]))
    group.append(_tiles(outline, pattern, id))
    edge = {str(name): str(value) for name, value in element.attrib.items() if str(name).startswith("stroke")}
    if edge:
        opacity.pop("fill-opacity", None)
        group.append(_with(outline, **edge, **opacity, fill="none"))
    home = element.getparent()
    if home is not None:
        home.replace(element, group)


def _with(outline: _Element, **attributes: str) -> _Element:
    copy = made("path", d=str(outline.get("d")))
    for name, value in attributes.items():
        copy.set(name, value)
    return copy


def _tiles(outline: _Element, pattern: _Element, id: str) -> _Element:
    """The hatch lines in every tile that the shape touches."""
    points = [(float(x), float(y)) for x, y in _PAIR.findall(outline.get("d") or "")] or [(0.0, 0.0)]
    group = made("g")
    group.set("clip-path", f"url(#{id})")
    for name, value in pattern[1].attrib.items():
        if name != "d":
            group.set(name, str(value))
    for name in ("fill", "stroke"):
        colour = group.get(name) or ""
        if len(colour) == len("#rrggbbaa"):
            group.set(name, colour[:-2])
            group.set(f"{name}-opacity", shortened(f"{int(colour[-2:], 16) / 255:.4f}", 4))
    columns, rows = (_touched([point[axis] for point in points]) for axis in (0, 1))
    for row, column in product(rows, columns):
        tile = made("use", x=str(column * _TILE), y=str(row * _TILE))
        tile.set(HREF, f"#{pattern.get('id')}{_LINES}")
        group.append(tile)
    return group


def _touched(lengths: list[float]) -> range:
    """The indices of the tiles that contain any of the points, along one axis."""
    return range(floor(min(lengths) / _TILE), floor(max(lengths) / _TILE) + 1)


def _moved(d: str, x: float, y: float) -> str:
    if not x and not y:
        return d
    return _PAIR.sub(lambda match: shortened(f"{float(match[1]) + x:.3f} {float(match[2]) + y:.3f}"), d)
