"""Moves each footnote to its call, so that it is set at the foot of that page, and ensures that none is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

#: Styles by which the paragraph of a lost note breaks elsewhere, in the order in which they are tried.
_BREAKS = ("orphans: 1; widows: 1", "break-inside: avoid")
#: A paragraph that breaks elsewhere moves those after it, in which other notes may then be lost.
_ROUNDS = 6
#: Elements whose lines belong to the block around them.
_INLINE = {
    "a",
    "abbr",
    "b",
    "cite",
    "code",
    "em",
    "i",
    "mark",
    "q",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
}


def set_at_calls(tree: Any) -> None:
    """Move the notes of an lxml tree from the end to their calls; print.css floats them."""
    notes = {note.get("id"): note for note in tree.xpath("//section[contains(@class, 'footnotes')]//li[@id]")}
    for call in tree.xpath("//a[contains(@class, 'footnote-ref')]"):
        note = notes.pop(call.get("href", "")[1:], None)
        if note is not None:
            _replace(call, _floated(note))
    for section in tree.xpath("//section[contains(@class, 'footnotes')]"):
        if not section.xpath(".//li"):
            section.drop_tree()


def _replace(call: Any, note: Any) -> None:
    note.tail, call.tail = call.tail, None
    call.getparent().replace(call, note)


def _floated(item: Any) -> Any:
    """The note as one span, in which each later paragraph starts a new line."""
    for back in item.xpath(".//a[contains(@class, 'footnote-back')]"):
        back.drop_tree()
    for place, paragraph in enumerate(item.xpath("./p")):
        paragraph.tag = "span"
        if place:
            paragraph.set("class", "note-paragraph")
        paragraph.tail = None
    item.getparent().remove(item)
    item.tag, item.text, item.tail = "span", None, None
    del item.attrib["id"]
    item.set("class", "note")
    return item


def lay_out(root: Element, rendered: Callable[[Element], Any]) -> tuple[Any, list[Element]]:
    """Lay out a page by `rendered`, and return it with the notes that are on none of its pages.

    WeasyPrint 70 loses the notes of a line if it makes room for the line by moving another note to the next page.
    The paragraphs of lost notes are made to break elsewhere, which changes the tree.
    """
    printed, tried = rendered(root), Counter[Element]()
    for _ in range(_ROUNDS):
        lost = _lost(root, printed.pages)
        blocks = [block for block in _blocks_of(root, lost) if tried[block] < len(_BREAKS)]
        if not blocks:
            return printed, lost
        for block in blocks:
            block.set("style", f"{block.get('style', '')}; {_BREAKS[tried[block]]}".removeprefix("; "))
            tried[block] += 1
        printed = rendered(root)
    return printed, _lost(root, printed.pages)


def _lost(root: Element, pages: Any) -> list[Element]:
    from weasyprint.formatting_structure.boxes import FootnoteAreaBox

    areas = [box for page in pages for box in page._page_box.children if isinstance(box, FootnoteAreaBox)]
    drawn = {box.element for area in areas for box in area.descendants()}
    return [note for note in root.iter("span") if note.get("class") == "note" and note not in drawn]


def _blocks_of(root: Element, notes: list[Element]) -> list[Element]:
    """The paragraphs, list items or cells with these notes, each once."""
    if not notes:
        return []
    parents = {child: parent for parent in root.iter() for child in parent}
    blocks = dict.fromkeys(parents[note] for note in notes)
    return list(dict.fromkeys(_block_around(block, parents) for block in blocks))


def _block_around(element: Element, parents: dict[Element, Element]) -> Element:
    while element.tag in _INLINE:
        element = parents[element]
    return element
