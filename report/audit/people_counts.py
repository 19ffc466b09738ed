"""Counts of people in running text: in digits or words, with the parts that a list gives."""

from __future__ import annotations

import re
from collections.abc import Iterator

_UNITS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {word: value for value, word in enumerate(_UNITS, 1)} | {
    word: value * 10 for value, word in enumerate(_TENS, 2)
}
_WORD = rf"(?:(?:{'|'.join(_TENS)})-(?:{'|'.join(_UNITS[:9])})|{'|'.join((*_TENS, *reversed(_UNITS)))})"
#: A count in digits, with or without commas for thousands, or in words up to ninety-nine.
COUNT = rf"(?:(?<![\w.,/-])(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}})(?![\w%/-]|[.,:]\d)|\b(?i:{_WORD})\b)"
#: Nouns of people, with up to three words before them.
PEOPLE = (
    r"(?:[a-z-]+\s){0,3}(?:participants|patients|students|persons|people|adults|children|adolescents|individuals"
    r"|respondents|subjects|volunteers|infants|couples|employees|teachers|women|men|families|dyads|cases)"
)
_SIZE = re.compile(r"[nN]\s?=\s?(\d{1,3}(?:,\d{3})+|\d+)(?![\d.])")
_PERCENT = re.compile(r"[(\[]\s?\d+(?:\.\d+)?\s?%\s?[)\]]|[,;]\s?\d+(?:\.\d+)?\s?%")
#: Words after a number that is not one of people.
_MEASURED = re.compile(
    r"\s?(?:%|years?|months?|weeks?|days?|hours?|minutes?|h\b|min\b|s\b|ms\b|points?|mg|kg|cm|mm|SDs?\b|items?|trials?|times"
    r"|sessions?|visits?|standard|or (?:more|less|older|younger|fewer)|and (?:over|above|older))"
)
_RANGE = re.compile(
    r"(?:\b(?:between|from|aged?|ages|than|least|most|to|under|over|about|around|of)|[<>≤≥=])\s(?:\d+\s(?:and|or|to)\s)?$"
)
_BREAK = re.compile(rf"(?:^|[,;:]\s?(?:and\s)?|\sand\s|\sor\s)\s?(?:n\s?=\s?)?(?P<count>{COUNT})")


def value(count: str) -> int:
    """The value of a count in digits or words."""
    plain = count.strip().casefold().replace(",", "")
    if plain.isdigit():
        return int(plain)
    return sum(_WORDS[part] for part in plain.split("-"))


def without_percentages(text: str) -> str:
    """The text with spaces instead of the percentages beside counts."""
    return _PERCENT.sub(lambda match: " " * len(match[0]), text)


def parts_in(text: str) -> list[str]:
    """The counts of a list: `12 declined, 10 moved, and 8 for other reasons` or `declined, n = 12; moved, n = 10`.

    Numbers within an item, as in `3 aged under 18`, are not counted. A list must begin with a count.
    """
    sizes = [match[1] for match in _SIZE.finditer(text)]
    if len(sizes) > 1:
        return sizes
    counts = list(_leading(text))
    return counts if counts and text.lstrip().startswith(counts[0]) else []


def _leading(text: str) -> Iterator[str]:
    """The counts at the beginnings of items."""
    for match in _BREAK.finditer(text):
        measured = _MEASURED.match(text, match.end())
        if not measured and not _RANGE.search(text, 0, match.start("count")):
            yield match["count"]
