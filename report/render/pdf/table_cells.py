"""Simplifies table cells for print: the spans and styles used on screen become classes of the cell.

The printer takes a millisecond for each box, and shares a computed style between cells that match the same rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from report.drawing.text_width import width

_ALIGNED = re.compile(r"text-align: (left|right|center);")
#: The horizontal padding of a cell; print.css applies it to all but the outermost cells.
_SIDE = "4.5pt"


def plain_cells(tree: Any) -> str:
    """Turn the marks in the cells of an lxml tree into classes; return the rules for those not in print.css."""
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
    """Pad a cell by the width of the trailing signs that its number lacks; return it in thousandths of an em."""
    padding = round(1000 * width(room.get("data-pad")))
    cell = next(room.iterancestors("td", "th"))
    cell.classes.add(f"pad-{padding}")
    for head in cell.xpath(".//span[@class='padded']"):
        head.drop_tag()
    room.drop_tree()
    return padding


def _rules(widths: set[int]) -> Iterator[str]:
    for padding in sorted(widths):
        yield f".pad-{padding} {{ padding-right: calc({_SIDE} + {padding / 1000}em); }}"
        yield f".pad-{padding}:last-child {{ padding-right: {padding / 1000}em; }}"
