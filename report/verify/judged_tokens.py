"""The tokens of a text that a check judges: numbers, marks, relations, and words that contain or spell numbers."""

from __future__ import annotations

from report.text.blocks import Block
from report.text.tokens import NAME, NUMBER, RELATION, SPELLED, STARS, Token, tokens

#: Smaller numbers in words are ordinary words.
LARGE = 10


def is_judged(token: Token) -> bool:
    """Whether another token in its place would change what is reported."""
    if token.kind == SPELLED:
        return (token.spelled or 0) >= LARGE
    digits = any(letter.isdigit() for letter in token.key)
    return token.kind in (NUMBER, STARS, RELATION) or (token.kind == NAME and digits)


def numbers_and_marks(text: str) -> list[tuple[str, str]]:
    """The keys of the judged tokens of a text, with what is attached to them."""
    return [(token.key, token.tail) for token in tokens([Block("", text)]) if is_judged(token)]
