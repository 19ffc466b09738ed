"""Corrects the pairing of table rows where whole rows, including their heads, swapped places."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from report.text.blocks import Block
from report.text.tokens import Token
from report.verify.pairing import paired
from report.verify.token_alignment import Alignment

Row = tuple[int, int]


def reorder(made: Alignment, expected: Sequence[Block], found: Sequence[Block]) -> None:
    """Pair each expected row with the found row that has its head, where the alignment chose another."""
    ours, theirs = _rows(made.expected, expected), _rows(made.found, found)
    heads = {row: found[made.found[places[0]].block].row for row, places in theirs.items()}
    usual = _usual(made, ours, found)
    wrong = {
        row: other
        for row, other in usual.items()
        if other in heads and heads[other] != expected[made.expected[ours[row][0]].block].row
    }
    free = set(wrong.values())
    for row in wrong:
        head = expected[made.expected[ours[row][0]].block].row
        bearing = [other for other in free if heads[other] == head and other[0] == wrong[row][0]]
        if len(bearing) == 1:
            _repair(made, ours[row], theirs[bearing[0]])


def _rows(tokens: Sequence[Token], blocks: Sequence[Block]) -> dict[Row, list[int]]:
    rows: dict[Row, list[int]] = defaultdict(list)
    for place, token in enumerate(tokens):
        cell = blocks[token.block].cell
        if cell is not None:
            rows[cell[:2]].append(place)
    return rows


def _usual(made: Alignment, ours: dict[Row, list[int]], found: Sequence[Block]) -> dict[Row, Row]:
    """For each expected row, the found row that most of its tokens are paired with."""
    usual: dict[Row, Row] = {}
    for row, places in ours.items():
        cells = (found[made.found[j].block].cell for i in places if (j := made.to_found[i]) is not None)
        counter = Counter(cell[:2] for cell in cells if cell is not None)
        if counter:
            usual[row] = counter.most_common(1)[0][0]
    return usual


def _repair(made: Alignment, ours: Sequence[int], theirs: Sequence[int]) -> None:
    for i in ours:
        made.part(i)
    for j in theirs:
        if (partner := made.to_expected[j]) is not None:
            made.part(partner)
    for one, other in paired([made.expected[i] for i in ours], [made.found[j] for j in theirs]):
        if one is not None and other is not None:
            made.join(ours[one], theirs[other])
    made.moved.update(i for i in ours if made.to_found[i] is not None)
