"""Whether `R = .34` and `r12 = .34` are tests of a correlation, by the words around them."""

from __future__ import annotations

import re

from report.audit.notations import PAIRS

_AROUND = 150
_CORRELATED = re.compile(r"correlat|Pearson|associat|relationship", re.IGNORECASE)
_REGRESSION = re.compile(r"multiple|regress|predict|model|R\s?\^?2|variance", re.IGNORECASE)
#: A correlation of two numbered variables before another.
_LIST = re.compile(rf"r_?\{{?(?:{PAIRS})\}}?\s?=\s?-?0?[.,]\d+\s?(?:,|and|or|,\s?and)\s?$")


def is_correlation(match: re.Match[str]) -> bool:
    """Whether the words around a capital R are about a correlation and not about a regression."""
    around = match.string[max(0, match.start() - _AROUND) : match.end() + _AROUND]
    named = match["round"] or match["square"] or _CORRELATED.search(around)
    return bool(named) and not _REGRESSION.search(around)


def is_listed(match: re.Match[str]) -> bool:
    """Whether a correlation continues a list of those of numbered variables: `r12 = .34 and r35 = .20`."""
    return _LIST.search(match.string[max(0, match.start() - _AROUND) : match.start()]) is not None
