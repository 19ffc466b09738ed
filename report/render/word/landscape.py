"""Turns the pages of a plain Word file of pandoc, and sets its tables in small type with lines between their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report.render.word.namespaces import DOCUMENT, STYLES, element, w
from report.render.word.package import Package
from report.render.word.page_formats import LANDSCAPE
from report.render.word.paragraph import twips

if TYPE_CHECKING:
    from lxml.etree import _Element

#: The styles of cells and of code, with their type sizes in half points.
_SIZES = {"Compact": 18, "VerbatimChar": 16}


def landscape(document: bytes, epoch: int) -> bytes:
    """A Word file of pandoc with landscape pages, on which tables are as wide as the text."""
    package = Package.read(document)
    body = package.tree(DOCUMENT).find(w("body"))
    assert body is not None
    for old in body.findall(w("sectPr")):
        body.remove(old)
    body.append(_section())
    for table in body.iter(w("tbl")):
        _widen(table, twips(LANDSCAPE.measure))
    for style in package.tree(STYLES).iter(w("style")):
        if half_points := _SIZES.get(style.get(w("styleId")) or ""):
            _resize(style, half_points)
    return package.written(epoch)


def _section() -> _Element:
    sheet = LANDSCAPE
    size = element("pgSz", w=twips(sheet.wide), h=twips(sheet.high), orient="landscape")
    sides = {"top": sheet.top, "right": sheet.side, "bottom": sheet.bottom, "left": sheet.side}
    margins = {name: twips(side) for name, side in sides.items()}
    return element("sectPr", size, element("pgMar", **margins, header=680, footer=624, gutter=0))


def _widen(table: _Element, width: int) -> None:
    """Scale the columns of a table to a width, and draw lines between its rows."""
    columns = list(table.iter(w("gridCol")))
    total = sum(int(each.get(w("w")) or 0) for each in columns)
    for each in columns:
        each.set(w("w"), str(round(int(each.get(w("w")) or 0) * width / total)))
    line = element("insideH", val="single", sz=4, space=0, color="BFBFBF")
    layout = table.find(f"{w('tblPr')}/{w('tblLayout')}")
    if layout is not None:
        layout.addprevious(element("tblBorders", line))


def _resize(style: _Element, half_points: int) -> None:
    properties = style.find(w("rPr"))
    if properties is None:
        properties = element("rPr")
        style.append(properties)
    for old in properties.findall(w("sz")):
        properties.remove(old)
    properties.append(element("sz", val=half_points))
