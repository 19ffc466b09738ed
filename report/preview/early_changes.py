"""The changes of an edit of the analysis or the data, shown before the pages are rebuilt: numbers and tables.

Numbers are shown as soon as their product has run, tables as soon as all products have, or earlier if an edit reaches
only tables (`report.preview.edited_tables`). The page keeps the number of a table and everything else that only the
whole document determines; the pages that are made behind it correct them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from report.render.document import Document
from report.rows.notation import ENGLISH
from report.rows.stat import Stat
from report.rows.styles import STYLES
from report.template.float_markdown import label, table_markdown
from report.template.spans import UNNUMBERED
from report.template.styled_text import styled
from report.text.number_words import in_words

if TYPE_CHECKING:
    from report.rows.ledger import Ledger
    from report.rows.stat import Row
    from report.study.runner import Results

#: The texts by which a page can print a row: digits, and words of a whole number.
Forms = tuple[str, ...]
Change = tuple[str, str, str, float | int | str | None]


@dataclass(frozen=True)
class Shown:
    """The numbers of the shown pages by id, their tables as Markdown by label, and the language of both.

    `newer` are the ids and labels of those that open pages show in a later state, which may not be the current one.
    """

    numbers: Mapping[str, Forms] = field(default_factory=dict)
    tables: Mapping[str, str] = field(default_factory=dict)
    language: str = ENGLISH.language
    newer: frozenset[str] = frozenset()


@dataclass(frozen=True)
class EarlyChanges:
    """Changed numbers, each with its id, its texts before and after, and its value; changed tables as HTML by label."""

    numbers: tuple[Change, ...] = ()
    tables: Mapping[str, str] = field(default_factory=dict)


def shown_of(results: Results) -> Shown:
    """The numbers and tables of pages that are made from these results."""
    rows = results.ledger.values()
    language = results.ledger.build.language
    texts = {row.id: forms(row, language) for row in rows if isinstance(row, Stat)}
    return Shown(texts, tables_of(results), language)


def tables_of(results: Results) -> dict[str, str]:
    """Each table as Markdown by its label."""
    return {label("tbl", name): _markdown(name, results) for name in results.tables}


def _markdown(name: str, results: Results) -> str:
    ledger: Ledger = results.ledger
    text = styled(table_markdown(name, results.tables[name], ledger), STYLES[ledger.build.style])
    return text.replace(f"#{UNNUMBERED} ", "")


def forms(row: Stat, language: str) -> Forms:
    """The texts by which a page can print a row."""
    value = row.value
    if isinstance(value, int | float) and float(value).is_integer():
        words = in_words(int(value), language)
        return row.printed, words, words.capitalize()
    return (row.printed,)


def changed_numbers(shown: Shown, rows: Iterable[Row]) -> Iterator[Change]:
    """The texts of rows that differ from those on the shown pages, or that open pages show in a later state."""
    for row in rows:
        old = shown.numbers.get(row.id)
        if not old or not isinstance(row, Stat):
            continue
        new = forms(row, shown.language)
        if old != new or row.id in shown.newer:
            for place, text in enumerate(old):
                yield row.id, text, new[place] if len(new) == len(old) else new[0], row.value


def changed_tables(shown: Shown, results: Results, root: Path) -> dict[str, str]:
    """The tables that differ from those on open pages, as HTML; none if they cannot be rendered alone.

    A table of which only the notes or the caption differ has no rows, and is marked: the page has its rows.
    """
    before, later = shown.tables, shown.newer
    changed = {
        label: text
        for label, text in tables_of(results).items()
        if before.get(label, text) != text or label in later
    }
    kept = [
        label for label, text in changed.items() if label not in later and _rows(before[label]) == _rows(text)
    ]
    texts = (_without_rows(text) if label in kept else text for label, text in changed.items())
    found = _rendered("\n".join(texts), root) if changed else {}
    return {
        label: text.replace("<div ", "<div data-rows-kept ", 1) if label in kept else text
        for label, text in found.items()
    }


def _rows(table: str) -> str:
    """The beginning of a table up to its last row."""
    return table.partition("\n\n")[2].partition("\n\n")[0]


def _without_rows(table: str) -> str:
    opening, _, rest = table.partition("\n\n")
    rows, _, notes = rest.partition("\n\n")
    head = "\n".join(rows.splitlines()[:2])
    return f"{opening}\n\n{head}\n\n{notes}"


def _rendered(markdown: str, root: Path) -> dict[str, str]:
    from lxml import html

    from report.render.guard.outputs import active_in_page
    from report.render.html.page import WRITING
    from report.render.pandoc import unexamined

    text = unexamined(Document("tables", markdown, root, root / "figures"), "html5", WRITING, 0)
    if not text or any(active_in_page(text)):
        return {}
    return {
        str(each.get("id")): html.tostring(each, encoding="unicode", with_tail=False)
        for each in html.document_fromstring(text).iter("div")
        if each.get("data-table")
    }
