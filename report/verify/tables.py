"""Checks the position of numbers in tables: the right row and column, and the right heads."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

from report.text.blocks import Block
from report.text.tokens import NUMBER
from report.verify.comparison import Comparison, TokenRemark
from report.verify.table_labels import label_remarks

Place = tuple[int, int]


def table_remarks(case: Comparison) -> list[TokenRemark]:
    """Remarks on numbers that are correct but in the wrong cell, or under an exchanged head."""
    pairs = list(_pairs(case))
    found = {id: remark for remark in _misplaced(case, pairs) if (id := remark.i) is not None}
    for remark in (*_relabelled(case, pairs), *label_remarks(case), *_regrouped(case, pairs)):
        if remark.i is not None:
            found.setdefault(remark.i, remark)
    return list(found.values())


def _pairs(case: Comparison) -> list[Place]:
    """Pairs of equal bound numbers that are both in table cells."""
    return [
        (i, j)
        for i, j in enumerate(case.alignment.to_found)
        if j is not None
        and case.expected[i].kind == NUMBER
        and case.expected[i].bound
        and case.expected[i].key == case.found[j].key
        and case.expected_block(i).cell
        and case.found_block(j).cell
    ]


def _misplaced(case: Comparison, pairs: list[Place]) -> Iterator[TokenRemark]:
    """Remarks on numbers that are not where most of their row and column moved to."""
    for axis in (1, 2):
        homes: dict[Place, Counter[Place]] = defaultdict(Counter)
        for i, j in pairs:
            homes[_line(case.expected_block(i), axis)][_line(case.found_block(j), axis)] += 1
        usual = {line: counter.most_common(1)[0] for line, counter in homes.items()}
        for i, j in pairs:
            line, count = usual[_line(case.expected_block(i), axis)]
            if _line(case.found_block(j), axis) != line and count > 1:
                yield TokenRemark("moved", i, j)


def _line(block: Block, axis: int) -> Place:
    assert block.cell is not None
    return block.cell[0], block.cell[axis]


def _relabelled(case: Comparison, pairs: list[Place]) -> Iterator[TokenRemark]:
    """Remarks on numbers with the row head or column head of another line of the same table."""
    sides: tuple[Callable[[Block], str], ...] = (lambda block: block.row, lambda block: block.column)
    for head in sides:
        names: dict[int, set[str]] = defaultdict(set)
        for block in case.expected_blocks:
            if block.cell:
                names[block.cell[0]].add(_plain(head(block)))
        for i, j in pairs:
            block, other = case.expected_block(i), case.found_block(j)
            assert block.cell is not None
            ours, theirs = _plain(head(block)), _plain(head(other))
            if ours != theirs and theirs in names[block.cell[0]] and not ours.startswith("column "):
                yield TokenRemark("swapped", i, j)


def _regrouped(case: Comparison, pairs: list[Place]) -> Iterator[TokenRemark]:
    """Numbers in a row that was moved to another group of the same table."""
    ours, theirs = group_names(case.expected_blocks), group_names(case.found_blocks)
    known: dict[int, set[str]] = defaultdict(set)
    for (table, _), name in ours.items():
        known[table].add(name)
    for i, j in pairs:
        row, other = (_line(block, 1) for block in (case.expected_block(i), case.found_block(j)))
        there = theirs.get(other, "")
        if ours.get(row, "") != there and there in known[row[0]]:
            yield TokenRemark("moved", i, j)


def group_names(blocks: Sequence[Block]) -> dict[Place, str]:
    """The name of the group above each row of the tables: the text of a row that has no other."""
    filled: dict[Place, list[Block]] = defaultdict(list)
    for block in blocks:
        if block.cell and block.text.strip():
            filled[_line(block, 1)].append(block)
    names: dict[Place, str] = {}
    for (table, row), cells in sorted(filled.items()):
        is_group = row > 0 and len(cells) == 1 and cells[0].cell is not None and cells[0].cell[2] == 0
        names[table, row] = _plain(cells[0].text) if is_group else names.get((table, row - 1), "")
    return names


def _plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").replace("\u2011", "-").split()).casefold()
