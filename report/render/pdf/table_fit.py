"""Fits wide tables to the page: redistributes columns, reduces the type size, or uses a landscape page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from report.drawing.text_width import width
from report.render.column_widths import Need, fits, longest_word, shared
from report.rows.errors import Fault, RenderError

#: The text widths of a portrait and of a landscape page, and the horizontal padding of a cell, in points, as in
#: print.css, which also has the first type size.
_UPRIGHT, _TURNED, _SIDES = 150 * 72 / 25.4, 257 * 72 / 25.4, 9.0
_SIZES = {_UPRIGHT: (8.5, 8.0, 7.5), _TURNED: (8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5)}
#: Allowance for tabular figures and kerning.
_SLACK = 1.03
_WIDTH = re.compile(r"width: ([\d.]+)%")


def fit_tables(tree: Any, where: str) -> None:
    """Give the tables of an lxml tree columns in which no word is broken and no number overflows its cell."""
    faults = []
    for block in tree.xpath("//div[contains(concat(' ', @class, ' '), ' stat-table ')]"):
        for table in block.iter("table"):
            if not _fitted(block, table):
                label = block.get("id") or "a table"
                what = f"{label} has {len(list(table.iter('col')))} columns, too wide for a landscape page"
                faults.append(Fault(where, what, "divide it, or shorten its longest words"))
    if faults:
        raise RenderError(faults)


def _fitted(block: Any, table: Any) -> bool:
    """Fit a table to the first sheet and type size that are sufficient; return whether there is one."""
    columns = [list(each) for each in _columns(table)]
    cols = list(table.iter("col"))
    if not columns or len(cols) != len(columns) or _holds(columns, cols, "wide" in block.classes):
        return True
    for measure, sizes in _SIZES.items():
        for size in () if measure == _UPRIGHT and "wide" in block.classes else sizes:
            needs = [_need(cells, size) for cells in columns]
            if fits(needs, measure):
                _set(block, table, cols, shared(needs, measure), size)
                if measure == _TURNED:
                    block.classes.add("wide")
                return True
    return False


def _set(block: Any, table: Any, cols: Sequence[Any], widths: Sequence[float], size: float) -> None:
    total = sum(widths)
    for col, wide in zip(cols, widths, strict=True):
        col.set("style", f"width: {wide / total:.4%}")
    if size != _SIZES[_UPRIGHT][0]:
        table.set("style", f"font-size: {size}pt")


def _holds(columns: Sequence[Sequence[Any]], cols: Sequence[Any], turned: bool) -> bool:
    """Whether the columns are wide enough for their longest words without changes."""
    measure = _TURNED if turned else _UPRIGHT
    shares = [_WIDTH.search(col.get("style", "")) for col in cols]
    total = sum(float(share[1]) for share in shares if share)
    if not total or not all(shares):
        return False
    size = _SIZES[_UPRIGHT][0]
    return all(
        _need(cells, size, slack=1.0).least <= float(share[1]) / total * measure + 1
        for cells, share in zip(columns, shares, strict=True)
        if share
    )


def _need(cells: Sequence[Any], size: float, slack: float = _SLACK) -> Need:
    found = [_measured(cell) for cell in cells]
    least = max((least for least, _ in found), default=0.0)
    most = max((most for _, most in found), default=0.0)
    return Need(least * size * slack + _SIDES, most * size * slack + _SIDES)


def _measured(cell: Any) -> tuple[float, float]:
    """The widths of a cell's longest unbreakable stretch and longest line, at a type size of one point."""
    bold = cell.tag == "th"
    lines = _lines(cell)
    most = max((width(line, bold=bold) for line in lines), default=0.0)
    numeric = cell.tag == "td" and "right" in cell.get("style", "")
    least = most if numeric else max((longest_word(line, bold=bold) for line in lines), default=0.0)
    room = sum(width(each.get("data-pad")) for each in cell.xpath(".//span[@data-pad]"))
    return least + room, most + room


def _lines(cell: Any) -> list[str]:
    """The lines of a cell, as separated by its author."""
    return [" ".join(line.split()) for line in "".join(_texts(cell)).split("\v")]


def _texts(element: Any) -> Iterator[str]:
    if element.tag in ("br", "p", "li", "div"):
        yield "\v"
    yield element.text or ""
    for child in element.iterchildren("*"):
        yield from _texts(child)
        yield child.tail or ""


def _columns(table: Any) -> list[list[Any]]:
    """The cells of each column, without those that span several."""
    count = len(list(table.iter("col")))
    columns: list[list[Any]] = [[] for _ in range(count)]
    covered = [0] * count
    for row in table.iter("tr"):
        place = 0
        for cell in row.iterchildren("td", "th"):
            while place < count and covered[place]:
                place += 1
            across, down = int(cell.get("colspan", 1)), int(cell.get("rowspan", 1))
            if across == 1 and place < count:
                columns[place].append(cell)
            for each in range(place, min(count, place + across)):
                covered[each] = down
            place += across
        covered = [max(0, each - 1) for each in covered]
    return columns
