"""Columns of a table on a page: segments of rows, and the columns that they form by alignment or between rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from report.text.reading.pdf_words import Word

#: The gap that separates the cells of a row, relative to the font size.
_GAP = 0.6
#: The gap that separates two numbers with decimals, which no text prints beside each other.
_BETWEEN_NUMBERS = 0.35
#: The gap that separates a label from a number with decimals.
_AFTER_WORD = 0.42
#: The same before other numbers, and of two heads.
_BEFORE_NUMBERS = 0.34
_WORD, _NUMBER = re.compile(r"[^\W\d_]{2}$"), re.compile(r"[–−-]?\d*[.,]\d+[*∗†‡]{0,3}")
_PLAIN = re.compile(r"[([]?[–−-]?(?:\d*[.,]\d+|\d{1,4})%?[*∗†‡a-z]{0,3}[)\]]?")
_AFTER = re.compile(r"(?:[–—−-]|[–−-]?(?:\d*[.,]\d+|\d{1,4})%?[*∗†‡a-z]{0,3}|[<>])")
#: What a cell with a number consists of; a dash alone is an empty cell.
_NUMERIC = re.compile(
    r"(?=.*\d|[–—−-]$)[<>≤≥=≈~]?\s?[\[({]?\s?[–−-]?\s?\d?[\d.,·]*\s?[–−-]?[\d.,;:()\[\]{}%\s–−*∗†‡§/<>≤≥=-]*(?:to[\d.,\s)\]–−-]+)?"
    r"[a-z†‡§*∗]{0,4}"
)


@dataclass(frozen=True, slots=True)
class WordRun:
    """Words of one row without a gap between them."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words with spaces between them."""
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        """The left end."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """The right end."""
        return max(word.right for word in self.words)

    @property
    def size(self) -> float:
        """The largest font size."""
        return max(word.size for word in self.words)

    @property
    def is_numeric(self) -> bool:
        """Whether it contains a number and no words."""
        return _NUMERIC.fullmatch(self.text) is not None


@dataclass(frozen=True, slots=True)
class ColumnExtent:
    """The horizontal extent of a column."""

    left: float
    right: float

    def overlap(self, left: float, right: float) -> float:
        """The length of an interval within the column; negative, the distance between them, if it lies outside."""
        return min(self.right, right) - max(self.left, left)


def segments(row: Sequence[Word]) -> list[WordRun]:
    """The segments of a row of words; before further numbers, the last number of a segment is a cell of its own."""
    made = _by_gaps(row)
    return [
        part
        for place, each in enumerate(made)
        for part in (_with_number(each) if place + 1 < len(made) and made[place + 1].is_numeric else (each,))
    ]


def _with_number(run: WordRun) -> Sequence[WordRun]:
    """The words of a label and the number that follows them closely."""
    if len(run.words) < 2:
        return (run,)
    before, number = run.words[-2:]
    is_cell = _PLAIN.fullmatch(number.text) and _WORD.search(before.text)
    if not is_cell or number.left - before.right < _BEFORE_NUMBERS * number.size:
        return (run,)
    return WordRun(run.words[:-1]), WordRun((number,))


def divided(row: Sequence[WordRun], columns: int) -> Sequence[WordRun]:
    """A row of heads, divided at smaller gaps if it then has a head for each column."""
    made = [part for each in row for part in _at_small_gaps(each)]
    return made if len(made) in (columns, columns + 1) else row


def _at_small_gaps(run: WordRun) -> Iterator[WordRun]:
    part: list[Word] = []
    for word in run.words:
        if part and word.left - part[-1].right >= _BEFORE_NUMBERS * word.size:
            yield WordRun(tuple(part))
            part = []
        part.append(word)
    yield WordRun(tuple(part))


def _by_gaps(row: Sequence[Word]) -> list[WordRun]:
    made: list[list[Word]] = []
    for word in row:
        if made and word.left - max(each.right for each in made[-1]) < _least_gap(made[-1][-1], word):
            made[-1].append(word)
        else:
            made.append([word])
    return [WordRun(tuple(each)) for each in made]


def _least_gap(before: Word, word: Word) -> float:
    """The gap that separates the cells of two words."""
    size = max(word.size, before.size)
    if _AFTER.fullmatch(word.text) and _PLAIN.fullmatch(before.text):
        return _BETWEEN_NUMBERS * size
    return (_AFTER_WORD if _NUMBER.fullmatch(word.text) and _WORD.search(before.text) else _GAP) * size


def columns_of(rows: Iterable[Sequence[WordRun]], vertical_rules: Sequence[float]) -> list[ColumnExtent]:
    """The columns with numbers: between vertical rules if there are enough, otherwise by alignment."""
    intervals = sorted((each.left, each.right) for row in rows for each in row if each.is_numeric)
    merged: list[list[float]] = []
    for left, right in intervals:
        if merged and left < merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], right)
        else:
            merged.append([left, right])
    aligned = [ColumnExtent(left, right) for left, right in merged]
    walled = list(_between(vertical_rules, aligned))
    return walled if len(walled) >= len(aligned) else aligned


def _between(vertical_rules: Sequence[float], aligned: Sequence[ColumnExtent]) -> Iterator[ColumnExtent]:
    """The spaces between rules that contain numbers."""
    for left, right in pairwise(sorted(vertical_rules)):
        if any(left <= (each.left + each.right) / 2 <= right for each in aligned) or any(
            each.overlap(left, right) > 0 for each in aligned
        ):
            yield ColumnExtent(left, right)


def column_at(columns: Sequence[ColumnExtent], left: float, right: float, reach: float = 0.0) -> int | None:
    """The column in which an interval lies; None if it lies in several or none."""
    over = [place for place, column in enumerate(columns) if column.overlap(left, right) > -reach]
    if len(over) > 1:
        over = [place for place in over if columns[place].overlap(left, right) > 0] or over
    if len(over) > 1:
        best = max(over, key=lambda place: columns[place].overlap(left, right))
        rest = sum(max(0.0, columns[place].overlap(left, right)) for place in over if place != best)
        return best if rest < 0.25 * columns[best].overlap(left, right) else None
    return over[0] if over else None
