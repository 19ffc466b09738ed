"""Recognises a PDF whose letters are drawn, but cannot be mapped to characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

#: Categories of characters that are rare in text: controls, symbols, and codes without a character.
_ODD = ("Cc", "Cn", "Co", "So")
#: With this share of such characters or more, the letters of a text are unknown.
_MOST = 0.2
LETTERS_UNKNOWN = (
    "has text whose letters cannot be recognised, as after a conversion through PostScript: check the file before "
    "that conversion, or print to PDF without PostScript"
)


def letters_are_unknown(texts: Iterable[str]) -> bool:
    """Whether many characters of a text are rare in texts."""
    visible = [letter for text in texts for letter in text if not letter.isspace()]
    odd = sum(unicodedata.category(letter) in _ODD for letter in visible)
    return odd > _MOST * max(1, len(visible))
