"""Embeds the fonts of a drawing's texts: those that matplotlib chose, subset to the characters in use.

A font is embedded under a name that includes the figure's, so that two figures with different subsets of one
font do not clash on a page.
"""

from __future__ import annotations

import logging
import re
from base64 import b64encode
from collections import Counter
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from report.drawing.svg_text import texts
from report.drawing.svg_tree import local, made

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Tables that no browser reads.
_UNUSED = ("FFTM", "PfEd", "DSIG")
_FEATURES = ("kern", "liga", "clig", "ccmp", "locl", "mark", "mkmk", "rlig", "calt")
#: Mathematical fonts with private codes for most symbols: only their letters and digits remain text.
_CODED = re.compile(
    r"^cm(?:r|mi|sy|ex|b|ss|tt)10$|Display$|NonUnicode|Size\dSym|Computer Modern", re.IGNORECASE
)


@dataclass(frozen=True)
class Face:
    """One face of a font, as a drawing requests it."""

    family: str
    weight: str
    style: str
    path: str


def set_fonts(root: _Element, name: str) -> None:
    """Name the fonts of all texts, and add a style element that embeds them."""
    used: dict[Face, set[str]] = {}
    for element in _set_texts(root):
        faces = _faces(element)
        for face in faces:
            used.setdefault(face, set()).update(element.text or "")
        own = [f"'{face.family} {name}'" for face in faces]
        element.set("font-family", ",".join([*own, *(f"'{face.family}'" for face in faces), "sans-serif"]))
    _hoist(root)
    if used:
        style = made("style")
        style.text = "".join(
            _rule(face, f"{face.family} {name}", frozenset(signs)) for face, signs in used.items()
        )
        root.insert(0, style)


def hoist_family(root: _Element, family: str) -> None:
    """Move the family of most texts to the root element."""
    root.set("font-family", family)
    for element in root.iter():
        if element is not root and element.get("font-family") == family:
            del element.attrib["font-family"]


def _hoist(root: _Element) -> None:
    counted = Counter(str(each.get("font-family")) for each in _set_texts(root))
    if counted:
        hoist_family(root, counted.most_common(1)[0][0])


def _set_texts(root: _Element) -> list[_Element]:
    """The elements that contain text and name a font."""
    return [
        each for text in texts(root) for each in text.iter() if each.text and local(each) in ("text", "tspan")
    ]


def _requested(element: _Element, name: str, otherwise: str) -> str:
    home: Any = element
    while home is not None:
        if home.get(name):
            return str(home.get(name))
        home = home.getparent()
    return otherwise


def _faces(element: _Element) -> list[Face]:
    """The fonts that a text needs: the first that matplotlib finds, and others for the characters that it lacks."""
    weight, style = _requested(element, "font-weight", "400"), _requested(element, "font-style", "normal")
    requested = tuple(
        each.strip(" '\"") for each in _requested(element, "font-family", "sans-serif").split(",")
    )
    left = {ord(sign) for sign in element.text or "" if not sign.isspace()}
    chosen: list[Face] = []
    for path in _files(requested, weight, style):
        covered = left & _signs(path)
        if covered or not chosen:
            chosen.append(Face(_family(path), weight, style, path))
            left -= covered
        if not left:
            break
    return chosen


@cache
def _files(families: tuple[str, ...], weight: str, style: str) -> tuple[str, ...]:
    """The font files that matplotlib finds for a list of families, the default font last."""
    from matplotlib.font_manager import FontProperties, fontManager

    found = []
    for family in (*families, "DejaVu Sans", "STIXGeneral"):
        cut: Any = {"weight": int(weight) if weight.isdigit() else weight, "style": style}
        wanted = FontProperties(family=family, **cut)
        try:
            found.append(str(fontManager.findfont(wanted, fallback_to_default=False)))
        except ValueError:
            continue
    return tuple(dict.fromkeys(found))


@cache
def _signs(path: str) -> frozenset[int]:
    from matplotlib.ft2font import FT2Font

    return frozenset(FT2Font(path).get_charmap())


@cache
def _family(path: str) -> str:
    from matplotlib.ft2font import FT2Font

    return str(FT2Font(path).family_name)


def _rule(face: Face, family: str, signs: frozenset[str]) -> str:
    data = b64encode(_cut(face.path, signs)).decode()
    return (
        f"@font-face{{font-family:'{family}';font-weight:{face.weight};font-style:{face.style};"
        f"src:url(data:font/woff2;base64,{data}) format('woff2')}}"
    )


@cache
def _cut(path: str, signs: frozenset[str]) -> bytes:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    logging.getLogger("fontTools").setLevel(logging.ERROR)
    with TTFont(path, recalcTimestamp=False, fontNumber=0) as font:
        for table in _UNUSED:
            if table in font:
                del font[table]
        subsetter = Subsetter(Options(layout_features=list(_FEATURES), hinting=False, notdef_outline=True))
        subsetter.populate(unicodes=[*map(ord, signs), 0x20, 0xA0])
        subsetter.subset(font)
        font.flavor = "woff2"
        stream = BytesIO()
        font.save(stream)
    return stream.getvalue()


def outline_coded(root: _Element) -> None:
    """Draw symbols of formulas as outlines if their codes are private to the font."""
    for element in texts(root):
        for span in [each for each in element if _is_coded(each)]:
            _outline(element, span)


def _is_coded(span: _Element) -> bool:
    family = (span.get("font-family") or "").strip("'\"")
    text = span.text or ""
    return bool(_CODED.search(family)) and not (text.isascii() and text.isalnum())


def _outline(text: _Element, span: _Element) -> None:
    """Replace one symbol by its outline, next to the text in the group of the formula."""
    group = text.getparent()
    if group is None:
        return
    size = float(_requested(span, "font-size", "10").removesuffix("px"))
    files = _files(((span.get("font-family") or "").strip("'\""),), "400", "normal")
    d = _path(files[0], ord((span.text or " ")[0]), size)
    place = f"translate({span.get('x') or 0} {span.get('y') or 0})"
    group.append(made("path", d=d, transform=place))
    text.remove(span)


def _path(file: str, code: int, size: float) -> str:
    from matplotlib.font_manager import get_font
    from matplotlib.ft2font import LoadFlags
    from matplotlib.path import Path
    from matplotlib.transforms import Affine2D

    font: Any = get_font(file)
    font.set_size(size, 72)
    font.load_char(code, flags=LoadFlags.NO_HINTING)
    vertices, codes = font.get_path()
    flipped = Path(vertices, codes).transformed(Affine2D().scale(1, -1))
    return _drawn(flipped)


def _drawn(path: Any) -> str:
    from matplotlib import _path

    written: Any = _path
    shapes = [b"M", b"L", b"Q", b"C", b"z"]
    return " ".join(
        written.convert_to_string(path, None, None, False, None, 3, shapes, False).decode().split()
    )
