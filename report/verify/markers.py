"""Recognises the numbers before list items, headings, notes and references, which a copy may print as text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from report.text.tokens import NUMBER, Token
from report.verify.comparison import Comparison
from report.verify.entry_numbers import EntryNumbers, is_plain

_MARKED = ("list item", "heading", "footnote", "reference")
#: The number of a list item, note or section; longer ones are none.
_PLAIN = re.compile(r"[1-9]\d{0,11}")


@dataclass(frozen=True)
class Markers:
    """The numbers of a copy that stand before a block of the paper, and do not exceed its place."""

    case: Comparison

    def covers(self, j: int) -> bool:
        """Whether a found number is a marker."""
        return self._is_before_block(j) or j in self._set_apart or self._begins_note(j)

    @cached_property
    def _entry_numbers(self) -> EntryNumbers:
        return EntryNumbers(self.case)

    def count(self, kind: str) -> int:
        """The number of blocks of a kind that the paper has."""
        return self._counts[kind]

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(block.kind for block in self.case.expected_blocks)

    def _is_before_block(self, j: int) -> bool:
        """Whether a number is the marker at the start of a list item, heading, note or reference."""
        token = self.case.found[j]
        if token.kind != NUMBER or not (token.exempt == "mark" or self.is_at_start(token)):
            return False
        i = self.case.alignment.to_expected[j + 1] if j + 1 < len(self.case.found) else None
        if i is None or not self.case.expected[i].first:
            return False
        block = self.case.expected_block(i)
        parts = token.key.split(".") if block.kind == "heading" else [token.key]
        if block.kind not in _MARKED or not all(map(_PLAIN.fullmatch, parts)) or token.tail:
            return False
        if block.kind == "reference" and not self._entry_numbers.are_printed:
            return False
        return all(int(part) <= self._place[self.case.expected[i].block] for part in parts)

    def _begins_note(self, j: int) -> bool:
        """Whether a number begins a line of a page that is a note of the paper, however short and wherever set."""
        token = self.case.found[j]
        if not token.first or not is_plain(token) or self.case.found_block(j).kind != "page":
            return False
        following = self.case.found[j + 1].key if j + 1 < len(self.case.found) else ""
        return any(
            int(token.key) <= place
            and [each.key for each in self.case.found[j + 1 : j + 1 + len(keys)]] == keys
            for place, keys in self._notes.get(following, [])
        )

    @cached_property
    def _notes(self) -> dict[str, list[tuple[int, list[str]]]]:
        """The place of each note among the notes, with its words, by the first of them."""
        words: dict[int, list[str]] = defaultdict(list)
        for token in self.case.expected:
            if self.case.expected_blocks[token.block].kind == "footnote":
                words[token.block].append(token.key)
        notes: dict[str, list[tuple[int, list[str]]]] = defaultdict(list)
        for block, keys in words.items():
            notes[keys[0]].append((self._place[block], keys))
        return notes

    def is_at_start(self, token: Token) -> bool:
        """Whether only brackets precede a found token in its block."""
        return token.start <= self._begins[token.block]

    @cached_property
    def _begins(self) -> list[int]:
        """Where the text of each block begins after brackets and spaces."""
        texts = [block.text for block in self.case.found_blocks]
        return [len(text) - len(text.lstrip("([ ")) for text in texts]

    @cached_property
    def _set_apart(self) -> set[int]:
        """The markers that a page sets in blocks separate from their items or equations, at most one for each."""
        left = Counter([*map(str, self._ordinals), *self._equations])
        separate = set()
        for j, token in enumerate(self.case.found):
            alone = token.first and token.last and self.case.found_blocks[token.block].kind == "page"
            if alone and token.exempt == "mark" and left[token.key]:
                left[token.key] -= 1
                separate.add(j)
        return separate

    @cached_property
    def _equations(self) -> list[str]:
        """The numbers of equations, which print behind their formulas."""
        pairs = pairwise(self.case.expected)
        return [token.key for before, token in pairs if before.exempt == "formula" and token.exempt == "mark"]

    @cached_property
    def _ordinals(self) -> list[int]:
        """The numbers before list items; where none is known, their places among adjacent items."""
        listed = [n for n, block in enumerate(self.case.expected_blocks) if block.kind == "list item"]
        known = [self.case.expected_blocks[n].ordinal for n in listed]
        return list(filter(None, known)) or [self._place[n] for n in listed]

    @cached_property
    def _place(self) -> dict[int, int]:
        """The ordinal number of each block that may carry one: within its list, or among blocks of its kind."""
        places: dict[int, int] = {}
        counts = dict.fromkeys(_MARKED, 0)
        last = ""
        for index, block in enumerate(self.case.expected_blocks):
            if block.kind == "list item" and last != "list item":
                counts["list item"] = 0
            last = block.kind
            if block.kind in counts:
                counts[block.kind] += 1
                places[index] = counts[block.kind]
        return places
