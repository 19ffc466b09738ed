"""Means and standard deviations in the cells of tables, with the names of their row and of the columns above them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from report.audit.numbers import PrintedNumber
from report.audit.papers import Paper
from report.audit.passages import Passage
from report.audit.quantities import SymbolQuantity
from report.audit.table_cells import quantities_in
from report.audit.table_heads import heads
from report.audit.table_layout import PrintedTable, rows_in, tables_of

#: Captions, labels and heads that say what `12.3 (4.5)` is.
_MEANS = re.compile(
    r"\bmeans?\s?(?:\(\s?±?\s?SDs?|±\s?SD|\[SD|,\s?SD|(?:and|,|\(|with)\s?(?:\(\s?)?standard deviations?)|\bM\s?\(SD\)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z]+\d*|\d+")
_SIZE = re.compile(r"[(\[,]?\s?\b[nN]\s?=\s?[\d,]+\s?[)\]]?")
_STEM = 5
#: Words of labels and heads that name no variable and no group.
_STATISTICS = frozenset(
    word[:_STEM]
    for words in (
        "the of and or in at for with a an on by to group groups total condition conditions participants patients",
        "scale scales subscale index score scores mean means m sd sds n standard deviation deviations",
        "variable variables measure measures outcome",
    )
    for word in words.split()
)


@dataclass(frozen=True, slots=True)
class MeanCell:
    """A mean, its standard deviation if it is printed, its cell, and the words that name its row and columns."""

    mean: PrintedNumber
    sd: PrintedNumber | None
    passage: Passage
    names: frozenset[str]
    label: str


def tokens_of(text: str) -> frozenset[str]:
    """The stems of the words of a name or sentence that identify a variable, a group or a time."""
    found = (word.casefold()[:_STEM] for word in _WORD.findall(_SIZE.sub(" ", text)))
    return frozenset(found) - _STATISTICS


@lru_cache(maxsize=1)
def mean_cells(paper: Paper) -> tuple[MeanCell, ...]:
    """The means of all tables."""
    return tuple(each for table in tables_of(paper) for each in _of_table(table, comma=paper.decimal_comma))


def _of_table(table: PrintedTable, *, comma: bool) -> Iterator[MeanCell]:
    passages = [cell.passage for _, cells in table.rows for cell in cells]
    above = _heads_above(passages)
    default = heads("M (SD)") if _MEANS.search(table.words) else ()
    for label, cells in table.rows:
        last: MeanCell | None = None
        for cell in cells:
            column = _column(cell.passage)
            named = heads(cell.head) or (default if column and not _is_head(cell.passage) else ())
            found = dict(quantities_in(cell.text, named, comma=comma)) if column else {}
            if last is not None and "M" not in found and "SD" in found and last.sd is None:
                yield MeanCell(last.mean, found["SD"].number, last.passage, last.names, last.label)
                last = None
                continue
            if last is not None:
                yield last
            last = _cell(found, cell.passage, label, above.get(column, cell.head))
            if last is not None and last.sd is not None:
                yield last
                last = None
        if last is not None:
            yield last


def _cell(found: Mapping[str, SymbolQuantity], passage: Passage, label: str, head: str) -> MeanCell | None:
    if "M" not in found or found["M"].number.relation != "=":
        return None
    sd = found["SD"].number if "SD" in found else None
    return MeanCell(
        found["M"].number, sd, passage, tokens_of(f"{label} {head}"), ", ".join(filter(None, (label, head)))
    )


def _is_head(passage: Passage) -> bool:
    return passage.block.row == passage.block.text or not re.search(r"\d", passage.text)


def _heads_above(passages: list[Passage]) -> dict[int, str]:
    """The words of the heads above each column, of one or more rows; a head covers the columns up to the next."""
    rows = rows_in(passages)
    width = max((_column(each) for each in passages), default=0) + 1
    above: dict[int, list[str]] = {}
    for row in rows[:1] + [row for row in rows[1:3] if all(not re.search(r"\d", each.text) for each in row)]:
        named = {_column(each): each.text for each in row}
        current = ""
        for column in range(1, width):
            current = named.get(column, current) if column in named else current
            above.setdefault(column, []).append(current)
    return {column: " ".join(texts) for column, texts in above.items()}


def _column(passage: Passage) -> int:
    place = passage.block.cell
    return place[2] if place is not None else 0
