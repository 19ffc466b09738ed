"""Cells of a table that break within a number or a bracket: `< .` above `001`, `[0.05,` above `0.35]`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from report.text.reading.pdf_columns import WordRun
from report.text.reading.pdf_rows import PdfRow
from report.text.reading.pdf_words import Word

#: The end of a cell that continues in the next line: an open bracket, a relation, a point without digits.
_OPEN = re.compile(r"[(\[][^()\[\]]*$|[=<>≤≥]\s?\.?$|(?:^|\s)[–−-]?\.$|\d(?:[,;]|\s?[–−-]|\sto)$")
#: The most words of such a cell, and the largest distance of its two lines, relative to the font size.
_WORDS, _APART = 5, 1.45
#: The last digits of a number on a separate line, what is above them, and the largest distance of the lines.
_DIGITS, _DECIMALS, _LINE = re.compile(r"\d{1,2}[*∗]{0,3}"), re.compile(r"\.\d*$"), 1.3
_Cells = list[list[WordRun]]


def with_whole_cells(rows: Sequence[PdfRow]) -> list[PdfRow]:
    """The rows, with both lines of each broken cell in the row that has more numbers."""
    cells: _Cells = [list(row.segments) for row in rows]
    _remove_cut(rows, cells)
    for place in range(len(rows)):
        for upper in [each for each in cells[place] if _is_open(each)]:
            found = _below(upper, place, rows, cells)
            if found is not None:
                _join(upper, place, *found, cells)
    return [
        PdfRow(tuple(sorted(row, key=lambda each: each.left)), old.height, old.size)
        for row, old in zip(cells, rows, strict=True)
        if row
    ]


def _remove_cut(rows: Sequence[PdfRow], cells: _Cells) -> None:
    """Remove numbers whose last digits may be in the next line, as `−0.0` above `2`: which they are is not sure."""
    for place, (upper, lower) in enumerate(pairwise(rows)):
        over = [
            (cell, each)
            for each in lower.numbers
            for cell in upper.numbers
            if _DIGITS.fullmatch(each.text) and _is_cut(cell, each)
        ]
        most = len(over) >= max(1, len(lower.numbers) - 1)
        some = most and (len(over) < len(upper.numbers) or lower.segments[0].is_numeric)
        if some and upper.height - lower.height <= _LINE * upper.size:
            for cell, each in over:
                cells[place] = [other for other in cells[place] if other is not cell]
                cells[place + 1] = [other for other in cells[place + 1] if other is not each]


def _is_cut(cell: WordRun, digits: WordRun) -> bool:
    return cell.left < digits.right and digits.left < cell.right and _DECIMALS.search(cell.text) is not None


def _is_open(each: WordRun) -> bool:
    return len(each.words) <= _WORDS and _OPEN.search(each.text) is not None


def _below(upper: WordRun, place: int, rows: Sequence[PdfRow], cells: _Cells) -> tuple[WordRun, int] | None:
    """The first segment below an open one, with the place of its row, if it is a number and near."""
    for other in range(place + 1, min(place + 3, len(rows))):
        under = [each for each in cells[other] if each.left < upper.right and upper.left < each.right]
        if under:
            near = rows[place].height - rows[other].height <= _APART * rows[place].size
            return (under[0], other) if near and under[0].is_numeric else None
    return None


def _join(upper: WordRun, place: int, lower: WordRun, other: int, cells: _Cells) -> None:
    """Put a cell of two lines into the row between them, or into that of both with more numbers."""
    cells[place].remove(upper)
    cells[other].remove(lower)
    into = max(range(place, other + 1), key=lambda at: sum(map(_is_number, cells[at])))
    cells[into].append(WordRun(tuple(_words(upper, lower))))


def _is_number(each: WordRun) -> bool:
    return each.is_numeric and not _is_open(each)


def _words(upper: WordRun, lower: WordRun) -> Iterator[Word]:
    """The words of both lines; digits after a point belong to its word."""
    *before, last = upper.words
    first, *after = lower.words
    yield from before
    if last.text.endswith(".") and first.text[:1].isdigit():
        yield replace(last, text=last.text + first.text, right=max(last.right, first.right))
    else:
        yield from (last, first)
    yield from after
