"""Numbers the lines of running text in the left margin, as journals ask of a manuscript for reviewers.

CSS has no line numbers, and the lines are known only after layout. Their numbers are laid out on separate pages,
which are then drawn in the margins of the printed pages. Tables, figures, footnotes, running heads and the appendix of
provenance have no line numbers, as in Word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count
from typing import Any
from xml.etree.ElementTree import Element, SubElement

#: The gap between a number and the text, the size of a number, and the width of its column, in CSS pixels.
_GAP, _SIZE, _COLUMN = 22.0, 9.0, 40.0
#: The baseline of Source Sans Pro below the top of a line as high as its size: ascent .984, descent .273.
_ASCENT = 0.984 - (0.984 + 0.273 - 1) / 2
#: Lines whose baselines differ by less, in CSS pixels, are one line, such as authors side by side.
_SAME_LINE = 2.0
_STYLES = (
    "@page { size: 420mm 420mm; margin: 0 } html, body { margin: 0 } "
    "div { position: relative; height: 100px; break-after: page } "
    f"p {{ position: absolute; margin: 0; width: {_COLUMN}px; text-align: right; white-space: nowrap; "
    f"font: {_SIZE}px/{_SIZE}px 'Source Sans Pro'; color: #595f69 }}"
)


def number_lines(pages: Sequence[Any], rendered: Callable[[Element], Sequence[Any]]) -> None:
    """Add to printed pages the numbers of their lines, from 1 to the end; `rendered` lays out a page of HTML."""
    places = [(_left_edge(page), _baselines(page)) for page in pages]
    for page, numbers in zip(pages, rendered(_sheets(places)), strict=True):
        _draw_in_margin(page._page_box, numbers._page_box)


def _left_edge(page: Any) -> float:
    return float(page._page_box.content_box_x())


def _baselines(page: Any) -> list[float]:
    """The baselines of the numbered lines of a page, from its top."""
    found: list[float] = []
    for baseline in sorted(_lines(page._page_box)):
        if not found or baseline - found[-1] > _SAME_LINE:
            found.append(baseline)
    return found


def _lines(box: Any) -> Iterator[float]:
    """The baselines of the lines of text in a box."""
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.LineBox):
        if any(getattr(each, "text", "").strip() for each in box.descendants()):
            yield box.position_y + box.baseline
    elif isinstance(box, boxes.ParentBox) and not _is_without_numbers(box):
        for child in box.children:
            yield from _lines(child)


def _is_without_numbers(box: Any) -> bool:
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.TableBox | boxes.MarginBox | boxes.FootnoteAreaBox):
        return True
    names = "" if box.element is None else box.element.get("class", "")
    return not {"provenance", "running-title", "build-id"}.isdisjoint(names.split())


def _sheets(places: Iterable[tuple[float, Sequence[float]]]) -> Element:
    """A page of HTML with the numbers of each printed page on a sheet of its own."""
    root = Element("html", {"lang": "en"})
    SubElement(SubElement(root, "head"), "style").text = _STYLES
    body, numbers = SubElement(root, "body"), count(1)
    for left, baselines in places:
        sheet = SubElement(body, "div")
        for baseline, number in zip(baselines, numbers, strict=False):
            place = f"left: {left - _GAP - _COLUMN:.2f}px; top: {baseline - _ASCENT * _SIZE:.2f}px"
            SubElement(sheet, "p", {"style": place}).text = str(number)
    return root


def _draw_in_margin(page: Any, numbers: Any) -> None:
    """Draw the numbers as a margin box beside that of the page number: not a part of the tagged text."""
    from weasyprint.formatting_structure import boxes

    margin = next(box for box in page.children if isinstance(box, boxes.MarginBox))
    page.children = (*page.children, margin.copy_with_children(numbers.children))
