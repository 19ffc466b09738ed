"""Names table cells by the heads of their row and column."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from report.text.blocks import Block


def with_heads(blocks: Iterable[Block], header_rows: Collection[tuple[int, int]]) -> list[Block]:
    """The blocks, each cell with the text of its row's first cell and of the nearest head above it."""
    read = list(blocks)
    rows: dict[tuple[int, int], str] = {}
    columns: dict[tuple[int, int], str] = {}
    for block in read:
        if block.cell is None:
            continue
        table, row, column = block.cell
        if column == 0:
            rows.setdefault((table, row), block.text)
        if (table, row) in header_rows or row == 0:
            columns[table, column] = block.text
    return [_named(block, rows, columns) for block in read]


def _named(block: Block, rows: dict[tuple[int, int], str], columns: dict[tuple[int, int], str]) -> Block:
    if block.cell is None:
        return block
    table, row, column = block.cell
    head = columns.get((table, column), "") or str(column + 1)
    return replace(block, row=rows.get((table, row), "") or str(row + 1), column=head)
