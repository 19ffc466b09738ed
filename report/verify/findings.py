"""Findings of a check: kind, row, expected text, found text and place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from report.text.blocks import Block

Kind = Literal["changed", "swapped", "deleted", "typed", "moved", "reworded", "stale"]
KINDS: tuple[Kind, ...] = ("changed", "swapped", "deleted", "typed", "moved", "reworded", "stale")
_CONTEXT = 90
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " "})


@dataclass(frozen=True)
class Where:
    """The place of a finding, with page and table cell if it has them."""

    page: int | None = None
    section: str = ""
    block: str = ""
    table: str = ""
    row: str = ""
    column: str = ""
    context: str = ""

    def __str__(self) -> str:
        cell = f"row {self.row}, column {self.column}" if self.row and self.block.startswith("cell") else ""
        page = f"page {self.page}" if self.page else ""
        block = self.block if self.block != "cell" or not cell else ""
        return ", ".join(part for part in (page, self.section, self.table, cell, block) if part)


@dataclass(frozen=True)
class Finding:
    """One error in a copy.

    `expected` is what the current results print, `found` what the copy prints; a stale finding's `found` was right in
    the copy's own build. `note` names the reading of tracked changes in which it shows, if only in one.
    """

    kind: Kind
    stat: str
    expected: str
    found: str
    where: Where
    note: str = ""

    def record(self) -> dict[str, Any]:
        """The finding as JSON data."""
        place = vars(self.where).copy()
        if self.note:
            place["context"] = f"[{self.note}] {place['context']}"
        shown = {name: text for name, text in vars(self).items() if name != "note"}
        return {**shown, "where": place}


def where(block: Block, start: int, end: int, page: int | None = None, text: Block | None = None) -> Where:
    """The place of a stretch of text, named after `block`; `text` (default `block`) contains the words around it."""
    context = around((text or block).text, start, end)
    kind = f"figure {block.home}".strip() if block.kind == "figure" else block.kind
    home = block.home if block.kind != "figure" else ""
    return Where(page, block.section, kind, home, block.row, block.column, context)


def around(text: str, start: int, end: int) -> str:
    """The words around a stretch of text, cut at word boundaries, with plain spaces."""
    first, last = max(0, start - _CONTEXT), min(len(text), end + _CONTEXT)
    cut = (first > 0, last < len(text))
    words = text[first:last].translate(_SPACES)
    start, end = start - first, end - first
    head = words.find(" ", 0, start) + 1 if cut[0] else 0
    space = words.rfind(" ", end) if cut[1] else -1
    tail = space if space > 0 else len(words)
    return ("…" if cut[0] else "") + words[head:tail].strip() + ("…" if cut[1] else "")


def counted(findings: Iterable[Finding]) -> dict[str, int]:
    """The number of findings of each kind."""
    kinds = [finding.kind for finding in findings]
    return {kind: kinds.count(kind) for kind in KINDS if kind in kinds}
