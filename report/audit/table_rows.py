"""Estimates in the rows of tables, read by the heads of their columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from report.audit.checks import Place
from report.audit.estimate_record import Estimate
from report.audit.papers import Paper
from report.audit.passages import Passage
from report.audit.quantities import Quantity, quantity_of
from report.audit.table_heads import Head, heads

#: How a symbol is written where its name in this module is not a notation.
_NOTATION = {"chi2": "χ2", "beta": "β", "eta2": "η2", "adjR2": "adjusted R2", "m2LL": "-2LL"}
#: Marks of significance and of notes after a number.
_MARKS = re.compile(r"(?<=[\d)\]])\s?(?:\*+|[a-z†‡§](?:\s?,\s?[a-z†‡§])*)$")
_TWO = re.compile(r"(?P<one>[^(\[±]+?)\s?[*†‡]*\s?(?:[(\[]\s?±?(?P<two>[^()\[\]]+)[)\]]|±\s?(?P<spread>\S+))")
#: The ends of an interval that are in columns of their own.
_ENDS = ("CI low", "CI high")
#: What intervals and p-values are about; they follow it.
_ESTIMATES = frozenset({"b", "beta", "OR", "HR", "RR", "MD", "M", "r", "d", "g", "t", "z", "F", "chi2"})
#: A decimal comma in a cell that has no other separator.
_DECIMAL = re.compile(r"[-+<>=\s]*\d*,\d{1,2}(?!\d)|[-+<>=\s]*0,\d+")


def in_tables(paper: Paper) -> Iterator[Estimate]:
    """The estimates of all tables, row by row."""
    for cells in rows_of(paper):
        yield from _row(cells, comma=paper.decimal_comma)


def rows_of(paper: Paper) -> list[list[Passage]]:
    """The cells of each row of each table."""
    rows: dict[tuple[int, int], list[Passage]] = {}
    for passage in paper.passages:
        cell = passage.block.cell
        if cell is not None:
            rows.setdefault((cell[0], cell[1]), []).append(passage)
    return list(rows.values())


def _row(cells: Sequence[Passage], *, comma: bool) -> Iterator[Estimate]:
    """The estimates of a table row; a symbol that returns begins another, as in tables of several models."""
    group: dict[str, Quantity] = {}
    first: Passage | None = None
    label = cells[0].block.row
    upper = any(head.symbol == "CI high" for cell in cells for head in heads(cell.block.column))
    for cell in cells:
        named = heads(cell.block.column, with_upper=upper)
        found = list(_cell(cell, named, comma=comma))
        if first is not None and _begins_another({head.symbol for head in named}, set(group)):
            yield _estimate(group, first, label)
            group, first = {}, None
        for symbol, quantity in found:
            group[symbol] = quantity
            first = first or cell
    if group and first is not None:
        yield _estimate(group, first, label)


def _begins_another(named: AbstractSet[str], group: AbstractSet[str]) -> bool:
    """Whether a column begins another estimate: its symbol returns, or the interval before it has no estimate."""
    of_another = bool(group & {"p", "CI", "CI high"}) and not group & _ESTIMATES
    return bool(named & group) or (of_another and bool(named & _ESTIMATES))


def _estimate(group: Mapping[str, Quantity], first: Passage, label: str) -> Estimate:
    place = Place(first.index, 0, len(first.text))
    whole = dict(_with_interval(group))
    shown = ", ".join(f"{symbol} {_shown(each)}" for symbol, each in whole.items())
    return Estimate(whole, place, f"{label}: {shown}")


def _shown(each: Quantity) -> str:
    if each.low is not None and each.high is not None:
        return f"[{each.low.text}, {each.high.text}]"
    return f"{each.number.relation} {each.number.text}"


def _with_interval(group: Mapping[str, Quantity]) -> Iterator[tuple[str, Quantity]]:
    """The quantities, with the two ends of an interval as one."""
    low, high = (group.get(end) for end in _ENDS)
    for symbol, each in group.items():
        if symbol not in _ENDS:
            yield symbol, each
    if low is not None and high is not None and "CI" not in group:
        yield "CI", Quantity("CI", low.low or low.number, 0, 0, low=low.number, high=high.number)


def cell_quantities(cell: Passage, *, comma: bool, default: str = "") -> Iterator[tuple[str, Quantity]]:
    """The quantities of a cell by the head of its column; `default` is the head if the column names no symbol."""
    return _cell(cell, heads(cell.block.column) or heads(default), comma=comma)


def _cell(cell: Passage, named: Sequence[Head], *, comma: bool) -> Iterator[tuple[str, Quantity]]:
    """The content of a cell as the quantities that its head names."""
    text = _MARKS.sub("", cell.text.strip())
    comma = comma or _DECIMAL.fullmatch(text) is not None
    parts = [_without_parentheses(named[0], text)] if len(named) == 1 else _two(text) if named else []
    for head, part in zip(named, parts, strict=False):
        quantity = _quantity(head, part.strip(), comma=comma)
        if quantity is not None:
            yield head.symbol, quantity


def _without_parentheses(head: Head, text: str) -> str:
    """A standard error or deviation without the parentheses around it."""
    enclosed = head.symbol in ("SE", "SD") and text.startswith("(") and text.endswith(")")
    return text[1:-1] if enclosed else text


def _two(text: str) -> list[str]:
    """The two numbers of a cell: `0.21 (0.10)`, `4.2 ± 1.1`."""
    both = _TWO.fullmatch(text)
    return [_MARKS.sub("", part) for part in (both["one"], both["two"] or both["spread"])] if both else []


def _quantity(head: Head, text: str, *, comma: bool) -> Quantity | None:
    """A part of a cell as a quantity; an end of an interval has the level of confidence in `low`."""
    if head.symbol in _ENDS:
        number, level = _parsed("b", f"b = {text}", comma), _parsed("b", f"b = {head.level}", False)
        if number is None or level is None:
            return None
        return Quantity(head.symbol, number.number, 0, 0, low=level.number)
    return _parsed("M" if head.symbol == "MS" else head.symbol, _written(head, text), comma)


def _written(head: Head, text: str) -> str:
    """A quantity as running text would print it."""
    if head.symbol == "CI":
        return f"{head.level}% CI {text}"
    symbol = _NOTATION.get(head.symbol, head.symbol) + (f"({head.df})" if head.df else "")
    symbol = "M" if head.symbol == "MS" else symbol
    return f"{symbol} {text}" if text[:1] in "<>≤≥=" and head.symbol == "p" else f"{symbol} = {text}"


def _parsed(symbol: str, written: str, comma: bool) -> Quantity | None:
    return quantity_of(symbol, written, decimal_comma=comma)
