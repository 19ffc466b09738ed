"""The numbers that a copy may add: citation years, cross-references, dates, addresses and names.

Loose conventions are enough for the paper's own text, since its sources were linted. They are not enough for
added text: `screened 1947 patients` contains no year, and `Table 29` may refer to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass

from report.verify.conventions import ADDRESS, BUILD, DATES, JOURNAL, REGISTER, VERSION
from report.verify.printed_times import dated_times

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
#: How such a line begins.
_TO_CITE = re.compile(
    r"\A(?:To cite this (?:article|paper)|(?:Please )?[Cc]ite (?:this (?:article|paper) )?as|How to cite"
    r"|(?:Recommended|Suggested) citation):\s"
)
_CONVENTIONS = (
    ("address", ADDRESS),
    *DATES,
    ("register number", REGISTER),
    ("journal detail", JOURNAL),
    ("version", VERSION),
    ("build", BUILD),
)
_NAME = re.compile(
    r"(?!.*[\u00bc-\u00be\u2150-\u215f\u2189])(?:(?=.*[^\W\d_].*[^\W\d_])(?=.*[A-Z]).+|[A-Z]\d|[^\W\d_]+[²³])",
    re.DOTALL,
)
Stretch = tuple[int, int, str]


@dataclass(frozen=True)
class Vocabulary:
    """The labels, cited authors, words, and names with digits that occur in a paper.

    `works` holds each author, in lower case, with the years of the works in the reference lists and citations.
    """

    labels: Set[str]
    authors: Set[str]
    words: Set[str]
    names: Set[str]
    works: Set[tuple[str, str]] = frozenset()


def allowed(text: str, known: Vocabulary, *, in_cell: bool = False) -> list[Stretch]:
    """The stretches of an added text whose digits are not results, each with the name of its convention."""
    found = [(m.start(), m.end(), name) for name, pattern in _CONVENTIONS for m in pattern.finditer(text)]
    found += [*_citations(text, known), *_references(text, known), *_own_citation(text)]
    if not in_cell:
        found += dated_times(text)
    page = None if in_cell else _PAGE.match(text)
    if page and int(page[1]) <= int(page[2]):
        found.append((page.start(), page.end(), "page of pages"))
    return found


def _citations(text: str, known: Vocabulary) -> Iterator[Stretch]:
    """The years and pages of works that are cited by author."""
    for work in _WORK.finditer(text):
        if not _is_work(text, work, known):
            continue
        for year in _ONE_YEAR.finditer(text, work.start("years"), work.end("years")):
            yield year.start(), year.end(), "citation"
        close = text.find(")", work.end("years"))
        for pages in _PAGES.finditer(text, work.end("years"), max(close, work.end("years"))):
            yield pages.start(), pages.end(), "citation"


def _own_citation(text: str) -> Iterator[Stretch]:
    """The whole numbers in a line in which a journal states how to cite the paper."""
    if line := _TO_CITE.search(text):
        for number in _WHOLE.finditer(text, line.end()):
            yield number.start(), number.end(), "journal detail"


def _is_work(text: str, work: re.Match[str], known: Vocabulary) -> bool:
    """Whether a name and a year form a citation: in parentheses or of a known author, and not a word of the paper."""
    opened = text.rfind("(", 0, work.start()) > text.rfind(")", 0, work.start())
    if not (work["open"] or opened):
        return False
    name = work["name"].casefold()
    if name in known.authors:
        return True
    return name not in known.words and bool(work["others"] or work["comma"])


def _references(text: str, known: Vocabulary) -> Iterator[Stretch]:
    for found in _REFERENCE.finditer(text):
        kind = found["kind"].replace("Figure", "Fig")
        for label in _LABEL.finditer(text, found.start("numbers"), found.end("numbers")):
            if f"{kind} {label.group()}" in known.labels:
                yield label.start(), label.end(), "cross-reference"


def labels(texts: Iterable[str]) -> set[str]:
    """All labels that texts refer to or caption, such as `Table 1` and `Fig S2`."""
    found = set()
    for text in texts:
        for each in _REFERENCE.finditer(text):
            kind = each["kind"].replace("Figure", "Fig")
            whole = [label.group() for label in _LABEL.finditer(each["numbers"])]
            found |= {f"{kind} {label}" for label in whole}
    return found


#: Where the authors of an entry end: at its year, a quoted title, or a sentence that begins no further name.
_TITLE = re.compile(rf"\(?\b{_YEAR}|[“‘«„\"]|\.\s+(?={_SURNAME}\s(?!and\b|&|et\b|und\b|[A-Z]{{1,3}}\b)\w)")


def authors(entry: str) -> str:
    """The part of an entry of a reference list that names its authors."""
    title = _TITLE.search(entry)
    return entry[: title.start()] if title else entry


def is_unknown_work(text: str, start: int, known: Vocabulary) -> bool:
    """Whether the year at a place in a text is that of no known work of the known author before it."""
    for work in _WORK.finditer(text):
        if work.start("years") <= start < work.end("years"):
            name, year = work["name"].casefold(), text[start : start + 4]
            return name in known.authors and (name, year) not in known.works
    return False


def known_works(entries: Iterable[str], texts: Iterable[str], pages: Iterable[str]) -> Set[tuple[str, str]]:
    """The authors and years of works in reference lists, in citations, and on pages that may have such lists."""
    found = {work for entry in entries for work in works_in(entry)}
    found |= {work for text in texts for work in works_cited(text)}
    return found | {work for page in pages for work in works_listed(page)}


def works_in(entry: str) -> Iterator[tuple[str, str]]:
    """Each author of an entry of a reference list with each of its years; a reprint has two."""
    years = {year[:4] for year in _ONE_YEAR.findall(entry)}
    names = {name.casefold() for name in re.findall(_SURNAME, authors(entry))}
    yield from ((name, year) for name in names for year in years)


def works_cited(text: str) -> Iterator[tuple[str, str]]:
    """The first author of each citation in a text with its years."""
    for work in _WORK.finditer(text):
        yield from ((work["name"].casefold(), year[:4]) for year in _ONE_YEAR.findall(work["years"]))


#: The start of an entry on a page whose reference list is not marked up, up to its year.
_LISTED = re.compile(
    rf"(?P<name>{_SURNAME}),\s(?:[A-Z]\.[\s\u00a0-]?){{1,4}}[^()]{{0,300}}\((?P<year>{_YEAR})"
)


def works_listed(page: str) -> Iterator[tuple[str, str]]:
    """The first author and the year of each entry on a page that may be one of a reference list."""
    yield from ((entry["name"].casefold(), entry["year"][:4]) for entry in _LISTED.finditer(page))


def is_name(text: str, known: Vocabulary) -> bool:
    """Whether a word with digits is a name: one that the paper uses, or one written like a name."""
    return text.casefold() in known.names or _NAME.fullmatch(text) is not None


#: Patterns of numbers that a correction may add to an entry of a reference list.
_SHAPES = re.compile(
    r"\b\d+\s?\(\d+(?:[–-]\d+)?\)(?=[:,.])|(?<=[:,]\s)\d+[–-]\d+(?=[.,]|$)|(?<=:)\d+[–-]\d+(?=[.,]|$)|\bpp?\.\s?\d+(?:[–-]\d+)?"
    r"|\b[Vv]ol\.\s?\d+|\b[Nn]o\.\s?\d+|\be\d+\b"
)
_ENTRY = re.compile(
    rf"\W*(?:\d+[.\])]\s*)?{_SURNAME}(?:\s{_SURNAME})*,?\s(?:[A-Z]\.|[A-Z]{{1,3}}\b|{_SURNAME})"
)
_WHOLE = re.compile(r"(?<![\w.])\d+(?:st|nd|rd|th)?(?![\w%‰½]|\.\d)")


def in_entry(text: str, start: int, end: int, *, new: bool) -> list[Stretch]:
    """The digits in a stretch of a reference list that are not results; `new` marks a new entry."""
    found = [(m.start(), m.end(), "reference list") for m in _SHAPES.finditer(text, start, end)]
    if new and _ENTRY.match(text[start:end]) and _ONE_YEAR.search(text, start, end):
        found += [(m.start(), m.end(), "reference list") for m in _WHOLE.finditer(text, start, end)]
    return found
