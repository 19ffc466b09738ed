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
_DIGIT, _LETTER = re.compile(r"\d"), re.compile(r"[^\W\d_]")
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

    A caption, a head or the name of a group is left out only if it repeats the first part; all other text remains.
    """
    done = list(blocks)
    parts = _parts(done)
    dropped: set[int] = set()
    whole = parts[0] if parts else None
    for part in parts[1:]:
        assert whole is not None
        repeated = _repeated_rows(whole, part, header_rows)
        between = [place for place in range(whole.last + 1, part.first) if not _is_blank(done[place])]
        if repeated is None or part.first < whole.last or not _continues(done, whole, between):
            whole = part
            continue
        dropped.update(between, _append(done, whole, part, repeated))
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


def _repeated_rows(whole: _Part, part: _Part, header_rows: Collection[tuple[int, int]]) -> list[int] | None:
    """The rows of a part that repeat the head of the table, or a part of it, and the name of the group."""
    head = _repeated_head(whole, part, header_rows)
    if head is None:
        return None
    return [*head, *_repeated_group(whole, part, len(head))]


def _repeated_head(whole: _Part, part: _Part, header_rows: Collection[tuple[int, int]]) -> list[int] | None:
    """The rows of a part that repeat the head; None if the part has a different head or is wider."""
    ours = [whole.rows[row] for row in whole.head(header_rows) or sorted(whole.rows)[:1]]
    marked = part.head(header_rows)
    for count in (len(marked),) if marked else range(len(ours), 0, -1):
        begin = sorted(part.rows)[:count]
        theirs = [part.rows[row] for row in begin]
        if theirs in (ours[:count], ours[-count:]):
            return begin
    return None if marked or part.width > whole.width or _begins_with_heads(part) else []


def _begins_with_heads(part: _Part) -> bool:
    """Whether the first row of a part has words where most of its other rows have numbers."""
    first, *rest = (part.rows[row] for row in sorted(part.rows))
    columns = [column for column in first if column > min(first)]
    if len(columns) < 2 or any(_is_number(first[column]) for column in columns):
        return False
    below = [text for row in rest for column, text in row.items() if column in columns]
    return sum(map(_is_number, below)) > len(below) / 2


def _is_number(text: str) -> bool:
    digits = len(_DIGIT.findall(text))
    return digits > 0 and digits >= len(_LETTER.findall(text))


def _repeated_group(whole: _Part, part: _Part, after: int) -> list[int]:
    """The first row of a part below its head, if it says that the last group of the table is continued."""
    row = next(iter(sorted(part.rows)[after:]), None)
    groups = [text for each in sorted(whole.rows) if (text := _only(whole.rows[each]))]
    if row is None or not groups:
        return []
    plain, marks = _CONTINUED.subn(" ", _only(part.rows[row]))
    return [row] if marks and _WORDS.findall(plain) == _WORDS.findall(groups[-1]) else []


def _only(row: _Row) -> str:
    """The text of a row in which only one cell has text; otherwise an empty text."""
    return next(iter(row.values())) if len(row) == 1 else ""


def _is_blank(block: Block) -> bool:
    return block.kind != "picture" and not block.text.strip()


def _continues(blocks: Sequence[Block], whole: _Part, between: Sequence[int]) -> bool:
    """Whether nothing but a repeated caption is between two parts of a table."""
    if not between:
        return True
    if whole.first == 0 or len(between) > 2:
        return False
    between_parts = " ".join(blocks[place].text for place in between)
    plain, marks = _CONTINUED.subn(" ", between_parts)
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
