"""Anchors comments to words of a paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING

from report.render.word.namespaces import element, w

if TYPE_CHECKING:
    from lxml.etree import _Element

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def anchor(paragraph: _Element, number: int, words: str = "") -> None:
    """Anchor the comment with a number to the first occurrence of some words, or without any to the whole paragraph."""
    start = _text(paragraph).find(words) if words else -1
    first, last = _around(paragraph, start, start + len(words)) if start >= 0 else (None, None)
    begin, end = element("commentRangeStart", id=number), element("commentRangeEnd", id=number)
    call = element("r", element("commentReference", id=number))
    if first is None or last is None:
        paragraph.insert(_first_place(paragraph), begin)
        paragraph.extend((end, call))
        return
    first.addprevious(begin)
    last.addnext(call)
    last.addnext(end)


def _first_place(paragraph: _Element) -> int:
    """The position after the properties of a paragraph and the starts of earlier comments on the whole paragraph."""
    before = (w("pPr"), w("commentRangeStart"))
    return next((place for place, child in enumerate(paragraph) if child.tag not in before), len(paragraph))


def anchor_at(node: _Element, number: int) -> None:
    """Anchor the comment with a number to one child of a paragraph."""
    node.addprevious(element("commentRangeStart", id=number))
    node.addnext(element("r", element("commentReference", id=number)))
    node.addnext(element("commentRangeEnd", id=number))


def _text(node: _Element) -> str:
    return "".join(each.text or "" for each in node.iter(w("t")))


def _around(paragraph: _Element, start: int, end: int) -> tuple[_Element | None, _Element | None]:
    """The first and the last child of a paragraph that contain a stretch of its text; runs are split at its ends."""
    for place in (start, end):
        _divide(paragraph, place)
    inside = [child for child, first, last in _children(paragraph) if first < end and last > start]
    return (inside[0], inside[-1]) if inside else (None, None)


def _children(paragraph: _Element) -> Iterator[tuple[_Element, int, int]]:
    place = 0
    for child in list(paragraph):
        length = len(_text(child))
        yield child, place, place + length
        place += length


def _divide(paragraph: _Element, place: int) -> None:
    """Split the run that contains a position, if it contains only text."""
    for child, first, last in _children(paragraph):
        texts = child.findall(w("t"))
        if first < place < last and child.tag == w("r") and len(texts) == 1:
            rest = deepcopy(child)
            text = texts[0].text or ""
            for run, part in ((child, text[: place - first]), (rest, text[place - first :])):
                node = run.find(w("t"))
                assert node is not None
                node.text = part
                node.set(_SPACE, "preserve")
            child.addnext(rest)
            return
