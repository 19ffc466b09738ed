"""Running matter of a PDF: lines near the head or foot that return from page to page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from report.text.reading.lines import Line

#: Running matter stands in this share of the page's height, from the top or from the bottom.
_MARGIN = 0.08
_EDGE = 0.07
_PAGE = re.compile(r"(?:.*\bpage\s)?\d+(?:\s(?:of|/)\s\d+)?", re.IGNORECASE)


def without_running(read: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of the text, and those that return on other pages in the same place with other digits."""
    pages: dict[tuple[str, int], set[int]] = defaultdict(set)
    for line in read:
        if _is_near_edge(line, _MARGIN):
            pages[_signature(line)].add(line.page)
    kept: list[Line] = []
    left_out: list[Line] = []
    for line in read:
        returns = _is_near_edge(line, _MARGIN) and len(pages[_signature(line)]) > 1
        (left_out if returns or _is_page_number(line) else kept).append(line)
    return kept, left_out


def _is_near_edge(line: Line, share: float) -> bool:
    return not line.height * share < line.baseline < line.height * (1 - share)


def _signature(line: Line) -> tuple[str, int]:
    """A line's words without their digits, and its distance from the nearer edge."""
    distance = min(line.baseline, line.height - line.baseline)
    return re.sub(r"\d+", "#", line.text).strip(), round(distance / 4)


def _is_page_number(line: Line) -> bool:
    return _is_near_edge(line, _EDGE) and bool(_PAGE.fullmatch(line.text.strip()))
