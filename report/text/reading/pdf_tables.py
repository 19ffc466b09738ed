"""Tables of a PDF page: rows whose numbers stand in columns, with the heads above them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from report.text.blocks import Block
from report.text.reading.pdf_columns import Column, Segment, column_at, columns_of, segments
from report.text.reading.pdf_heads import heads_of
from report.text.reading.pdf_words import Rules, Word, rows_of

#: The largest distance between rows of a table and between rows of its head, relative to the font size.
_APART, _HEAD_APART, _HEAD_ROWS = 4.5, 3.2, 4
#: How much larger than the numbers no head is.
_LARGER = 1.25
#: A segment with more words is running text, and the share of rows with such text that no table has.
_PROSE, _RARE = 6, 0.3
#: How many rows may be above a continued table on its page, and from the foot of the page to its last row.
_TOP, _FOOT = 2, 3
#: The most words of a row's label.
_LABEL = 12
_CAPTION = re.compile(r"(?:Table|TABLE|Tab\.)\s?[A-Z]?\d")


@dataclass(frozen=True, slots=True)
class _Row:
    segments: tuple[Segment, ...]
    height: float
    size: float

    @property
    def is_body(self) -> bool:
        """Whether at least two segments are numbers, and at least half of all."""
        numbers = sum(each.is_numeric for each in self.segments)
        return numbers >= 2 and 2 * numbers >= len(self.segments)

    @property
    def is_below(self) -> bool:
        """Whether it has numbers in brackets alone, as standard errors below estimates are."""
        return all(
            each.is_numeric and each.text[0] in "([" and each.text[-1] in ")]*" for each in self.segments
        )

    @property
    def is_head(self) -> bool:
        """Whether several words without a number stand beside each other."""
        return len(self.segments) > 2 and not any(each.is_numeric for each in self.segments)


@dataclass(frozen=True, slots=True)
class Heads:
    """The columns of a table that ends at the foot of a page, and the names of their heads."""

    columns: tuple[Column, ...]
    names: tuple[str, ...]

    def are_of(self, body: Sequence[_Row]) -> bool:
        """Whether each number of rows without heads is in one of the columns, and no column has two of a row."""
        placed = [
            [column_at(self.columns, each.left, each.right) for each in row.segments if each.is_numeric]
            for row in body
        ]
        return all(None not in row and len(set(row)) == len(row) for row in placed)


@dataclass(frozen=True, slots=True)
class PageTables:
    """The cells of the tables of a page, and the heads of one that may continue on the next page."""

    cells: list[Block]
    heads: Heads | None = None


def tables(
    found: Sequence[Word], drawn: Rules, width: float, page: int, first: int, before: Heads | None = None
) -> PageTables:
    """The tables of a page; `first` is the number of its first table, `before` the heads of one that may continue."""
    made: list[Block] = []
    last: Heads | None = None
    done: list[tuple[float, float]] = []
    for strip in _strips(found, width):
        rows = [_row(each) for each in rows_of(strip)]
        for head, body in _regions(rows):
            if _is_prose(body) or _is_half(body, strip, found):
                continue
            if any(low < body[0].height < high for low, high in done):
                continue
            heads = _named(head, body, drawn) or (before if _is_continued(before, rows, body) else None)
            if heads is None:
                continue
            made += _cells(heads, head, body, page, first)
            done += [(body[-1].height - 1, body[0].height + 1)] if strip is found else []
            last = heads if strip is found and rows.index(body[-1]) >= len(rows) - _FOOT else last
            first += 1
    return PageTables(made, last)


def _is_continued(before: Heads | None, rows: Sequence[_Row], body: Sequence[_Row]) -> bool:
    """Whether rows without heads at the top of a page continue the table at the foot of the page before."""
    return before is not None and rows.index(body[0]) <= _TOP and before.are_of(body)


def _row(found: Sequence[Word]) -> _Row:
    size = max(word.size for word in found)
    return _Row(tuple(segments(found)), max(found, key=lambda word: word.size).baseline, size)


def _strips(found: Sequence[Word], width: float) -> Iterator[Sequence[Word]]:
    """The whole page, then the halves of a page of two columns."""
    yield found
    middle = _gutter(found, width)
    if middle:
        yield [word for word in found if word.right <= middle]
        yield [word for word in found if word.left >= middle]


def _gutter(found: Sequence[Word], width: float) -> float:
    """The place near the middle that the fewest words cross; 0 if many do."""
    if not found:
        return 0.0
    places = [width * share / 100 for share in range(42, 59)]
    crossing = {x: sum(word.left < x < word.right for word in found) for x in places}
    fewest = min(crossing.values())
    clear = [x for x in places if crossing[x] == fewest]
    return clear[len(clear) // 2] if fewest <= 0.02 * len(found) else 0.0


def _regions(rows: Sequence[_Row]) -> Iterator[tuple[list[_Row], list[_Row]]]:
    """The head and the body of each table: runs of rows with numbers, with few other rows between them."""
    run: list[_Row] = []
    start = 0
    for place, row in enumerate(rows):
        far = bool(run) and run[-1].height - row.height > _APART * max(row.size, run[-1].size)
        if run and (far or row.is_head):
            yield _head(rows[:start], run[0]), run
            run = []
        if row.is_body or (run and row.is_below):
            start = start if run else place
            run.append(row)
    if run:
        yield _head(rows[:start], run[0]), run


def _head(above: Sequence[_Row], first: _Row) -> list[_Row]:
    """The rows directly above the first row of a body that are heads, from the top."""
    head: list[_Row] = []
    height = first.height
    for row in reversed(above[-_HEAD_ROWS:]):
        far = row.height - height > _HEAD_APART * row.size or row.size > _LARGER * first.size
        if (
            far
            or row.is_body
            or _CAPTION.match(row.segments[0].text)
            or any(len(each.words) > _PROSE for each in row.segments)
        ):
            break
        if len(row.segments) < 2 and (not head or len(row.segments[0].words) > _PROSE // 2):
            if head:
                break
        else:
            head.append(row)
        height = row.height
    return head[::-1]


def _is_prose(body: Sequence[_Row]) -> bool:
    """Whether running text is beside the numbers."""
    return sum(map(_has_prose, body)) > _RARE * len(body)


def _has_prose(row: _Row) -> bool:
    """Whether a row has a segment of many words; the label directly before the numbers may have more."""
    first, *rest = row.segments
    longest = _LABEL if rest and rest[0].is_numeric else _PROSE
    return len(first.words) > longest or any(len(each.words) > _PROSE for each in rest)


def _is_half(body: Sequence[_Row], strip: Sequence[Word], found: Sequence[Word]) -> bool:
    """Whether the rows of a half page continue a row of numbers of the other half."""
    if strip is found:
        return False
    left, right = min(word.left for word in strip), max(word.right for word in strip)
    beside = [word for word in found if word.right < left or word.left > right]
    rows = [segments(each) for each in rows_of(beside)]
    numeric = [row[0].words[0].baseline for row in rows if sum(each.is_numeric for each in row) >= 1]
    level = [any(abs(row.height - height) < row.size / 4 for height in numeric) for row in body]
    return sum(level) > len(body) / 2


def _named(head: Sequence[_Row], body: Sequence[_Row], drawn: Rules) -> Heads | None:
    """The columns of a body with their heads; none without any head."""
    columns = columns_of([row.segments for row in body], _walls(drawn, body))
    names = [name for name, _ in heads_of([row.segments for row in head], columns)]
    return Heads(tuple(columns), tuple(names)) if any(names) else None


def _cells(
    heads: Heads, head: Sequence[_Row], body: Sequence[_Row], page: int, table: int
) -> Iterator[Block]:
    """The cells of a table: two rows of heads, unless they are on the page before, and the rows of the body."""
    above = [above for _, above in heads_of([row.segments for row in head], heads.columns)]
    for number, shown in enumerate((above, heads.names) if any(above) or head else ()):
        for place, text in enumerate(shown, 1):
            if text:
                yield Block("cell", text, (), "", page, "", (table, number, place), "", text)
    for number, row in enumerate(body, 2):
        yield from _row_cells(row, heads.columns, heads.names, page, (table, number))


def _row_cells(
    row: _Row, columns: Sequence[Column], names: Sequence[str], page: int, at: tuple[int, int]
) -> Iterator[Block]:
    label = " ".join(
        each.text for each in row.segments if each.right <= columns[0].left and not each.is_numeric
    )
    if label:
        yield Block("cell", label, (), "", page, "", (*at, 0), label, "")
    placed: dict[int, str] = {}
    for each in row.segments:
        place = column_at(columns, each.left, each.right)
        if place is not None:
            placed[place] = f"{placed[place]} {each.text}" if place in placed else each.text
    for place, text in sorted(placed.items()):
        yield Block("cell", text, (), "", page, "", (*at, place + 1), label, names[place])


def _walls(drawn: Rules, body: Sequence[_Row]) -> list[float]:
    """The vertical rules beside the rows of a body, each once."""
    top, bottom = body[0].height + body[0].size / 2, body[-1].height
    beside = sorted(x for x, low, high in drawn.vertical if low <= top and high >= bottom)
    return [x for place, x in enumerate(beside) if not place or x - beside[place - 1] > 3]
