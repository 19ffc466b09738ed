"""Fonts inside an SVG: the cuts that its texts use, cut down to their signs."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from report.fonts import SANS, FontFile, font_files
from report.render.typefaces import RANGES
from report.store import Cache

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont
    from lxml.etree import _Element

_SVG = "{http://www.w3.org/2000/svg}"
_LIKELY = frozenset(code for first, last in RANGES for code in range(first, last + 1))


def with_fonts(svg: str, project: Path) -> str:
    """The drawing with the fonts that its texts need, so that it looks the same everywhere."""
    from lxml import etree

    root = etree.fromstring(svg.encode("utf-8"))
    style = etree.Element(f"{_SVG}style")
    style.text = "".join(_rule(font, signs, project) for font, signs in _used(root).items())
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


def _rule(font: FontFile, signs: str, project: Path) -> str:
    data = b64encode(_cut_down(font, signs, project)).decode()
    return (
        f"@font-face{{font-family:'{font.family}';font-weight:{font.weight};font-style:{font.style};"
        f"src:url(data:font/woff2;base64,{data}) format('woff2')}}"
    )


def _cut_down(font: FontFile, signs: str, project: Path) -> bytes:
    from fontTools.ttLib import TTFont

    codes = {ord(sign) for sign in signs}
    source = BytesIO(_likely_cut(font, project)) if codes <= _LIKELY else font.path
    with TTFont(source, recalcTimestamp=False) as whole:
        _keep(whole, codes)
        whole.flavor = "woff2"
        return _saved(whole)


def keep_likely(project: Path) -> None:
    """Cut the fonts of drawings ahead, once for all processes that draw."""
    for font in font_files().values():
        if font.family == SANS and font.weight < 700:
            _likely_cut(font, project)


@cache
def _likely_cut(font: FontFile, project: Path) -> bytes:
    """A cut with the signs that drawings have; kept in the project's cache, since cutting a whole font takes long."""
    from fontTools.ttLib import TTFont

    name, kept = font.path.stem, Cache(project / ".tracepaper" / "fonts-of-figures")
    found = kept.get(name)
    if isinstance(found, bytes):
        return found
    with TTFont(font.path, recalcTimestamp=False) as whole:
        _keep(whole, _LIKELY)
        cut = _saved(whole)
    kept.put(name, cut)
    return cut


def _keep(font: TTFont, signs: Iterable[int]) -> None:
    from fontTools.subset import Options, Subsetter

    subsetter = Subsetter(Options(layout_features=["kern", "lnum", "tnum"]))
    subsetter.populate(unicodes=signs)
    subsetter.subset(font)


def _saved(font: TTFont) -> bytes:
    stream = BytesIO()
    font.save(stream)
    return stream.getvalue()
