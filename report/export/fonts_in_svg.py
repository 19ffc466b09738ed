"""Fonts inside an SVG: the cuts that its texts use, cut down to their signs."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING

from report.fonts import SANS, FontFile, font_files

if TYPE_CHECKING:
    from lxml.etree import _Element

_SVG = "{http://www.w3.org/2000/svg}"


def with_fonts(svg: str) -> str:
    """The drawing with the fonts that its texts need, so that it looks the same everywhere."""
    from lxml import etree

    root = etree.fromstring(svg.encode("utf-8"))
    style = etree.Element(f"{_SVG}style")
    style.text = "".join(_rule(font, signs) for font, signs in _used(root).items())
    style.tail = "\n "
    place = next((i for i, child in enumerate(root) if child.tag not in (f"{_SVG}title", f"{_SVG}desc")), 0)
    root.insert(place, style)
    return etree.tostring(root, encoding="unicode") + "\n"


def _used(root: _Element) -> Mapping[FontFile, str]:
    """The cuts of our sans in the order of first use, each with its signs."""
    used: dict[FontFile, set[str]] = {}
    for element in root.iter(f"{_SVG}text"):
        font = _cut(element)
        if font is not None:
            used.setdefault(font, set()).update(*map(str, element.itertext()))
    return {font: "".join(sorted(signs)) for font, signs in used.items()}


def _cut(element: _Element) -> FontFile | None:
    family = (element.get("font-family") or SANS).split(",")[0].strip("'\" ")
    weight = {"normal": 400, "bold": 700}.get(element.get("font-weight") or "normal")
    weight = weight or int(element.get("font-weight") or 400)
    style = "italic" if element.get("font-style") == "italic" else "normal"
    cuts = [f for f in font_files().values() if f.family == family and f.style == style]
    return min(cuts, key=lambda font: abs(font.weight - weight), default=None)


def _rule(font: FontFile, signs: str) -> str:
    data = b64encode(_cut_down(font, signs)).decode()
    return (
        f"@font-face{{font-family:'{font.family}';font-weight:{font.weight};font-style:{font.style};"
        f"src:url(data:font/woff2;base64,{data}) format('woff2')}}"
    )


def _cut_down(font: FontFile, signs: str) -> bytes:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    with TTFont(font.path, recalcTimestamp=False) as whole:
        subsetter = Subsetter(Options(layout_features=["kern", "lnum", "tnum"]))
        subsetter.populate(text=signs)
        subsetter.subset(whole)
        whole.flavor = "woff2"
        stream = BytesIO()
        whole.save(stream)
    return stream.getvalue()
