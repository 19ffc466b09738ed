"""How much wider a table is in the type of a reference document than in the engine's own.

Columns are measured in the engine's sans serif. Other fonts need not be installed, so their widths are listed here:
those of a digit, in ems, from the `hmtx` tables of the fonts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from report.render.word.namespaces import STYLES, A, w
from report.render.word.package import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

_ENGINE = 0.497
#: The width of a digit in all other fonts: that of Arial.
_USUAL = 0.556
_DIGITS = {
    "times new roman": 0.5,
    "liberation serif": 0.5,
    "garamond": 0.469,
    "palatino linotype": 0.5,
    "book antiqua": 0.5,
    "source sans pro": _ENGINE,
    "source serif pro": 0.525,
    "calibri": 0.507,
    "carlito": 0.507,
    "cambria": 0.554,
    "caladea": 0.554,
    "aptos": 0.561,
    "arial": 0.556,
    "helvetica": 0.556,
    "liberation sans": 0.556,
    "segoe ui": 0.539,
    "tahoma": 0.546,
    "courier new": 0.6,
    "georgia": 0.614,
    "verdana": 0.636,
    "dejavu sans": 0.636,
    "dejavu serif": 0.636,
}
_THEME = "word/theme/theme1.xml"


def type_width(package: Package) -> float:
    """The width of the type of tables, relative to the engine's; never below 1."""
    return max(1.0, _DIGITS.get(_table_font(package).casefold(), _USUAL) / _ENGINE)


def _table_font(package: Package) -> str:
    """The font of the style of tables: its own, or that of the styles it is based on, or the document's default."""
    root = package.tree(STYLES)
    styles = {each.get(w("styleId")): each for each in root.findall(w("style"))}
    style, seen = styles.get("TableText", styles.get("Normal")), 0
    while style is not None and seen < len(styles):
        if font := _font(style.find(w("rPr")), package):
            return font
        based = style.find(w("basedOn"))
        style, seen = styles.get(based.get(w("val")) if based is not None else "Normal"), seen + 1
    defaults = root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
    return _font(defaults, package)


def _font(letters: _Element | None, package: Package) -> str:
    """The font that properties of letters name, directly or as a font of the theme."""
    fonts = letters.find(w("rFonts")) if letters is not None else None
    if fonts is None:
        return ""
    theme = fonts.get(w("asciiTheme")) or ""
    return _of_theme(theme, package) or fonts.get(w("ascii")) or ""


def _of_theme(name: str, package: Package) -> str:
    if not name or _THEME not in package:
        return ""
    kind = "majorFont" if name.startswith("major") else "minorFont"
    latin = package.tree(_THEME).find(f".//{{{A}}}{kind}/{{{A}}}latin")
    return (latin.get("typeface") or "") if latin is not None else ""
