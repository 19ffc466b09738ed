"""Compares the numbers in the alternative texts of pictures with the current ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from report.rows.ledger import Ledger
from report.text.blocks import Block
from report.text.token_boundaries import regrouped
from report.text.tokens import NAME, NUMBER, RELATION, SPELLED, STARS, Token, tokens
from report.verify.align import align
from report.verify.earlier_values import was_printed
from report.verify.findings import Finding, Kind, where
from report.verify.token_alignment import Alignment

#: A text that shares fewer of its words with every current text describes another picture.
_LEAST = 0.3
_JUDGED = (NUMBER, STARS, RELATION, NAME)


@dataclass(frozen=True)
class Descriptions:
    """The current alternative texts of a document."""

    blocks: Sequence[Block]
    ledger: Ledger
    #: The ledger that the copy carries.
    printed: Mapping[str, str]
    #: The texts of the document, such as captions, which programs repeat as descriptions.
    texts: Set[str] = frozenset()

    def findings(self, found: Sequence[Block]) -> Iterator[Finding]:
        """What differs in the numbers of a copy's alternative texts; each text is reported once."""
        for block in dict.fromkeys(found):
            words = _words(block.text)
            if words not in self._whole.get(block.home, self._all) and words not in self.texts:
                yield from self._differences(block)

    @cached_property
    def _whole(self) -> Mapping[str, set[str]]:
        """The texts of each figure; a program may drop the labels of figures."""
        homes = {block.home for block in self.blocks if block.home}
        return {home: {_words(each.text) for each in self.blocks if each.home == home} for home in homes}

    @cached_property
    def _all(self) -> set[str]:
        return {_words(block.text) for block in self.blocks}

    def _differences(self, block: Block) -> Iterator[Finding]:
        found = tokens([block], self.ledger.build.notation)
        own = [each for each in self.blocks if each.home == block.home] if block.home in self._whole else []
        made = [self._aligned(each, found) for each in own or self.blocks]
        best = max(made, key=lambda each: each.similarity, default=None)
        if best is None or best.share < _LEAST:
            best = align([], found)
        yield from self._expected(best, block)
        for j, token in enumerate(best.found):
            if best.to_expected[j] is None and _is_judged(token):
                yield Finding("typed", "", "", token.text, where(block, token.start, token.end))

    def _aligned(self, today: Block, found: Sequence[Token]) -> Alignment:
        expected = tokens([today], self.ledger.build.notation)
        return align(expected, regrouped(expected, found))

    def _expected(self, made: Alignment, block: Block) -> Iterator[Finding]:
        for i, token in enumerate(made.expected):
            j = made.to_found[i]
            there = made.found[j] if j is not None else None
            if not _is_judged(token) or (there and (there.key, there.tail) == (token.key, token.tail)):
                continue
            id = was_printed(token, there, self.printed, self.ledger) if there else ""
            kind: Kind = "stale" if id else "changed" if there else "deleted"
            start, end = (there.start, there.end) if there else (0, 0)
            yield Finding(kind, id, token.text, there.text if there else "", where(block, start, end))


def _is_judged(token: Token) -> bool:
    digits = any(letter.isdigit() for letter in token.text)
    return token.kind == SPELLED or (token.kind in _JUDGED and (token.kind != NAME or digits))


def _words(text: str) -> str:
    return " ".join(text.split())
