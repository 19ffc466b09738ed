"""Which numbers a copy may add: years of citations, references to what the paper has, dates, addresses, names.

What the paper prints itself may rest on a loose convention, since its sources were linted. What someone added may
not: `screened 1947 patients` holds no year, and `Table 29` refers to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass

from report.verify.conventions import ADDRESS, BUILD, DATES, REGISTER, VERSION

_YEAR = r"(?:1[89]|20)\d\d[a-z]?"
_SURNAME = r"[^\W\d_a-z][\w’'-]+"
_WORK = re.compile(
    rf"(?<![\w’'-])(?P<name>{_SURNAME})(?P<others>(?:,\s{_SURNAME})*,?\s(?:and|&)\s{_SURNAME}|\set\sal\.?)?"
    rf"(?P<comma>,)?(?:’s|'s)?\s(?P<open>\()?(?P<years>{_YEAR}(?:,\s{_YEAR})*)(?P<end>[;,).:\]]|\s(?=\)|pp?\.)|$)"
)
_ONE_YEAR = re.compile(_YEAR)
_PAGES = re.compile(r"\bpp?\.\s?\d+(?:[–-]\d+)?")
_REFERENCE = re.compile(
    r"\b(?P<kind>Table|Figure|Fig|Section|Equation|Box|Appendix)s?\.?[\s\u00a0]"
    r"(?P<numbers>[A-Z]?\d+(?:\.\d+)*[a-z]?(?:(?:,|[\s\u00a0]and|\u2013|-)[\s\u00a0]?[A-Z]?\d+[a-z]?)*)(?![\w%])"
)
_LABEL = re.compile(r"[A-Z]?\d+(?:\.\d+)*")
_PAGE = re.compile(r"\A[Pp]age\s(\d+)\sof\s(\d+)\Z")
_CONVENTIONS = (
    ("address", ADDRESS),
    *DATES,
    ("register number", REGISTER),
    ("version", VERSION),
    ("build", BUILD),
)
_NAME = re.compile(r"(?=.*[^\W\d_].*[^\W\d_])(?=.*[A-Z]).+|[A-Z]\d|[^\W\d_]+[²³]", re.DOTALL)
Stretch = tuple[int, int, str]


@dataclass(frozen=True)
class Known:
    """What a paper has: labels that can be referred to, authors that can be cited, words, and names with digits."""

    labels: Set[str]
    authors: Set[str]
    words: Set[str]
    names: Set[str]


def allowed(text: str, known: Known, *, in_cell: bool = False) -> list[Stretch]:
    """The stretches of an added text whose digits are no result, with the convention's name."""
    found = [(m.start(), m.end(), name) for name, pattern in _CONVENTIONS for m in pattern.finditer(text)]
    found += [*_citations(text, known), *_references(text, known)]
    page = None if in_cell else _PAGE.match(text)
    if page and int(page[1]) <= int(page[2]):
        found.append((page.start(), page.end(), "page of pages"))
    return found


def _citations(text: str, known: Known) -> Iterator[Stretch]:
    """Years, and pages, of works that are cited by their authors."""
    for work in _WORK.finditer(text):
        if not _is_work(text, work, known):
            continue
        for year in _ONE_YEAR.finditer(text, work.start("years"), work.end("years")):
            yield year.start(), year.end(), "citation"
        close = text.find(")", work.end("years"))
        for pages in _PAGES.finditer(text, work.end("years"), max(close, work.end("years"))):
            yield pages.start(), pages.end(), "citation"


def _is_work(text: str, work: re.Match[str], known: Known) -> bool:
    """Whether a name and a year are a citation: in parentheses, by an author, and not by a word of the paper."""
    opened = text.rfind("(", 0, work.start()) > text.rfind(")", 0, work.start())
    if not (work["open"] or opened):
        return False
    name = work["name"].casefold()
    if name in known.authors:
        return True
    return name not in known.words and bool(work["others"] or work["comma"])


def _references(text: str, known: Known) -> Iterator[Stretch]:
    for found in _REFERENCE.finditer(text):
        kind = found["kind"].replace("Figure", "Fig")
        for label in _LABEL.finditer(text, found.start("numbers"), found.end("numbers")):
            if f"{kind} {label.group()}" in known.labels:
                yield label.start(), label.end(), "cross-reference"


def labels(texts: Iterable[str]) -> set[str]:
    """All labels that texts refer to or caption, as `Table 1` and `Fig S2`."""
    found = set()
    for text in texts:
        for each in _REFERENCE.finditer(text):
            kind = each["kind"].replace("Figure", "Fig")
            whole = [label.group() for label in _LABEL.finditer(each["numbers"])]
            found |= {f"{kind} {label}" for label in whole}
    return found


def is_name(text: str, known: Known) -> bool:
    """Whether a word with digits is a name: one of the paper's, or one that is written as names are."""
    return text.casefold() in known.names or _NAME.fullmatch(text) is not None


#: Shapes of numbers in an entry of a reference list, which a correction may add.
_SHAPES = re.compile(
    r"\b\d+\s?\(\d+(?:[–-]\d+)?\)(?=[:,.])|(?<=[:,]\s)\d+[–-]\d+(?=[.,]|$)|(?<=:)\d+[–-]\d+(?=[.,]|$)|\bpp?\.\s?\d+(?:[–-]\d+)?"
    r"|\b[Vv]ol\.\s?\d+|\b[Nn]o\.\s?\d+|\be\d+\b"
)
_ENTRY = re.compile(
    rf"\W*(?:\d+[.\])]\s*)?{_SURNAME}(?:\s{_SURNAME})*,?\s(?:[A-Z]\.|[A-Z]{{1,3}}\b|{_SURNAME})"
)
_WHOLE = re.compile(r"(?<![\w.])\d+(?:st|nd|rd|th)?(?![\w%‰½]|\.\d)")


def in_entry(text: str, start: int, end: int, *, new: bool) -> list[Stretch]:
    """The digits of a stretch of a reference list that are no results; `new` says that it is an entry of its own."""
    found = [(m.start(), m.end(), "reference list") for m in _SHAPES.finditer(text, start, end)]
    if new and _ENTRY.match(text[start:end]) and _ONE_YEAR.search(text, start, end):
        found += [(m.start(), m.end(), "reference list") for m in _WHOLE.finditer(text, start, end)]
    return found
