"""The styles of a Word document: kinds of paragraphs, and whether a run of text shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#: Properties of hidden or struck-through text, and white text.
_SWITCHES, _WHITE = ("vanish", "strike", "dstrike"), "white"
_WHITES = ("ffffff", "background1", "bg1", "light1")
_NO_GROUND = ("", "auto", "ffffff")
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
#: What properties of text say about each reason not to show: yes, no or nothing.
Reasons = Mapping[str, bool | None]


def w(name: str) -> str:
    """A WordprocessingML name with its namespace."""
    return f"{{{_W}}}{name}"


def _value(element: _Element | None, name: str = "val") -> str:
    return (element.get(w(name)) or "") if element is not None else ""


def _is_on(switch: _Element | None) -> bool | None:
    """Whether a toggle property is on; None if it is absent."""
    return None if switch is None else _value(switch) not in ("0", "false", "off", "none")


def _reasons(properties: _Element | None) -> Reasons:
    if properties is None:
        return {}
    found = {name: _is_on(properties.find(w(name))) for name in _SWITCHES}
    colour = properties.find(w("color"))
    if colour is None:
        return found
    white = (_value(colour, "themeColor") or _value(colour)).lower() in _WHITES
    return {
        **found,
        _WHITE: white and not _has_ground(properties) and properties.find(w("highlight")) is None,
    }


def _has_ground(properties: _Element | None) -> bool:
    """Whether properties of text, a paragraph or a cell colour its ground."""
    shade = properties.find(w("shd")) if properties is not None else None
    return _value(shade, "fill").lower() not in _NO_GROUND


@dataclass(frozen=True)
class Styles:
    """The styles of a document by their ids."""

    names: Mapping[str, str]
    #: What the styles say about showing text, those that they are based on included.
    reasons: Mapping[str, Reasons] = field(default_factory=dict)
    #: The styles that colour the ground of text or cells.
    grounds: frozenset[str] = frozenset()

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
        grounds = (id for id, found in fills.items() if any(fill not in _NO_GROUND for fill in found))
        return cls(names, reasons, frozenset(grounds))

    def kind(self, paragraph: _Element) -> str:
        """The kind of block that a paragraph is."""
        id = _value(paragraph.find(f"{w('pPr')}/{w('pStyle')}"))
        name = self.names.get(id) or id.casefold()
        found = next((kind for part, kind in _KINDS if part in name), "")
        numbered = paragraph.find(f"{w('pPr')}/{w('numPr')}") is not None
        return found or ("list item" if numbered else "paragraph")

    def shows(self, run: _Element, paragraph: _Element | None) -> bool:
        """Whether a reader sees a run: not hidden, struck through or white, by itself or by its styles."""
        properties = run.find(w("rPr"))
        of_run = properties.find(w("rStyle")) if properties is not None else None
        of_paragraph = paragraph.find(f"{w('pPr')}/{w('pStyle')}") if paragraph is not None else None
        said = [
            _reasons(properties),
            *(self.reasons.get(_value(style), {}) for style in (of_run, of_paragraph)),
        ]
        if not any(any(each.values()) for each in said):
            return True
        on = [name for name in (*_SWITCHES, _WHITE) if _first(said, name)]
        return not on or (on == [_WHITE] and self._is_on_ground(paragraph))

    def _is_on_ground(self, paragraph: _Element | None) -> bool:
        """Whether a paragraph, or the cell or table around it, has a colour of its own behind its text."""
        if paragraph is None:
            return False
        cell, table = (next(paragraph.iterancestors(w(name)), None) for name in ("tc", "tbl"))
        parts = [paragraph.find(w("pPr"))] + [each.find(w("tcPr")) for each in (cell,) if each is not None]
        style = _value(table.find(f"{w('tblPr')}/{w('tblStyle')}")) if table is not None else ""
        return style in self.grounds or any(map(_has_ground, parts))


def _first(said: list[Reasons], name: str) -> bool | None:
    """What the nearest properties say that say anything."""
    return next((value for each in said if (value := each.get(name)) is not None), None)


def _inherited(id: str, styles: Mapping[str, _Element]) -> Reasons:
    chain: list[Reasons] = []
    while id in styles and len(chain) < _CHAIN:
        chain.append(_reasons(styles[id].find(w("rPr"))))
        id = _value(styles[id].find(w("basedOn")))
    return {name: _first(chain, name) for name in (*_SWITCHES, _WHITE)}
