"""Removes line numbers, which word processors and journals print in a margin, from the text of a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from report.text.reading.letters import Letter, Row

#: Fewer numbers in a margin are not taken for line numbers.
_FEWEST = 5
#: The proportion of consecutive numbers that must differ by the same step.
_REGULAR = 0.8
#: The gap between a line number and the text, relative to the font size.
_GAP = 0.6


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Digits at an end of a row: the row, its letters from `start` to `end`, and how far they reach."""

    row: int
    start: int
    end: int
    value: int
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class LineNumberSeries:
    """The line numbers of a page: how many there are, the last of them, and the step from one to the next."""

    count: int = 0
    last: int = 0
    step: int = 0


NOT_NUMBERED = LineNumberSeries()


def without_line_numbers(
    rows: Sequence[Row], before: LineNumberSeries = NOT_NUMBERED
) -> tuple[list[Row], LineNumberSeries]:
    """Remove the numbers in the margins from the rows of a page; return the rows and what was removed.

    A page with few lines of text has few numbers: they are accepted if they continue those of the pages `before`.
    """
    for found in (list(_at_start(rows)), list(_at_end(rows))):
        numbers = _numbers(rows, found, before)
        if numbers:
            return list(_without(rows, numbers)), _numbering([each.value for each in numbers], before.step)
    return list(rows), NOT_NUMBERED


def _numbering(values: Sequence[int], step: int) -> LineNumberSeries:
    steps = Counter(other - one for one, other in pairwise(sorted(values)))
    usual = steps.most_common(1)[0][0] if steps else step
    return LineNumberSeries(len(values), max(values), usual)


def _at_start(rows: Sequence[Row]) -> Iterator[_Candidate]:
    for place, row in enumerate(rows):
        first = next(i for i, letter in enumerate(row.letters) if letter.text.strip())
        end = first
        while end < len(row.letters) and row.letters[end].text.isdecimal():
            end += 1
        yield from _candidate(place, row.letters, first, end)


def _at_end(rows: Sequence[Row]) -> Iterator[_Candidate]:
    for place, row in enumerate(rows):
        end = max(i for i, letter in enumerate(row.letters) if letter.text.strip()) + 1
        first = end
        while first and row.letters[first - 1].text.isdecimal():
            first -= 1
        yield from _candidate(place, row.letters, first, end)


def _candidate(row: int, read: Sequence[Letter], first: int, end: int) -> Iterator[_Candidate]:
    digits = read[first:end]
    if 0 < len(digits) < 6 and _is_separate(read, first, end):
        value = int("".join(letter.text for letter in digits))
        width = digits[0].size * 0.55
        yield _Candidate(row, first, end, value, digits[0].x, digits[-1].x + width)


def _is_separate(read: Sequence[Letter], first: int, end: int) -> bool:
    """Whether white space separates digits from the rest of their row."""
    before = next((each for each in reversed(read[:first]) if each.text.strip()), None)
    after = next((each for each in read[end:] if each.text.strip()), None)
    size = read[first].size or 1.0
    left = before is None or read[first].x - before.x > (1 + _GAP) * size
    right = after is None or after.x - read[end - 1].x > (0.5 + _GAP) * size
    return left and right


def _numbers(
    rows: Sequence[Row], candidates: Sequence[_Candidate], before: LineNumberSeries
) -> list[_Candidate]:
    """The candidates that form a separate column beside all other text and increase regularly or continue."""
    if len(candidates) >= _FEWEST:
        column = max((_aligned(candidates, side, _usual) for side in ("left", "right")), key=len)
        if _is_regular([each.value for each in column]) and _is_beside(column, rows):
            return column
    if candidates and before.count:
        for side, outermost in (("right", min), ("left", max)):
            column = _aligned(candidates, side, outermost)
            if _continues([each.value for each in column], before) and _is_beside(column, rows):
                return column
    return []


def _is_beside(column: Sequence[_Candidate], rows: Sequence[Row]) -> bool:
    """Whether all other text of a page is at the right, or at the left, of a column."""
    left, right = min(each.left for each in column), max(each.right for each in column)
    own = {(each.row, place) for each in column for place in range(each.start, each.end)}
    others = [
        letter.x
        for number, row in enumerate(rows)
        for place, letter in enumerate(row.letters)
        if letter.text.strip() and letter.size and (number, place) not in own
    ]
    return all(x > right for x in others) or all(x < left for x in others)


def _aligned(
    candidates: Sequence[_Candidate], side: str, chosen: Callable[[Sequence[int]], int]
) -> list[_Candidate]:
    """The candidates that share a left or right edge: the one chosen among the edges of all."""
    edges = [round(getattr(each, side) / 3) for each in candidates]
    wanted = chosen(edges)
    return [each for each, edge in zip(candidates, edges, strict=True) if abs(edge - wanted) <= 1]


def _usual(edges: Sequence[int]) -> int:
    return Counter(edges).most_common(1)[0][0]


def _continues(values: Sequence[int], before: LineNumberSeries) -> bool:
    """Whether values continue the line numbers of the previous pages."""
    expected = [before.last + before.step * place for place in range(1, len(values) + 1)]
    return before.count > 0 and sorted(values) == expected


def _is_regular(values: Sequence[int]) -> bool:
    ordered = sorted(values)
    steps = Counter(other - one for one, other in pairwise(ordered))
    step, count = steps.most_common(1)[0] if steps else (0, 0)
    return len(values) >= _FEWEST and step > 0 and count >= _REGULAR * (len(values) - 1)


def _without(rows: Sequence[Row], numbers: Sequence[_Candidate]) -> Iterator[Row]:
    cut = {each.row: each for each in numbers}
    for place, row in enumerate(rows):
        number = cut.get(place)
        rest = [*row.letters[: number.start], *row.letters[number.end :]] if number else row.letters
        if any(letter.text.strip() for letter in rest):
            yield Row(_stripped(rest), row.hyphen) if number else row


def _stripped(read: Sequence[Letter]) -> list[Letter]:
    first = next(i for i, letter in enumerate(read) if letter.text.strip())
    return list(read[first:])
