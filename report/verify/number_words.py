"""Numbers in words: what "twenty-nine" stands for."""

from __future__ import annotations

from functools import cache, lru_cache

from report.template.phrases import in_words


@cache
def _values() -> dict[str, int]:
    return {in_words(value): value for value in range(100)}


@lru_cache(maxsize=1 << 14)
def value_of(text: str) -> int | None:
    """The whole number below one hundred that a text spells, with any kind of hyphen or space."""
    plain = text.casefold()
    for hyphen in ("\u2010", "\u2011", "\u00ad", " ", "\u00a0"):
        plain = plain.replace(hyphen, "-" if hyphen != "\u00ad" else "")
    return _values().get(plain.strip("-"))
