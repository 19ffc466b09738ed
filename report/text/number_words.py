"""Converts whole numbers to words of a language, such as "twenty-nine" or "neunundzwanzig", and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from report.rows.notation import ENGLISH

#: Languages other than English whose number words are known.
OTHER_LANGUAGES = ("da", "de", "es", "fr", "it", "nl", "pt", "sv")

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


def in_words(value: int, language: str = ENGLISH.language) -> str:
    """A whole number below one hundred in words of a language; a larger one, or one in another language, in digits."""
    known = _below_100(language)
    return known[value] if 0 <= value < len(known) else str(value)


def _in_english(value: int) -> str:
    if value < 20:
        return _ONES[value]
    tens, ones = divmod(value, 10)
    return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")


_LARGE = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}


@lru_cache(maxsize=1 << 14)
def value_of(text: str, language: str = ENGLISH.language) -> int | None:
    """The whole number that a text spells out in a language, with any kind of hyphen or space."""
    return _values(language).get(_plain(text))


def is_article(text: str, language: str) -> bool:
    """Whether a number word is also an article or pronoun: "un" is French for "one" and for "a"."""
    return language in OTHER_LANGUAGES and text.casefold() in _of(language)["articles"]


@cache
def spaced_words(language: str) -> tuple[str, ...]:
    """The number words of a language that contain spaces ("vingt et un"), the longest first."""
    words = _below_100(language)
    return tuple(sorted((word for word in words if " " in word), key=len, reverse=True))


@cache
def _values(language: str) -> dict[str, int]:
    larger = _of(language)["larger"] if language in OTHER_LANGUAGES else _LARGE
    known = _below_100(language)
    return {_plain(word): value for value, word in enumerate(known)} | (larger if known else {})


def _plain(text: str) -> str:
    plain = text.casefold()
    for hyphen in ("\u2010", "\u2011", "\u00ad", " ", "\u00a0"):
        plain = plain.replace(hyphen, "-" if hyphen != "\u00ad" else "")
    return plain.strip("-")


@cache
def _below_100(language: str) -> list[str]:
    if language in OTHER_LANGUAGES:
        words: str = _of(language)["below-100"]
        return words.split("|")
    return [_in_english(value) for value in range(100)] if language == ENGLISH.language else []


@cache
def _of(language: str) -> Mapping[str, Any]:
    """The number words of another language, made with num2words 0.5.14; larger words and articles by hand."""
    text = (Path(__file__).parent / "number_words.json").read_text(encoding="utf-8")
    found: Mapping[str, Any] = json.loads(text)[language]
    return found
