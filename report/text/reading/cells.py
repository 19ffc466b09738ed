"""Adds the headings of row and column to table cells."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from report.text.blocks import Block


def with_heads(blocks: Iterable[Block], header_rows: Collection[tuple[int, int]]) -> list[Block]:
    """Add to each cell the text of the first cell of its row and of the nearest heading above it."""
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
