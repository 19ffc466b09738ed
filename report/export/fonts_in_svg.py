"""Fonts embedded in an SVG: the faces that its texts use, reduced to letters and the other characters needed."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Mapping
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from report.drawing.fonts import SANS, FontFile, font_files
from report.files.store import Cache
from report.files.worker_processes import in_parallel

if TYPE_CHECKING:
    from lxml.etree import _Element

_SVG = "{http://www.w3.org/2000/svg}"
#: Characters embedded in every drawing, so that its words can be edited: Latin, Greek, and symbols of statistics.
LETTERS = frozenset(
    [*range(0x20, 0x7F), *range(0xA0, 0x100), *range(0x391, 0x3CA), *map(ord, "\u2009\u202f–—‘’“”†‡…←→−≈≠≤≥")]
)
_KEY = hashlib.sha256(repr(sorted(LETTERS)).encode()).hexdigest()[:8]


def with_fonts(svg: str, project: Path) -> str:
    """Return the drawing with the fonts of its texts embedded, so that it looks the same everywhere."""
    from lxml import etree

    root = etree.fromstring(svg.encode("utf-8"))
    style = etree.Element(f"{_SVG}style")
    style.text = "".join(_rule(font, signs, project) for font, signs in _used(root).items())
    style.tail = "\n "
    place = next((i for i, child in enumerate(root) if child.tag not in (f"{_SVG}title", f"{_SVG}desc")), 0)
    root.insert(place, style)
    return etree.tostring(root, encoding="unicode") + "\n"


def _used(root: _Element) -> Mapping[FontFile, str]:
    """Return the faces of the sans-serif font in the order of first use, each with its characters."""
    used: dict[FontFile, set[str]] = {}
    for element in root.iter(f"{_SVG}text"):
        font = _font(element)
        if font is not None:
            used.setdefault(font, set()).update(*map(str, element.itertext()))
    return {font: "".join(sorted(signs)) for font, signs in used.items()}


def _font(element: _Element) -> FontFile | None:
    family = (element.get("font-family") or SANS).split(",")[0].strip("'\" ")
    weight = {"normal": 400, "bold": 700}.get(element.get("font-weight") or "normal")
    weight = weight or int(element.get("font-weight") or 400)
    style = "italic" if element.get("font-style") == "italic" else "normal"
    cuts = [f for f in font_files().values() if f.family == family and f.style == style]
    return min(cuts, key=lambda font: abs(font.weight - weight), default=None)


def _rule(font: FontFile, signs: str, project: Path) -> str:
    data = b64encode(_cut_down(font, signs, project)).decode()
    return (
        f"@font-face{{font-family:'{font.family}';font-weight:{font.weight};font-style:{font.style};"
        f"src:url(data:font/woff2;base64,{data}) format('woff2')}}"
    )


def _cut_down(font: FontFile, signs: str, project: Path) -> bytes:
    codes = frozenset(map(ord, signs))
    return _with_letters(font, project) if codes <= LETTERS else _cut(font, codes | LETTERS)


def keep_letters(project: Path) -> None:
    """Subset the fonts of drawings in advance, once for all drawing processes."""
    cuts = [font for font in font_files().values() if font.family == SANS and font.weight < 700]
    missing = [font for font in cuts if _cuts(project).get(_name(font)) is None]
    if missing:
        in_parallel(partial(_with_letters, project=project), missing)
    for font in cuts:
        _with_letters(font, project)


@cache
def _with_letters(font: FontFile, project: Path) -> bytes:
    """Return the face reduced to letters, from the project's cache, since subsetting a font is slow."""
    return _cuts(project).get_or_compute(_name(font), bytes, partial(_cut, font, LETTERS))


def _cuts(project: Path) -> Cache:
    return Cache(project / ".tracepaper" / "fonts-of-figures")


def _name(font: FontFile) -> str:
    return f"{font.path.stem}-{_KEY}"


@cache
def _cut(font: FontFile, signs: frozenset[int]) -> bytes:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    with TTFont(font.path, recalcTimestamp=False) as whole:
        subsetter = Subsetter(Options(layout_features=["kern"]))
        subsetter.populate(unicodes=signs)
        subsetter.subset(whole)
        whole.flavor = "woff2"
        stream = BytesIO()
        whole.save(stream)
    return stream.getvalue()
