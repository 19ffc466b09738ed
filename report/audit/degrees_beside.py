"""Degrees of freedom beside a test instead of in its parentheses: `F = 4.84 (1, 28)`, `t = 2.20, df = 28`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from report.audit.degrees_within import of_cases
from report.audit.numbers import PrintedNumber, printed
from report.audit.quantities import SymbolQuantity

_DF = r"\d+(?:\.\d+)?"
_BOTH = rf"\(?(?P<one>{_DF})\s?(?:[,;/:]|and)\s?(?:d\s?f_?2?\s?=\s?)?(?P<two>{_DF})\)?"
_WORD = r"(?:Δ\s?)?(?:d\s?fs?_?1?|d\.f\.|DF|degrees\sof\sfreedom)"
#: Between the test and its degrees of freedom there may be its p-value.
_GAP = r"(?:\s?[,;(\[]\s?(?:[pP](?:[- ]value)?\s?[=<>]\s?[\d.,]+\d)?)?[\s,;(\[]{0,3}"
_OF_F = re.compile(
    rf"{_GAP}(?:(?:with|on)\s)?(?:{_WORD}\s?[=:,]?\s?{_BOTH}"
    rf"|{_BOTH.replace('one', 'three').replace('two', 'four')}\s?{_WORD})"
    rf"|\s?\(\s?(?P<five>{_DF})\s?[,;]\s?(?P<six>{_DF})\s?\)"
)
_OF_OTHERS = re.compile(
    rf"{_GAP}(?:(?:with|on)\s)?(?:{_WORD}\s?[=:,]?\s?(?P<one>{_DF})(?!\s?[,;/]\s?\d+\s?[,;)])|(?P<two>{_DF})\s?{_WORD})"
    rf"|\s?\(\s?(?P<three>\d+)\s?\)(?=\s?[,;]\s?(?:[pP](?![a-su-z])|Sig\.))"
)
_INTERVAL = r"(?:\s?(?:\d\d\s?%\s?CI:?\s?)?\[[^\[\]]{3,20}\])?"
_CASES = re.compile(rf"{_INTERVAL}{_GAP}[nN]\s?=\s?(?P<n>\d+)(?![\d,.]*\d)")


def degrees_beside(found: Sequence[SymbolQuantity], order: int, text: str) -> tuple[PrintedNumber, ...]:
    """The degrees of freedom after a test, also after its p-value; for a correlation, from its number of cases."""
    each = found[order]
    after = text[each.end : each.end + 60]
    if each.symbol == "F":
        match = _OF_F.match(after)
        return tuple(printed(part) for part in match.groups() if part) if match else ()
    if each.symbol == "r":
        cases = _CASES.match(after)
        if cases:
            return of_cases(int(cases["n"]))
    if each.symbol == "z":
        return ()
    match = _OF_OTHERS.match(after)
    return tuple(printed(part) for part in match.groups() if part) if match else ()
