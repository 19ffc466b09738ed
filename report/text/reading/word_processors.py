"""Restores the structure of a page that a word processor saved as HTML.

Word and LibreOffice keep the text, the tables and the targets of links, and drop sections and most classes. Lists,
notes and contents become paragraphs with special styles. Pandoc prints the title of a page twice.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from report.text.blocks import APPENDIX_HEADING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
#: The link target of a note mark, and of the link from the note back to the text.
_NOTE_LINK = re.compile(r"#(?:_ftn|_edn|sdfootnote|sdendnote|fn)(?:ref)?\d")
_NOTE = re.compile(r"Mso(?:Footnote|Endnote)Text|sdfootnote|sdendnote|footnote\Z", re.IGNORECASE)
_CONTENTS = re.compile(r"MsoTo[cf]\w*|contents?[-_ ]?\d+", re.IGNORECASE)
#: Links within a page that are not entries of its table of contents.
_OTHER_LINK = re.compile(r"#(?:row-|ref-|o\d|l\d|fn|_ftn|_edn|sdfootnote|sdendnote|(?:fig|tbl|eq)-)")
_LIST = re.compile(r"mso-list:\s*(?!ignore)", re.IGNORECASE)


def restore(tree: HtmlElement) -> None:
    """Mark contents, notes, list items and the appendix of a page whose marks a word processor dropped."""
    _drop_second_title(tree)
    has_contents = tree.find(".//nav") is not None
    for element in tree.iter("p", "li", "a", "div"):
        _mark(element, has_contents)
    if not any("provenance" in _classes(section) for section in tree.iter("section")):
        _wrap_appendix(tree)


def _drop_second_title(tree: HtmlElement) -> None:
    """Remove the title that pandoc sets, from the properties of a page, above that of its text."""
    for title in tree.xpath("//header[@id='title-block-header']/h1"):
        header = title.getparent()
        others = (each for each in tree.iter("h1") if header not in each.iterancestors())
        if any(_text(each) == _text(title) for each in others):
            header.remove(title)


def _classes(element: Any) -> list[str]:
    return (element.get("class") or "").split()


def _add(element: Any, name: str) -> None:
    element.set("class", " ".join([*_classes(element), name]))


def _mark(element: Any, has_contents: bool) -> None:
    if element.tag == "a":
        if _NOTE_LINK.match(element.get("href") or "") and "footnote-back" not in _classes(element):
            _add(element, "footnote-ref")
        return
    names = [*_classes(element), element.get("id") or ""]
    if any(map(_NOTE.match, names)):
        _add(element, "footnotes")
    if any(map(_CONTENTS.fullmatch, names)) or (not has_contents and _is_entry(element)):
        _add(element, "nav")
    if element.tag == "p" and _LIST.search(element.get("style") or ""):
        element.tag = "li"


def _is_entry(element: Any) -> bool:
    """Whether a paragraph contains only a link within the page: an entry of the table of contents."""
    if element.tag != "p" and element.find("p") is not None:
        return False
    links = [link for link in element.iterchildren("a") if link.get("href")]
    if len(links) != 1 or not links[0].get("href").startswith("#") or _OTHER_LINK.match(links[0].get("href")):
        return False
    beside = [element.text, *(child.tail for child in element)]
    return not any(text and text.strip() for text in beside)


def _wrap_appendix(tree: HtmlElement) -> None:
    """Put everything from the heading of the appendix up to the notes into a separate section."""
    from lxml import etree

    heading = next((each for each in tree.iter(*_HEADINGS) if _text(each) == APPENDIX_HEADING), None)
    if heading is None:
        return
    section = etree.Element("section", {"class": "provenance"})
    following = list(heading.itersiblings())
    heading.addprevious(section)
    for element in (heading, *following):
        if element.tag in _HEADINGS[:2] and element is not heading:
            break
        if "footnotes" in _classes(element):
            break
        section.append(element)


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())
