"""Proposes the rows that a typed number may have been copied from: those that print it, best match first."""

from __future__ import annotations

import re
from collections.abc import Iterable

from report.lint.number_patterns import Form
from report.rows.ledger import Ledger
from report.rows.number_formats import rounded
from report.rows.stat import Stat

_SYMBOL = re.compile(r"([^\W\d_]+)[*_²]*\s*(?:\([^()]*\))?\s*[=<>≤≥]?\s*[−-]?\Z")
_PERCENT = ("percent", "percent1")
_SHOWN = 3


def proposals(
    form: Form, before: str, line: int, near: Iterable[tuple[int, str]], ledger: Ledger
) -> tuple[Stat, ...]:
    """At most three rows that print this number; `before` is the text in front of it."""
    if form.value is None:
        return ()
    symbol = _SYMBOL.search(before)
    named = list(near)
    ranked = [
        (_dissimilarity(row, form, symbol[1] if symbol else ""), _distance(row.id, line, named), place, row)
        for place, row in enumerate(ledger.values())
        if isinstance(row, Stat) and _prints(row, form)
    ]
    return tuple(row for *_, row in sorted(ranked, key=lambda each: each[:3])[:_SHOWN])


def _prints(row: Stat, form: Form) -> bool:
    """Whether the row, rounded to as many decimals as were typed, equals the number."""
    value = row.value
    if not isinstance(value, int | float) or abs(value) > 1e15 or form.value is None:
        return False
    whole = form.places == 0 and not form.value % 1
    scale = 100 if row.format in _PERCENT and (form.percent or whole) else 1
    if form.places == 0 and form.value % 1 and form.value < 1:
        return row.format in _PERCENT and abs(value - form.value) < 0.05
    if form.places == 0 and row.format not in ("count", *_PERCENT) and row.printed != form.text:
        return False
    typed = rounded(form.value, form.places)
    return _bare(row.printed) == _bare(form.text) or rounded(value * scale, form.places) == typed


def _bare(text: str) -> str:
    """A printed number without its relation and its leading zero."""
    return text.lstrip("<>\u00a0 0")


def _dissimilarity(row: Stat, form: Form, symbol: str) -> int:
    """How much the row's printed form and symbol differ from the typed text."""
    own = re.sub(r"[*_²\\^$]", "", row.symbol)
    same = row.printed == form.text or _bare(row.printed) == _bare(form.text)
    return (0 if same else 1) + (0 if not symbol or not own else -1 if own == symbol else 1)


def _distance(id: str, line: int, named: list[tuple[int, str]]) -> tuple[int, int]:
    """The distance from the ids named nearby: by common segments, then by lines."""
    segments = id.split(".")
    best = (0, 10**6)
    for where, path in named:
        if abs(where - line) <= 12:
            common = next(
                (
                    i
                    for i, pair in enumerate(zip(segments, path.split("."), strict=False))
                    if len(set(pair)) > 1
                ),
                None,
            )
            shared = min(len(segments), path.count(".") + 1) if common is None else common
            best = min(best, (-shared, abs(where - line)))
    return best
