"""The places where numbers are printed: document, section, block, table cell or figure label."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from report.rows.errors import Fault
from report.rows.ledger import Ledger
from report.rows.stat import Claim, Stat
from report.text.number_words import in_words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SCHEMA = "tracepaper/occurrences/1"
_BLOCKS = {
    "p": "paragraph",
    "li": "list item",
    "td": "cell",
    "th": "cell",
    "caption": "caption",
    "figcaption": "caption",
    "svg": "figure",
    "blockquote": "quotation",
    "dd": "definition",
    "div": "block",
}
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CONTEXT = 90
_MARKS = ("data-stat", "data-claim", "data-reason")
#: Headings, and elements with a mark.
_SOUGHT = (
    f"//*[{' or '.join([f'self::{tag}' for tag in _HEADINGS] + [f'string(@{mark})' for mark in _MARKS])}]"
)
#: Quarto gives the caption of a float an id of its own.
_FLOAT = re.compile(r"(fig|tbl)-(?!.*-caption-[0-9a-f]{8}-)")


@dataclass(frozen=True)
class Occurrence:
    """One place where a row, a claim's wording or a literal is printed.

    `number` is the place's name in its document (`o12`); `row` and `column` count from 1 and name the cell
    by its head where there is one.
    """

    document: str
    number: str
    kind: str
    stat: str
    printed: str
    section: str
    block: str
    float: str = ""
    row: str = ""
    column: str = ""
    context: str = ""


def occurrences(document: str, html: str) -> list[Occurrence]:
    """All occurrences of an HTML document, in reading order."""
    from lxml import html as lxml_html

    tree = lxml_html.document_fromstring(html)
    return list(_walk(document, tree))


def _walk(document: str, tree: HtmlElement) -> Iterator[Occurrence]:
    section, labels = "", 0
    around = cache(_surroundings)
    for element in tree.xpath(_SOUGHT):
        if element.tag in _HEADINGS:
            section = _text(element)
        kind, id = _kind(element)
        if kind:
            labels += 1
            yield _occurrence(document, element, kind, id, section, labels, around)


def _kind(element: HtmlElement) -> tuple[str, str]:
    if id := element.get("data-stat"):
        return ("stars" if "stars" in (element.get("class") or "").split() else "stat"), id
    if id := element.get("data-claim"):
        return "claim", id
    if reason := element.get("data-reason"):
        return "literal", reason
    return "", ""


def _occurrence(
    document: str,
    element: HtmlElement,
    kind: str,
    id: str,
    section: str,
    count: int,
    around: Callable[[HtmlElement], _Surroundings],
) -> Occurrence:
    block = next((a for a in element.iterancestors() if a.tag in _BLOCKS or a.tag in _HEADINGS), element)
    home, printed = around(block), _text(element)
    return Occurrence(
        document,
        element.get("id") or f"l{count}",
        kind,
        id,
        printed,
        section,
        home.kind,
        home.float,
        home.row,
        home.column,
        _context(home.text, printed) if block.tag != "svg" else "",
    )


@dataclass(frozen=True)
class _Surroundings:
    """The facts that the numbers of one block have in common."""

    kind: str
    float: str
    row: str
    column: str
    text: str


def _surroundings(block: HtmlElement) -> _Surroundings:
    ids = (each.get("id") or "" for each in (block, *block.iterancestors()))
    row, column = _cell(block) if block.tag in ("td", "th") else ("", "")
    return _Surroundings(
        _block_kind(block), next((id for id in ids if _FLOAT.match(id)), ""), row, column, _text(block)
    )


def _block_kind(block: HtmlElement) -> str:
    names = {
        name
        for each in (block, *block.iterancestors())
        for name in (*(each.get("class") or "").split(), each.get("id"))
    }
    for name, kind in (("table-note", "note"), ("footnotes", "footnote"), ("abstract", "abstract")):
        if name in names:
            return kind
    return "heading" if block.tag in _HEADINGS else _BLOCKS.get(str(block.tag), "block")


def _cell(cell: HtmlElement) -> tuple[str, str]:
    row = cell.getparent()
    table = next(cell.iterancestors("table"))
    head = next(iter(table.iter("tr")), row)
    place = row.index(cell)
    column = _text(head[place]) if place < len(head) else ""
    return _text(row[0]) if len(row) else "", column or str(place + 1)


def _text(element: HtmlElement) -> str:
    return re.sub(r"[ \t\r\n]+", " ", "".join(element.itertext())).strip()


def _context(text: str, printed: str) -> str:
    at = max(text.find(printed), 0)
    start, end = max(0, at - _CONTEXT), at + len(printed) + _CONTEXT
    return ("…" if start else "") + text[start:end].strip() + ("…" if end < len(text) else "")


def misprints(found: Iterable[Occurrence], ledger: Ledger) -> list[Fault]:
    """The faults of occurrences whose printed text differs from that of their row."""
    return [fault for each in found if (fault := _misprint(each, ledger))]


def _misprint(each: Occurrence, ledger: Ledger) -> Fault | None:
    where = f"{each.document}, {each.section or 'front matter'}, {each.block}"
    row = ledger.get(each.stat)
    if each.kind == "literal":
        return None
    if row is None:
        return Fault(
            where, f"prints {each.printed} for {each.stat}, which is not a row", ledger.suggestion(each.stat)
        )
    if isinstance(row, Claim) or each.printed in _forms(row, each.kind):
        return None
    return Fault(
        where,
        f"prints {each.printed} for {row.id}, whose row prints {row.printed}",
        "rebuild; a filter changed it",
    )


def _forms(row: Stat, kind: str) -> set[str]:
    if kind == "stars":
        return {row.marks(trend) for trend in (False, True)}
    forms = {row.printed}
    if isinstance(row.value, int | float) and float(row.value).is_integer():
        forms |= {in_words(int(row.value)), in_words(int(row.value)).capitalize()}
    return forms


def from_json(text: str) -> list[Occurrence]:
    """Read the output of `to_json`; raise a ValueError for any other text."""
    try:
        content = json.loads(text)
        found = [Occurrence(**record) for record in content["occurrences"]]
    except (KeyError, TypeError, AttributeError, RecursionError):
        raise ValueError("not a list of occurrences") from None
    if not all(isinstance(value, str) for each in found for value in vars(each).values()):
        raise ValueError("not a list of occurrences")
    return found


def to_json(found: Iterable[Occurrence]) -> str:
    """The occurrences as JSON text; see docs/ledger.md for the schema."""
    content: dict[str, Any] = {"schema": SCHEMA, "occurrences": [vars(each) for each in found]}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
