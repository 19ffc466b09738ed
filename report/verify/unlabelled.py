"""Figures that a copy shows as pictures without readable labels, which therefore cannot be checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from report.text.blocks import Block
from report.text.tokens import Token
from report.verify.token_alignment import Alignment

#: A figure with a larger share of its labels in the copy is drawn there, even if some labels are missing.
_FEW = 0.1


class Aligned(Protocol):
    """The aligned tokens of a copy and of the current document."""

    @property
    def expected(self) -> Sequence[Token]:
        """The tokens of the current document."""
        ...

    @property
    def found(self) -> Sequence[Token]:
        """The tokens of the copy."""
        ...

    @property
    def found_blocks(self) -> Sequence[Block]:
        """The blocks of the copy."""
        ...

    @property
    def alignment(self) -> Alignment:
        """The pairs of expected and found tokens."""
        ...

    def expected_block(self, i: int) -> Block:
        """The block of an expected token."""
        ...


def unlabelled(case: Aligned) -> frozenset[str]:
    """The labels (`fig-flow`) of figures that were replaced by pictures; each picture replaces one figure."""
    pictures = [place for place, block in enumerate(case.found_blocks) if block.kind == "picture"]
    found: set[str] = set()
    for home, labels in _figures(case).items() if pictures else ():
        if _share(case, labels) <= _FEW:
            place = next((each for each in pictures if _stands_between(case, labels, each)), None)
            if place is not None:
                pictures.remove(place)
                found.add(home)
    return frozenset(found)


def _figures(case: Aligned) -> Mapping[str, list[int]]:
    """The expected tokens of each figure's labels."""
    labels: dict[str, list[int]] = {}
    for i in range(len(case.expected)):
        block = case.expected_block(i)
        if block.kind == "figure" and block.home:
            labels.setdefault(block.home, []).append(i)
    return labels


def _share(case: Aligned, labels: Sequence[int]) -> float:
    """The share of a figure's labels that occur in a drawing of the copy."""
    partners = (case.alignment.to_found[i] for i in labels)
    return sum(j is not None for j in partners) / len(labels)


def _stands_between(case: Aligned, labels: Sequence[int], place: int) -> bool:
    """Whether there is a picture between the text before a figure and its caption, or on one of their pages."""
    before, after = _neighbour(case, labels[0], -1), _neighbour(case, labels[-1], 1)
    page = case.found_blocks[place].page
    if page is None:
        return before <= place <= after
    pages = [case.found_blocks[each].page for each in (before, after) if 0 <= each < len(case.found_blocks)]
    near = [each for each in pages if each is not None]
    return not near or min(near) - 1 <= page <= max(near) + 1


def _neighbour(case: Aligned, i: int, step: int) -> int:
    """The found block of the nearest unmoved text outside drawings, in one direction."""
    i += step
    while 0 <= i < len(case.expected):
        j = case.alignment.to_found[i]
        if j is not None and case.expected_block(i).kind != "figure" and i not in case.alignment.moved:
            return case.found[j].block
        i += step
    return -1 if step < 0 else len(case.found_blocks)
