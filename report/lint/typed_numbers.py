"""Lints typed numbers: finds their locations, and the rows that they may have been copied from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from report.lint.allowed_numbers import Conventions
from report.lint.markdown_text import visible
from report.lint.number_patterns import Form, forms
from report.lint.proposals import proposals
from report.rows.errors import Fault
from report.rows.figures import Figure
from report.rows.ledger import Ledger
from report.rows.notation import Notation
from report.rows.stat import Stat
from report.rows.tables import Table
from report.template.passages import TAG, TypedText, of_products, of_templates

_AROUND = 40
_EXAMPLES = 3


@dataclass(frozen=True)
class Typed:
    """A number without a row: its location, its text, the surrounding text, and the rows that print it."""

    where: str
    text: str
    context: str
    rows: tuple[Stat, ...] = ()
    drawn: bool = False


def lint(
    sources: Mapping[str, str],
    tables: Mapping[str, Table],
    figures: Mapping[str, Figure],
    ledger: Ledger,
    conventions: Conventions,
    places: Mapping[str, str] | None = None,
    drawn: Mapping[str, Sequence[str]] | None = None,
) -> list[Typed]:
    """All typed numbers in templates (by file) and in tables and figures (by name, with their locations).

    `drawn` has the texts in figures that are neither axis labels nor printed from a row.
    """
    read = cache(lambda text: _read(text, conventions, ledger.build.notation))
    words = [label for label in _labels(ledger) if read(label)[1]]
    arranged = (_without(each, words) for each in of_products(tables, figures, places or {}))
    passages = [*of_templates(sources), *arranged]
    found = [typed for passage in passages for typed in _typed(passage, *read(passage.text), ledger)]
    for name, labels in (drawn or {}).items():
        near = tuple((0, id) for id in figures[name].ids)
        where = f"{(places or {}).get(name, name)}, drawing of {name}"
        passage = _without(TypedText("\n".join(labels), where, (), near), words)
        numbers = list(_typed(passage, *read(passage.text), ledger))
        found += [replace(typed, drawn=True) for typed in _few(numbers)]
    return found


def _labels(ledger: Ledger) -> set[str]:
    """The labels of the data dictionary without digits, which may be number words of a language: Swedish sex is six."""
    return {
        text
        for row in ledger.values()
        if isinstance(row, Stat)
        for key, text in row.about.items()
        if key.endswith("_label") and text and not any(map(str.isnumeric, text))
    }


def _without(passage: TypedText, labels: Sequence[str]) -> TypedText:
    """A text of a table or figure without these labels, which nobody typed there."""
    text = passage.text
    for label in labels:
        text = text.replace(label, TAG)
    return passage if text == passage.text else replace(passage, text=text)


def _few(found: list[Typed]) -> list[Typed]:
    """The first few numbers in one drawing, the last of them with the count of those left out."""
    if len(found) <= _EXAMPLES:
        return found
    *first, last = found[:_EXAMPLES]
    return [*first, replace(last, text=f"{last.text} (and {len(found) - _EXAMPLES} more)")]


def _read(text: str, conventions: Conventions, notation: Notation) -> tuple[str, tuple[Form, ...]]:
    """The visible part of a text and its numbers; cached, since most table cells have the same few texts."""
    seen = visible(text, conventions)
    return seen, tuple(forms(seen, notation))


def _typed(passage: TypedText, text: str, numbers: tuple[Form, ...], ledger: Ledger) -> Iterator[Typed]:
    for form in numbers:
        before = text[max(0, form.start - _AROUND) : form.start]
        rows = proposals(form, before, passage.line(form.start), passage.near, ledger)
        context = _around(passage.text, form)
        found = re.sub(r"\s+", " ", form.text.replace("\u2060", ""))
        yield Typed(passage.where(form.start), found, context, rows)


def _around(text: str, form: Form) -> str:
    """The words on the same line around a number, with tags replaced by dots."""
    line_start, line_end = text.rfind("\n", 0, form.start) + 1, text.find("\n", form.end)
    start, end = form.start - _AROUND, form.end + _AROUND
    head = text[max(line_start, start) : form.start]
    tail = text[form.end : end if line_end < 0 else min(line_end, end)]
    head = head.partition(" ")[2] if start > line_start else head
    tail = (
        tail.rpartition(" ")[0]
        if len(text[form.end : line_end if line_end >= 0 else None]) > _AROUND
        else tail
    )
    return re.sub(r"\s+", " ", f"{head}{form.text}{tail}".replace(TAG, "…")).strip()


def faults(found: Iterable[Typed]) -> tuple[Fault, ...]:
    """The findings as faults, each with its remedy."""
    return tuple(
        Fault(each.where, f"typed number {each.text} in “{each.context}”", _remedy(each)) for each in found
    )


def _remedy(each: Typed) -> str:
    if each.drawn:
        ids = " or ".join(f'"{row.id}"' for row in each.rows) or "id"
        return f"bind it with report.bind(text, {ids}), or use report.scale(text) for a scale, else report.literal"
    reason = f'<< literal("{each.text}", "why it is not a result") >>'
    if not each.rows:
        return f"use a row that prints it, or write {reason}"
    names = " or ".join(f"<< {row.id} >> ({row.printed}, {row.label})" for row in each.rows)
    return f"did you mean {names}? If it is not a result, write {reason}"
