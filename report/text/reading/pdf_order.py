"""Puts the lines of a PDF with rearranged pages, as in a booklet, into the order of their page numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from report.text.reading.lines import Line
from report.text.reading.page_numbers import OF, PAGE

#: The end of a running head or foot with the number of its page.
_NUMBERED = re.compile(rf"\b{PAGE}\s(\d{{1,4}})\s{OF}\s(\d{{1,4}})\s*\Z", re.IGNORECASE)


def in_page_order(read: Sequence[Line]) -> Sequence[Line]:
    """The lines in the order of the page numbers that all pages print, if that is not the order of the file."""
    pages = [part for _, lines in groupby(read, key=lambda line: line.page) for part in _parts(list(lines))]
    numbers = [number for number, _ in pages]
    if None in numbers or len(set(numbers)) < len(numbers) or _is_ascending(numbers):
        return read
    ordered = sorted(pages, key=lambda page: page[0] or 0)
    return [line for _, lines in ordered for line in lines]


def _parts(lines: list[Line]) -> Iterator[tuple[int | None, list[Line]]]:
    """The pages on one sheet, each with its number; a head is the first of its page's lines, or one of the last."""
    heads = [place for place, line in enumerate(lines) if _number(line) is not None]
    if not heads:
        yield None, lines
        return
    starts = heads if heads[0] == 0 else [0, *(head + 1 for head in heads[:-1])]
    for head, (start, end) in zip(heads, pairwise([*starts, len(lines)]), strict=True):
        yield _number(lines[head]), lines[start:end]


def _number(line: Line) -> int | None:
    """The page number that a line ends in, if it is one of that many pages."""
    found = _NUMBERED.search(line.text)
    return int(found[1]) if found and int(found[1]) <= int(found[2]) else None


def _is_ascending(numbers: Sequence[int | None]) -> bool:
    return all(
        before is not None and after is not None and before < after for before, after in pairwise(numbers)
    )
