"""What the styles of a Word file state about its text: the kinds of paragraphs, and the formats of runs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from report.text.reading.archive import Archive, relations
from report.text.reading.word_styles import w

if TYPE_CHECKING:
    from lxml.etree import _Element

_SWITCHES = {"b": "b", "i": "i"}
_RAISED = {"superscript": "p", "subscript": "s"}
#: The kind of the lines of a table of contents, which are copies of headings.
CONTENTS = "contents"
#: Parts of the names of styles, with the kinds of units that they mark; the first that fits decides.
_KINDS = (
    ("toc heading", CONTENTS),
    ("toc ", CONTENTS),
    ("tablecaption", "caption"),
    ("imagecaption", "caption"),
    ("caption", "caption"),
    ("heading", "heading"),
    ("abstracttitle", "generated"),
    ("abstract title", "generated"),
    ("abstract", "abstract"),
    ("subtitle", "subtitle"),
    ("title", "title"),
    ("author", "author"),
    ("byline", "author"),
    ("affiliation", "author"),
    ("banner", "banner"),
    ("keywords", "keywords"),
    ("footnote", "footnote"),
    ("endnote", "footnote"),
    ("tablenote", "note"),
    ("table note", "note"),
    ("bibliograph", "reference list"),
    ("list bullet", "item"),
    ("list number", "item"),
)
_NO_LIST = -1


def style_names(archive: Archive, main: str) -> dict[str, str]:
    """The names of the styles of a document by their ids."""
    target = next((target for _, kind, target in relations(archive, main) if kind == "styles"), "")
    root = archive.xml(target) if target else None
    found: dict[str, str] = {}
    for style in root.iter(w("style")) if root is not None else ():
        name = style.find(w("name"))
        found[style.get(w("styleId")) or ""] = (name.get(w("val")) or "") if name is not None else ""
    return found


def paragraph_kind(properties: _Element | None, styles: Mapping[str, str]) -> tuple[str, int]:
    """The kind of unit that a paragraph is, and the level of a heading (from 1) or of a list item (from 0)."""
    style = properties.find(w("pStyle")) if properties is not None else None
    id = (style.get(w("val")) or "") if style is not None else ""
    name = styles.get(id, id).casefold()
    kind = _kind_of(name)
    if kind == "heading":
        return kind, int("".join(filter(str.isdigit, name)) or 1)
    level = _list_level(properties)
    if level == _NO_LIST:
        return ("paragraph" if kind == "item" else kind), 0
    if kind == "item" or (kind == "paragraph" and level is not None):
        return "item", level or 0
    return kind, 0


@lru_cache(maxsize=1024)
def _kind_of(style: str) -> str:
    return next((kind for part, kind in _KINDS if part in style), "paragraph")


def _list_level(properties: _Element | None) -> int | None:
    """The level of a list item from 0, _NO_LIST if the numbering of its style is removed, or None if nothing is set."""
    numbering = properties.find(w("numPr")) if properties is not None else None
    if numbering is None:
        return None
    id, level = (numbering.find(w(name)) for name in ("numId", "ilvl"))
    if id is not None and id.get(w("val")) == "0":
        return _NO_LIST
    value = level.get(w("val")) or "" if level is not None else ""
    return int(value) if value.isdecimal() else 0


def format_of(properties: _Element | None) -> str:
    """The format that the properties of a run give, as the sorted letters of an atom's format."""
    if properties is None:
        return ""
    letters: set[str] = set()
    for name, letter in _SWITCHES.items():
        switch = properties.find(w(name))
        if switch is not None and switch.get(w("val")) not in ("0", "false", "off"):
            letters.add(letter)
    raised = properties.find(w("vertAlign"))
    if raised is not None:
        letters |= {*_RAISED.get(raised.get(w("val")) or "", "")}
    style = properties.find(w("rStyle"))
    if style is not None and "verbatim" in (style.get(w("val")) or "").casefold():
        letters.add("c")
    return "".join(sorted(letters))
