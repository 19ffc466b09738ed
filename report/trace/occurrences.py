"""The places where numbers are printed: document, section, block, table cell or figure label."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from report.rows.errors import Fault
from report.rows.ledger import Ledger
from report.rows.stat import Claim, Stat
from report.text.blocks import BOUND, Anchor, Block
from report.text.number_words import in_words
from report.text.reading.html import page_copy

SCHEMA = "tracepaper/occurrences/1"
#: The number of characters of context on each side of a number.
_CONTEXT = 90


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
    blocks = page_copy(html).blocks
    return [
        _occurrence(document, block, anchor)
        for block in blocks
        for anchor in block.anchors
        if anchor.kind in BOUND
    ]


def _occurrence(document: str, block: Block, anchor: Anchor) -> Occurrence:
    printed = block.text[anchor.start : anchor.end]
    return Occurrence(
        document,
        anchor.number,
        anchor.kind,
        anchor.id,
        printed,
        block.section,
        block.kind,
        block.home,
        block.row,
        block.column,
        _context(block.text, anchor.start, anchor.end) if block.kind != "figure" else "",
    )


def _context(text: str, start: int, end: int) -> str:
    """The text around an anchor, cut to a line or two."""
    first, last = max(0, start - _CONTEXT), end + _CONTEXT
    return ("…" if first else "") + text[first:last].strip() + ("…" if last < len(text) else "")


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
    if isinstance(row, Claim) or each.printed in _forms(row, each.kind, ledger.build.language):
        return None
    return Fault(
        where,
        f"prints {each.printed} for {row.id}, whose row prints {row.printed}",
        "rebuild; a filter changed it",
    )


def _forms(row: Stat, kind: str, language: str) -> set[str]:
    if kind == "stars":
        return {row.marks(trend) for trend in (False, True)}
    forms = {row.printed}
    if isinstance(row.value, int | float) and float(row.value).is_integer():
        words = in_words(int(row.value), language)
        forms |= {words, words.capitalize()}
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
