"""Tells the code page of western Windows from that of classic Mac OS, in which Excel for Mac saves CSV files."""

from __future__ import annotations

WINDOWS, MACINTOSH = "cp1252", "mac_roman"
#: Signs that occur in tables beside any character.
_SIGNS = frozenset("\u00a0–—‘’“”„…±×÷°²³µ½¼¾·•†‡§‰€£©≤≥≠≈∞√")
_CURRENCIES = frozenset("€£")
#: Letters of languages that Windows writes in another code page.
_FOREIGN = frozenset("šŠžŽ")


def western(data: bytes) -> str:
    """The encoding in which fewer characters are out of place; that of Windows if there are as many."""
    windows, macintosh = (_misplaced(data.decode(name, "replace")) for name in (WINDOWS, MACINTOSH))
    return MACINTOSH if macintosh < windows else WINDOWS


def _misplaced(text: str) -> int:
    """The number of characters beyond ASCII that are neither a usual sign nor a letter in a word."""
    padded = f" {text} "
    return sum(
        not letter.isascii() and not _is_in_place(letter, padded[place - 1], padded[place + 1])
        for place, letter in enumerate(padded)
    )


def _is_in_place(letter: str, before: str, after: str) -> bool:
    if letter in _SIGNS:
        return not (letter in _CURRENCIES and (before.isalpha() or after.isalpha()))
    if not letter.isalpha() or letter in _FOREIGN:
        return False
    if letter.isupper():
        return (before.isupper() or not before.isalpha()) and after.isalpha()
    return not (before.isdigit() or after.isdigit())
