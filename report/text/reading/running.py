"""Separates the running matter of a PDF: lines that recur near the top or bottom, or on most pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import pairwise

from report.text.blocks import SOFT
from report.text.reading.lines import Line
from report.text.reading.page_numbers import OF, PAGE

#: Running matter is within this fraction of the page's height from the top or bottom.
_MARGIN = 0.08
_EDGE = 0.07
#: Elsewhere, lines must recur on at least this many pages, and on most pages, to be running matter.
_FEWEST = 4
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_DECIMAL = re.compile(r"\d\.\d")
#: A part of a result, which no running matter has: a relation, a test before its degrees of freedom, the rest of a p.
_RESULT = re.compile(
    r"(?:^|[\s)pP])[=<>≤≥](?:\s|$|[-−–.\d])|(?:^|[\s,;(])(?:[tFrQH]|χ[²2])\s?\(\d|^0?\.\d+[.,;)]|[,(]\s(?:[tFzrQH]|χ[²2]?)$"
)
_PAGE = re.compile(rf"((?:.*\b{PAGE}\s)?)(\d+)((?:\s{OF}\s\d+)?)", re.IGNORECASE)
#: Consecutive page numbers are recognised anywhere: at least this many, at least this many lines apart.
_PAGES, _APART = 3, 5
#: An address that the end of a line may break, and what may continue it: no number alone.
_ADDRESS_AT_END = re.compile(r"(?:\b[A-Za-z][A-Za-z0-9+.-]*://|\bwww\.|\bdoi\.org/)\S*\Z")
_CONTINUED = re.compile(r"\S*(?:[^\W\d_]|/)")
#: The distance of such lines, in sizes of their letters.
_LEADING = 1.75


def without_running(read: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Divide the lines into those of the text and those that recur on other pages, possibly with other digits."""
    pages: dict[tuple[str, int], set[int]] = defaultdict(set)
    numbers: dict[tuple[str, int], set[tuple[str, ...]]] = defaultdict(set)
    for line in read:
        pages[_signature(line)].add(line.page)
        numbers[_signature(line)].add(tuple(_NUMBER.findall(line.text)))
    most = max(_FEWEST, len({line.page for line in read}) // 2 + 1)
    numbered = _numbered(read) | _page_numbers(read)
    remaining: list[Line] = []
    left_out: list[Line] = []
    for place, line in enumerate(read):
        signature = _signature(line)
        count = len(pages[signature])
        paged = _differ_as_pages(numbers[signature])
        at_edge = _is_near_edge(line, _MARGIN) and (paged or not _DECIMAL.search(line.text))
        at_edge = at_edge and not _RESULT.search(line.text)
        anywhere = count >= most and _has_words(line) and paged
        recurs = count > 1 and (line.turned or at_edge or anywhere)
        is_running = recurs or place in numbered
        (left_out if is_running else remaining).append(line)
    return remaining, left_out


def running_texts(left_out: Sequence[Line]) -> tuple[str, ...]:
    """The texts of running matter, each once; an address that is broken over lines is whole."""
    texts: list[str] = []
    before: Line | None = None
    for line in left_out:
        if before is not None and _ADDRESS_AT_END.search(texts[-1]) and _may_continue_address(before, line):
            texts[-1] = texts[-1].removesuffix(SOFT) + line.text.lstrip()
        else:
            texts.append(line.text)
        before = line
    return tuple(dict.fromkeys(texts))


def _may_continue_address(before: Line, line: Line) -> bool:
    """Whether a line directly below another may continue its address."""
    below = 0 < before.baseline - line.baseline <= _LEADING * max(before.size, line.size)
    return before.page == line.page and below and _CONTINUED.match(line.text) is not None


def _numbered(read: Sequence[Line]) -> set[int]:
    """Lines such as `Title page 3 of 9` with consecutive numbers, as on sheets with several pages each."""
    heads: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for place, line in enumerate(read):
        found = _PAGE.fullmatch(line.text.strip())
        if found and len(found[2]) < 5 and (found[1] or found[3]):
            heads[found[1], found[3]].append((place, int(found[2])))
    return {
        place
        for (_, total), listed in heads.items()
        if _is_consecutive(listed, _DIGITS.findall(total))
        for place, _ in listed
    }


def _is_consecutive(listed: Sequence[tuple[int, int]], total: Sequence[str]) -> bool:
    """Whether page numbers, given as line and number, increase by one and have text between them.

    Two suffice if the second is the last of the stated number of pages.
    """
    steps = [(after - before, number - last) for (before, last), (after, number) in pairwise(listed)]
    last = len(listed) > 1 and total == [str(listed[-1][1])]
    return (len(listed) >= _PAGES or last) and all(lines >= _APART and step == 1 for lines, step in steps)


def _has_words(line: Line) -> bool:
    """Whether a line has a word; on sheets with several pages, running matter can be far from the edges."""
    return re.search(r"[^\W\d_]{2}", line.text) is not None


def _differ_as_pages(numbers: Collection[tuple[str, ...]]) -> bool:
    """Whether whole numbers of recurring lines differ in one place at most; rows of a long table differ in more."""
    different = [set(place) for place in zip(*numbers, strict=True) if len(set(place)) > 1]
    return len(different) <= 1 and all(number.isdigit() for place in different for number in place)


def _is_near_edge(line: Line, share: float) -> bool:
    return not line.height * share < line.baseline < line.height * (1 - share)


def _signature(line: Line) -> tuple[str, int]:
    """A line's words without their digits, and its distance from the nearer edge."""
    distance = min(line.baseline, line.height - line.baseline)
    return _DIGITS.sub("#", line.text).strip(), round(distance / 4)


def _page_numbers(read: Sequence[Line]) -> set[int]:
    """The lines near the edges that are page numbers; all pages of a copy state the same number of pages.

    One page may state it alone if it is right: the first page often has another head.
    """
    found = {place: number for place, line in enumerate(read) if (number := _page_number(line)) is not None}
    pages: dict[str, set[int]] = defaultdict(set)
    for place, number in found.items():
        pages[number[3]].add(read[place].page)
    order = sorted({line.page for line in read})
    right = {page: [str(place), str(len(order))] for place, page in enumerate(order, 1)}
    return {
        place
        for place, number in found.items()
        if not number[3]
        or len(order) < 2
        or len(pages[number[3]]) > 1
        or [number[2], *_DIGITS.findall(number[3])] == right[read[place].page]
    }


def _page_number(line: Line) -> re.Match[str] | None:
    return _PAGE.fullmatch(line.text.strip()) if _is_near_edge(line, _EDGE) else None
