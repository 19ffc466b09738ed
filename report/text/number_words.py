"""Converts whole numbers to words, such as "twenty-nine", and back."""

from __future__ import annotations

from functools import cache, lru_cache

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["_", "_", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(value: int) -> str:
    """A whole number below one hundred in words; a larger one in digits."""
    if not 0 <= value < 100:
        return str(value)
    if value < 20:
        return _ONES[value]
    tens, ones = divmod(value, 10)
    return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")


_LARGE = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}


@cache
def _values() -> dict[str, int]:
    return {in_words(value): value for value in range(100)} | _LARGE


@lru_cache(maxsize=1 << 14)
def value_of(text: str) -> int | None:
    """The whole number that a text spells out, with any kind of hyphen or space."""
    plain = text.casefold()
    for hyphen in ("\u2010", "\u2011", "\u00ad", " ", "\u00a0"):
        plain = plain.replace(hyphen, "-" if hyphen != "\u00ad" else "")
    return _values().get(plain.strip("-"))
