"""Reported tests: a statistic with its degrees of freedom and the p-value that belongs to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from report.audit.checks import Place
from report.audit.degrees_beside import degrees_beside
from report.audit.numbers import PrintedNumber
from report.audit.papers import Paper
from report.audit.passages import Passage
from report.audit.quantities import SymbolQuantity
from report.audit.table_rows import in_tables

TESTS = ("t", "F", "z", "r", "chi2", "Q", "H")
#: The most characters of words between a statistic and its p-value.
_WORDS = 70
#: The most tests on either side of one in a list with values in respective order.
_MOST = 8
_BRACKETS = re.compile(r"[^\d=<>]*2?[^\d=<>]*[(\[]")
_BOUNDARY = re.compile(r"[.!?]\s+[A-Z]|(?<![,;=<>])\n(?![=<>a-z(\[])")


@dataclass(frozen=True, slots=True)
class ReportedTest:
    """A test as it is printed, with its place and the words around its p-value."""

    kind: str
    statistic: PrintedNumber
    df: tuple[PrintedNumber, ...]
    n: PrintedNumber | None
    p: PrintedNumber | None
    marks: frozenset[str]
    place: Place
    text: str


def reported_tests(paper: Paper) -> Iterator[ReportedTest]:
    """All tests in running text."""
    for passage in paper.prose():
        found = paper.quantities[passage.index]
        for order, each in enumerate(found):
            if each.symbol in TESTS and _is_test(found, order, passage.text):
                yield _reported(passage, found, order)


def table_tests(paper: Paper) -> Iterator[ReportedTest]:
    """All tests in table rows: a statistic, its degrees of freedom and p under heads that name them."""
    for each in (read.estimate for read in in_tables(paper)):
        for kind in TESTS:
            if each.has(kind) and "p" in each.quantities:
                statistic, p = each[kind], each["p"]
                df = statistic.df or ((each["df"].number,) if each.has("df") and kind != "F" else ())
                marks = statistic.marks | p.marks
                yield ReportedTest(kind, statistic.number, df, None, p.number, marks, each.place, each.text)


def _is_test(found: Sequence[SymbolQuantity], order: int, text: str) -> bool:
    """Whether a quantity is a test: it has degrees of freedom in brackets, or a p-value.

    A T with the number of pairs, and a z beside it, is Wilcoxon's.
    """
    each = found[order]
    label = text[each.start : each.end]
    if label.startswith("T") and order + 1 < len(found) and found[order + 1].symbol == "z":
        return False
    if each.df and _BRACKETS.match(label) and all(df.value > 0 for df in each.df):
        return True
    known = each.symbol in ("z", "t", "F", "chi2") or bool(each.df or degrees_beside(found, order, text))
    return known and probability_of(found, order, text) is not None


def _reported(passage: Passage, found: Sequence[SymbolQuantity], order: int) -> ReportedTest:
    each, text = found[order], passage.text
    p = probability_of(found, order, text)
    df = each.df or degrees_beside(found, order, text)
    first, last = (each.start, each.end) if p is None else (min(each.start, p.start), max(each.end, p.end))
    marks = each.marks | (p.marks if p else frozenset())
    if p and last - first > _WORDS + 90:
        first, last = each.start, each.end
    place, p_number = Place(passage.index, first, last), p.number if p else None
    shown = passage.block.text[first:last]
    return ReportedTest(each.symbol, each.number, df, each.n, p_number, marks, place, shown)


def probability_of(found: Sequence[SymbolQuantity], order: int, text: str) -> SymbolQuantity | None:
    """The p-value of a statistic: the next one in its sentence, or the one before it in the same parenthesis."""
    each = found[order]
    return _respective(found, order, text) or _after(found, order, text) or _before(found, order, text, each)


def _respective(found: Sequence[SymbolQuantity], order: int, text: str) -> SymbolQuantity | None:
    """The p-value in the same position as a test in a list: `t(28) = 2.20 and t(28) = 2.76, p = .036 and p = .010`."""
    first = order
    while first > max(0, order - _MOST) and _listed(found[first - 1], found[first], text):
        first -= 1
    last = order
    while last + 1 < min(len(found), order + _MOST) and _listed(found[last], found[last + 1], text):
        last += 1
    count = last - first + 1
    values = found[last + 1 : last + 1 + count]
    if count < 2 or len(values) < count or any(each.symbol != "p" for each in values):
        return None
    rest = text[values[-1].end : values[-1].end + 20]
    return values[order - first] if re.match(r"[\s,;)]{0,3}respectively", rest) else None


def _listed(one: SymbolQuantity, other: SymbolQuantity, text: str) -> bool:
    """Whether two tests of a kind follow each other in a list."""
    between = text[one.end : other.start]
    return one.symbol == other.symbol in TESTS and bool(re.fullmatch(r"\s?(?:,|and|or|,\sand)\s?", between))


def _after(found: Sequence[SymbolQuantity], order: int, text: str) -> SymbolQuantity | None:
    """The next p-value; one that follows an RMSEA or its interval at once may be that of close fit."""
    words, last, passed, of_fit = 0, found[order].end, False, False
    for other in found[order + 1 :]:
        between = text[last : other.start]
        words += len(between)
        if other.symbol == "R2" and not between.strip():
            return None  # the cells of a table that a file has joined
        if words > _WORDS or _BOUNDARY.search(between):
            return None
        if other.symbol == "p":
            return other if not (passed or of_fit) or "plural" in other.marks else None
        of_fit = other.symbol == "RMSEA" or (of_fit and other.symbol == "CI")
        if other.symbol in TESTS and (other.df or other.symbol == found[order].symbol):
            passed = True
        last = other.end
    return None


def _before(
    found: Sequence[SymbolQuantity], order: int, text: str, each: SymbolQuantity
) -> SymbolQuantity | None:
    if order == 0 or found[order - 1].symbol != "p":
        return None
    p = found[order - 1]
    if not re.fullmatch(r"[\s,;(]{0,4}", text[p.end : each.start]):
        return None
    owned = order > 1 and found[order - 2].symbol in TESTS and _after(found, order - 2, text) is p
    return None if owned else replace(p, marks=p.marks)
