"""Conventions by which digits in plain text are not results: citation years, addresses, references, dates, names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

THRESHOLD = "threshold of significance"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)
_YEAR = r"(?:1[89]|20)\d\d[a-z]?"
ADDRESS = re.compile(
    r"(?:\b[a-z][a-z0-9+.-]*://|\b(?:localhost|127\.0\.0\.1):(?=\d)|www\.|doi\.org|doi:|\b\w*[aA]r[xX]iv:\s?(?=\d))\S+"
    r"|\b10\.\d{4,9}/\S+",
    re.IGNORECASE,
)
DATES = (
    (
        "date",
        re.compile(
            rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH}\s{_YEAR}|\b(?:{_MONTH})\s(?:\d{{1,2}},\s)?{_YEAR}(?=[\s.,;)]|$)"
        ),
    ),
    ("date", re.compile(r"\b(?:19|20)\d\d-[01]\d-[0-3]\d\b")),
    (
        "date",
        re.compile(
            rf"(?<![\w/.])[0-3]?\d(?:-{_MONTH}-|(?P<mark>[/.])[0-3]?\d(?P=mark))(?:19|20)\d\d\b(?![/.]\d)"
        ),
    ),
)
REGISTER = re.compile(r"\b\d{4}-\d{6}-\d\d\b|\b\d{4}-\d{4}-\d{4}-\d{3}[\dX]\b|\bISRCTN\d+|\bNCT\d+")
#: What a journal or its submission system prints on a cover or in a margin, but not about results.
JOURNAL = re.compile(
    r"\b(?:e-?)?ISSN:?\s\d{4}-\d{3}[\dX]\b|\b\d{4}-\d{3}[\dX]/\d\d(?:/\$\d+\.\d\d)?"
    r"|(?:©|℗|\(c\)|\bCopyright)\s?(?:©\s?|\(c\)\s)?(?:(?:[A-Z][\w’'.&()-]*|the|of|and|by|&),?\s){0,8}"
    r"(?:19|20)\d\d\b(?:(?:[–-]|,\s)(?:19|20)\d\d\b)*(?![.–-]?\d)"
    r"|(?:®|™|\((?:R|TM)\))\s?(?:19|20)\d\d(?:[–-](?:19|20)\d\d)?(?=\s*(?:$|[,;)]|\.(?!\d)|by\b|(?:the\s)?[A-Z]))"
    rf"|\bVol(?:ume\s|\.?\s)\d+(?:,?\s(?:No\.|Nr\.|Issue|Number)\s\d+|\s?\(\d+\))?(?:,?\s\(?{_YEAR}\)?)?"
    r"(?:[,:]\s(?:pp?\.\s|pages\s)?\d+[–-]\d+)?(?![\w%]|\.\d)"
    r"|\bArticle\sviews:\s\d+(?![\w%]|\.\d)|\b(?:[Ww]ord|[Pp]age|[Cc]haracter)s?\scount:\s\d+(?:,\d{3})*(?![\w%]|\.\d)"
    r"|\b(?:[Nn]umber\sof|No\.\sof)\s(?:words|pages|figures|tables|references|characters):\s\d+(?:,\d{3})*(?![\w%]|\.\d)"
)
VERSION = re.compile(r"\b[Vv](?:ersion|\.)\s?\d+(?:\.\d+)+|\b[^\W\d_]+\s\d+\.\d+\.\d+(?:\.\d+)*")
BUILD = re.compile(
    r"\b(?:build|commit|data|sha256)\s[0-9a-f]{7,64}\b\+?|\b[0-9a-f]{7,40}\b\+?\s·\sdata\s[0-9a-f]{7,64}\b",
    re.IGNORECASE,
)
#: Conventions for the paper's own text, whose sources were linted; `permitted_additions` has those for added text.
_CONVENTIONS = (
    ("address", ADDRESS),
    (
        "cross-reference",
        re.compile(
            r"\b(?:Tables?|Figures?|Figs?\.?|Sections?|Equations?|Appendix|Note|Notes|Box|Reviewer|Comment|Chapter|Page|p\.)"
            r"[\s\u00a0]S?\d+(?:\.\d+)*[a-z]?(?:(?:,|[\s\u00a0]and|\u2013|-)[\s\u00a0]?S?\d+[a-z]?)*\b"
        ),
    ),
    ("citation", re.compile(rf"\((?=[^()]*[^\W\d_])[^()]*\b{_YEAR}(?:[;,][^()]*)?\)")),
    (
        "citation",
        re.compile(rf"\b[^\W\d_][\w’'-]+(?:\set\sal\.)?,?\s\(?{_YEAR}(?:,\s{_YEAR})*\)?(?=[\s;:,.)]|$)"),
    ),
    *DATES,
    ("register number", REGISTER),
    (
        "confidence level",
        re.compile(
            r"\b9[059](?:[.,]\d)?\s?%(?:\s(?:CI|KI|confidence)\b|-(?:KI|BI)\b)|\bIC\s(?:à|del|al|de)\s9[059](?:[.,]\d)?\s?%"
        ),
    ),
    ("version", VERSION),
    ("build", BUILD),
    (THRESHOLD, re.compile(r"(?:\b[pP][\s\u00a0]?)?[<≥][\s\u00a0]?0?\.(?:05|01|001|10)(?!\d)")),
    ("page of pages", re.compile(r"\b[Pp]age\s\d+\sof\s\d+|\A\d+\s(?:of|/)\s\d+\Z")),
)
_CITED = re.compile(rf"\b{_YEAR}\b")


class Stretches:
    """Named stretches of a text, with a lookup by position."""

    def __init__(self, found: Iterable[tuple[int, int, str]]):
        ordered = sorted(found, key=lambda each: each[0])
        self._starts = [start for start, _, _ in ordered]
        self._widest: list[tuple[int, str]] = []
        for _, end, name in ordered:
            before = self._widest[-1] if self._widest else (-1, "")
            self._widest.append(before if before[0] >= end else (end, name))

    def name(self, start: int, end: int) -> str:
        """The name of a stretch that covers a range, or an empty string."""
        at = bisect_right(self._starts, start)
        return self._widest[at - 1][1] if at and self._widest[at - 1][0] >= end else ""


def explained(text: str) -> list[tuple[int, int, str]]:
    """The stretches of a text that a convention explains, each with the name of the convention."""
    stretches = [
        (match.start(), match.end(), name)
        for name, pattern in _CONVENTIONS
        for match in pattern.finditer(text)
    ]
    return [stretch for name_free in stretches for stretch in _narrowed(text, *name_free)]


def _narrowed(text: str, start: int, end: int, name: str) -> list[tuple[int, int, str]]:
    """Limit a citation to its years, since other numbers in its parentheses are not explained."""
    if name != "citation":
        return [(start, end, name)]
    return [(match.start(), match.end(), name) for match in _CITED.finditer(text, start, end)]
