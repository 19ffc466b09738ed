"""Puts the square of a χ before its index, so that χ with an index of 27 and a square reads as χ227 and not as χ272.

Pages and Word files have index and square one after the other, in either order; print has one above the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from report.text.reading.word_styles import is_lowered, is_raised, w

if TYPE_CHECKING:
    from lxml.etree import _Element

_CHI = ("χ", "Χ", "𝜒", "𝝌", "𝛘", "ꭓ")
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_OF_ALL_THREE, _OF_SQUARE = 3, 2


def squares_first(tree: _Element) -> None:
    """Reorder the scripts of a page, in its elements and in MathML."""
    for square in list(tree.iter("sup")):
        index = square.getprevious()
        if index is not None and index.tag == "sub" and not (index.tail or "").strip():
            _exchange(index, square)
    for stacked in tree.iter("{*}msubsup"):
        _exchange_children(stacked, list(stacked))
    for outer in list(tree.iter("{*}msup")):
        _unpack(outer)


def squares_first_in_word(root: _Element) -> None:
    """Reorder the scripts of a Word document, in its runs and equations."""
    for square in [run for run in root.iter(w("r")) if is_raised(run)]:
        index = square.getprevious()
        if index is not None and index.tag == w("r") and is_lowered(index):
            _exchange(index, square)
    for stacked in root.iter(f"{_MATH}sSubSup"):
        _exchange_children(stacked, [each for each in stacked if each.tag != f"{_MATH}sSubSupPr"])


def _exchange(index: _Element, square: _Element) -> None:
    """Exchange two neighbours, the index and the square of a χ."""
    if not (_text(square) == "2" and _text(index).strip("()").isdigit() and _before(index).endswith(_CHI)):
        return
    parent, index.tail, square.tail = index.getparent(), square.tail, None
    if parent is not None:
        parent.insert(parent.index(index), square)


def _exchange_children(stacked: _Element, parts: list[_Element]) -> None:
    """Put the third part, a square, before the second."""
    if len(parts) == _OF_ALL_THREE and _text(parts[0]) in _CHI and _text(parts[2]) == "2":
        stacked.insert(stacked.index(parts[1]), parts[2])


def _unpack(outer: _Element) -> None:
    """Move a square into the element that has χ with its index."""
    parts = list(outer)
    if len(parts) != _OF_SQUARE or not str(parts[0].tag).endswith("msub") or _text(parts[1]) != "2":
        return
    inner = list(parts[0])
    if len(inner) == _OF_SQUARE and _text(inner[0]) in _CHI:
        parts[0].insert(1, parts[1])


def _text(element: _Element) -> str:
    return "".join(map(str, element.itertext())).strip()


def _before(element: _Element) -> str:
    """The text directly before an element."""
    earlier = element.getprevious()
    parent = element.getparent()
    if earlier is None:
        return ((parent.text if parent is not None else "") or "").strip()
    return ((earlier.tail or "").strip() or _text(earlier)) if earlier.tag != "sub" else ""
