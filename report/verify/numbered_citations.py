"""Citations by number where the paper cites in another style: `[1, 2]`, `[3–5]`, `(12)` or a raised `1,2`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from report.text.tokens import NUMBER, Token
from report.verify.comparison import Comparison
from report.verify.conventions import Stretches
from report.verify.entry_numbers import EntryNumbers

_CITATION = "citation"
_SEPARATOR = r"\s?[,;–—‑-]\s?"
_LIST = rf"\d{{1,3}}(?:{_SEPARATOR}\d{{1,3}})*"
#: Numbers in brackets, perhaps between words of the author: `[see 3, pp. 105–107]`, but not `(n = 3)`.
_BRACKETS = rf"[\[(](?:[^()\[\]\d=<>≤≥≈]{{0,40}}\s)?{_LIST}(?:[,:\s][^()\[\]]{{0,60}})?[\])]"
_GROUP = re.compile(rf"{_BRACKETS}(?:(?:{_SEPARATOR})?{_BRACKETS})*")
_ONE_LIST = re.compile(rf"(?<![\w.]){_LIST}(?![\w%‰½]|\.\d)")
_BETWEEN = re.compile(r"[\s,;–—‑-]{0,3}")
_NUMBER = re.compile(r"\d+")
#: The most words of the paper, apart from the citation itself, that the place of a citation may span.
_APART = 4
#: The most words in the place of a citation.
_WIDEST = 80


@dataclass(frozen=True)
class NumberedCitations:
    """Finds the numbers of a copy that cite works of its reference list in place of a citation."""

    case: Comparison

    def covers(self, j: int) -> bool:
        """Whether a found number is part of such a citation."""
        token = self.case.found[j]
        if token.kind != NUMBER:
            return False
        if token.block not in self._stretches:
            self._stretches[token.block] = Stretches(self._accepted(token.block))
        return self._stretches[token.block].name(token.start, token.end) != ""

    @cached_property
    def _stretches(self) -> dict[int, Stretches]:
        return {}

    def _accepted(self, block: int) -> Iterator[tuple[int, int, str]]:
        text = self.case.found_blocks[block].text
        groups = [group.span() for group in _GROUP.finditer(text)]
        for start, end in (*groups, *self._raised(block)):
            if replaced := self._replaced(block, start, end):
                yield from ((*number, _CITATION) for number in self._cited(text, start, end, replaced))

    def _raised(self, block: int) -> Iterator[tuple[int, int]]:
        """The stretches of raised numbers, and of what a page marks as citations."""
        found = self.case.found_blocks[block]
        stretch: tuple[int, int] | None = None
        for anchor in (each for each in found.anchors if each.kind in ("mark", _CITATION)):
            if stretch and _BETWEEN.fullmatch(found.text[stretch[1] : anchor.start]):
                stretch = stretch[0], anchor.end
                continue
            if stretch:
                yield stretch
            stretch = anchor.start, anchor.end
        if stretch:
            yield stretch

    def _cited(self, text: str, start: int, end: int, replaced: Sequence[Token]) -> Iterator[tuple[int, int]]:
        """The numbers of a group that are works of the list, or pages that the paper cites at this place."""
        printed = {number for token in replaced for number in _NUMBER.findall(token.text)}
        for one in _ONE_LIST.finditer(text, start, end):
            numbers = list(_NUMBER.finditer(text, *one.span()))
            works = all(1 <= int(each[0]) <= self.works for each in numbers)
            pages = _in_full(printed, [each[0] for each in numbers])
            yield from (each.span() for each in numbers if works or each[0] in pages)

    def _replaced(self, block: int, start: int, end: int) -> list[Token]:
        """The words of the paper's citation in whose place a group of numbers is; empty if there is none."""
        ours = self.case.expected
        place = self._place(block, start, end)
        cited = [i for i in place if ours[i].exempt == _CITATION]
        if len(place) - len(cited) > _APART or any(map(self._names_an_author, cited)):
            return []
        return [ours[i] for i in cited]

    def _place(self, block: int, start: int, end: int) -> range:
        """The paper's words between those that pair with the words beside a stretch of a block."""
        tokens = self._tokens[block]
        first, last = (bisect_left(tokens, at, key=lambda j: self.case.found[j].start) for at in (start, end))
        if first == last:
            return range(0)
        before, after = self.case.partner_before(tokens[first]), self.case.partner_after(tokens[last - 1])
        near = after if before is None else before
        if near is None:
            return range(0)
        home = self.case.expected[near].block
        start, end = self._bounds[home]
        start, end = start if before is None else before + 1, end if after is None else after
        return range(start, min(end, start + _WIDEST))

    @cached_property
    def _bounds(self) -> dict[int, tuple[int, int]]:
        """Where the tokens of each of the paper's blocks start and end."""
        bounds: dict[int, tuple[int, int]] = {}
        for i, token in enumerate(self.case.expected):
            bounds[token.block] = bounds.get(token.block, (i, i))[0], i + 1
        return bounds

    def _names_an_author(self, i: int) -> bool:
        """Whether the copy still has a name from the paper's citation."""
        token, j = self.case.expected[i], self.case.alignment.to_found[i]
        return token.text[0].isupper() and j is not None and self.case.found[j].key == token.key

    @cached_property
    def _tokens(self) -> dict[int, list[int]]:
        """The found tokens of each block."""
        blocks: dict[int, list[int]] = {}
        for j, token in enumerate(self.case.found):
            blocks.setdefault(token.block, []).append(j)
        return blocks

    @cached_property
    def works(self) -> int:
        """The number of works in the longer one of the two reference lists."""
        return EntryNumbers(self.case).works


def _in_full(printed: set[str], numbers: Sequence[str]) -> set[str]:
    """The printed numbers, with the ends of page ranges that are shortened on one side (`105–7`, `105–107`)."""
    ends = (
        end
        for start, end in pairwise(numbers)
        if start in printed and _full(start, end) in {_full(start, one) for one in printed}
    )
    return {*printed, *ends}


def _full(start: str, end: str) -> str:
    """The last page of a range in full: 107 of `105–7`."""
    return start[: max(0, len(start) - len(end))] + end
