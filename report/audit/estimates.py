"""Groups of quantities that describe one estimate: b, SE, z or t, p and interval, in a sentence or a table row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from report.audit.checks import Place
from report.audit.papers import Paper
from report.audit.passages import Passage, sentence_around
from report.audit.quantities import Quantity, quantities
from report.text.blocks import Block

#: Text between the quantities of one estimate: punctuation and short connectives.
_BETWEEN = re.compile(r"[\s,;()\[\]]*(?:(?:and|with|a|an|two-tailed|two-sided)\s)?[\s,;()\[\]]*")
_HEADS = {
    "b": r"b|B|Estimate|Est\.|Coef(?:ficient|\.)?|Unstandardi[sz]ed.*|b \(unstd\.?\)",
    "beta": r"β|Beta|beta|Standardi[sz]ed.*",
    "SE": r"S\.?E\.?(?: ?\(?[bB]\)?)?|s\.e\.|Std\.? ?[Ee]rr(?:or|\.)?|Standard error",
    "z": r"z|Z|z[- ]value|Wald z",
    "t": r"t|t[- ]value|T|t[- ]?ratio",
    "F": r"F|F[- ]value",
    "chi2": r"χ2|Chi-?square|χ 2",
    "p": r"p|P|p[- ]?values?|P[- ]?values?|Sig\.?",
    "df": r"df|d\.f\.|DF",
    "OR": r"(?:a?OR|Odds [Rr]atio)",
    "HR": r"(?:a?HR|Hazard [Rr]atio)",
    "RR": r"(?:RR|Risk [Rr]atio|IRR)",
    "M": r"M|Mean",
    "SD": r"SD|S\.D\.|Std\.? ?[Dd]ev\.?",
    "n": r"n|N",
    "r": r"r",
    "CI": r"(?:95 ?% ?CI|CI ?\(?95 ?%\)?|95% confidence interval)(?:.*)?",
    "CFI": r"CFI",
    "TLI": r"TLI",
    "RMSEA": r"RMSEA",
    "SRMR": r"SRMR",
    "d": r"d|Cohen's d",
    "R2": r"R2",
    "adjR2": r"[Aa]dj(?:\.|usted)? R2",
    "eta2": r"(?:partial )?η ?p?2p?",
    "AIC": r"AIC",
    "BIC": r"BIC",
    "LL": r"LL|logLik|[Ll]og[- ]?likelihood",
    "m2LL": r"-2 ?LL|-2 [Ll]og[- ]?likelihood|Deviance",
}
#: How a symbol is written where its name in this module is not a notation.
_NOTATION = {"chi2": "χ2", "beta": "β", "eta2": "η2", "adjR2": "adjusted R2", "m2LL": "-2LL"}
_HEAD = {name: re.compile(pattern) for name, pattern in _HEADS.items()}


@dataclass(frozen=True)
class Estimate:
    """The quantities of one estimate by symbol, and their place."""

    quantities: Mapping[str, Quantity]
    place: Place
    text: str

    def __getitem__(self, symbol: str) -> Quantity:
        return self.quantities[symbol]

    def has(self, *symbols: str) -> bool:
        """Whether all symbols are given, with an equals sign where they have a number."""
        return all(symbol in self.quantities and self[symbol].number.relation == "=" for symbol in symbols)

    @property
    def cases(self) -> int:
        """The number of cases that is given with the estimate; 0 if there is none."""
        size = next((self[symbol].number for symbol in ("n", "N") if self.has(symbol)), None)
        return int(size.value) if size and size.unit == 1 else 0

    def words_in(self, paper: Paper) -> str:
        """The sentence of the estimate, or the label of its row."""
        passage = paper.passages[self.place.passage]
        if passage.block.cell is not None:
            return passage.block.row
        first, last = sentence_around(passage.text, self.place.start)
        return passage.text[first:last]


@lru_cache(maxsize=1)
def estimates(paper: Paper) -> tuple[Estimate, ...]:
    """The estimates of running text and of tables, in order; several rules in turn ask for those of one paper."""
    prose = (
        each for passage in paper.prose() for each in _in_prose(passage, paper.quantities[passage.index])
    )
    return (*prose, *_in_tables(paper))


def _in_prose(passage: Passage, found: Sequence[Quantity]) -> Iterator[Estimate]:
    group: list[Quantity] = []
    for each in found:
        symbols = {other.symbol for other in group}
        joined = group and _BETWEEN.fullmatch(passage.text[group[-1].end : each.start])
        if group and (not joined or each.symbol in symbols):
            yield _estimate(passage, group)
            group = []
        group.append(each)
    if group:
        yield _estimate(passage, group)


def _estimate(passage: Passage, group: Sequence[Quantity]) -> Estimate:
    place = Place(passage.index, group[0].start, group[-1].end)
    text = passage.block.text[place.start : place.end]
    return Estimate({each.symbol: each for each in group}, place, text)


def _in_tables(paper: Paper) -> Iterator[Estimate]:
    rows: dict[tuple[int, int], list[Passage]] = {}
    for passage in paper.passages:
        cell = passage.block.cell
        if cell is not None:
            rows.setdefault((cell[0], cell[1]), []).append(passage)
    for cells in rows.values():
        yield from _row(cells, decimal_comma=paper.decimal_comma)


def _row(cells: Sequence[Passage], *, decimal_comma: bool) -> Iterator[Estimate]:
    """The estimates of a table row; a symbol that returns begins another, as in tables of several models."""
    group: dict[str, Quantity] = {}
    first: Passage | None = None
    label = cells[0].block.row
    for cell in cells:
        symbol = _symbol(cell.block)
        quantity = _cell_quantity(symbol, cell, decimal_comma=decimal_comma) if symbol else None
        if symbol in group and first is not None:
            yield _table_estimate(group, first, label)
            group, first = {}, None
        if symbol and quantity is not None:
            group[symbol] = quantity
            first = first or cell
    if group and first is not None:
        yield _table_estimate(group, first, label)


def _table_estimate(group: Mapping[str, Quantity], first: Passage, label: str) -> Estimate:
    place = Place(first.index, 0, len(first.text))
    shown = ", ".join(f"{symbol} {each.number.relation} {each.number.text}" for symbol, each in group.items())
    return Estimate(dict(group), place, f"{label}: {shown}")


def _symbol(block: Block) -> str:
    """The symbol that a cell's column head names."""
    from report.audit.passages import normalized

    head = normalized(block.column).strip()
    return next((name for name, pattern in _HEAD.items() if pattern.fullmatch(head)), "")


def _cell_quantity(symbol: str, cell: Passage, *, decimal_comma: bool) -> Quantity | None:
    """The content of a cell as a quantity of its column."""
    text = re.sub(r"(?<=\d)\s?(?:\*+|[a-z†‡])$", "", cell.text.strip())
    if symbol == "CI":
        made = f"95% CI {text}"
    elif symbol == "p":
        made = f"p {text}" if text[:1] in "<>≤≥=" else f"p = {text}"
    else:
        made = f"{_NOTATION.get(symbol, symbol)} = {text}"
    found = quantities(made, decimal_comma=decimal_comma)
    return found[0] if len(found) == 1 and found[0].end == len(made) else None
