"""Groups of quantities that describe one estimate: b, SE, z or t, p and interval, in a sentence or a table row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from report.audit.checks import Place
from report.audit.estimate_record import ReportedEstimate
from report.audit.papers import Paper
from report.audit.passages import Passage
from report.audit.quantities import SymbolQuantity
from report.audit.table_rows import in_tables

#: Text between the quantities of one estimate: punctuation and short connectives.
_BETWEEN = re.compile(
    r"[\s,;()\[\]]*(?:(?:and|with|a|an|its|robust|two-tailed|two-sided)\s){0,3}[\s,;()\[\]]*"
)


@lru_cache(maxsize=1)
def estimates(paper: Paper) -> tuple[ReportedEstimate, ...]:
    """The estimates of running text and of tables, in order; cached, since several rules need them."""
    prose = (
        each for passage in paper.prose() for each in _in_prose(passage, paper.quantities[passage.index])
    )
    return (*prose, *(each.estimate for each in in_tables(paper)))


def _in_prose(passage: Passage, found: Sequence[SymbolQuantity]) -> Iterator[ReportedEstimate]:
    group: list[SymbolQuantity] = []
    for each in found:
        symbols = {other.symbol for other in group}
        joined = group and _BETWEEN.fullmatch(passage.text[group[-1].end : each.start])
        if group and (not joined or each.symbol in symbols):
            yield _estimate(passage, group)
            group = []
        group.append(each)
    if group:
        yield _estimate(passage, group)


def _estimate(passage: Passage, group: Sequence[SymbolQuantity]) -> ReportedEstimate:
    place = Place(passage.index, group[0].start, group[-1].end)
    text = passage.block.text[place.start : place.end]
    return ReportedEstimate({each.symbol: each for each in group}, place, text)
