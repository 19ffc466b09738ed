"""Regressions in tables, one after the other: R², F, F change and their degrees of freedom by row or by column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from report.audit.numbers import PrintedNumber
from report.audit.papers import Paper
from report.audit.passages import Passage
from report.audit.quantities import SymbolQuantity
from report.audit.table_cells import quantities_in
from report.audit.table_heads import heads
from report.audit.table_layout import PrintedCell, PrintedTable, tables_of

#: Labels of the steps of a hierarchy, and of models that may be nested.
STAGE = re.compile(
    r"\(?(?:(?:step|model|block|stage|equation)\s?(?:\d|[IVX]+)|\d|[IVX]+)\)?\b", re.IGNORECASE
)
_SYMBOLS = frozenset({"R2", "adjR2", "dR2", "F", "dF", "df", "df1", "df2", "n"})
#: A whole test in a cell: `F(3, 96) = 13.07`, `13.07 (3, 96)`, `13.07*** (3, 96)`.
_TEST = re.compile(
    r"(?:(?:Δ\s?)?F\s?\((?P<df>\d+\s?[,;]\s?\d+)\)\s?=\s?)?(?P<f>\d+[.,]?\d*)[*†‡]*(?:\s?\((?P<df2>\d+\s?[,;]\s?\d+)\))?"
)


@dataclass(frozen=True)
class Step:
    """One regression: its label, its numbers by symbol, and the cell of its R²."""

    label: str
    numbers: Mapping[str, SymbolQuantity]
    passage: Passage

    def number(self, symbol: str) -> PrintedNumber | None:
        """The number of a symbol that is printed with an equals sign."""
        found = self.numbers.get(symbol)
        return found.number if found is not None and found.number.relation == "=" else None

    def degrees(self, symbol: str) -> tuple[float, float] | None:
        """Both degrees of freedom of F or of its change, beside it or in their own cells if there is one test."""
        df = self.numbers[symbol].df
        if not df and len({"F", "dF"} & set(self.numbers)) == 1:
            df = self.numbers["df"].df if "df" in self.numbers else ()
            if {"df1", "df2"} <= set(self.numbers):
                df = (self.numbers["df1"].number, self.numbers["df2"].number)
        whole = len(df) == 2 and all(each.unit == 1 and each.value >= 1 for each in df)
        return (df[0].value, df[1].value) if whole else None


def steps_of(paper: Paper) -> Iterator[tuple[PrintedTable, list[Step]]]:
    """The regressions of each table whose rows or columns are steps or models."""
    for table in tables_of(paper):
        for found in (_in_rows(table, paper.decimal_comma), _in_columns(table, paper.decimal_comma)):
            if found:
                yield table, found


def _in_rows(table: PrintedTable, comma: bool) -> list[Step]:
    found = []
    for label, cells in table.rows:
        read = [each for cell in cells for each in _numbers(cell, cell.head, comma)]
        if STAGE.match(label.strip()) and any(symbol == "R2" for symbol, _, _ in read):
            found.append(_step(label, read))
    return found


def _in_columns(table: PrintedTable, comma: bool) -> list[Step]:
    columns: dict[str, list[tuple[str, SymbolQuantity, PrintedCell]]] = {}
    for label, cells in table.rows:
        for cell in cells:
            if STAGE.match(cell.head.strip()) and cell.passage.text != label:
                columns.setdefault(cell.head, []).extend(_numbers(cell, label, comma))
    return [
        _step(head, read) for head, read in columns.items() if any(symbol == "R2" for symbol, _, _ in read)
    ]


def _step(label: str, read: list[tuple[str, SymbolQuantity, PrintedCell]]) -> Step:
    numbers: dict[str, SymbolQuantity] = {}
    for symbol, quantity, _ in read:
        numbers.setdefault(symbol, quantity)
    passage = next(cell.passage for symbol, _, cell in read if symbol == "R2")
    return Step(label.strip(), numbers, passage)


def _numbers(cell: PrintedCell, head: str, comma: bool) -> Iterator[tuple[str, SymbolQuantity, PrintedCell]]:
    """The numbers of a cell by the name of its row or column; a whole test has its degrees of freedom in the cell."""
    named = heads(head)
    if not named or not {each.symbol for each in named} <= _SYMBOLS:
        return
    symbol, text = named[0].symbol, cell.text.strip().rstrip("*†‡ ")
    test = _TEST.fullmatch(text) if symbol in ("F", "dF") and len(named) == 1 else None
    df = (test["df"] or test["df2"]) if test else None
    if test and df:
        text = test["f"]
    for name, quantity in quantities_in(text, named, comma=comma):
        yield name, _with_df(quantity, df) if df and name == symbol else quantity, cell


def _with_df(quantity: SymbolQuantity, df: str) -> SymbolQuantity:
    both = tuple(PrintedNumber(each.strip(), float(each), 1.0) for each in re.split(r"[,;]", df))
    return replace(quantity, df=both)
