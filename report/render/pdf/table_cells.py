"""Table cells on paper: what a screen has spans and styles for becomes a class of the cell.

The printer takes a millisecond for each box, and shares a computed style between cells that the same rules match.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from report.drawing.fonts import advance

_ALIGNED = re.compile(r"text-align: (left|right|center);")
#: The room at a cell's sides; print.css gives it to all cells but the outermost.
_SIDE = "4.5pt"


def plain_cells(tree: Any) -> str:
    """Make classes of the marks in the cells of an lxml tree; return the rules of those that print.css cannot know."""
    for cell in tree.xpath("//td[@style] | //th[@style]"):
        _align(cell)
    for indented in tree.xpath("//td[count(*) = 1]/span[@class='indent']"):
        indented.getparent().classes.add("indent")
        indented.drop_tag()
    for shaded in tree.xpath("//td/span[@class='shade']"):
        _shade(shaded)
    return "\n".join(
        _rules({_pad(room) for room in tree.xpath("//td//span[@class='pad'] | //th//span[@class='pad']")})
    )


def _align(cell: Any) -> None:
    aligned = _ALIGNED.fullmatch(cell.get("style"))
    if aligned:
        cell.classes.add(aligned[1])
        del cell.attrib["style"]


def _shade(shaded: Any) -> None:
    shaded.getparent().set("data-shade", shaded.get("data-shade"))
    shaded.drop_tag()


def _pad(room: Any) -> int:
    """Give a cell the room of the signs that its number lacks at its side; return it in thousandths of an em."""
    width = round(1000 * advance(room.get("data-pad")))
    cell = next(room.iterancestors("td", "th"))
    cell.classes.add(f"pad-{width}")
    for head in cell.xpath(".//span[@class='padded']"):
        head.drop_tag()
    room.drop_tree()
    return width


def _rules(widths: set[int]) -> Iterator[str]:
    for width in sorted(widths):
        yield f".pad-{width} {{ padding-right: calc({_SIDE} + {width / 1000}em); }}"
        yield f".pad-{width}:last-child {{ padding-right: {width / 1000}em; }}"
