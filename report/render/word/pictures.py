"""Adds the vector drawing to each raster picture, at its drawn width or as wide as the page allows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from report.drawing.safe_svg import refusals, sanitised
from report.render.word.namespaces import ASVG, PIC, WP, A, R, xml
from report.render.word.package import Package
from report.render.word.page_formats import PORTRAIT, PageFormat
from report.rows.errors import Fault, RenderError

if TYPE_CHECKING:
    from lxml.etree import _Element

_EMU_PER_POINT = 12700
_SIZE = re.compile(r'<svg[^>]*?\swidth="([\d.]+)(pt|px|mm|in)?"[^>]*>|<svg[^>]*>')
_HEIGHT = re.compile(r'<svg[^>]*?\sheight="([\d.]+)(pt|px|mm|in)?"')
_POINTS = {"pt": 1.0, "": 0.75, "px": 0.75, "mm": 72 / 25.4, "in": 72.0}
_EXTENSION = (
    '<a:extLst xmlns:a="{a}"><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
    '<asvg:svgBlip xmlns:asvg="{asvg}" xmlns:r="{r}" r:embed="{id}"/></a:ext></a:extLst>'
)
#: The share of the page height that a figure may take, to leave room for its caption.
_SHARE = 0.86


def join_vectors(package: Package, part: str, figures: Path, sheet: PageFormat = PORTRAIT) -> None:
    """Add to each raster picture of a part the drawing of the same name, if the folder has one."""
    inlines = [
        (inline, _drawing_of(inline, figures)) for inline in package.tree(part).iter(f"{{{WP}}}inline")
    ]
    drawings = dict.fromkeys(drawing for _, drawing in inlines if drawing is not None)
    faults = [fault for drawing in drawings for fault in _faults(drawing, figures)]
    if faults:
        raise RenderError(faults)
    for inline, drawing in inlines:
        if drawing is None:
            _shrink(inline, sheet)
            continue
        svg = sanitised(drawing.read_bytes())
        _name(inline, drawing.stem)
        _embed(package, part, inline, drawing.stem, svg)
        _resize(inline, svg.decode("utf-8"), sheet)


def _drawing_of(inline: _Element, figures: Path) -> Path | None:
    """The drawing that has the name of a picture."""
    named = inline.find(f".//{{{PIC}}}cNvPr")
    name = Path((named.get("descr") or "") if named is not None else "").stem
    drawing = figures / f"{name}.svg"
    return drawing if name and drawing.is_file() else None


def _faults(drawing: Path, figures: Path) -> Iterator[Fault]:
    """The faults of a drawing: a link to another folder, or active content."""
    where = f"{figures.name}/{drawing.name}"
    if not drawing.resolve().is_relative_to(figures.resolve()):
        yield Fault(where, "is a link to a file outside its folder", "put the drawing itself there")
        return
    for line, what in refusals(drawing.read_bytes()):
        yield Fault(f"{where}:{line}", what, "save the drawing without it")


def _name(inline: _Element, name: str) -> None:
    """Name a picture, and replace the path in its inner properties by the alternative text."""
    properties = inline.find(f"{{{WP}}}docPr")
    text = (properties.get("descr") or "") if properties is not None else ""
    for each in inline.iter(f"{{{WP}}}docPr", f"{{{PIC}}}cNvPr"):
        each.set("name", name)
        each.set("descr", text)
        if "title" in each.attrib:
            del each.attrib["title"]


def _embed(package: Package, part: str, inline: _Element, name: str, svg: bytes) -> None:
    blip = inline.find(f".//{{{A}}}blip")
    if blip is None:
        return
    target = f"word/media/{name}.svg"
    package.add(target, svg)
    package.extension("svg", "image/svg+xml")
    id = package.relate(part, "image", target)
    for old in blip.findall(f"{{{A}}}extLst"):
        blip.remove(old)
    blip.append(xml(_EXTENSION.format(a=A, asvg=ASVG, r=R, id=id)))


def _resize(inline: _Element, svg: str, sheet: PageFormat) -> None:
    """Give a picture the size of its drawing, reduced if the page is smaller."""
    size = _drawn(svg)
    if size is None:
        return
    _set_size(inline, size, sheet)


def _shrink(inline: _Element, sheet: PageFormat) -> None:
    """Reduce a picture that is larger than the page."""
    extent = inline.find(f"{{{WP}}}extent")
    if extent is not None:
        width, height = (int(extent.get(name) or 0) / _EMU_PER_POINT for name in ("cx", "cy"))
        if width > sheet.measure or height > sheet.depth * _SHARE:
            _set_size(inline, (width, height), sheet)


def _set_size(inline: _Element, size: tuple[float, float], sheet: PageFormat) -> None:
    scale = min(1.0, sheet.measure / size[0], sheet.depth * _SHARE / size[1])
    cx, cy = (str(round(points * scale * _EMU_PER_POINT)) for points in size)
    for extent in inline.iter(f"{{{WP}}}extent", f"{{{A}}}ext"):
        if extent.get("cx") is not None:
            extent.set("cx", cx)
            extent.set("cy", cy)


def _drawn(svg: str) -> tuple[float, float] | None:
    """The width and height of a drawing in points."""
    wide, high = _SIZE.search(svg), _HEIGHT.search(svg)
    if wide is None or high is None or wide[1] is None:
        return None
    return float(wide[1]) * _POINTS[wide[2] or ""], float(high[1]) * _POINTS[high[2] or ""]


def number_drawings(package: Package, parts: tuple[str, ...]) -> None:
    """Give all drawings of a file unique numbers."""
    number = 0
    for part in parts:
        for each in package.tree(part).iter(f"{{{WP}}}docPr", f"{{{PIC}}}cNvPr"):
            number += 1
            each.set("id", str(number))
