"""Degrees of freedom and number of cases in the parentheses of a test."""

from __future__ import annotations

import re

from report.audit.numbers import PrintedNumber, printed


def of_cases(cases: int) -> tuple[PrintedNumber, ...]:
    """The degrees of freedom of a correlation of that many cases."""
    return (printed(str(cases - 2)),) if cases > 3 else ()


_CASES = re.compile(r"[,;]?\s?\b[Nn]s?\s?=\s?(\d{1,3}(?:,\s\d{3})+(?!\d)|\d[\d,]*)")
_DF = re.compile(r"(?:Δ\s?)?(?<![A-Za-z])(?:d\s?f(?:_?[12](?!\d))?|d\.f\.?)\s?[=:]?\s?")
_SIDES = re.compile(r"[,;]?\s?\b(?:one|two|1|2)[-\s](?:tailed|sided)\b", re.IGNORECASE)
#: Degrees of freedom and number of cases without a name: `χ2(1, 90)`.
_WITH_CASES = re.compile(r"(?P<df>\d{1,3})\s?[,;]\s?(?P<n>\d{2,6})")

#: Degrees of freedom of a t printed like those of an F: `t(1, 65)`.
_OF_BOTH = re.compile(r"^1\s?[,;]\s?(\d{1,5}(?:\.\d+)?)$")


def degrees(symbol: str, text: str, comma: bool) -> tuple[tuple[PrintedNumber, ...], PrintedNumber | None]:
    """The degrees of freedom in a test's parentheses, and the number of cases if it is given."""
    cases = _CASES.search(text)
    n = printed(cases[1].rstrip(",").replace(" ", ""), decimal_comma=False) if cases else None
    rest = _DF.sub("", _SIDES.sub("", _CASES.sub("", text))).strip(" ,;")
    counted = _WITH_CASES.fullmatch(rest) if symbol in ("chi2", "Q", "H") else None
    if counted:
        rest, n = counted["df"], printed(counted["n"])
    if symbol == "t" and not (comma and " " not in rest):
        rest = _OF_BOTH.sub(r"\1", rest)
    parts = _separated(rest) if symbol == "F" else [rest]
    try:
        found = tuple(printed(part, decimal_comma=comma or _is_decimal(part)) for part in parts if part)
    except ValueError:
        return (), n
    return found, n


def _is_decimal(text: str) -> bool:
    return re.fullmatch(r"\d+,\d{1,2}", text) is not None


def _separated(text: str) -> list[str]:
    """Numerator and denominator degrees of freedom, whatever separates them."""
    for separator in (";", "/", ":", " and ", "&", ", ", ". "):
        if text.count(separator) == 1:
            return [part.strip() for part in text.split(separator)]
    if re.fullmatch(r"\d{1,3} \d{1,4}", text):
        return text.split()
    parts = [part.strip() for part in text.split(",")]
    if len(parts) == 4:
        return [",".join(parts[:2]), ",".join(parts[2:])]
    return [parts[0], "".join(parts[1:])] if len(parts) == 3 else parts
