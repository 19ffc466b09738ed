"""Finds the numbers that a page shows before list items, and those among them that do not simply count the items."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

#: A number with more digits is not the number of an item.
_MOST_DIGITS = 6
#: The types of lists whose items have letters or Roman numbers.
_LETTERS = ("a", "A", "i", "I")


@dataclass
class ItemNumbering:
    """The numbers of the items of a page's lists; each list is counted once."""

    _lists: dict[Any, dict[Any, int]] = field(default_factory=dict)

    def marker(self, item: Any) -> str:
        """The number before an item of a list, if the page sets the number of this item or of the whole list."""
        around = item.getparent()
        if around is None or (around.tag != "ol" and item.get("value") is None):
            return ""
        if _whole(item.get("value")) is None and not _sets_numbers(around):
            return ""
        return f"{self._number(item, around)}. "

    def ordinal(self, item: Any) -> int:
        """The number that a page shows before an item; 0 if it shows a bullet or a letter."""
        around = item.getparent()
        if around is None or around.tag != "ol" or around.get("type") in _LETTERS:
            return 0
        return self._number(item, around)

    def _number(self, item: Any, listed: Any) -> int:
        if listed not in self._lists:
            self._lists[listed] = _numbers(listed)
        return self._lists[listed].get(item, 0)


def _numbers(listed: Any) -> dict[Any, int]:
    """The number of each item: its own, or counted from the last item that has one, or from the start of the list."""
    step = -1 if listed.get("reversed") is not None else 1
    found: dict[Any, int] = {}
    last = _first(listed) - step
    for item in listed.iterchildren("li"):
        value = _whole(item.get("value"))
        last = last + step if value is None else value
        found[item] = last
    return found


def _sets_numbers(listed: Any) -> bool:
    """Whether a list begins at a number other than 1, or counts backwards."""
    return _whole(listed.get("start")) not in (None, 1) or listed.get("reversed") is not None


def _first(listed: Any) -> int:
    start = _whole(listed.get("start"))
    if start is not None:
        return start
    return sum(1 for _ in listed.iterchildren("li")) if listed.get("reversed") is not None else 1


def _whole(text: str | None) -> int | None:
    plain = (text or "").strip()
    return int(plain) if plain.lstrip("-").isdecimal() and len(plain) <= _MOST_DIGITS else None
