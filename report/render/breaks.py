"""Where tables may break on paper: short ones nowhere, long ones not before their last rows."""

from __future__ import annotations

from typing import Any

#: So many rows fit on a page with caption and notes, on a page that is turned and on one that is upright.
_TURNED, _UPRIGHT = 20, 34
#: So many rows stand together at a table's end, with its notes.
_TOGETHER = 3


def mark_breaks(tree: Any) -> None:
    """Give the tables of an lxml tree the classes by which print.css keeps rows together and closes tables."""
    for table in tree.iter("table"):
        rows = table.xpath("./tbody/tr")
        for row in rows[1:][1 - _TOGETHER :]:
            row.classes.add("joined")
        for row in rows[-1:]:
            row.classes.add("end")
    for block in tree.xpath("//div[contains(@class, 'stat-table')]"):
        rows = block.xpath(".//tbody/tr")
        if len(rows) <= (_TURNED if "wide" in block.classes else _UPRIGHT):
            block.classes.add("whole")
