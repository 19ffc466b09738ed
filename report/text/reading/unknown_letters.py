"""Recognises a PDF whose letters are drawn, but no longer named."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

#: Categories of characters that a text hardly has: controls, symbols, and codes without a character.
_ODD = ("Cc", "Cn", "Co", "So")
#: From this share of such characters on, the letters of a text are not known.
_MOST = 0.2
LETTERS_UNKNOWN = (
    "has text whose letters cannot be recognised, as after a conversion through PostScript: check the file before "
    "that conversion, or print to PDF without PostScript"
)


def letters_are_unknown(texts: Iterable[str]) -> bool:
    """Whether many characters of a text are none that texts have."""
    visible = [letter for text in texts for letter in text if not letter.isspace()]
    odd = sum(unicodedata.category(letter) in _ODD for letter in visible)
    return odd > _MOST * max(1, len(visible))
