"""A copy beside what is right today: both as blocks and tokens, aligned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from report.ledger import Ledger
from report.verify.align import Alignment, align
from report.verify.conventions import explained
from report.verify.reading.blocks import Block
from report.verify.rows import reorder
from report.verify.tokens import Token, tokens


@dataclass
class Remark:
    """Something noticed at an expected token `i`, at a found token `j`, or at both."""

    kind: str
    i: int | None
    j: int | None


@dataclass(frozen=True)
class Comparison:
    """One reading of a copy, aligned with the expected blocks.

    `printed` is the ledger that the copy carries; `pictures` counts figures whose labels cannot be read.
    """

    ledger: Ledger
    expected_blocks: Sequence[Block]
    expected: Sequence[Token]
    found_blocks: Sequence[Block]
    found: Sequence[Token]
    printed: Mapping[str, str] = field(default_factory=dict)
    pictures: int = 0

    @cached_property
    def alignment(self) -> Alignment:
        """The pairs of expected and found tokens."""
        made = align(self.expected, self.found)
        reorder(made, self.expected_blocks, self.found_blocks)
        return made

    @cached_property
    def _explained(self) -> dict[int, list[tuple[int, int, str]]]:
        return {}

    def convention(self, token: Token, blocks: Sequence[Block]) -> str:
        """The convention by which a token's digits are no result, if there is one."""
        text = blocks[token.block].text
        key = hash(text)
        if key not in self._explained:
            self._explained[key] = explained(text)
        inside = (n for a, b, n in self._explained[key] if a <= token.start and token.end <= b + 1)
        return next(inside, "")

    def expected_block(self, i: int) -> Block:
        """The block of an expected token."""
        return self.expected_blocks[self.expected[i].block]

    def found_block(self, j: int) -> Block:
        """The block of a found token."""
        return self.found_blocks[self.found[j].block]

    def is_set_elsewhere(self, i: int, j: int) -> bool:
        """Whether a place may differ between formats: notes, contents, floats."""
        block, there = self.expected_block(i), self.found_block(j)
        if block.kind in ("footnote", "contents"):
            return there.kind in (block.kind, "page")
        return there.kind == "page" and block.kind in ("figure", "caption") and self._went_whole(block, i)

    def _went_whole(self, block: Block, i: int) -> bool:
        """Whether all labels of a figure, or all of a caption, moved together."""
        if block.kind == "figure":
            return self._moved_labels[block.home] > 0.8
        index = self.expected[i].block
        return all(
            self.alignment.to_found[k] is not None
            for k, token in enumerate(self.expected)
            if token.block == index
        )

    @cached_property
    def _moved_labels(self) -> dict[str, float]:
        """The share of the labels of each figure that moved."""
        labels: dict[str, list[bool]] = {}
        for i, token in enumerate(self.expected):
            block = self.expected_blocks[token.block]
            if block.kind == "figure":
                labels.setdefault(block.home, []).append(i in self.alignment.moved)
        return {home: sum(moved) / len(moved) for home, moved in labels.items()}

    def partner_before(self, j: int) -> int | None:
        """The expected token at the nearest place before a found one, in the found one's block."""
        block = self.found[j].block
        while j > 0 and self.found[j - 1].block == block:
            j -= 1
            if self.alignment.to_expected[j] is not None:
                return self.alignment.to_expected[j]
        return None

    def partner_after(self, j: int) -> int | None:
        """The expected token at the nearest place after a found one, in the found one's block."""
        block = self.found[j].block
        while j + 1 < len(self.found) and self.found[j + 1].block == block:
            j += 1
            if self.alignment.to_expected[j] is not None:
                return self.alignment.to_expected[j]
        return None


def compare(
    ledger: Ledger,
    expected: Sequence[Block],
    found: Sequence[Block],
    printed: Mapping[str, str] | None = None,
    pictures: int = 0,
) -> Comparison:
    """The comparison of found with expected blocks."""
    return Comparison(ledger, expected, tokens(expected), found, tokens(found), printed or {}, pictures)
