"""What an edit of the analysis or the data changed, shown before the pages are made again: numbers and tables.

Numbers are shown as soon as their product has run, tables as soon as all products have. The page keeps the number of a
table and everything else that only the whole document determines; the pages that are made behind it correct them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from report.render.document import Document
from report.rows.errors import RenderError
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
    """The numbers of the shown pages by id, their tables as Markdown by label, and the language of both."""

    numbers: Mapping[str, Forms] = field(default_factory=dict)
    tables: Mapping[str, str] = field(default_factory=dict)
    language: str = ENGLISH.language


@dataclass(frozen=True)
class Ahead:
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


def changed_numbers(
    before: Mapping[str, Forms], rows: Iterable[Row], language: str = ENGLISH.language
) -> Iterator[Change]:
    """The texts of rows that differ from those on the shown pages, which are in a language."""
    for row in rows:
        old = before.get(row.id)
        if not old or not isinstance(row, Stat):
            continue
        new = forms(row, language)
        if old != new:
            for place, text in enumerate(old):
                yield row.id, text, new[place] if len(new) == len(old) else new[0], row.value


def changed_tables(before: Mapping[str, str], results: Results, root: Path) -> dict[str, str]:
    """The tables that differ from those on the shown pages, as HTML; none if they cannot be rendered alone."""
    changed = [
        text for label, text in tables_of(results).items() if label in before and before[label] != text
    ]
    if not changed:
        return {}
    try:
        return _rendered("\n".join(changed), root)
    except RenderError:
        return {}


def _rendered(markdown: str, root: Path) -> dict[str, str]:
    from lxml import html

    from report.render.html.page import WRITING
    from report.render.pandoc import pandoc, read

    document = read(Document("tables", markdown, root, root / "figures"), 0, strict=False)
    page = html.document_fromstring(pandoc(document, "html5", WRITING, 0))
    return {
        str(each.get("id")): html.tostring(each, encoding="unicode", with_tail=False)
        for each in page.iter("div")
        if each.get("data-table")
    }
