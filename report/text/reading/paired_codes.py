"""Characters of a PDF's text that the library returns in two halves, such as the letters of formulas: 𝑡, 𝑝, 𝜒."""

from __future__ import annotations

import unicodedata
from typing import Any

_HIGH, _LOW, _END = 0xD800, 0xDC00, 0xE000
#: Letters and digits of mathematical alphabets, which say only how a symbol is printed.
_MATHEMATICAL = range(0x1D400, 0x1D800)


def is_half(code: int) -> bool:
    """Whether a code is one half of a character."""
    return _HIGH <= code < _END


def joined(handle: Any, index: int, code: int) -> str:
    """The character whose first half is at an index, a mathematical letter as a plain one; empty at the second half."""
    from pypdfium2 import raw

    low = raw.FPDFText_GetUnicode(handle, index + 1) if code < _LOW else 0
    if not _LOW <= low < _END:
        return ""
    whole = 0x10000 + ((code - _HIGH) << 10) + (low - _LOW)
    return unicodedata.normalize("NFKC", chr(whole)) if whole in _MATHEMATICAL else chr(whole)
