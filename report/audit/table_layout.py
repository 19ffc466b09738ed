"""The layout of tables: rows of cells with their heads, what is printed below a cell, and the words around."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from report.audit.papers import Paper
from report.audit.passages import Passage
from report.audit.table_heads import heads
from report.audit.table_notes import enclosed_kinds

#: The rows of a table of a PDF that are heads.
_HEAD_ROWS = 2
#: Passages before and after a table that may be its caption and notes.
_NEAR = 3
_NUMBER = r"[-+]?\s?\d*[.,]?\d+"
#: A cell that belongs to the one above it: `(0.10)`, `[0.05, 0.45]`, `(0.60-0.94)`.
_BELOW = re.compile(rf"[(\[]\s?{_NUMBER}(?:\s?(?:,|;|-|to)\s?{_NUMBER})?\s?[)\]]\s?\*{{0,3}}")
_PLAIN = re.compile(rf"{_NUMBER}\s?(?:\*{{1,4}}|[†‡a-z])?")
_PLACE = re.compile(r"\d+")
#: The beginning of the note of a table.
_NOTE = re.compile(
    r"(?:Notes?\b|(?:Robust |Clustered )?[Ss]tandard errors|[*∗†+] ?p|[*∗]{1,3} ?(?:[Ss]ignifican|[pP]|[<≤]))"
)


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell with the head of its column, and the text of the cells below that belong to it."""

    passage: Passage
    head: str
    below: str = ""

    @property
    def text(self) -> str:
        """The text of the cell with what is printed below it."""
        return f"{self.passage.text.strip()} {self.below}".strip()


@dataclass(frozen=True)
class PrintedTable:
    """A table: the label of each row with its cells, and the words of its cells, caption and notes."""

    rows: tuple[tuple[str, tuple[PrintedCell, ...]], ...]
    words: str


@lru_cache(maxsize=1)
def tables_of(paper: Paper) -> tuple[PrintedTable, ...]:
    """All tables of a paper."""
    found: dict[int, list[Passage]] = {}
    for passage in paper.passages:
        if passage.block.cell is not None:
            found.setdefault(passage.block.cell[0], []).append(passage)
    return tuple(
        _table([cell for part in parts for cell in part], "\n".join(_words(paper, part) for part in parts))
        for parts in _joined(list(found.values()), paper.format == "pdf")
    )


def _joined(tables: Sequence[Sequence[Passage]], by_pages: bool) -> Iterator[list[Sequence[Passage]]]:
    """The parts of each table, of which each is on the page after the one before and has no heads of its own."""
    parts: list[Sequence[Passage]] = []
    for cells in tables:
        continues = bool(parts) and by_pages and _continues(parts[-1], cells)
        if parts and not continues:
            yield parts
            parts = []
        parts.append([each for each in cells if _row_number(each) >= _HEAD_ROWS] if continues else cells)
    if parts:
        yield parts


def _table(cells: Sequence[Passage], words: str) -> PrintedTable:
    rows = list(_with_panel_heads(rows_in(cells)))
    merged = tuple((row[0].passage.block.row, tuple(row)) for row in _with_rows_below(rows))
    return PrintedTable(merged, words)


def rows_in(cells: Sequence[Passage]) -> list[list[Passage]]:
    """The cells of each row."""
    rows: dict[tuple[int, int], list[Passage]] = {}
    for passage in cells:
        cell = passage.block.cell
        if cell is not None:
            rows.setdefault((cell[0], cell[1]), []).append(passage)
    return list(rows.values())


def _with_panel_heads(rows: Sequence[Sequence[Passage]]) -> Iterator[list[PrintedCell]]:
    """The rows; heads within a table are those of the rows below them, and a second row of heads adds to the first."""
    named: Mapping[int, str] = {}
    for order, row in enumerate(rows):
        if order and (_are_heads(row) or (order == 1 and _count_models(row))):
            first = {_column(each): each.text for each in rows[0]} if order == 1 else {}
            named = first | {_column(each): each.text for each in row}
        yield [
            PrintedCell(each, named.get(_column(each), "") if named else each.block.column) for each in row
        ]


def _are_heads(row: Sequence[Passage]) -> bool:
    """Whether a row has symbols alone beside its first cell, at least two of them."""
    symbols = [each for each in row if _column(each) > 0]
    return len(symbols) > 1 and all(heads(each.text, with_upper=True) for each in symbols)


def _count_models(row: Sequence[Passage]) -> bool:
    """Whether a row counts models below the heads of several: `(1)`, `(2)`, `(3)`."""
    counted = [each.text.strip() for each in row if _column(each) > 0]
    return len(counted) > 1 and counted == [f"({place})" for place in range(1, len(counted) + 1)]


def _row_number(passage: Passage) -> int:
    place = passage.block.cell
    assert place is not None
    return place[1]


def _column(passage: Passage) -> int:
    place = passage.block.cell
    assert place is not None
    return place[2]


def _with_rows_below(rows: Sequence[Sequence[PrintedCell]]) -> list[list[PrintedCell]]:
    """The rows, with each row of numbers in brackets and without a label as part of the row above it."""
    merged: list[list[PrintedCell]] = []
    for row in rows:
        if merged and _is_below(row, merged[-1]):
            beneath = {_column(each.passage): each.passage.text.strip() for each in row}
            merged[-1] = [_with_below(cell, beneath.get(_column(cell.passage), "")) for cell in merged[-1]]
        else:
            merged.append(list(row))
    return merged


def _with_below(cell: PrintedCell, text: str) -> PrintedCell:
    return replace(cell, below=f"{cell.below} {text}".strip()) if text else cell


def _is_below(row: Sequence[PrintedCell], above: Sequence[PrintedCell]) -> bool:
    """Whether a row without a label has only numbers in brackets, each below a number."""
    first, numbers = row[0].passage, {_column(each.passage): each.passage.text.strip() for each in above}
    labelled = _column(first) == 0 or not _PLACE.fullmatch(first.block.row or "0")
    places = [_column(each.passage) for each in row]
    return (
        not labelled
        and all(_BELOW.fullmatch(each.passage.text.strip()) for each in row)
        and all(_PLAIN.fullmatch(numbers.get(place, "")) for place in places)
    )


def _continues(one: Sequence[Passage], other: Sequence[Passage]) -> bool:
    """Whether a table on the next page has the heads of the table before it."""
    pages = (one[-1].block.page or 0, other[0].block.page or 0)
    return pages[0] + 1 == pages[1] and _heads_of(one) == _heads_of(other)


def _heads_of(cells: Sequence[Passage]) -> frozenset[str]:
    return frozenset(each.block.column for each in cells)


def _words(paper: Paper, cells: Sequence[Passage]) -> str:
    """The words of a table and of the text near it; in a PDF, where tables follow the text, of its page.

    A note at the top of the next page belongs to a table whose own page does not state what is in parentheses.
    """
    first, last = cells[0].index, cells[-1].index
    page = cells[0].block.page if paper.format == "pdf" else None
    beside = [
        each.block.text
        for each in paper.passages
        if each.block.cell is None
        and (each.block.page == page if page else first - _NEAR <= each.index <= last + _NEAR)
    ]
    words = "\n".join([*(each.block.text for each in cells), *beside])
    if page and not enclosed_kinds(words):
        return "\n".join([words, *_notes_at_top(paper, page + 1)])
    return words


def _notes_at_top(paper: Paper, page: int) -> list[str]:
    """The notes among the first passages of a page, below the last rows of a table."""
    texts = [
        each.block.text for each in paper.passages if each.block.page == page and each.block.cell is None
    ]
    return [text for text in texts[: 2 * _NEAR] if _NOTE.match(text)]
