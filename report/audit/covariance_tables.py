"""Covariance matrices in tables: variances on the diagonal, covariances, and SDs and correlations if printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

from report.audit.numbers import PrintedNumber, Span, printed
from report.audit.papers import Paper
from report.audit.passages import Passage
from report.audit.square_tables import SquareTable, square_of
from report.audit.table_heads import heads
from report.audit.table_layout import tables_of

_VALUE = re.compile(r"(?P<number>[-+]?\s?\d*[.,]?\d+)\s?(?:\*+|[†‡]|[a-z](?!\w))?")
_COVARIANCE = re.compile(r"covarian", re.IGNORECASE)
#: The triangle of the correlations, after their name or, if it is not there, before it.
_AFTER = re.compile(
    r"correlations?[\s(]{1,2}[^.(),;:]{0,25}?\b(?P<side>above|upper|below|lower)\b", re.IGNORECASE
)
_BEFORE = re.compile(r"\b(?P<side>above|upper|below|lower)\b[^.,;]{0,40}?\bcorrelations?\b", re.IGNORECASE)


@dataclass(frozen=True)
class Covariances:
    """Names and variances by order, covariances and correlations with their cells by pair, and standard deviations."""

    names: Mapping[int, str]
    variances: Mapping[int, tuple[PrintedNumber, Passage]]
    covariances: Mapping[tuple[int, int], tuple[PrintedNumber, Passage]]
    correlations: Mapping[tuple[int, int], tuple[PrintedNumber, Passage]]
    deviations: Mapping[int, tuple[PrintedNumber, Passage]]
    words: str

    @property
    def is_complete(self) -> bool:
        """Whether each pair of variables has a covariance."""
        size = len(self.names)
        return len(self.covariances) == size * (size - 1) // 2

    def correlation(self, pair: tuple[int, int]) -> Span:
        """The correlations of all numbers that round to a covariance and both variances."""
        number, (one, two) = self.covariances[pair][0], (self.variances[each][0] for each in pair)
        products = (sqrt(max(one.low, 0.0) * max(two.low, 0.0)), sqrt(one.high * two.high))
        corners = [end / product for end in (number.low, number.high) for product in products if product > 0]
        return Span(min(corners), max(corners))


@lru_cache(maxsize=1)
def covariances_of(paper: Paper) -> tuple[Covariances, ...]:
    """The covariance matrices of all tables."""
    squares = (square_of(table) for table in tables_of(paper))
    found = (covariances_in(square, comma=paper.decimal_comma) for square in squares if square is not None)
    return tuple(each for each in found if each is not None)


def covariances_in(square: SquareTable, *, comma: bool) -> Covariances | None:
    """The matrix of a table that mentions covariances and has variances on its diagonal; otherwise None."""
    if not _COVARIANCE.search(square.words):
        return None
    read = {(row, column): value for row, column, value in _entries(square, comma=comma)}
    variances = {order: read[order, order] for order in square.names if (order, order) in read}
    if len(variances) < len(square.names) or any(number.low <= 0 for number, _ in variances.values()):
        return None
    if all(number.value == 1 for number, _ in variances.values()):
        return None
    below = {(column, row): value for (row, column), value in read.items() if column < row}
    above = {(row, column): value for (row, column), value in read.items() if column > row}
    side = _side_of_correlations(square.words)
    if side == "below" and above:
        below, above = above, below
    elif side != "above" and below and above and not _are_same(below, above):
        return None
    elif not below:
        below, above = above, below
    correlations = above if side else {}
    return Covariances(
        square.names, variances, below, correlations, dict(_deviations(square, comma=comma)), square.words
    )


def _side_of_correlations(words: str) -> str:
    """The triangle that words around a table name for its correlations: above, below, or none."""
    found = _AFTER.search(words) or _BEFORE.search(words)
    if found is None:
        return ""
    return "above" if found["side"].casefold() in ("above", "upper") else "below"


def _are_same(
    one: Mapping[tuple[int, int], tuple[PrintedNumber, Passage]],
    other: Mapping[tuple[int, int], tuple[PrintedNumber, Passage]],
) -> bool:
    """Whether both triangles print the same numbers."""
    return all(pair in one and one[pair][0].value == number.value for pair, (number, _) in other.items())


def _entries(square: SquareTable, *, comma: bool) -> Iterator[tuple[int, int, tuple[PrintedNumber, Passage]]]:
    for row, column, cell in square.entries():
        value = _VALUE.fullmatch(cell.text)
        if value:
            number = printed(value["number"], decimal_comma=comma or "," in value["number"])
            yield row, column, (number, cell.passage)


def _deviations(square: SquareTable, *, comma: bool) -> Iterator[tuple[int, tuple[PrintedNumber, Passage]]]:
    """The standard deviations in a column of their own."""
    for order, cells in square.rows.items():
        for cell in cells:
            value = _VALUE.fullmatch(cell.text)
            if value and [head.symbol for head in heads(cell.head)] == ["SD"]:
                yield order, (printed(value["number"], decimal_comma=comma), cell.passage)
