"""Running matter of a PDF: lines that recur from page to page, near the head or foot or on most pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from report.text.reading.lines import Line

#: Running matter stands in this share of the page's height, from the top or from the bottom.
_MARGIN = 0.08
_EDGE = 0.07
#: Lines return anywhere on so many pages at least, and on most of them, to be running matter.
_FEWEST = 4
_PAGE = re.compile(r"((?:.*\bpage\s)?)(\d+)((?:\s(?:of|/)\s\d+)?)", re.IGNORECASE)
#: Page numbers that count on from page to page are recognised anywhere, from this many and this many lines apart.
_PAGES, _APART = 3, 5


def without_running(read: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of the text, and those that recur on other pages, in the same place with other digits."""
    pages: dict[tuple[str, int], set[int]] = defaultdict(set)
    for line in read:
        pages[_signature(line)].add(line.page)
    most = max(_FEWEST, len({line.page for line in read}) // 2 + 1)
    numbered = _numbered(read)
    kept: list[Line] = []
    left_out: list[Line] = []
    for place, line in enumerate(read):
        count = len(pages[_signature(line)])
        recurs = count > 1 and (_is_near_edge(line, _MARGIN) or (count >= most and _has_words(line)))
        is_running = recurs or place in numbered or _is_page_number(line)
        (left_out if is_running else kept).append(line)
    return kept, left_out


def _numbered(read: Sequence[Line]) -> set[int]:
    """The lines such as `Title page 3 of 9` whose numbers count on: where several pages are printed on a sheet."""
    heads: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for place, line in enumerate(read):
        found = _PAGE.fullmatch(line.text.strip())
        if found and len(found[2]) < 5 and (found[1] or found[3]):
            heads[found[1], found[3]].append((place, int(found[2])))
    return {place for listed in heads.values() if _counts_on(listed) for place, _ in listed}


def _counts_on(listed: Sequence[tuple[int, int]]) -> bool:
    """Whether page numbers, given as line and number, rise by one and have text between them."""
    steps = [(after - before, number - last) for (before, last), (after, number) in pairwise(listed)]
    return len(listed) >= _PAGES and all(lines >= _APART and step == 1 for lines, step in steps)


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
