"""Numbers of list items: when items are removed, all get the number of the first, and Markdown counts them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from report.merge.alignment import Pair
from report.merge.atoms import Unit
from report.merge.base import Base
from report.merge.source_spans import SourceEdit

_NUMBER = re.compile(r"[ \t]*\(?(\d+)[.)]\s")


class ListNumbers:
    """The numbered lists of a build from which a copy removes items that others follow.

    Edits of the numbers are the same for every hunk of a list, so that any selection of hunks leaves a valid list.
    """

    def __init__(self, base: Base, found: Sequence[Pair]):
        self.base, self.units = base, base.units
        self.removed = {i for pair in found if pair.moved or not pair.new for i in pair.old}

    def edits(self, place: int) -> Iterator[SourceEdit]:
        """The edits that give the items of a list the number of the first, if an item between them is removed."""
        items = self._list(place)
        first = self._number(items[0]) if self._has_gap(items) else None
        for i in items[1:] if first else ():
            number = self._number(i)
            if first and number and number[1] != first[1]:
                yield SourceEdit(self.units[i].file, number.start(1), number.end(1), first[1])

    def fitting(self, made: str, beside: int, unit: Unit) -> str:
        """The text of a new item beside another, with the number of the first one if all get it."""
        items = self._list(beside)
        first = self._number(items[0]) if unit.kind == "item" and self._has_gap(items) else None
        return re.sub(r"(?m)^([ \t]*\(?)\d+(?=[.)]\s)", rf"\g<1>{first[1]}", made, count=1) if first else made

    def _has_gap(self, items: Sequence[int]) -> bool:
        return any(i in self.removed and after not in self.removed for i, after in itertools.pairwise(items))

    def _number(self, place: int) -> re.Match[str] | None:
        unit = self.units[place]
        return (
            _NUMBER.match(self.base.templates[unit.file], unit.start)
            if unit.file and unit.start >= 0
            else None
        )

    def _list(self, place: int) -> range:
        """The items that follow each other around an item; other units are alone."""
        start, end = place, place + 1
        while start and self._alike(start - 1, place):
            start -= 1
        while end < len(self.units) and self._alike(end, place):
            end += 1
        return range(start, end)

    def _alike(self, one: int, other: int) -> bool:
        kinds = [(self.units[i].kind, self.units[i].file, self.units[i].level) for i in (one, other)]
        return (
            kinds[0] == kinds[1]
            and kinds[0][0] == "item"
            and self._delimiters(one) == self._delimiters(other)
        )

    def _delimiters(self, place: int) -> str | None:
        """The signs around the number of an item, of which others begin another list; None without a number."""
        number = self._number(place)
        return number and re.sub(r"[\d\s]", "", number[0])
