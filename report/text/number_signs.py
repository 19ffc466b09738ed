"""Signs before a number: every minus, and the relations that a text may print."""

from __future__ import annotations

import unicodedata

HYPHENS = "-\u2010\u2011"
#: Dashes and signs that read as a minus before a number.
MINUS = rf"{HYPHENS}\u2012\u2013\u2212\uff0d\u00af\u02d7\u203e\u2043\u207b\u208b\u2500\u2796\ufe58\ufe63"
#: Those that are no dashes or bullets of a text, also at a space from the number.
APART = r"(?:[\u2212\u00af\u2796\ufe63\uff0d]|(?<=[=(\[])\u2043)"
#: Signs before a number that relate it to another, or that change its value.
RELATIONS = "<>≤≥≦≧⩽⩾≪≫≈≠~∼≃≅≲≳±∓√#$€£¥×÷^¬∝" + "".join(
    chr(code)
    for first, last in (
        (0x2241, 0x228B),
        (0x22D0, 0x22ED),
        (0x2A66, 0x2AE1),
        (0xFE64, 0xFE66),
        (0xFF1C, 0xFF1F),
    )
    for code in range(first, last)
    if chr(code) not in "≈≠≃≅≤≥≦≧≪≫≲≳⩽⩾＝﹦"
)
RELATION_SIGN = rf"(?:=/=|[<>!]=|=[<>]|<>|[{RELATIONS}])"
_SAME_RELATION = {
    **dict.fromkeys(("<=", "=<", "≦", "⩽"), "≤"),
    **dict.fromkeys((">=", "=>", "≧", "⩾"), "≥"),
    **dict.fromkeys(("!=", "<>", "=/="), "≠"),
    "∼": "~",
}


def relation_key(relation: str) -> str:
    """A relation as all its forms are compared."""
    plain = unicodedata.normalize("NFKC", relation)
    return _SAME_RELATION.get(plain, plain)


def sign_key(sign: str) -> str:
    """Signs as they are compared: each is plus or minus."""
    return "".join("+" if letter == "+" else "−" for letter in sign.strip())
