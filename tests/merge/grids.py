"""Copies of a template in which tables have cells, as the reader of Word files gives them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from report.merge.table_grids import Grid, GridCell
from report.merge.word_text import WordText
from tests.merge.markdown_copies import copy_of

Rows = Sequence[Sequence[str]]


def copy_with_table(rows: Rows, before: str = "Text.", after: str = "") -> WordText:
    """A copy with this text, then a table of these cells, then more text; an empty cell has no unit."""
    texts = [text for row in rows for text in row if text]
    copy = copy_of("\n\n".join(each for each in (before, *texts, after) if each))
    first = len(copy_of(before).units) if before else 0
    cells = range(first, first + len(texts))
    units = tuple(replace(unit, kind="cell") if n in cells else unit for n, unit in enumerate(copy.units))
    return replace(copy, units=units, tables=(grid_of(rows, first),))


def grid_of(rows: Rows, first: int) -> Grid:
    """The grid of cells whose units begin with the number `first`."""
    made = []
    for row in rows:
        cells = []
        for column, text in enumerate(row):
            cells.append(GridCell((first,) if text else (), column))
            first += bool(text)
        made.append(tuple(cells))
    return Grid(tuple(made))
