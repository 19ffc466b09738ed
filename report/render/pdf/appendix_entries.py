"""The provenance appendix on paper: lines of plain text, whose entries are found again as targets of links.

A printed paper has thousands of entries, and each box of its own would take the printer a millisecond or two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from report.drawing.fonts import advance

#: Two entries that are no wider than this, in ems, share a line of the measure; print.css sets the tab between. Spaces
#: fill the line thus far: the printer draws tabs too wide in proportion, so that only like ones end below each other.
HALF_LINE = 34.0
Target = tuple[float, float, float, float]


def plain_entries(tree: Any) -> dict[str, str]:
    """Make plain text of the entries of an lxml tree; return the id of each, which begins its text, with its target."""
    targets: dict[str, str] = {}
    for paragraph in tree.xpath("//p[span[@class='entry']]"):
        entries = {each.text_content(): each.get("id") for each in paragraph}
        targets |= {text.split(maxsplit=1)[0]: id for text, id in entries.items()}
        paragraph.clear()
        paragraph.set("class", "entries")
        paragraph.text = "\n".join(_paired(entries))
        if len(entries) == 1:
            paragraph.getparent().classes.add("brief")
    return targets


def _paired(entries: Iterable[str]) -> Iterator[str]:
    """The entries, two in a line where both are short."""
    held = ""
    for entry in entries:
        if held and advance(entry) <= HALF_LINE:
            yield f"{held}{' ' * int((HALF_LINE - advance(held)) / advance(' '))}\t{entry}"
            held = ""
        elif advance(entry) <= HALF_LINE:
            held = entry
        else:
            yield from filter(None, (held, entry))
            held = ""
    if held:
        yield held


def set_targets(pages: Any, targets: dict[str, str]) -> None:
    """Give the pages the places at which entries begin, as if each had been an element with an id."""
    waiting = dict(targets)
    for page in pages:
        for text, place in _lines(page):
            for word in text.split():
                if word in waiting:
                    page.anchors[waiting.pop(word)] = place


def _lines(page: Any) -> Iterator[tuple[str, Target]]:
    """The lines of a page's entries with their corners."""
    for box in page._page_box.descendants():
        if getattr(box, "text", None) and box.element is not None and box.element.get("class") == "entries":
            x, y = box.position_x, box.position_y
            yield box.text, (x, y, x + box.width, y + box.height)
