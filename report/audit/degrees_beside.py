"""Degrees of freedom beside a test instead of in its parentheses: `F = 4.84 (1, 28)`, `t = 2.20, df = 28`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from report.audit.numbers import Printed, printed
from report.audit.quantities import Quantity

_DF = r"\d+(?:\.\d+)?"
_BOTH = rf"(?P<one>{_DF})\s?(?:[,;/]|and)\s?(?P<two>{_DF})"
_WORD = r"(?:Δ\s?)?(?:dfs?|d\.f\.|DF|degrees\sof\sfreedom)"
#: Between the test and its degrees of freedom there may be its p-value.
_GAP = r"(?:\s?[,;(\[]\s?(?:[pP](?:[- ]value)?\s?[=<>]\s?[\d.,]+\d)?)?[\s,;(\[]{0,3}"
_OF_F = re.compile(
    rf"{_GAP}(?:{_WORD}\s?[=:]?\s?{_BOTH}|{_BOTH.replace('one', 'three').replace('two', 'four')}\s?{_WORD})"
    rf"|\s?\(\s?(?P<five>{_DF})\s?[,;]\s?(?P<six>{_DF})\s?\)"
)
_OF_OTHERS = re.compile(
    rf"{_GAP}(?:{_WORD}\s?[=:]?\s?(?P<one>{_DF})(?!\s?[,;/]\s?\d+\s?[,;)])|(?P<two>\d+)\s?{_WORD})"
)
_CASES = re.compile(r"\s?[,;(]\s?[nN]\s?=\s?(?P<n>\d+)(?![\d,.]*\d)")


def degrees_beside(found: Sequence[Quantity], order: int, text: str) -> tuple[Printed, ...]:
    """The degrees of freedom after a test, also after its p-value; of a correlation those of its number of cases."""
    each = found[order]
    after = text[each.end : each.end + 60]
    if each.symbol == "F":
        match = _OF_F.match(after)
        return tuple(printed(part) for part in match.groups() if part) if match else ()
    if each.symbol == "r":
        cases = _CASES.match(after)
        return (printed(str(int(cases["n"]) - 2)),) if cases and int(cases["n"]) > 3 else ()
    if each.symbol == "z":
        return ()
    match = _OF_OTHERS.match(after)
    return tuple(printed(part) for part in match.groups() if part) if match else ()
