"""Analysis-of-variance tables: the degrees of freedom of the error row belong to each F above it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from report.audit.numbers import Span, span_of
from report.audit.quantities import SymbolQuantity

_ERROR = re.compile(r"\s*(?:error|residuals?|within|unexplained)\b", re.IGNORECASE)
_Group = Mapping[str, SymbolQuantity]


def with_error_terms(rows: Sequence[tuple[str, _Group]]) -> Iterator[_Group]:
    """The quantities of each row; an F with one df gets that of the next error row, unless its mean square differs."""
    for order, (_, group) in enumerate(rows):
        error = _error_below(rows[order + 1 :]) if _needs_error(group) else None
        if error is not None and _agrees(group, error):
            both = (group["df"].number, error["df"].number)
            group = {**group, "F": replace(group["F"], df=both)}  # noqa: PLW2901
        yield group


def _needs_error(group: _Group) -> bool:
    known = group.get("df")
    return "F" in group and known is not None and not group["F"].df and not known.df and "df2" not in group


def _error_below(rows: Sequence[tuple[str, _Group]]) -> _Group | None:
    """The first error row that has degrees of freedom and no F."""
    return next(
        (group for label, group in rows if _ERROR.match(label) and "df" in group and "F" not in group), None
    )


def _agrees(effect: _Group, error: _Group) -> bool:
    """Whether F may be the ratio of the mean squares; without them the error row is assumed to belong to the term."""
    one, other = mean_square(effect), mean_square(error)
    if one is None or other is None or other.high <= 0:
        return True
    ratio = Span(one.low / other.high, one.high / other.low if other.low > 0 else float("inf"))
    return ratio.meets(span_of(effect["F"].number))


def mean_square(group: _Group) -> Span | None:
    """The values of the mean square that the row prints, or of its sum of squares divided by its df."""
    if "MS" in group:
        return span_of(group["MS"].number)
    df = group["df"].number.value if "df" in group else 0.0
    if "SS" not in group or df <= 0:
        return None
    total = span_of(group["SS"].number)
    return Span(total.low / df, total.high / df)
