"""Reads the styles of a Word document: kinds of paragraphs, and whether a run of text is visible."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#: Properties of hidden or struck-through text, and white text.
_SWITCHES, _WHITE, _TINY = ("vanish", "strike", "dstrike"), "white", "tiny"
#: Colours too light to be read on white, and the size in half points below which text is a speck.
_PALE, _SPECK = re.compile(r"(?:f[0-9a-f]){3}", re.IGNORECASE), 5
_WHITES = ("ffffff", "background1", "bg1", "light1")
_NO_BACKGROUND = ("", "auto", "ffffff")
#: The longest chain of styles that are based on each other.
_CHAIN = 20
_KINDS = (
    ("heading", "heading"),
    ("title", "heading"),
    ("caption", "caption"),
    ("abstract", "abstract"),
    ("footnote", "footnote"),
    ("endnote", "footnote"),
    ("note", "note"),
    ("toc", "contents"),
    ("bibliograph", "reference"),
    ("reference", "reference"),
)
#: The state of each reason why text is invisible: True, False, or None if not stated.
Reasons = Mapping[str, bool | None]


@cache
def w(name: str) -> str:
    """A WordprocessingML name with its namespace."""
    return f"{{{_W}}}{name}"


def _value(element: _Element | None, name: str = "val") -> str:
    return (element.get(w(name)) or "") if element is not None else ""


def is_raised(run: _Element) -> bool:
    """Whether a run is set as a superscript."""
    return _value(run.find(f"{w('rPr')}/{w('vertAlign')}")) == "superscript"


def is_lowered(run: _Element) -> bool:
    """Whether a run is set as a subscript."""
    return _value(run.find(f"{w('rPr')}/{w('vertAlign')}")) == "subscript"


def _is_on(switch: _Element | None) -> bool | None:
    """Whether a toggle property is on; None if it is absent."""
    return None if switch is None else _value(switch) not in ("0", "false", "off", "none")


def _reasons(properties: _Element | None) -> Reasons:
    if properties is None:
        return {}
    found = {name: _is_on(properties.find(w(name))) for name in _SWITCHES}
    size = _value(properties.find(w("sz")))
    found[_TINY] = int(size) < _SPECK if size.isdigit() else None
    colour = properties.find(w("color"))
    if colour is None:
        return found
    named = (_value(colour, "themeColor") or _value(colour)).lower()
    white = named in _WHITES or _PALE.fullmatch(named) is not None
    return {
        **found,
        _WHITE: white and not _has_background(properties) and properties.find(w("highlight")) is None,
    }


def _has_background(properties: _Element | None) -> bool:
    """Whether the properties of text, a paragraph or a cell set a background colour."""
    shade = properties.find(w("shd")) if properties is not None else None
    return _value(shade, "fill").lower() not in _NO_BACKGROUND


@dataclass(frozen=True)
class Styles:
    """The styles of a document by their ids."""

    names: Mapping[str, str]
    #: The reasons why text of each style is invisible, including those inherited from base styles.
    reasons: Mapping[str, Reasons] = field(default_factory=dict)
    #: The styles that set a background colour of text or cells.
    backgrounds: frozenset[str] = frozenset()

    @classmethod
    def of(cls, root: _Element | None) -> Styles:
        """The styles of a styles part."""
        styles = {
            _value(each, "styleId"): each for each in (root.iter(w("style")) if root is not None else ())
        }
        names = {id: _value(each.find(w("name"))).casefold() for id, each in styles.items()}
        reasons = {id: _inherited(id, styles) for id in styles}
        fills = {
            id: (_value(shade, "fill").lower() for shade in each.iter(w("shd")))
            for id, each in styles.items()
        }
        backgrounds = (id for id, found in fills.items() if any(fill not in _NO_BACKGROUND for fill in found))
        return cls(names, reasons, frozenset(backgrounds))

    def kind(self, paragraph: _Element) -> str:
        """The kind of block for a paragraph."""
        id = _value(paragraph.find(f"{w('pPr')}/{w('pStyle')}"))
        name = self.names.get(id) or id.casefold()
        found = next((kind for part, kind in _KINDS if part in name), "")
        numbered = paragraph.find(f"{w('pPr')}/{w('numPr')}") is not None
        return found or ("list item" if numbered else "paragraph")

    def shows(self, run: _Element, paragraph: _Element | None) -> bool:
        """Whether a run is visible: not hidden, struck through or white, by its own properties or its styles."""
        properties = run.find(w("rPr"))
        if properties is None and not self._hide:
            return True
        of_run = properties.find(w("rStyle")) if properties is not None else None
        of_paragraph = paragraph.find(f"{w('pPr')}/{w('pStyle')}") if paragraph is not None else None
        levels = [
            _reasons(properties),
            *(self.reasons.get(_value(style), {}) for style in (of_run, of_paragraph)),
        ]
        if not any(any(each.values()) for each in levels):
            return True
        on = [name for name in (*_SWITCHES, _TINY, _WHITE) if _first(levels, name)]
        return not on or (on == [_WHITE] and self._is_on_background(paragraph))

    @cached_property
    def _hide(self) -> bool:
        """Whether any style hides text."""
        return any(any(each.values()) for each in self.reasons.values())

    def _is_on_background(self, paragraph: _Element | None) -> bool:
        """Whether a paragraph, or the cell or table around it, has a background colour."""
        if paragraph is None:
            return False
        cell, table = (next(paragraph.iterancestors(w(name)), None) for name in ("tc", "tbl"))
        parts = [paragraph.find(w("pPr"))] + [each.find(w("tcPr")) for each in (cell,) if each is not None]
        style = _value(table.find(f"{w('tblPr')}/{w('tblStyle')}")) if table is not None else ""
        return style in self.backgrounds or any(map(_has_background, parts))


def _first(levels: list[Reasons], name: str) -> bool | None:
    """The state given by the nearest properties that state one."""
    return next((value for each in levels if (value := each.get(name)) is not None), None)


def _inherited(id: str, styles: Mapping[str, _Element]) -> Reasons:
    chain: list[Reasons] = []
    while id in styles and len(chain) < _CHAIN:
        chain.append(_reasons(styles[id].find(w("rPr"))))
        id = _value(styles[id].find(w("basedOn")))
    return {name: _first(chain, name) for name in (*_SWITCHES, _TINY, _WHITE)}
