"""Numbers in a table head that a copy repeats on a new page are those of the head."""

from __future__ import annotations

import pytest
from marked_texts import case, table

from report.text.blocks import Block
from report.verify.repeated_heads import RepeatedHeads

PAPER = table(["", "Week 6", "Week 12"], ["Alpha", "1.00", "2.00"])
COPY = [Block(each.kind, each.text, cell=each.cell, row=each.row, column=each.column) for each in PAPER]


def covered(added: Block) -> list[str]:
    """The tokens of a block at the end of a copy that belong to a repeated head."""
    made = case(PAPER, [*COPY, added])
    heads = RepeatedHeads(made)
    last = len(made.found_blocks) - 1
    return [token.text for j, token in enumerate(made.found) if token.block == last and heads.covers(j)]


def test_a_head_printed_again_on_a_page_is_covered() -> None:
    """All its words and numbers, or those of some columns."""
    assert covered(Block("page", "Week 6 Week 12")) == ["Week", "6", "Week", "12"]
    assert covered(Block("page", "6 Week 12")) == ["6", "Week", "12"]


@pytest.mark.parametrize(
    "added",
    [
        Block("paragraph", "Week 6 Week 12"),
        Block("page", "Week 6 Week 13"),
        Block("page", "Week 12 Week 6"),
        Block("page", "12"),
        Block("page", "Alpha 1.00"),
        Block("page", "Week 6 " * 60),
    ],
)
def test_other_added_text_is_not_covered(added: Block) -> None:
    """Text between pages only, in the order of the head, with more than one word, and no longer than a head."""
    assert covered(added) == []
