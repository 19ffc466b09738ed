"""Estimates in the rows of tables, read by the heads of their columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import lru_cache

from report.audit.anova_rows import with_error_terms
from report.audit.checks import Place
from report.audit.estimate_record import ReportedEstimate
from report.audit.papers import Paper
from report.audit.passages import Passage
from report.audit.quantities import SymbolQuantity
from report.audit.table_cells import quantities_in
from report.audit.table_heads import heads
from report.audit.table_layout import PrintedCell, PrintedTable, rows_in, tables_of
from report.audit.table_notes import enclosed_kinds

#: The ends of an interval that are in separate columns.
_ENDS = ("CI low", "CI high")
#: What intervals and p-values are about; they follow it.
_ESTIMATES = frozenset({"b", "beta", "OR", "HR", "RR", "MD", "M", "r", "d", "g", "t", "z", "F", "chi2"})
#: Heads of columns of estimates that name a model instead of a symbol.
_MODEL = re.compile(
    r"\(\d{1,2}\)|\b(?:[Mm]odel|[Ss]pecification)\b|\b(?:OLS|GLS|IV|2SLS|GMM|FE|RE|ML|[Pp]robit|[Ll]ogit|[Tt]obit|[Pp]oisson|DID|RDD)\b"
)


@dataclass(frozen=True)
class TableEstimate:
    """An estimate of a table, with the table that it is in."""

    estimate: ReportedEstimate
    table: PrintedTable


@lru_cache(maxsize=1)
def in_tables(paper: Paper) -> tuple[TableEstimate, ...]:
    """The estimates of all tables, row by row."""
    return tuple(_in_tables(paper))


def _in_tables(paper: Paper) -> Iterator[TableEstimate]:
    for table in tables_of(paper):
        enclosed = enclosed_kinds(table.words)
        read = [
            (label, group, first)
            for label, cells in table.rows
            for group, first in _row(cells, enclosed, comma=paper.decimal_comma)
        ]
        groups = with_error_terms([(label, group) for label, group, _ in read])
        for (label, _, first), group in zip(read, groups, strict=True):
            yield TableEstimate(_estimate(_with_df(group), first, label), table)


def rows_of(paper: Paper) -> list[list[Passage]]:
    """The cells of each row of each table."""
    return rows_in([each for each in paper.passages if each.block.cell is not None])


def _row(
    cells: Sequence[PrintedCell], enclosed: Mapping[str, str], *, comma: bool
) -> Iterator[tuple[dict[str, SymbolQuantity], Passage]]:
    """The estimates of a table row; a symbol that returns begins another, as in tables of several models."""
    group: dict[str, SymbolQuantity] = {}
    first: Passage | None = None
    upper = any(head.symbol == "CI high" for cell in cells for head in heads(cell.head))
    for cell in cells:
        named = heads(cell.head, with_upper=upper)
        kinds = enclosed if named or _MODEL.search(cell.head) else {}
        found = list(quantities_in(cell.text, named, comma=comma, enclosed=kinds))
        symbols = {head.symbol for head in named} or {symbol for symbol, _ in found}
        if first is not None and _begins_another(symbols, set(group)):
            yield group, first
            group, first = {}, None
        for symbol, quantity in found:
            if symbol not in group or symbol in {head.symbol for head in named}:
                group[symbol] = quantity  # the interval below β is not that of the b before it
            first = first or cell.passage
    if group and first is not None:
        yield group, first


def _begins_another(named: AbstractSet[str], group: AbstractSet[str]) -> bool:
    """Whether a column begins another estimate: its symbol returns, or the interval before it has no estimate."""
    of_another = bool(group & {"p", "CI", "CI high"}) and not group & _ESTIMATES
    return bool(named & group) or (of_another and bool(named & _ESTIMATES))


def _with_df(group: Mapping[str, SymbolQuantity]) -> dict[str, SymbolQuantity]:
    """The quantities, with both degrees of freedom of an F where the row has them."""
    made = dict(group)
    if "F" in group and not group["F"].df:
        both = group["df"].df if "df" in group else ()
        if "df2" in group and ("df1" in group or "df" in group):
            both = (group["df1" if "df1" in group else "df"].number, group["df2"].number)
        made["F"] = replace(group["F"], df=both)
    return made


def _estimate(group: Mapping[str, SymbolQuantity], first: Passage, label: str) -> ReportedEstimate:
    place = Place(first.index, 0, len(first.text))
    whole = dict(_with_interval(group))
    shown = ", ".join(f"{symbol} {_shown(each)}" for symbol, each in whole.items())
    return ReportedEstimate(whole, place, f"{label}: {shown}")


def _shown(each: SymbolQuantity) -> str:
    if len(each.df) == 2 and each.symbol == "df":
        return f"= {each.df[0].text}, {each.df[1].text}"
    if each.low is not None and each.high is not None:
        return f"[{each.low.text}, {each.high.text}]"
    return f"{each.number.relation} {each.number.text}"


def _with_interval(group: Mapping[str, SymbolQuantity]) -> Iterator[tuple[str, SymbolQuantity]]:
    """The quantities, with the two ends of an interval as one."""
    low, high = (group.get(end) for end in _ENDS)
    for symbol, each in group.items():
        if symbol not in _ENDS:
            yield symbol, each
    if low is not None and high is not None and "CI" not in group:
        yield "CI", SymbolQuantity("CI", low.low or low.number, 0, 0, low=low.number, high=high.number)


def cell_quantities(cell: Passage, *, comma: bool, default: str = "") -> Iterator[tuple[str, SymbolQuantity]]:
    """The quantities of a cell by the head of its column; `default` is the head if the column names no symbol."""
    return quantities_in(cell.text, heads(cell.block.column) or heads(default), comma=comma)
