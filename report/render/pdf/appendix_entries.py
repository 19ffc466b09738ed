"""Prints the provenance appendix as lines of plain text, in which link targets are located after layout.

A paper has thousands of entries, and a separate box for each would take the printer a millisecond or two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from report.drawing.text_width import width

#: Two entries no wider than this, in ems, share a line; print.css sets the tab between them. Spaces fill the line up
#: to this width, because the printer scales tabs, so that only tabs of equal width end in the same column.
HALF_LINE = 34.0
Target = tuple[float, float, float, float]


def plain_entries(tree: Any) -> dict[str, str]:
    """Convert the entries of an lxml tree to plain text; return the id that starts each entry with its link target."""
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
    """The entries, two on a line if both are short."""
    pending = ""
    for entry in entries:
        if pending and width(entry) <= HALF_LINE:
            yield f"{pending}{' ' * int((HALF_LINE - width(pending)) / width(' '))}\t{entry}"
            pending = ""
        elif width(entry) <= HALF_LINE:
            pending = entry
        else:
            yield from filter(None, (pending, entry))
            pending = ""
    if pending:
        yield pending


def set_targets(pages: Any, targets: dict[str, str]) -> None:
    """Add the positions of the entries to the pages as link targets, as if each were an element with an id."""
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
