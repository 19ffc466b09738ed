"""Descriptive statistics in rows: tables whose rows are named M, SD, Min and Max, and whose columns are variables."""

from __future__ import annotations

from collections.abc import Iterator

from report.audit.checks import Place
from report.audit.estimate_record import ReportedEstimate
from report.audit.papers import Paper
from report.audit.quantities import SymbolQuantity
from report.audit.table_cells import quantities_in
from report.audit.table_heads import heads
from report.audit.table_layout import PrintedCell, PrintedTable, tables_of

_DESCRIBED = frozenset({"M", "SD", "n", "min", "max", "observed", "range", "possible"})


def in_columns(paper: Paper) -> Iterator[ReportedEstimate]:
    """The descriptive statistics of each column that has a mean and whose head names no statistic."""
    for table in tables_of(paper):
        yield from _of_table(table, comma=paper.decimal_comma)


def _of_table(table: PrintedTable, *, comma: bool) -> Iterator[ReportedEstimate]:
    columns: dict[int, dict[str, SymbolQuantity]] = {}
    means: dict[int, PrintedCell] = {}
    for label, cells in table.rows:
        named = heads(label)
        if not named or not {head.symbol for head in named} <= _DESCRIBED:
            continue
        for cell in cells:
            place = cell.passage.block.cell
            if place is None or place[2] == 0 or heads(cell.head):
                continue
            for symbol, quantity in quantities_in(cell.text, named, comma=comma):
                columns.setdefault(place[2], {}).setdefault(symbol, quantity)
                if symbol == "M":
                    means.setdefault(place[2], cell)
    for column, cell in means.items():
        passage = cell.passage
        shown = ", ".join(f"{symbol} = {each.number.text}" for symbol, each in columns[column].items())
        yield ReportedEstimate(
            columns[column], Place(passage.index, 0, len(passage.text)), f"{cell.head}: {shown}"
        )
