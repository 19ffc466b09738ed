"""Tables of a PDF page: rows whose numbers stand in columns, with the heads above them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from report.text.blocks import Block
from report.text.reading.pdf_columns import ColumnExtent, column_at, columns_of
from report.text.reading.pdf_heads import heads_of
from report.text.reading.pdf_labels import labels_of
from report.text.reading.pdf_regions import PROSE, TableRegion, heads_at_foot, regions, rows_on
from report.text.reading.pdf_rows import PdfRow
from report.text.reading.pdf_words import Rules, Word, WordsOnPage

#: The share of rows with running text that no table has.
_RARE = 0.3
#: How many rows may be above a continued table on its page, and from the foot of the page to its last row.
_TOP, _FOOT = 2, 3
#: The most rows of indices that are read together, and a result in the line above, which no head of a table has.
_INDICES, _RESULT = 3, re.compile(r"[=<>≤≥]\s?[-−–]?\d*\.\d")
#: The most words of a row's label.
_LABEL = 12


@dataclass(frozen=True, slots=True)
class Heads:
    """The columns of a table that ends at the foot of a page, and the names of their heads.

    `rows` are the heads of a table whose first row of numbers is on the next page.
    """

    columns: tuple[ColumnExtent, ...]
    names: tuple[str, ...]
    rows: tuple[PdfRow, ...] = ()

    def are_of(self, body: Sequence[PdfRow]) -> bool:
        """Whether each number of rows without heads is in one of the columns, and no column has two of a row."""
        placed = [[column_at(self.columns, each.left, each.right) for each in row.numbers] for row in body]
        return all(None not in row and len(set(row)) == len(row) for row in placed)


@dataclass(frozen=True, slots=True)
class PageTables:
    """The cells of the tables of a page, and the heads of one that may continue on the next page."""

    cells: list[Block]
    heads: Heads | None = None


@dataclass(frozen=True)
class _Read:
    """A region that is a table, with its heads."""

    region: TableRegion
    heads: Heads

    def is_beside(self, other: _Read) -> bool:
        """Whether two tables are at the same height."""
        one, two = self.region.body, other.region.body
        return one[-1].height <= two[0].height and two[-1].height <= one[0].height


def tables(on_page: WordsOnPage, page: int, first: int, before: Heads | None = None) -> PageTables:
    """The tables of a page; `first` is the number of its first table, `before` the heads of one that may continue.

    Where a half of a page has a table of its own, there is none across the page.
    """
    found, drawn = on_page.words, on_page.rules
    halves = [
        each
        for half in _halves(found, on_page.width)
        for each in _read(half, found, drawn, before)
        if len(half) < len(found)
    ]
    whole = [each for each in _read(found, found, drawn, before) if not any(map(each.is_beside, halves))]
    read = [*whole, *halves]
    made = [
        cell
        for number, each in enumerate(read, first)
        for cell in _cells(each.heads, each.region, page, number)
    ]
    return PageTables(made, _carried(rows_on(found), whole))


def _read(
    strip: Sequence[Word], found: Sequence[Word], drawn: Rules, before: Heads | None
) -> Iterator[_Read]:
    """The tables of a page or of a half of it."""
    rows = rows_on(strip)
    for region in regions(rows):
        if _is_prose(region.body) or _contains_only_subscripts(region) or _is_half(region.body, strip, found):
            continue
        heads = _named(region.head, region.body, drawn) or _continued(before, rows, region, drawn)
        if heads is not None:
            yield _Read(region, heads)


def _carried(rows: Sequence[PdfRow], whole: Sequence[_Read]) -> Heads | None:
    """The heads of the last table of a page, or at the foot of a page, that may continue on the next page."""
    if whole and _ends_page(rows, whole[-1].region):
        return whole[-1].heads
    foot = heads_at_foot(rows, _FOOT)
    return Heads((), (), tuple(foot)) if foot else None


def _ends_page(rows: Sequence[PdfRow], region: TableRegion) -> bool:
    """Whether few rows of the page are below a table."""
    return sum(row.height < region.lines[-1].height for row in rows) < _FOOT


def _continued(
    before: Heads | None, rows: Sequence[PdfRow], region: TableRegion, drawn: Rules
) -> Heads | None:
    """The heads on the page before, if rows without heads at the top of a page continue their table."""
    if before is None or sum(row.height > region.lines[0].height for row in rows) > _TOP:
        return None
    if before.columns:
        return before if before.are_of(region.body) else None
    heads = _named(before.rows, region.body, drawn)
    return heads if heads is not None and all(heads.names) else None


def _halves(found: Sequence[Word], width: float) -> Iterator[Sequence[Word]]:
    """The halves of a page of two columns."""
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


def _is_prose(body: Sequence[PdfRow]) -> bool:
    """Whether running text is beside the numbers."""
    return sum(map(_has_prose, body)) > _RARE * len(body)


def _contains_only_subscripts(region: TableRegion) -> bool:
    """Whether the few rows are the indices below the lines of running text, which has results or many words."""
    above = [each for row in region.head for each in row.segments]
    return len(region.body) <= _INDICES and any(
        len(each.words) > PROSE or _RESULT.search(each.text) for each in above
    )


def _has_prose(row: PdfRow) -> bool:
    """Whether a row has a segment of many words; the label directly before the numbers may have more."""
    first, *rest = row.segments
    longest = _LABEL if rest and rest[0].is_numeric else PROSE
    return len(first.words) > longest or any(len(each.words) > PROSE for each in rest)


def _is_half(body: Sequence[PdfRow], strip: Sequence[Word], found: Sequence[Word]) -> bool:
    """Whether the rows of a half page are a part of rows across the page, whose right half has no labels."""
    if strip is found:
        return False
    left, right = min(word.left for word in strip), max(word.right for word in strip)
    beside = rows_on([word for word in found if word.right < left or word.left > right])
    own = [row for row in body if not row.is_below] or list(body)
    level = [row for row in beside if any(abs(row.height - each.height) < each.size / 4 for each in own)]
    is_left = bool(level) and level[0].segments[0].left > right
    unlabelled = sum(row.segments[0].is_numeric for row in (level if is_left else own))
    return 2 * len(level) > len(own) and 2 * unlabelled > len(own)


def _named(head: Sequence[PdfRow], body: Sequence[PdfRow], drawn: Rules) -> Heads | None:
    """The columns of a body with their heads; none without any head."""
    columns = columns_of([row.segments for row in body], _vertical_rules(drawn, body))
    found = heads_of([row.segments for row in head], columns)
    names = [name for name, _ in found]
    return Heads(tuple(columns), tuple(names)) if any(names) else None


def _cells(heads: Heads, region: TableRegion, page: int, table: int) -> Iterator[Block]:
    """The cells of a table: two rows of heads, unless they are on the page before, and the rows of the body."""
    head = region.head
    above = [above for _, above in heads_of([row.segments for row in head], heads.columns)]
    for number, shown in enumerate((above, heads.names) if any(above) or head else ()):
        for place, text in enumerate(shown, 1):
            if text:
                yield Block("cell", text, (), "", page, "", (table, number, place), "", text)
    labels = labels_of(region.lines, heads.columns[0].left)
    for number, row in enumerate(region.body, 2):
        yield from _row_cells(row, heads, labels.get(row, ""), page, (table, number))


def _row_cells(row: PdfRow, heads: Heads, label: str, page: int, at: tuple[int, int]) -> Iterator[Block]:
    if label:
        yield Block("cell", label, (), "", page, "", (*at, 0), label, "")
    placed: dict[int, str] = {}
    for each in row.segments:
        place = column_at(heads.columns, each.left, each.right)
        if place is not None:
            placed[place] = f"{placed[place]} {each.text}" if place in placed else each.text
    for place, text in sorted(placed.items()):
        yield Block("cell", text, (), "", page, "", (*at, place + 1), label, heads.names[place])


def _vertical_rules(drawn: Rules, body: Sequence[PdfRow]) -> list[float]:
    """The vertical rules beside the rows of a body, each once."""
    top, bottom = body[0].height + body[0].size / 2, body[-1].height
    beside = sorted(x for x, low, high in drawn.vertical if low <= top and high >= bottom)
    return [x for place, x in enumerate(beside) if not place or x - beside[place - 1] > 3]
