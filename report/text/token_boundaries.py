"""Tokens split and joined as another text has them, where line ends or programs make word boundaries ambiguous."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from report.text.blocks import SOFT
from report.text.tokens import WORD, Token, word_tokens

#: The most words that a page may have joined into one, and the most letters of the result.
_GLUED, _LONGEST = 3, 60
_GROUPED, _GROUP = re.compile(r"\d[.,\u202f\u2009]\d{3}"), re.compile(r"\d{3}(?:\.\d+)?%?")


def regrouped(
    expected: Sequence[Token], found: Sequence[Token], pages: Set[int] = frozenset()
) -> list[Token]:
    """The found tokens, split and joined as expected where line ends or programs make word boundaries ambiguous.

    `pages` are the blocks read from pages of PDF, where narrow spaces between words may have been lost.
    """
    known = {token.key for token in expected}
    whole = [part for token in found for part in _split_at_hyphen(token, known)]
    if pages:
        words = {token.key for token in expected if token.kind == WORD}
        whole = [part for token in whole for part in _unglued(token, words if token.block in pages else ())]
    return _grouped({token.key for token in expected if _GROUPED.search(token.text)}, whole)


def _split_at_hyphen(token: Token, known: Set[str]) -> Iterator[Token]:
    """A word with a hyphen at a line end, or its parts if only the parts are known."""
    parts = (
        list(word_tokens(token.block, token.text.replace(SOFT, "-"), token.start))
        if SOFT in token.text
        else []
    )
    if token.key not in known and parts and all(part.key in known for part in parts):
        parts[0] = replace(parts[0], first=token.first)
        parts[-1] = replace(parts[-1], last=token.last)
        yield from (replace(part, anchor=token.anchor) for part in parts)
    else:
        yield token


def _unglued(token: Token, words: Collection[str]) -> Iterator[Token]:
    """Divide an unknown word into the known words that it consists of, if possible."""
    whole = token.kind != WORD or token.key in words or not len(token.key) == len(token.text) <= _LONGEST
    ends = [] if whole else _ends(token.key, words, _GLUED)
    if not ends:
        yield token
        return
    for start, end in pairwise((0, *ends)):
        part = replace(token, text=token.text[start:end], key=token.key[start:end], first=False, last=False)
        first, last = token.first and start == 0, token.last and end == len(token.key)
        yield replace(part, start=token.start + start, end=token.start + end, first=first, last=last)


def _ends(text: str, words: Collection[str], most: int) -> list[int]:
    """The ends of at most `most` known words that together form a text; empty if there are none."""
    if text in words:
        return [len(text)]
    for end in range(len(text) - 1, 0, -1) if words and most > 1 else ():
        if text[:end] in words and (rest := _ends(text[end:], words, most - 1)):
            return [end, *(end + each for each in rest)]
    return []


def _grouped(grouped: Set[str], found: Sequence[Token]) -> list[Token]:
    """Join thousands separated by plain spaces into one number if that number is known."""
    if not grouped:
        return list(found)
    made: list[Token] = []
    place = 0
    while place < len(found):
        groups = list(_groups(found, place))
        keys = ["".join(each.key for each in groups[:count]) for count in range(len(groups) + 1)]
        count = next((count for count in range(len(groups), 1, -1) if keys[count] in grouped), 1)
        made.append(_whole(groups[:count], keys[count]) if count > 1 else found[place])
        place += count
    return made


def _groups(found: Sequence[Token], place: int) -> Iterator[Token]:
    """A token and the groups of three digits that follow it, each after one space."""
    last = found[place]
    yield last
    for at in range(place + 1, len(found)):
        token = found[at]
        if token.block != last.block or token.start != last.end + 1 or not _GROUP.fullmatch(token.key):
            return
        yield token
        last = token


def _whole(groups: Sequence[Token], key: str) -> Token:
    text = " ".join(each.text for each in groups)
    return replace(
        groups[0], text=text, key=key, end=groups[-1].end, last=groups[-1].last, tail=groups[-1].tail
    )
