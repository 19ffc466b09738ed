"""Controls page breaks in tables: short tables are never broken, long ones not shortly before their end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import ceil
from typing import Any

#: The characters per table line, and the height in points that unbroken rows, with caption and notes, may take on
#: a page: for a landscape page and for a portrait page.
_TURNED, _UPRIGHT = (175, 360.0), (106, 580.0)
#: The height of a line and the padding of a row, as in print.css.
_LINE, _ROOM = 11.5, 3.2
#: This many rows at the end of a table stay together with its notes.
_TOGETHER = 3
#: Rows higher than this share of a page may break.
_TALL = 0.4
_WIDTH = re.compile(r"width: ([\d.]+)%")


def mark_breaks(tree: Any) -> None:
    """Add the classes by which print.css keeps table rows together and draws the closing rule."""
    for table in tree.iter("table"):
        rows = table.xpath("./tbody/tr")
        for row in rows[1:][1 - _TOGETHER :]:
            row.classes.add("joined")
        for row in rows[-1:]:
            row.classes.add("end")
        _end_spans(rows)
    for block in tree.xpath("//div[contains(@class, 'stat-table')]"):
        letters, room = _TURNED if "wide" in block.classes else _UPRIGHT
        heights = list(_heights(block, letters))
        if sum(heights) <= room:
            block.classes.add("whole")
        _break_tall(list(block.iter("tr")), heights, room)


def _break_tall(rows: Sequence[Any], heights: Sequence[float], room: float) -> None:
    """Allow breaks in rows that would leave much of a page empty, and keep no other rows with them."""
    for row, below, height in zip(rows, (*rows[1:], None), heights, strict=True):
        if height > room * _TALL:
            row.classes.add("tall")
            for each in (row, below):
                if each is not None:
                    each.classes.discard("joined")


def _end_spans(rows: Sequence[Any]) -> None:
    """Give cells that span down to the last row the table's closing rule."""
    for place, row in enumerate(rows):
        for cell in row.xpath("./*[@rowspan]"):
            if place + int(cell.get("rowspan")) >= len(rows):
                cell.classes.add("end")


def _heights(block: Any, letters: int) -> Iterator[float]:
    """The approximate heights of a table's rows, from the lengths of their cells."""
    widths = [
        float(found[1]) for each in block.iter("col") if (found := _WIDTH.search(each.get("style", "")))
    ]
    for row in block.iter("tr"):
        yield _ROOM + _LINE * max(
            (_lines(cell, widths, place, letters) for place, cell in enumerate(row)), default=1
        )


def _lines(cell: Any, widths: Sequence[float], place: int, letters: int) -> int:
    """The approximate number of lines in a cell; one if it spans columns, or its width is unknown."""
    if cell.get("colspan") or place >= len(widths):
        return 1
    return max(1, ceil(len(cell.text_content()) / max(1.0, widths[place] / 100 * letters)))
