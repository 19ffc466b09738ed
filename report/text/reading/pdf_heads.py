"""Heads of the columns of a table on a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from report.text.reading.pdf_columns import ColumnExtent, WordRun, column_at

#: How far a head may be from its column, relative to the font size.
_REACH = 0.8
#: Heads that are meaningful only together with the head above them.
_ENDS = re.compile(r"(?:LL|UL|LB|UB|LCI|UCI|[Ll]ower|[Uu]pper|[Ll]ow|[Hh]igh)(?:\s\w+)?\.?")


@dataclass
class _Head:
    """The lines of one head, from the top, and the head above it and its neighbours."""

    lines: list[WordRun]
    above: str = ""

    @property
    def left(self) -> float:
        return min(each.left for each in self.lines)

    @property
    def right(self) -> float:
        return max(each.right for each in self.lines)

    @property
    def text(self) -> str:
        """The head, with the one above it where it needs it."""
        own = " ".join(each.text for each in self.lines)
        return f"{self.above} {own}" if self.above and _ENDS.fullmatch(own) else own


def heads_of(rows: Sequence[Sequence[WordRun]], columns: Sequence[ColumnExtent]) -> list[tuple[str, str]]:
    """The head of each column and the head above it and its neighbours; empty where there is none."""
    found = _without_wide(sorted(_stacked(rows), key=lambda each: each.left), len(columns) + 1)
    if len(found) in (len(columns), len(columns) + 1):
        return [(each.text, each.above) for each in found[-len(columns) :]]
    names = [("", "")] * len(columns)
    for head in found:
        for text, place in _placed(head, columns):
            names[place] = f"{names[place][0]} {text}".strip(), head.above
    return names


def _stacked(rows: Sequence[Sequence[WordRun]]) -> list[_Head]:
    """Segments above each other as one head; a segment above several heads belongs to all of them."""
    made: list[_Head] = []
    for row in reversed(rows):
        below = list(made)
        for each in row:
            under = [head for head in below if head.left < each.right and each.left < head.right]
            if len(under) == 1:
                under[0].lines.insert(0, each)
            elif under:
                for head in under:
                    head.above = each.text
            else:
                made.append(_Head([each]))
    return made


def _without_wide(found: list[_Head], most: int) -> list[_Head]:
    """The heads without the highest ones, if there are too many: these belong to the heads on either side."""
    left = list(found)
    while len(left) > most:
        highest = max(left, key=lambda each: each.lines[-1].words[0].baseline)
        at = left.index(highest)
        if (
            at in (0, len(left) - 1)
            or highest.lines[-1].words[0].baseline <= left[at + 1].lines[0].words[0].baseline
        ):
            return found
        for beside in (left[at - 1], left[at + 1]):
            beside.above = highest.text
        left.remove(highest)
    return left


def _placed(head: _Head, columns: Sequence[ColumnExtent]) -> Iterator[tuple[str, int]]:
    """A head with its column, or its words with theirs if it consists of the heads of several columns."""
    reach = _REACH * head.lines[0].size
    place = column_at(columns, head.left, head.right, reach)
    if place is not None:
        yield head.text, place
        return
    words = [word for line in head.lines for word in line.words]
    places = [column_at(columns, word.left, word.right, reach) for word in words]
    if None not in places and len(set(places)) == len(places):
        yield from ((word.text, at) for word, at in zip(words, places, strict=True) if at is not None)
