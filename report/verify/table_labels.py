"""Finds exchanged table labels: heads of rows, columns and groups, in any format.

The labels of a value precede it, after the previous value. Where a copy has other labels of the same table
there, its values belong to the wrong rows, columns or groups, although each is in its place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from report.text.blocks import Block
from report.verify.comparison import Comparison, TokenRemark

Keys = tuple[str, ...]
#: A stretch this much longer than its labels contains other text.
_OTHER_TEXT = 60


@dataclass
class _Table:
    """The cells of an expected table: its values, its labels, and its groups."""

    blocks: Sequence[Block]
    cells: list[int] = field(default_factory=list)
    tokens: dict[int, list[int]] = field(default_factory=dict)
    values: set[int] = field(default_factory=set)

    @cached_property
    def groups(self) -> dict[int, int]:
        """The row of the group that each row belongs to."""
        filled: dict[int, list[int]] = defaultdict(list)
        for cell in self.cells:
            _, row, column = _coordinates(self.blocks[cell])
            filled[row].append(column)
        group, groups = -1, {}
        for row in sorted(filled):
            group = row if filled[row] == [0] and row > 0 else group
            groups[row] = group
        return groups

    def owned(self, label: int) -> Iterator[int]:
        """The values that a label applies to: those of its column, group or row."""
        _, row, column = _coordinates(self.blocks[label])
        head = self.blocks[label].text == self.blocks[label].column
        for cell in self.values:
            _, its_row, its_column = _coordinates(self.blocks[cell])
            in_group = self.groups[row] == row and self.groups[its_row] == row
            if its_row == row or in_group or (head and column and its_column == column):
                yield cell


def label_remarks(case: Comparison) -> Iterator[TokenRemark]:
    """A remark on each value under the label of another row, column or group."""
    for table in _tables(case):
        names = {
            key: cell for cell in table.cells if cell not in table.values if (key := _keys(case, table, cell))
        }
        for labels, found in _gaps(case, table):
            wanted = [_keys(case, table, label) for label in labels]
            read = _read(found, names)
            if read is None or len(read) < len(wanted) or read[-len(wanted) :] == wanted:
                continue
            if len(read) > len(wanted) and not _is_head(read[: -len(wanted)], names, table):
                continue
            for label, right, there in zip(labels, wanted, read[-len(wanted) :], strict=True):
                if right != there:
                    yield from _remarks(case, table, label)


def _tables(case: Comparison) -> list[_Table]:
    tables: dict[int, _Table] = {}
    for i, token in enumerate(case.expected):
        block = case.expected_blocks[token.block]
        if block.cell is None:
            continue
        table = tables.setdefault(block.cell[0], _Table(case.expected_blocks))
        if token.block not in table.tokens:
            table.cells.append(token.block)
        table.tokens.setdefault(token.block, []).append(i)
        if case.counts(i):
            table.values.add(token.block)
    return list(tables.values())


def _coordinates(block: Block) -> tuple[int, int, int]:
    assert block.cell is not None
    return block.cell


def _keys(case: Comparison, table: _Table, cell: int) -> Keys:
    return tuple(case.expected[i].key for i in table.tokens[cell])


def _gaps(case: Comparison, table: _Table) -> Iterator[tuple[list[int], Keys]]:
    """The labels directly before a value, with the words that the copy has in their place."""
    labels: list[int] = []
    before: int | None = None
    for cell in table.cells:
        if cell not in table.values:
            labels.append(cell)
            continue
        first, last = (case.alignment.to_found[table.tokens[cell][end]] for end in (0, -1))
        if labels and first is not None:
            length = sum(len(table.tokens[label]) for label in labels)
            start = before + 1 if before is not None else first - length
            if 0 <= start < first and first - start <= length + _OTHER_TEXT:
                yield labels, tuple(token.key for token in case.found[start:first])
        labels, before = [], last


def _read(found: Keys, names: dict[Keys, int]) -> list[Keys] | None:
    """Split a stretch of words into table labels, longest first, if it consists only of labels."""
    by_first: dict[str, list[Keys]] = defaultdict(list)
    for name in sorted(names, key=len, reverse=True):
        by_first[name[0]].append(name)
    read: list[Keys] = []
    at = 0
    while at < len(found):
        fitting = [each for each in by_first[found[at]] if found[at : at + len(each)] == each]
        if not fitting:
            return None
        read.append(fitting[0])
        at += len(fitting[0])
    return read


def _is_head(read: Sequence[Keys], names: dict[Keys, int], table: _Table) -> bool:
    """Whether labels are column heads, which may be repeated on a new page."""
    return all(table.blocks[names[each]].text == table.blocks[names[each]].column for each in read)


def _remarks(case: Comparison, table: _Table, label: int) -> Iterator[TokenRemark]:
    for cell in sorted(table.owned(label)):
        for i in table.tokens[cell]:
            if case.counts(i) and case.alignment.to_found[i] is not None:
                yield TokenRemark("swapped", i, case.alignment.to_found[i])
