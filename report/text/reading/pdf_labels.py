"""Labels of table rows that break over several lines, whether they are set from the top, the middle or the bottom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from report.text.reading.pdf_rows import TableRow

#: Lines of one label are closer than this share of the distance of rows; without that, than this relative to the size.
_OF_ROWS, _OF_SIZE, _MOST = 0.95, 1.25, 1.6
#: A line that continues the one before it, and the end of one that continues.
_CONTINUES = re.compile(r"[a-z(&/]|\d+\)")
_OPEN = re.compile(r"(?:[,(/&-]|\b(?:of|or|and|the|for|with|to|in|at|by|from|on|per|a))$")


def labels_of(lines: Sequence[TableRow], edge: float) -> Mapping[TableRow, str]:
    """The label of each row of numbers; `lines` are these rows and the lines of labels, from top to bottom.

    Numbers in brackets without a label belong to the row above them.
    """
    made: dict[TableRow, list[str]] = {}
    before: TableRow | None = None
    for chain in _chains([line for line in lines if not line.numbers or not line.is_below]):
        numbered = [line for line in chain if line.numbers]
        for line in chain:
            if len(numbered) == 1:
                made.setdefault(numbered[0], []).append(_words(line, edge))
            elif line.numbers:
                made[line] = [_words(line, edge)]
            elif before is not None and _is_continuation(" ".join(made[before]), _words(line, edge)):
                made[before].append(_words(line, edge))
            before = line if line.numbers else before
        before = numbered[-1] if numbered else before
    return {row: " ".join(filter(None, words)) for row, words in made.items()}


def _words(line: TableRow, edge: float) -> str:
    """The words of a line before the first column of numbers."""
    return " ".join(each.text for each in line.segments if each.right <= edge + 1 and not each.is_numeric)


def _chains(lines: Sequence[TableRow]) -> Iterator[list[TableRow]]:
    """Lines that are closer to each other than rows of the table are."""
    rows = [one.height - other.height for one, other in pairwise(lines) if one.numbers and other.numbers]
    chain: list[TableRow] = []
    for line in lines:
        near = min(_OF_ROWS * min(rows), _MOST * line.size) if rows else _OF_SIZE * line.size
        if chain and (chain[-1].height - line.height > near or (chain[-1].numbers and line.numbers)):
            yield chain
            chain = []
        chain.append(line)
    if chain:
        yield chain


def _is_continuation(label: str, line: str) -> bool:
    """Whether a line of words continues a label, and is no heading of the rows below it."""
    return bool(_CONTINUES.match(line) or _OPEN.search(label))
