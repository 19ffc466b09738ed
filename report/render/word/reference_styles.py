"""Gives the styles of a reference document the ids by which pandoc and the engine name them.

Programs identify a built-in style by its English name; its id is free, and in the files of a German Word it is
"berschrift1" for "heading 1". pandoc adds empty custom styles for those that a reference document lacks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from report.render.word.namespaces import STYLES, w
from report.render.word.package import Package
from report.render.word.paragraph import style_id
from report.render.word.styles import PARAGRAPHS

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAMES = {
    name.casefold(): style_id(name) for name in (*(each.name for each in PARAGRAPHS), "Table", "Hyperlink")
}
#: The elements whose value is the id of a style.
_REFERENCES = tuple(
    w(name)
    for name in (
        *("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"),
        *("styleLink", "numStyleLink", "clickAndTypeStyle", "defaultTableStyle"),
    )
)
_BODY_TEXT = style_id("Body Text")


def use_engine_ids(package: Package) -> None:
    """Rename the ids of all styles that the engine knows by their names, and all references to them."""
    styles = package.tree(STYLES)
    _remove_placeholders(styles)
    renamed = dict(_renamed(styles))
    if not renamed:
        return
    for style in styles.findall(w("style")):
        id = style.get(w("styleId")) or ""
        style.set(w("styleId"), renamed.get(id, id))
    for part in [name for name in package.parts if name.startswith("word/") and name.endswith(".xml")]:
        if any(b"w:" in package.parts[part] and id.encode() in package.parts[part] for id in renamed):
            _refer(package.tree(part), renamed)


def _renamed(styles: _Element) -> Iterator[tuple[str, str]]:
    """The old and new ids: those of known names, and those of other styles that have such an id."""
    ids = {style.get(w("styleId")) or "": _name(style) for style in styles.findall(w("style"))}
    wanted: dict[str, str] = {}
    for id, name in ids.items():
        new = _NAMES.get(name, "")
        if new and new not in wanted.values():
            wanted[id] = new
    taken = {new for old, new in wanted.items() if old != new}
    yield from ((old, new) for old, new in wanted.items() if old != new)
    yield from ((id, f"{id}Own") for id in ids if id in taken and id not in wanted)


def _refer(root: _Element, renamed: Mapping[str, str]) -> None:
    for each in root.iter(*_REFERENCES):
        value = each.get(w("val")) or ""
        each.set(w("val"), renamed.get(value, value))


def _remove_placeholders(styles: _Element) -> None:
    """Remove the empty styles that pandoc adds; the engine adds its own of the same names."""
    for style in styles.findall(w("style")):
        based = style.find(w("basedOn"))
        empty = all(each.tag in (w("name"), w("basedOn"), w("qFormat")) for each in style)
        if (
            empty
            and style.get(w("customStyle")) == "1"
            and based is not None
            and based.get(w("val")) == _BODY_TEXT
            and _name(style) in _NAMES
        ):
            styles.remove(style)


def _name(style: _Element) -> str:
    name = style.find(w("name"))
    return (name.get(w("val")) or "").casefold() if name is not None else ""
