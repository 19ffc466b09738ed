"""Finds the numbers that a page shows before list items, where they do not simply count the items."""

from __future__ import annotations

from typing import Any

#: A number with more digits is not the number of an item.
_MOST_DIGITS = 6


def marker(item: Any) -> str:
    """The number before an item of a list, if the page sets the number of this item or of the whole list."""
    around = item.getparent()
    if around is None or (around.tag != "ol" and item.get("value") is None):
        return ""
    if _whole(item.get("value")) is None and not _sets_numbers(around):
        return ""
    return f"{_number(item, around)}. "


def _sets_numbers(listed: Any) -> bool:
    """Whether a list begins at a number other than 1, or counts backwards."""
    return _whole(listed.get("start")) not in (None, 1) or listed.get("reversed") is not None


def _number(item: Any, listed: Any) -> int:
    """The number of an item: its own, or counted from the last item that has one, or from the start of the list."""
    step = -1 if listed.get("reversed") is not None else 1
    for distance, each in enumerate([item, *item.itersiblings("li", preceding=True)]):
        value = _whole(each.get("value"))
        if value is not None:
            return value + step * distance
    before = sum(1 for _ in item.itersiblings("li", preceding=True))
    return _first(listed) + step * before


def _first(listed: Any) -> int:
    start = _whole(listed.get("start"))
    if start is not None:
        return start
    return sum(1 for _ in listed.iterchildren("li")) if listed.get("reversed") is not None else 1


def _whole(text: str | None) -> int | None:
    plain = (text or "").strip()
    return int(plain) if plain.lstrip("-").isdecimal() and len(plain) <= _MOST_DIGITS else None
