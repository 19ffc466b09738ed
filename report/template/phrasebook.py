"""Phrases every text that a hand-written document may print, so that no other program formats numbers."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from typing import Any, Generic, TypeVar

from report.rows.errors import TemplateError
from report.rows.figures import Figure
from report.rows.ledger import Ledger
from report.rows.stat import Claim, Stat
from report.rows.styles import STYLES
from report.rows.tables import Table
from report.template.apa_phrases import words_capital
from report.template.filters import FILTERS, parts_of
from report.template.float_markdown import figure_markdown, table_markdown
from report.template.ledger_names import LedgerPath
from report.template.own_filters import OwnFilter
from report.template.spans import UNNUMBERED, span
from report.template.styled_text import styled

SCHEMA = "tracepaper/phrasebook/1"
#: The default format of a shortcode.
PLAIN = "value"

Phrasebook = dict[str, Any]
Filters = Mapping[str, Callable[..., str]]
Entry = TypeVar("Entry")


class Entries(Mapping[str, Entry], Generic[Entry]):
    """Entries that are phrased on lookup, since a document prints few of them; empty entries count as missing."""

    def __init__(self, names: Iterable[str], phrase: Callable[[str], Entry]):
        self._names = dict.fromkeys(names)
        self._phrase = cache(phrase)

    def __getitem__(self, name: str) -> Entry:
        if name not in self._names or not self._phrase(name):
            raise KeyError(name)
        return self._phrase(name)

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._names if self._phrase(name))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def phrasebook(
    ledger: Ledger,
    tables: Mapping[str, Table],
    figures: Mapping[str, tuple[Figure, float]],
    filters: Filters = FILTERS,
) -> Phrasebook:
    """Every row in every suitable format, the truth of every claim, and every table and figure as Markdown."""
    style = STYLES[ledger.build.style]
    return {
        "schema": SCHEMA,
        "build": ledger.build.id,
        "formats": sorted({PLAIN, *filters, "Words"}),
        "stats": _stats(ledger, filters),
        "claims": {row.id: row.holds for row in ledger.values() if isinstance(row, Claim)},
        "tables": Entries(tables, lambda name: styled(table_markdown(name, tables[name], ledger), style)),
        "figures": Entries(
            figures,
            lambda name: styled(figure_markdown(name, figures[name][0], ledger, figures[name][1]), style),
        ),
    }


def _stats(ledger: Ledger, filters: Filters) -> Entries[dict[str, str]]:
    ids = [row.id for row in ledger.values() if isinstance(row, Stat)]
    bounds = _bounds(ids)
    return Entries(
        chain.from_iterable(map(_paths, ids)),
        lambda path: dict(_phrases(path, ledger, bounds.get(path, []), filters)),
    )


def _paths(id: str) -> Iterator[str]:
    """All prefixes of an id, followed by the id."""
    segments = id.split(".")
    for end in range(1, len(segments) + 1):
        yield ".".join(segments[:end])


def _bounds(ids: list[str]) -> dict[str, list[str]]:
    """The estimates with an interval under each name; an interval of the name itself is ""."""
    known, found = set(ids), defaultdict[str, list[str]](list)
    for id in ids:
        path, _, part = id.rpartition(".")
        of = f"_{part}".removesuffix("_ci_lower").removeprefix("_")
        upper = f"{of}_ci_upper" if of else "ci_upper"
        if part.endswith("ci_lower") and f"{path}.{upper}" in known:
            found[path].append(of)
    return found


def _phrases(path: str, ledger: Ledger, intervals: list[str], filters: Filters) -> Iterator[tuple[str, str]]:
    name = LedgerPath(ledger, path)
    row = ledger.get(path)
    if isinstance(row, Stat):
        yield PLAIN, span(row)
        yield "eq", FILTERS["eq"](name)
        yield "pct", FILTERS["pct"](name)
        if isinstance(row.value, int | float) and float(row.value).is_integer():
            yield "words", FILTERS["words"](name)
            yield "Words", words_capital(name)
    for format, parts in parts_of(filters).items():
        if all(isinstance(ledger.get(f"{path}.{part}"), Stat) for part in parts):
            yield from _phrase(format, name, filters)
    for format, filter in filters.items():
        if isinstance(filter, OwnFilter) and not filter.parts:
            yield from _phrase(format, name, filters)
    for of in intervals:
        yield f"ci of {of}" if of else "ci", FILTERS["ci"](name, of)


def _phrase(format: str, name: LedgerPath, filters: Filters) -> Iterator[tuple[str, str]]:
    """A phrase, unless its rows belong to another test: an *F* statistic is not a *t* statistic."""
    try:
        text = filters[format](name)
    except TemplateError:
        return
    yield format, text


def to_json(book: Phrasebook) -> str:
    """The phrasebook as JSON for the extension's shortcodes; its spans are not numbered yet."""
    text = json.dumps(book, ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=dict)
    return text.replace(f"#{UNNUMBERED} ", "") + "\n"
