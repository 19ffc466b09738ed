"""The numbers that another citation style prints before the entries of a reference list, or elsewhere in them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from report.text.blocks import Block
from report.text.tokens import NUMBER, Token
from report.verify.comparison import Comparison

_REFERENCES = "reference list"
_WHOLE = re.compile(r"\d{1,12}")


@dataclass(frozen=True)
class EntryNumbers:
    """The numbers before entries of a copy's reference list; a style numbers all entries or none."""

    case: Comparison

    def covers(self, j: int) -> bool:
        """Whether a found number numbers an entry."""
        return self.are_printed and self._may_number(j)

    def explains(self, j: int) -> bool:
        """Whether a found number is one that another citation style writes before an entry, or elsewhere in it."""
        found = self.case.found[j]
        if self.covers(j):
            return True
        near = [i for i in (self.case.partner_before(j), self.case.partner_after(j)) if i is not None]
        entries = {self.case.expected[i].block for i in near if self.case.expected[i].exempt == _REFERENCES}
        number = re.compile(rf"(?<!\d){re.escape(found.text)}(?!\d)")
        missing = (self.case.expected[i].text for entry in entries for i in self._missing[entry])
        return is_plain(found) and any(map(number.search, missing))

    @cached_property
    def _missing(self) -> dict[int, list[int]]:
        """The tokens of each expected block that have no partner in the copy, or only the number of an entry."""
        left: dict[int, list[int]] = defaultdict(list)
        for i, j in enumerate(self.case.alignment.to_found):
            if j is None or (self.case.expected[i].exempt == _REFERENCES and self.covers(j)):
                left[self.case.expected[i].block].append(i)
        return left

    @cached_property
    def are_printed(self) -> bool:
        """Whether most entries of the copy have a number of their own."""
        found = self.case.found
        numbers = {found[j].key for j in range(len(found)) if self._may_number(j)}
        return 2 * len(numbers) > self.works

    def _may_number(self, j: int) -> bool:
        token = self.case.found[j]
        counted = is_plain(token) and 1 <= int(token.key) <= self.works
        begins = token.exempt == "mark" or token.start <= self._begins[token.block]
        return counted and begins and self.is_in_references(j)

    @cached_property
    def _begins(self) -> list[int]:
        """Where the text of each block begins after brackets and spaces."""
        texts = [block.text for block in self.case.found_blocks]
        return [len(text) - len(text.lstrip("([ \n")) for text in texts]

    def is_in_references(self, j: int) -> bool:
        """Whether a found token is in a reference list; a page names no blocks, so its neighbours decide."""
        block = self.case.found_block(j)
        if block.kind == "reference":
            return True
        near = self.case.partner_before(j)
        near = self.case.partner_after(j) if near is None else near
        return block.kind == "page" and near is not None and self.case.expected[near].exempt == _REFERENCES

    @cached_property
    def works(self) -> int:
        """The number of works in the longer one of the two reference lists."""
        return max(_entries(self.case.expected_blocks), _entries(self.case.found_blocks))


def is_plain(token: Token) -> bool:
    """Whether a token is a whole number without a sign, relation, percent sign or suffix."""
    return token.kind == NUMBER and _WHOLE.fullmatch(token.key) is not None and not token.tail


def _entries(blocks: Iterable[Block]) -> int:
    """The number of entries in a reference list; the number before an entry may be a block of its own."""
    return sum(block.kind == "reference" and any(map(str.isalpha, block.text)) for block in blocks)
