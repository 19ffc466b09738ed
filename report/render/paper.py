"""The page as paper takes it: one tree for the printer, with nothing that only a screen has a use for.

The printer shares a computed style between elements that the same rules match, and computes one for each element with
an id or a style of its own: on paper, ids that nothing leads to are left out, and what pandoc writes into every cell
becomes a class.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from report.render.entries import plain_entries

#: What paper shows nothing of: scripts, and in the appendix labels, which the ledger in the file has.
_SCREEN_ONLY = "//script | //button | //span[@class='provenance-label'] | //nav[@class='contents']"
_OTHER_DOCUMENT = re.compile(r"(?<=[\w-])\.html(?=#)")
_ALIGNED = re.compile(r"text-align: (left|right|center);")
_SVG, _XLINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}"
#: The width of a mark of significance, in ems; a head has their room beside all of its lines.
_MARK = 0.418
#: HTML knows no capitals in names; drawings do.
_SPELT = {
    name.lower(): name
    for name in ("clipPath", "foreignObject", "linearGradient", "radialGradient", "textPath")
}


@dataclass(frozen=True)
class Paper:
    """A page ready to be printed: its tree, and the entries of its appendix with the names that links use."""

    root: Element
    entries: dict[str, str]


def paper(page: str) -> Paper:
    """The page without what only a screen has a use for."""
    from lxml import html

    tree: Any = html.document_fromstring(page, parser=html.HTMLParser(remove_comments=True))
    for element in tree.xpath(_SCREEN_ONLY):
        element.drop_tree()
    for link in tree.xpath("//a[contains(@href, '.html#')]"):
        link.set("href", _OTHER_DOCUMENT.sub(".pdf", link.get("href")))
    entries = plain_entries(tree)
    aimed_at = {link.get("href", "")[1:] for link in tree.iter("a")}
    for number in tree.xpath("//a[@id]"):
        if number.get("id") not in aimed_at:
            del number.attrib["id"]
    for cell in tree.xpath("//td[@style] | //th[@style]"):
        _class_for_style(cell)
    for indented in tree.xpath("//td[count(*) = 1]/span[@class='indent']"):
        indented.getparent().classes.add("indent")
        indented.drop_tag()
    for head in tree.xpath("//span[@class='padded']"):
        marks = head[-1].get("data-pad")
        head[-1].drop_tree()
        head.set("style", f"padding-right: {len(marks) * _MARK:.3f}em")
    for pad in tree.xpath("//span[@class='pad']"):
        pad.text = pad.attrib.pop("data-pad")
    _gather_styles(tree)
    return Paper(_copied(tree), entries)


def _gather_styles(tree: Any) -> None:
    """One sheet of the styles for paper: the printer asks each sheet about each element."""
    sheets = tree.xpath("/html/head/style[not(@media='screen')]")
    for sheet in sheets[1:]:
        sheets[0].text += f"\n{sheet.text}"
        sheet.drop_tree()


def _class_for_style(cell: Any) -> None:
    aligned = _ALIGNED.fullmatch(cell.get("style"))
    if aligned:
        cell.classes.add(aligned[1])
        del cell.attrib["style"]


def _copied(element: Any, drawn: bool = False) -> Element:
    """The tree as the printer knows it: drawings in their namespace, their names spelt as SVG has them."""
    drawn = drawn or element.tag == "svg"
    if drawn:
        tag = _SVG + _SPELT.get(element.tag, element.tag)
        copy = Element(tag, {_attribute(name): value for name, value in element.attrib.items()})
    else:
        copy = Element(element.tag, dict(element.attrib))
    copy.text, copy.tail = element.text, element.tail
    for child in element.iterchildren("*"):
        copy.append(_copied(child, drawn))
    return copy


def _attribute(name: str) -> str:
    from tinyhtml5.constants import adjust_svg_attributes

    return str(adjust_svg_attributes.get(name, name)).replace("xlink:", _XLINK)
