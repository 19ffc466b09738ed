"""Labels of table rows that break over several lines, whether they are set from the top, the middle or the bottom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from report.text.reading.pdf_rows import PdfRow

#: Lines of one label are closer than this share of the distance of rows. Where no two rows follow each other, they are
#: closer than this relative to the size, or to the smallest distance of two lines of words.
_OF_ROWS, _OF_SIZE, _OF_WORDS, _MOST = 0.95, 1.25, 1.05, 1.6
#: A line that continues the one before it, and the end of one that continues.
_CONTINUES = re.compile(r"[a-z(&/]|\d+\)")
_OPEN = re.compile(r"(?:[,(/&-]|\b(?:of|or|and|the|for|with|to|in|at|by|from|on|per|a))$")


def labels_of(lines: Sequence[PdfRow], edge: float) -> Mapping[PdfRow, str]:
    """The label of each row of numbers; `lines` are these rows and the lines of labels, from top to bottom.

    Numbers in brackets without a label belong to the row above them.
    """
    made: dict[PdfRow, list[str]] = {}
    before: PdfRow | None = None
    for chain in _chains([line for line in lines if not line.numbers or not line.is_below], edge):
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


def _words(line: PdfRow, edge: float) -> str:
    """The words of a line before the first column of numbers."""
    return " ".join(each.text for each in line.segments if each.right <= edge + 1 and not each.is_numeric)


def _chains(lines: Sequence[PdfRow], edge: float) -> Iterator[list[PdfRow]]:
    """Lines that are closer to each other than rows of the table are."""
    rows = _distances([line for line in lines if line.numbers], lines)
    words = _distances([line for line in lines if _words(line, edge)], lines)
    chain: list[PdfRow] = []
    for line in lines:
        wide = max(_OF_SIZE * line.size, _OF_WORDS * min(words, default=0))
        near = min(_OF_ROWS * min(rows) if rows else wide, _MOST * line.size)
        if chain and (chain[-1].height - line.height > near or (chain[-1].numbers and line.numbers)):
            yield chain
            chain = []
        chain.append(line)
    if chain:
        yield chain


def _distances(some: Sequence[PdfRow], lines: Sequence[PdfRow]) -> list[float]:
    """The distances of adjacent lines of one kind."""
    places = {line: place for place, line in enumerate(lines)}
    return [one.height - other.height for one, other in pairwise(some) if places[other] - places[one] == 1]


def _is_continuation(label: str, line: str) -> bool:
    """Whether a line of words continues a label, and is no heading of the rows below it."""
    return bool(_CONTINUES.match(line) or _OPEN.search(label))
