"""Running matter of a PDF: lines that return from page to page, near the head or foot or on most pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from report.text.reading.lines import Line

#: Running matter stands in this share of the page's height, from the top or from the bottom.
_MARGIN = 0.08
_EDGE = 0.07
#: Lines return anywhere on so many pages at least, and on most of them, to be running matter.
_FEWEST = 4
_PAGE = re.compile(r"(?:.*\bpage\s)?\d+(?:\s(?:of|/)\s\d+)?", re.IGNORECASE)


def without_running(read: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of the text, and those that return on other pages in the same place with other digits."""
    pages: dict[tuple[str, int], set[int]] = defaultdict(set)
    for line in read:
        pages[_signature(line)].add(line.page)
    most = max(_FEWEST, len({line.page for line in read}) // 2 + 1)
    kept: list[Line] = []
    left_out: list[Line] = []
    for line in read:
        count = len(pages[_signature(line)])
        returns = count > 1 and (_is_near_edge(line, _MARGIN) or (count >= most and _has_words(line)))
        (left_out if returns or _is_page_number(line) else kept).append(line)
    return kept, left_out


def _has_words(line: Line) -> bool:
    """Whether a line has a word; where several pages are printed on one, theirs stand far from its edges."""
    return re.search(r"[^\W\d_]{2}", line.text) is not None


def _is_near_edge(line: Line, share: float) -> bool:
    return not line.height * share < line.baseline < line.height * (1 - share)


def _signature(line: Line) -> tuple[str, int]:
    """A line's words without their digits, and its distance from the nearer edge."""
    distance = min(line.baseline, line.height - line.baseline)
    return re.sub(r"\d+", "#", line.text).strip(), round(distance / 4)


def _is_page_number(line: Line) -> bool:
    return _is_near_edge(line, _EDGE) and bool(_PAGE.fullmatch(line.text.strip()))
