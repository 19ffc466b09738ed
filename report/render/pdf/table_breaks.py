"""Where tables may break on paper: short ones nowhere, long ones not before their last rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import ceil
from typing import Any

#: How many letters a line of a table holds, and how high rows may be that stand whole, with caption and notes, on a
#: page, in points: on a page that is turned and on one that is upright.
_TURNED, _UPRIGHT = (175, 360.0), (106, 580.0)
#: Each line of a row and the room around it; print.css has them.
_LINE, _ROOM = 11.5, 3.2
#: So many rows stand together at a table's end, with its notes.
_TOGETHER = 3
#: Rows higher than this share of a page may break.
_TALL = 0.4
_WIDTH = re.compile(r"width: ([\d.]+)%")


def mark_breaks(tree: Any) -> None:
    """Give the tables of an lxml tree the classes by which print.css keeps rows together and closes tables."""
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
    """Let rows break that would leave much of a page empty, and let nothing be kept beside them."""
    for row, below, height in zip(rows, (*rows[1:], None), heights, strict=True):
        if height > room * _TALL:
            row.classes.add("tall")
            for each in (row, below):
                if each is not None:
                    each.classes.discard("joined")


def _end_spans(rows: Sequence[Any]) -> None:
    """Give cells that reach down to the last row the rule that ends the table."""
    for place, row in enumerate(rows):
        for cell in row.xpath("./*[@rowspan]"):
            if place + int(cell.get("rowspan")) >= len(rows):
                cell.classes.add("end")


def _heights(block: Any, letters: int) -> Iterator[float]:
    """About how high the rows of a table are, by the letters of their cells."""
    widths = [
        float(found[1]) for each in block.iter("col") if (found := _WIDTH.search(each.get("style", "")))
    ]
    for row in block.iter("tr"):
        yield _ROOM + _LINE * max(
            (_lines(cell, widths, place, letters) for place, cell in enumerate(row)), default=1
        )


def _lines(cell: Any, widths: Sequence[float], place: int, letters: int) -> int:
    """About how many lines a cell has; one where it spans others, or nothing says how wide it is."""
    if cell.get("colspan") or place >= len(widths):
        return 1
    return max(1, ceil(len(cell.text_content()) / max(1.0, widths[place] / 100 * letters)))
