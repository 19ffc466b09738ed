"""Dates and times of day, in the forms in which browsers and word processors print them on pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MONTHS = (
    r"(?:jan|feb|febr|mrt|mar|apr|mai|may|jun|jul|aug|ago|sep|sept|okt|oct|nov|dez|dec|dic"
    r"|jan(?:uary?|vier|uari|eiro)|jänner|enero|gennaio|febr?(?:uary?|uari|ero|raio)|février|fevereiro|märz|mar(?:ch|s|ts|zo|ço|t)"
    r"|maart|april|avril|aprile|abril|maj|mei|mayo|maggio|maio|jun[ei]|juin|junio|giugno|junho|jul[iy]|juillet|julio|luglio|julho"
    r"|august(?:us|i)?|août|agosto|septemb(?:er|re)|septiembre|setiembre|settembre|setembro|o[ck]tob(?:er|re)|octubre|ottobre|outubro"
    r"|novemb(?:er|re|ro)|noviembre|de[czs]ember|décembre|diciembre|dicembre|dezembro"
    r"|(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuuta"
    r"|stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia"
    r"|ledna|února|března|dubna|května|června|července|srpna|září|října|listopadu|prosince)"
)
_DAY, _MONTH, _YEAR = r"[0-3]?\d", r"[01]?\d", r"(?:19|20)\d\d"
#: Forms of a date: `29.11.2026`, `11/29/26`, `2026-11-29`, `29. 11. 2026`, `29 de noviembre de 2026`, `Nov 29, 2026`.
_DATE = (
    rf"(?:{_DAY}(?P<mark>[./-])\s?{_DAY}(?P=mark)\s?(?:{_YEAR}|\d\d)\.?"
    rf"|{_YEAR}(?P<sign>[./-])\s?{_MONTH}(?P=sign)\s?{_DAY}\.?|{_DAY}\.{_MONTH}\.(?!\s?\d{{3}})"
    rf"|{_YEAR}\s?[年년]\s?{_MONTH}\s?[月월]\s?{_DAY}\s?[日일]"
    rf"|{_DAY}(?:st|nd|rd|th|º|er|e)?\.?[\s-](?:de\s)?{_MONTHS}\.?[\s-](?:de\s)?{_YEAR}"
    rf"|{_DAY}-{_MONTHS}-\d\d|{_MONTHS}\.?[\s-]{_DAY}(?:,?[\s-]{_YEAR})?)"
)
_ZONE = (
    r"(?:\s?[AaPp]\.?[Mm]\b\.?|\s?Uhr\b|\s?h\b|Z\b|\s?[+-]\d\d:?\d\d\b|\s(?:UTC|GMT|CES?T|[ECMP][SD]T)\b)*"
)
_HOUR = r"(?:[01]?\d|2[0-3])"
_SHORT = rf"{_HOUR}:[0-5]\d(?::[0-5]\d(?:[.,]\d{{1,3}})?)?|{_HOUR}\s?h\s?[0-5]\d"
#: A time that cannot be a decimal.
_TIME = rf"(?:(?:{_SHORT}){_ZONE}|{_HOUR}\.[0-5]\d(?:\.[0-5]\d)?\sUhr\b|(?:kl\.|klo)\s{_HOUR}\.[0-5]\d)"
_BETWEEN = r"(?:T|,?\s(?:(?:at|um|à|a\slas|alle|om|o|às)\s)?)"
#: What may follow a date: a time, with a comma or a word between them unless a point divides it.
_BEHIND_DATE = rf"(?:{_BETWEEN}{_TIME}|\s[0-2]\d\.[0-5]\d(?:\.[0-5]\d)?{_ZONE})"
_ENDS = r"(?![\w%]|[.,:]\d)"
#: Numbers in front of a date, and relations, belong to results.
_BEGINS = r"(?<![\w.,/:=<>≤≥≈±-])(?<![=<>≤≥≈±]\s)"
_PRINTED = re.compile(
    rf"{_BEGINS}(?:{_DATE}{_BEHIND_DATE}?|{_TIME}){_ENDS}",
    re.IGNORECASE,
)
_HAS_TIME = re.compile(rf"\A.*(?:19|20)\d\d.*\b{_HOUR}(?::|\s?h\s?|\.[0-5]\d\sUhr)", re.IGNORECASE)


def times(text: str) -> Iterator[tuple[int, int, str]]:
    """The stretches of a text that are dates or times of day."""
    yield from ((found.start(), found.end(), "date") for found in _PRINTED.finditer(text))


def dated_times(text: str) -> Iterator[tuple[int, int, str]]:
    """The stretches of a text that are a date with a four-digit year, followed by a time."""
    yield from ((start, end, name) for start, end, name in times(text) if _HAS_TIME.match(text[start:end]))
