"""The correlations of the variables of a model, as a table of correlations or covariances or the text prints them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from report.audit.correlation_tables import matrices_of
from report.audit.covariance_tables import covariances_of
from report.audit.model_facts import KnownCorrelations
from report.audit.notations import SIGNED
from report.audit.numbers import Span, printed, span_of
from report.audit.papers import Paper

#: Correlations that need not be those of one sample of complete cases, or that were estimated.
DOUBTFUL = re.compile(
    r"pairwise|polychoric|tetrachoric|imput|missing|latent|attenuation|meta-anal|maximum likelihood|FIML|multilevel"
    r"|random (?:effect|intercept)|\bsubsample",
    re.IGNORECASE,
)
_IN_PARENTHESES = re.compile(r"\((?P<name>[^()]+)\)")

Spans = dict[frozenset[str], Span]


def matrix_for(paper: Paper, variables: Sequence[str]) -> KnownCorrelations | None:
    """The printed correlations of all pairs of the variables; None if they are not all printed, or printed twice."""
    tables = [*_of_correlations(paper), *_of_covariances(paper)]
    found = [spans for names, pairs in tables if (spans := _chosen(names, pairs, variables)) is not None]
    if not found:
        in_text = _in_text(paper, variables)
        found = [in_text] if in_text else []
    return _matrix(found[0], variables) if len(found) == 1 else None


def name_of(text: str) -> str:
    """A name without case, spaces and signs: `Emotional-Breakthrough` is `emotional_breakthrough`."""
    return re.sub(r"[\W_]+", "", text).casefold()


def _of_correlations(paper: Paper) -> Iterator[tuple[Mapping[int, str], Mapping[tuple[int, int], Span]]]:
    for each in matrices_of(paper):
        yield each.names, {pair: span_of(number) for pair, (number, _) in each.values.items()}


def _of_covariances(paper: Paper) -> Iterator[tuple[Mapping[int, str], Mapping[tuple[int, int], Span]]]:
    for each in covariances_of(paper):
        if not each.correlations:
            yield each.names, {pair: each.correlation(pair) for pair in each.covariances}


def _chosen(
    names: Mapping[int, str], pairs: Mapping[tuple[int, int], Span], variables: Sequence[str]
) -> Spans | None:
    """The correlations of the variables in a table; None if it lacks one, or two rows have the name of one."""
    orders: dict[str, int] = {}
    for variable in variables:
        fitting = [order for order, name in names.items() if name_of(variable) in _names(name)]
        if len(fitting) != 1:
            return None
        orders[variable] = fitting[0]
    found: Spans = {}
    for one, two in combinations(variables, 2):
        span = pairs.get((min(orders[one], orders[two]), max(orders[one], orders[two])))
        if span is None:
            return None
        found[frozenset((one, two))] = span
    return found


def _names(label: str) -> set[str]:
    """What a label names: all of it, what is before parentheses, and what is in them, which may be an abbreviation."""
    inside = _IN_PARENTHESES.search(label)
    parts = [label, _IN_PARENTHESES.sub("", label), inside["name"] if inside else ""]
    return {name_of(part) for part in parts} - {""}


def _in_text(paper: Paper, variables: Sequence[str]) -> Spans | None:
    """Correlations in sentences: `r(x, y) = .42`, `x and y (r = .42)`, `between x and y, r = .42`."""
    found: Spans = {}
    text = "\n".join(each.text for each in paper.prose())
    for one, two in combinations(variables, 2):
        numbers = {number for pattern in _patterns(one, two) for number in pattern.findall(text)}
        if len(numbers) != 1:
            return None
        found[frozenset((one, two))] = span_of(printed(numbers.pop(), decimal_comma=paper.decimal_comma))
    return found


def _patterns(one: str, two: str) -> Iterator[re.Pattern[str]]:
    for names in ((one, two), (two, one)):
        a, b = (r"[\s_-]?".join(re.escape(part) for part in re.split(r"[\s_-]+", name)) for name in names)
        yield re.compile(rf"\br\s?\(\s?{a}\s?,\s?{b}\s?\)\s?=\s?({SIGNED})", re.IGNORECASE)
        yield re.compile(
            rf"\b{a}\s(?:and|with)\s{b}\s?[,(]\s?r\s?(?:\(\d+\))?\s?=\s?({SIGNED})", re.IGNORECASE
        )


def _matrix(spans: Spans, variables: Sequence[str]) -> KnownCorrelations:
    import numpy as np

    matrix = np.eye(len(variables))
    for row, column in combinations(range(len(variables)), 2):
        span = spans[frozenset((variables[row], variables[column]))]
        matrix[row, column] = matrix[column, row] = (span.low + span.high) / 2
    half = max((span.high - span.low) / 2 for span in spans.values())
    return KnownCorrelations(tuple(variables), matrix, half)
