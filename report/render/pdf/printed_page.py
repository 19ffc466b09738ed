"""Prepares a page for print: one tree for the printer, without content that is useful only on screen.

The printer shares a computed style between elements that match the same rules, and computes one for each element
with an id or a style attribute, so unused ids are removed.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from report.render.html.webfonts import printed_faces
from report.render.pdf.appendix_entries import plain_entries
from report.render.pdf.formulas import draw_formulas
from report.render.pdf.page_footnotes import set_at_calls
from report.render.pdf.provenance_pages import arrange_provenance
from report.render.pdf.table_breaks import mark_breaks
from report.render.pdf.table_cells import plain_cells
from report.render.pdf.table_fit import fit_tables

#: Elements that are not printed: scripts, and labels in the appendix, which are in the attached ledger.
_SCREEN_ONLY = "//script | //button | //span[@class='provenance-label'] | //nav[@class='contents']"
_OTHER_DOCUMENT = re.compile(r"(?<=[\w-])\.html(?=#)")
_SVG, _XLINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}"
#: The case of SVG names, which the HTML parser lowers.
_CASE = {
    name.lower(): name
    for name in ("clipPath", "foreignObject", "linearGradient", "radialGradient", "textPath")
}


@dataclass(frozen=True)
class PrintablePage:
    """A page ready for printing: its tree, its appendix entries with their link targets, and its line numbers."""

    root: Element
    entries: dict[str, str]
    has_line_numbers: bool


def paper(page: str, name: str = "PDF", *, appendix_alone: bool = False) -> PrintablePage:
    """Prepare a page for print, or only its appendix; `name` is the file name used in faults."""
    from lxml import html

    tree: Any = html.document_fromstring(page, parser=html.HTMLParser(remove_comments=True))
    for element in tree.xpath(_SCREEN_ONLY):
        element.drop_tree()
    arrange_provenance(tree, alone=appendix_alone)
    for link in tree.xpath("//a[contains(@href, '.html#')]"):
        link.set("href", _OTHER_DOCUMENT.sub(".pdf", link.get("href")))
    entries = plain_entries(tree)
    draw_formulas(tree, name)
    set_at_calls(tree)
    fit_tables(tree, name)
    mark_breaks(tree)
    _drop_idle_ids(tree)
    for fonts in tree.xpath("//style[@class='fonts']"):
        fonts.text = printed_faces()
    _gather_styles(tree, f"{plain_cells(tree)}\n{_running_head(tree)}")
    return PrintablePage(_copied(tree), entries, "line-numbers" in tree.find("body").classes)


def _drop_idle_ids(tree: Any) -> None:
    """Remove from links the ids that are not a link target."""
    linked = {link.get("href", "")[1:] for link in tree.iter("a")}
    for number in tree.xpath("//a[@id]"):
        if number.get("id") not in linked:
            del number.attrib["id"]


def _running_head(tree: Any) -> str:
    """The style rule for page numbers in the language of the document."""
    words = tree.find("body").get("data-page", "").split("|")
    if len(words) != 3:
        return ""
    before, between, after = (json.dumps(each, ensure_ascii=False) for each in words)
    numbers = f"{before} counter(page) {between} counter(pages) {after}"
    return f"@page {{ @top-right {{ content: {numbers}; }} }}"


def _gather_styles(tree: Any, rules: str) -> None:
    """Merge the print styles and further rules into one sheet, since the printer matches each sheet separately."""
    sheets = tree.xpath("/html/head/style[not(@media='screen')]")
    for sheet in sheets[1:]:
        sheets[0].text += f"\n{sheet.text}"
        sheet.drop_tree()
    if sheets:
        sheets[0].text += f"\n{rules}"


def _copied(element: Any, drawn: bool = False) -> Element:
    """A copy of the tree for the printer, with drawings in the SVG namespace and names in SVG's case."""
    drawn = drawn or element.tag == "svg"
    if drawn:
        tag = _SVG + _CASE.get(element.tag, element.tag)
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
