"""A copy and the current document as aligned blocks and tokens."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby, takewhile

from report.rows.ledger import Ledger
from report.text.blocks import Block
from report.text.token_boundaries import regrouped
from report.text.tokens import NUMBER, STARS, Token, tokens
from report.verify.align import align
from report.verify.conventions import Stretches, explained
from report.verify.earlier_values import Outdated
from report.verify.finding_places import Places
from report.verify.table_row_pairing import reorder
from report.verify.token_alignment import Alignment
from report.verify.unlabelled import unlabelled


@dataclass
class TokenRemark:
    """A difference noticed at an expected token `i`, a found token `j`, or both."""

    kind: str
    i: int | None
    j: int | None


@dataclass(frozen=True)
class Comparison:
    """One reading of a copy, aligned with the expected blocks.

    `printed` is the ledger embedded in the copy.
    """

    ledger: Ledger
    expected_blocks: Sequence[Block]
    expected: Sequence[Token]
    found_blocks: Sequence[Block]
    found: Sequence[Token]
    printed: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def unlabelled(self) -> frozenset[str]:
        """The figures that the copy shows as pictures without readable labels."""
        return unlabelled(self)

    @cached_property
    def alignment(self) -> Alignment:
        """The pairs of expected and found tokens."""
        made = align(self.expected, self.found)
        reorder(made, self.expected_blocks, self.found_blocks)
        if self.is_older:
            Outdated(made, self.printed, self.ledger).join(self.expected_blocks, self.found_blocks)
        return made

    @cached_property
    def is_older(self) -> bool:
        """Whether the copy's own build printed something other than the current one."""
        return any(id in self.ledger and self.ledger[id].printed != text for id, text in self.printed.items())

    @cached_property
    def _explained(self) -> dict[str, Stretches]:
        return {}

    def convention(self, token: Token, blocks: Sequence[Block]) -> str:
        """The convention by which a token's digits are not a result, or an empty string."""
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
        """Whether an expected number, mark or printed text comes from a row, a constant or a literal with a reason."""
        token = self.expected[i]
        if token.bound is None or token.bound.kind == "claim":
            return False
        return token.kind in (NUMBER, STARS) or token.bound.kind == "stat"

    def added_run(self, j: int) -> tuple[int, int]:
        """The first and last token of the run of unpaired found tokens around one, within its block."""
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
        """Whether an expected number is a separate label in a drawing with no row of its own: an axis tick."""
        token, block = self.expected[i], self.expected_block(i)
        return (
            token.kind == NUMBER and block.kind == "figure" and token.text == block.text and not token.anchor
        )

    def is_gap(self, i: int) -> bool:
        """Whether the copy has the words before and after an expected token in its block, and nothing between them."""
        ahead = self._next(i, -1), self._next(i, 1)
        before, after = (None if each is None else self.alignment.to_found[each] for each in ahead)
        if before is None:
            return after is not None and self.expected[i].first and self.found[after].first
        if after is None:
            return ahead[1] is None and self.found[before].last
        return after == before + 1 and self.found[before].block == self.found[after].block

    def _next(self, i: int, step: int) -> int | None:
        """The next expected token of the block in one direction, except marks of notes that the copy lacks."""
        places = range(i + step, len(self.expected) if step > 0 else -1, step)
        block = takewhile(lambda place: self.expected[place].block == self.expected[i].block, places)
        lacked = (self.expected[at].exempt == "mark" and self.alignment.to_found[at] is None for at in block)
        return next((place for place, lost in zip(places, lacked, strict=False) if not lost), None)

    def expected_block(self, i: int) -> Block:
        """The block of an expected token."""
        return self.expected_blocks[self.expected[i].block]

    def found_block(self, j: int) -> Block:
        """The block of a found token."""
        return self.found_blocks[self.found[j].block]

    def is_set_elsewhere(self, i: int, j: int) -> bool:
        """Whether a token belongs to notes, contents or floats, whose order may differ between formats."""
        block, there = self.expected_block(i), self.found_block(j)
        if block.kind == there.kind == "footnote":
            return self._is_in_order_of_notes(i, j)
        if block.kind in ("footnote", "contents"):
            return there.kind in (block.kind, "page")
        if there.kind != "page":
            return False
        if block.kind == "figure" and self.is_older:
            return True
        return self._moved_share[block.home, block.kind] > 0.8 if block.home else self._is_in_order(i, j)

    @cached_property
    def _moved_share(self) -> dict[tuple[str, str], float]:
        """The share of each float's labels, cells, caption and notes that moved."""
        parts: dict[tuple[str, str], list[bool]] = {}
        for i, j in enumerate(self.alignment.to_found):
            block = self.expected_block(i)
            if block.home and j is not None:
                parts.setdefault((block.home, block.kind), []).append(i in self.alignment.moved)
        return {part: sum(moved) / len(moved) for part, moved in parts.items()}

    def _is_in_order_of_notes(self, i: int, j: int) -> bool:
        """Whether a token of a footnote is between those of the notes before and after it, wherever notes are."""
        block = self.expected[i].block
        if block not in self._notes_beside:
            self._notes_beside[block] = (self._nearest_note(i, -1), self._nearest_note(i, 1))
        before, after = self._notes_beside[block]
        return (before is None or before < j) and (after is None or j < after)

    @cached_property
    def _notes_beside(self) -> dict[int, tuple[int | None, int | None]]:
        return {}

    def _nearest_note(self, i: int, step: int) -> int | None:
        """The partner of the nearest token of another footnote."""
        block = self.expected[i].block
        while 0 <= i < len(self.expected):
            j = self.alignment.to_found[i]
            if (
                j is not None
                and self.expected[i].block != block
                and self.expected_block(i).kind == "footnote"
            ):
                return j
            i += step
        return None

    def _is_in_order(self, i: int, j: int) -> bool:
        """Whether a text token is in order relative to its neighbouring text, ignoring floats and notes."""
        before, after = (self._nearest_text(i, step) for step in (-1, 1))
        return (before is None or before < j) and (after is None or j < after)

    def _nearest_text(self, i: int, step: int) -> int | None:
        """The partner of the nearest text token that did not move and is outside floats."""
        i += step
        while 0 <= i < len(self.expected):
            j, block = self.alignment.to_found[i], self.expected_block(i)
            text = not block.home and block.kind not in ("footnote", "contents", "figure")
            if j is not None and text and i not in self.alignment.moved:
                return j
            i += step
        return None

    def partner_before(self, j: int) -> int | None:
        """The expected partner of the nearest paired token before a found one, within the same block."""
        return self._partners_before[j]

    def partner_after(self, j: int) -> int | None:
        """The expected partner of the nearest paired token after a found one, within the same block."""
        return self._partners_after[j]

    @cached_property
    def _partners_before(self) -> list[int | None]:
        return self._partners(range(len(self.found)))

    @cached_property
    def _partners_after(self) -> list[int | None]:
        return self._partners(range(len(self.found) - 1, -1, -1))

    def _partners(self, places: range) -> list[int | None]:
        """For each found token, the last partner passed in its block when walking in the given direction."""
        near: list[int | None] = [None] * len(self.found)
        last, block = None, -1
        for j in places:
            if self.found[j].block != block:
                last, block = None, self.found[j].block
            near[j] = last
            if self.alignment.to_expected[j] is not None:
                last = self.alignment.to_expected[j]
        return near


def compare(
    ledger: Ledger,
    expected: Sequence[Block],
    found: Sequence[Block],
    printed: Mapping[str, str] | None = None,
    read: Sequence[Token] | None = None,
) -> Comparison:
    """Compare found blocks, of which `read` are the tokens, with expected ones."""
    notation = ledger.build.notation
    ours, theirs = tokens(expected, notation), tokens(found, notation) if read is None else read
    pages = {index for index, block in enumerate(found) if block.kind == "page"}
    return Comparison(ledger, expected, ours, found, regrouped(ours, theirs, pages), printed or {})
