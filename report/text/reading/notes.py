"""Separates the footnotes of a PDF: lines at the foot of a page, starting with a raised number.

The number of a note that begins with a list, a quotation or code is on a line of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from report.text.reading.lines import Line, LinePart

#: Notes are smaller than the text by at least the first ratio, and differ from each other by at most the second.
_SMALLER, _ALIKE = 0.92, 0.08


def without_notes(read: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Divide the lines into those of the text and those of all notes, which come last on a page."""
    text: list[Line] = []
    notes: list[Line] = []
    for _, page in groupby(read, key=lambda line: line.page):
        lines = list(page)
        first = _first_of_notes(lines)
        text += lines[:first]
        called = _called(lines)
        notes += [_raised(line) if line.text.strip() in called else line for line in lines[first:]]
    return text, notes


def _first_of_notes(lines: Sequence[Line]) -> int:
    """The index of the first line of a page's notes; the number of lines if it has none."""
    size, first, called = lines[-1].size, len(lines), _called(lines)
    if size > _SMALLER * _size_of_text(lines):
        return first
    for place in range(len(lines) - 1, -1, -1):
        if lines[place].text.strip() in called and lines[place].size < _SMALLER * size:
            first = place
            continue
        if abs(lines[place].size - size) > _ALIKE * size:
            break
        if _begins(lines[place]) and not _shares_baseline(lines, place):
            first = place
    return first


def _size_of_text(lines: Sequence[Line]) -> float:
    """The largest font size with several lines, which excludes headings."""
    sizes = Counter(round(line.size, 1) for line in lines)
    return max((size for size, count in sizes.items() if count > 2), default=max(sizes))


def _shares_baseline(lines: Sequence[Line], place: int) -> bool:
    """Whether a line is at the same height as the one before it."""
    line, before = lines[place], lines[place - 1] if place else None
    return before is not None and abs(before.baseline - line.baseline) < line.size / 2


def _called(lines: Sequence[Line]) -> set[str]:
    """The numbers of the notes that the text of a page refers to by raised numbers."""
    raised = " ".join(part.text for line in lines for part in line.parts if part.raised)
    return set(re.findall(r"\d+", raised))


def _raised(line: Line) -> Line:
    """The line as the mark of a note."""
    return replace(line, parts=(LinePart(line.text, raised=True),))


def _begins(line: Line) -> bool:
    mark, *others = line.parts
    return bool(others) and mark.raised and mark.text.strip().isdigit()
