"""A copy beside what is right today: both as blocks and tokens, aligned."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from report.rows.ledger import Ledger
from report.text.blocks import Block
from report.text.tokens import NUMBER, STARS, Token, regrouped, tokens
from report.verify.align import Alignment, align
from report.verify.conventions import Stretches, explained
from report.verify.finding_places import Places
from report.verify.rows import reorder
from report.verify.unlabelled import unlabelled


@dataclass
class Remark:
    """Something noticed at an expected token `i`, at a found token `j`, or at both."""

    kind: str
    i: int | None
    j: int | None


@dataclass(frozen=True)
class Comparison:
    """One reading of a copy, aligned with the expected blocks.

    `printed` is the ledger that the copy carries.
    """

    ledger: Ledger
    expected_blocks: Sequence[Block]
    expected: Sequence[Token]
    found_blocks: Sequence[Block]
    found: Sequence[Token]
    printed: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def unlabelled(self) -> frozenset[str]:
        """The figures in whose place a picture without readable labels stands."""
        return unlabelled(self)

    @cached_property
    def alignment(self) -> Alignment:
        """The pairs of expected and found tokens."""
        made = align(self.expected, self.found)
        reorder(made, self.expected_blocks, self.found_blocks)
        return made

    @cached_property
    def _explained(self) -> dict[str, Stretches]:
        return {}

    def convention(self, token: Token, blocks: Sequence[Block]) -> str:
        """The convention by which a token's digits are no result, if there is one."""
        text = blocks[token.block].text
        if text not in self._explained:
            self._explained[text] = Stretches(explained(text))
        return self._explained[text].name(token.start, token.end - 1)

    @cached_property
    def places(self) -> Places:
        """Names for the places of the expected blocks."""
        return Places(self.expected_blocks)

    @cached_property
    def found_places(self) -> Places:
        """Names for the places of the found blocks."""
        return Places(self.found_blocks)

    def counts(self, i: int) -> bool:
        """Whether a row, a constant or a reason stands behind an expected number, mark or printed text."""
        token = self.expected[i]
        if token.bound is None or token.bound.kind == "claim":
            return False
        return token.kind in (NUMBER, STARS) or token.bound.kind == "stat"

    def added_run(self, j: int) -> tuple[int, int]:
        """The first and last of the found tokens around one that have no partner, within its block."""
        return self._runs[j]

    @cached_property
    def _runs(self) -> list[tuple[int, int]]:
        runs: list[tuple[int, int]] = []
        places = range(len(self.found))
        free: Callable[[int], tuple[int, bool]] = lambda j: (  # noqa: E731
            self.found[j].block,
            self.alignment.to_expected[j] is None,
        )
        for _, run in groupby(places, key=free):
            whole = list(run)
            runs += [(whole[0], whole[-1])] * len(whole)
        return runs

    def is_axis(self, i: int) -> bool:
        """Whether an expected number is a label of its own in a drawing that no row stands behind: a tick."""
        token, block = self.expected[i], self.expected_block(i)
        return (
            token.kind == NUMBER and block.kind == "figure" and token.text == block.text and not token.anchor
        )

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
        if there.kind != "page":
            return False
        return self._moved_share[block.home, block.kind] > 0.8 if block.home else self._is_in_order(i, j)

    @cached_property
    def _moved_share(self) -> dict[tuple[str, str], float]:
        """How much of each float's labels, cells, caption and notes moved."""
        parts: dict[tuple[str, str], list[bool]] = {}
        for i, j in enumerate(self.alignment.to_found):
            block = self.expected_block(i)
            if block.home and j is not None:
                parts.setdefault((block.home, block.kind), []).append(i in self.alignment.moved)
        return {part: sum(moved) / len(moved) for part, moved in parts.items()}

    def _is_in_order(self, i: int, j: int) -> bool:
        """Whether text stands between the text before and after it, whatever floats and notes lie between."""
        before, after = (self._nearest_text(i, step) for step in (-1, 1))
        return (before is None or before < j) and (after is None or j < after)

    def _nearest_text(self, i: int, step: int) -> int | None:
        """The partner of the nearest text that did not move and is in no float."""
        i += step
        while 0 <= i < len(self.expected):
            j, block = self.alignment.to_found[i], self.expected_block(i)
            text = not block.home and block.kind not in ("footnote", "contents", "figure")
            if j is not None and text and i not in self.alignment.moved:
                return j
            i += step
        return None

    def partner_before(self, j: int) -> int | None:
        """The expected token at the nearest place before a found one, in the found one's block."""
        return self._partners(range(len(self.found)))[j]

    def partner_after(self, j: int) -> int | None:
        """The expected token at the nearest place after a found one, in the found one's block."""
        return self._partners(range(len(self.found) - 1, -1, -1))[j]

    def _partners(self, places: range) -> list[int | None]:
        """For each found token the nearest partner that was passed in its block, walking in one direction."""
        if places not in self._near:
            near: list[int | None] = [None] * len(self.found)
            last, block = None, -1
            for j in places:
                if self.found[j].block != block:
                    last, block = None, self.found[j].block
                near[j] = last
                if self.alignment.to_expected[j] is not None:
                    last = self.alignment.to_expected[j]
            self._near[places] = near
        return self._near[places]

    @cached_property
    def _near(self) -> dict[range, list[int | None]]:
        return {}


def compare(
    ledger: Ledger,
    expected: Sequence[Block],
    found: Sequence[Block],
    printed: Mapping[str, str] | None = None,
) -> Comparison:
    """The comparison of found with expected blocks."""
    ours = tokens(expected)
    return Comparison(ledger, expected, ours, found, regrouped(ours, tokens(found)), printed or {})
