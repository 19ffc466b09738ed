"""Regions of a page that may be tables: rows with numbers, the heads above them, and the lines of their labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from report.text.reading.pdf_broken_cells import with_whole_cells
from report.text.reading.pdf_columns import columns_of, divided
from report.text.reading.pdf_rows import PdfRow, row_of
from report.text.reading.pdf_words import Word, rows_of

#: The largest distance between rows of a table and between rows of its head, relative to the font size.
_APART, _HEAD_APART, _HEAD_ROWS = 4.5, 3.2, 4
#: How much larger than the numbers no head is.
_LARGER = 1.25
#: A segment with more words is running text.
PROSE = 6
#: The most lines of a label without numbers, and the largest distance from the first row of numbers to one above it.
_LABEL_LINES, _NEAR = 6, 1.7
_CAPTION = re.compile(r"(?:Table|TABLE|Tab\.)\s?[A-Z]?\d")


@dataclass(frozen=True)
class TableRegion:
    """The rows of heads, the rows of numbers, and these with the lines of their labels, from top to bottom."""

    head: tuple[PdfRow, ...]
    body: tuple[PdfRow, ...]
    lines: tuple[PdfRow, ...]

    @property
    def edge(self) -> float:
        """The left end of the first number."""
        return min(each.left for row in self.body for each in row.numbers)


class _Run:
    """A run of rows with numbers that is being read."""

    def __init__(self, start: int) -> None:
        self.start = start
        self.body: list[PdfRow] = []
        self.lines: list[PdfRow] = []
        self.bottom = 0.0
        self.edge = float("inf")
        self.labels = 0

    def add(self, row: PdfRow) -> None:
        """A row of numbers."""
        self.body.append(row)
        self.lines.append(row)
        self.edge = min(self.edge, *(each.left for each in row.numbers))
        self.bottom, self.labels = row.height, 0

    def add_label(self, row: PdfRow) -> None:
        """A line of a label."""
        self.lines.append(row)
        self.labels += 1
        self.bottom = row.height

    def takes_label(self, row: PdfRow) -> bool:
        """Whether a row may be a line of a label."""
        return self.labels < _LABEL_LINES and row.is_label(self.edge)


def rows_on(found: Sequence[Word]) -> list[PdfRow]:
    """The rows of a page or of a part of it."""
    return with_whole_cells([row_of(each) for each in rows_of(found)])


def regions(rows: Sequence[PdfRow]) -> Iterator[TableRegion]:
    """The regions of a page, from the top; few other rows are between the rows of one."""
    run: _Run | None = None
    for place, row in enumerate(rows):
        far = run is not None and run.bottom - row.height > _APART * max(row.size, run.body[-1].size)
        if run is not None and (far or row.is_head):
            yield _region(rows, run)
            run = None
        words = row.label_beside_brackets(run.edge) if run is not None else None
        if run is not None and words is not None and run.labels < _LABEL_LINES:
            run.add_label(words)
            run.add(PdfRow(row.numbers, row.height, row.size))
        elif row.is_body or (run is not None and row.is_below):
            run = run or _Run(place)
            run.add(row)
        elif run is not None and run.takes_label(row):
            run.add_label(row)
    if run is not None:
        yield _region(rows, run)


def _region(rows: Sequence[PdfRow], run: _Run) -> TableRegion:
    above = rows[: run.start]
    columns = len(columns_of([row.segments for row in run.body], ()))
    near = [replace(row, segments=tuple(divided(row.segments, columns))) for row in above[-_HEAD_ROWS:]]
    head = heads_above([*above[:-_HEAD_ROWS], *near], run.body[0])
    return TableRegion(tuple(head), tuple(run.body), (*_labels_above(above, run), *run.lines))


def _labels_above(above: Sequence[PdfRow], run: _Run) -> list[PdfRow]:
    """The lines of the first label that are above its numbers."""
    found: list[PdfRow] = []
    height = run.body[0].height
    for row in reversed(above):
        if (
            not row.is_label(run.edge)
            or row.height - height > _NEAR * row.size
            or _CAPTION.match(row.segments[0].text)
        ):
            break
        found.append(row)
        height = row.height
    return found[::-1]


def heads_above(above: Sequence[PdfRow], first: PdfRow) -> list[PdfRow]:
    """The rows directly above the first row of a body that are heads, from the top."""
    head: list[PdfRow] = []
    height = first.height
    for row in reversed(above[-_HEAD_ROWS:]):
        far = row.height - height > _HEAD_APART * row.size or row.size > _LARGER * first.size
        if (
            far
            or row.is_body
            or _CAPTION.match(row.segments[0].text)
            or any(len(each.words) > PROSE for each in row.segments)
            or (row is above[0] and _is_running(row, height))
        ):
            break
        if len(row.segments) < 2 and (not head or len(row.segments[0].words) > PROSE // 2):
            if head:
                break
        else:
            head.append(row)
        height = row.height
    return head[::-1]


def _is_running(row: PdfRow, below: float) -> bool:
    """Whether the first row of a page is a running head: one text, apart from the heads of the columns."""
    return len(row.segments) == 1 and row.height - below > _NEAR * row.size


def heads_at_foot(rows: Sequence[PdfRow], most: int) -> list[PdfRow]:
    """The rows of heads at the foot of a page whose table begins on the next page; `most` rows may be below them."""
    last = next((place for place in range(len(rows) - 1, -1, -1) if rows[place].is_head), None)
    if last is None or len(rows) - 1 - last > most or any(row.is_body for row in rows[last + 1 :]):
        return []
    return [*heads_above(rows[:last], rows[last]), rows[last]]
