"""Moves each footnote to its call, so that the printer sets it at the foot of that page."""

from __future__ import annotations

from typing import Any


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
