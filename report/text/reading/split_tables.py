"""Joins tables that were split: parts that follow each other, with or without a repeated caption and head."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from report.text.blocks import Block

#: How the caption of a later part says that the table was begun before.
_CONTINUED = re.compile(
    r"\b(?:continued(?: from (?:the )?previous page)?|cont(?:inuation|(?:['’]?d)?\b)|fortsetzung|forts\b|suite)",
    re.IGNORECASE,
)
_WORDS = re.compile(r"\w+")
#: Texts of the cells of a row, by column.
_Row = dict[int, str]


@dataclass
class _Part:
    """One table element: its number, the places of its cells among the blocks, and its rows."""

    number: int
    first: int
    last: int
    rows: dict[int, _Row]

    @property
    def width(self) -> int:
        """The number of columns that hold text."""
        return max(max(row) for row in self.rows.values()) + 1

    def head(self, header_rows: Collection[tuple[int, int]]) -> list[int]:
        """The numbers of the rows that are marked as the head."""
        return [row for row in sorted(self.rows) if (self.number, row) in header_rows]


def rejoined(blocks: Sequence[Block], header_rows: Collection[tuple[int, int]]) -> list[Block]:
    """The blocks with the rows of each continued table numbered on from those of its first part.

    A caption or a head is left out only if it repeats what the first part says; all other text remains.
    """
    done = list(blocks)
    parts = _parts(done)
    dropped: set[int] = set()
    whole = parts[0] if parts else None
    for part in parts[1:]:
        assert whole is not None
        head = _repeated_head(whole, part, header_rows)
        between = [place for place in range(whole.last + 1, part.first) if not _is_blank(done[place])]
        if head is None or part.first < whole.last or not _continues(done, whole, between):
            whole = part
            continue
        dropped.update(between, _append(done, whole, part, head))
    return [block for place, block in enumerate(done) if place not in dropped]


def _parts(blocks: Sequence[Block]) -> list[_Part]:
    found: dict[int, _Part] = {}
    for place, block in enumerate(blocks):
        if block.cell is not None:
            table, row, column = block.cell
            part = found.setdefault(table, _Part(table, place, place, {}))
            part.last = place
            texts = part.rows.setdefault(row, {})
            texts[column] = f"{texts.get(column, '')} {block.text}".strip()
    return sorted(found.values(), key=lambda part: part.first)


def _repeated_head(whole: _Part, part: _Part, header_rows: Collection[tuple[int, int]]) -> list[int] | None:
    """The rows of a part that repeat the head of the table; None if it has a different head or is wider."""
    ours = whole.head(header_rows) or sorted(whole.rows)[:1]
    marked = part.head(header_rows)
    begin = marked or sorted(part.rows)[: len(ours)]
    if [part.rows[row] for row in begin] == [whole.rows[row] for row in ours]:
        return begin
    return None if marked or part.width > whole.width else []


def _is_blank(block: Block) -> bool:
    return block.kind != "picture" and not block.text.strip()


def _continues(blocks: Sequence[Block], whole: _Part, between: Sequence[int]) -> bool:
    """Whether nothing but a repeated caption is between two parts of a table."""
    if not between:
        return True
    if whole.first == 0 or len(between) > 2:
        return False
    said = " ".join(blocks[place].text for place in between)
    plain, marks = _CONTINUED.subn(" ", said)
    words = _WORDS.findall(plain)
    captions = [
        _WORDS.findall(" ".join(block.text for block in blocks[start : whole.first]))
        for start in range(max(0, whole.first - 2), whole.first)
    ]
    return any(words == caption[: len(words)] if marks else words == caption for caption in captions)


def _append(blocks: list[Block], whole: _Part, part: _Part, head: Collection[int]) -> list[int]:
    """Number the rows of a part on from those of the table; returns the places of the repeated head."""
    after = max(whole.rows) + 1
    rest = [row for row in sorted(part.rows) if row not in head]
    numbers = {row: after + index for index, row in enumerate(rest)}
    home, repeated = blocks[whole.first].home, []
    for place in range(part.first, part.last + 1):
        cell = blocks[place].cell
        if cell is None or cell[0] != part.number:
            continue
        if cell[1] in head:
            repeated.append(place)
        else:
            moved = (whole.number, numbers[cell[1]], cell[2])
            blocks[place] = replace(blocks[place], home=home, cell=moved)
    whole.rows.update({numbers[row]: part.rows[row] for row in rest})
    whole.last = part.last
    return repeated
