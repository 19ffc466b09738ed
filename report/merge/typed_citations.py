"""Citations that a co-author typed as text, with the entries of the bibliography that they may mean."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from report.template.bibliography import bibliography
from report.template.passages import TypedText

_YEAR = r"(?:1[6-9]|20)\d\d"
_PARTICLES = r"(?:(?:van|von|de|der|den|di|du|da|dos|del|la|le|ten|ter|zu) )*"
_NAMES = _PARTICLES + r"(?=[^\W\d_a-z])[^\W\d_][\w'’-]+(?: et al\.|(?:,? (?:and|&|\\&) [^\W\d_][\w'’-]+)+)?"
_IN_BRACKETS = re.compile(
    rf"\((?:(?:see|cf\.|e\.g\.,?) )?({_NAMES},? {_YEAR}[a-z]?(?:; {_NAMES},? {_YEAR}[a-z]?)*)\)"
)
_IN_SENTENCE = re.compile(rf"({_NAMES}) \(({_YEAR}[a-z]?)\)")
_ENTRY = re.compile(r"@(?!comment|string|preamble)\w+\s*[{(]\s*([^\s,{}()=\"]+)\s*,", re.IGNORECASE)
_AUTHOR = re.compile(
    r"\b(?:author|editor)\s*=\s*(?:\{((?:[^{}]|\{[^{}]*\})*)\}|\"((?:[^\"{}]|\{[^{}]*\})*)\")", re.IGNORECASE
)
_DATE = re.compile(rf"\b(?:year|date)\s*=\s*[{{\"]?\s*({_YEAR})", re.IGNORECASE)
_ACCENT = re.compile(r"\\(?:[`'^\"~=.]|[a-zA-Z](?=\s*\{))\s*")
#: More candidates than this are not worth listing.
_MOST = 6


@dataclass(frozen=True)
class Reference:
    """An entry of a bibliography: its key, the surname of its first author, and its year."""

    key: str
    surname: str
    year: str


@dataclass(frozen=True)
class TypedCitation:
    """A citation or cross-reference as typed, and the Markdown of each that it may mean, by the keys that it names.

    `missing` says what to do if it means none.
    """

    text: str
    meanings: Mapping[str, str]
    kind: str = "citation"
    verb: str = "cite"
    missing: str = "no entry has its first author and year: add one and merge again"


def references(templates: Mapping[str, str], root: Path) -> tuple[Reference, ...]:
    """The entries of the BibTeX files that templates name."""
    folders = (root, root / "templates")
    named = {
        name
        for file, text in templates.items()
        for name in bibliography(TypedText(text, file), folders).files
    }
    paths = (
        next((each / name for each in folders if (each / name).is_file()), None) for name in sorted(named)
    )
    texts = (path.read_text(encoding="utf-8", errors="replace") for path in paths if path is not None)
    return tuple(each for text in texts for each in entries(text))


def entries(text: str) -> Iterator[Reference]:
    """The entries of a BibTeX file that have an author or editor and a year."""
    begun = list(_ENTRY.finditer(text))
    ends = [each.start() for each in begun[1:]] + [len(text)]
    for entry, end in zip(begun, ends, strict=True):
        author, year = _AUTHOR.search(text, entry.end(), end), _DATE.search(text, entry.end(), end)
        if author and year:
            yield Reference(entry[1], _surname(author[1] or author[2] or ""), year[1])


def _surname(authors: str) -> str:
    """The comparable surname of the first author."""
    first = re.split(r"\s+and\s+", authors.strip())[0]
    name = first.split(",")[0] if "," in first else first.rsplit(maxsplit=1)[-1] if first.split() else ""
    return _comparable(name)


def _comparable(name: str) -> str:
    letters = unicodedata.normalize("NFKD", re.sub(r"[{}\\]", "", _ACCENT.sub("", name)))
    return "".join(each for each in letters.casefold() if each.isalnum())


def typed_citations(text: str, known: Collection[Reference]) -> Iterator[TypedCitation]:
    """The citations that a text spells out."""
    for found in _IN_BRACKETS.finditer(text):
        each = [_candidates(part, known) for part in found[1].split("; ")]
        chosen = itertools.islice(itertools.product(*each), _MOST)
        yield TypedCitation(
            found[0], {_named(keys): f"[{'; '.join(f'@{key}' for key in keys)}]" for keys in chosen}
        )
    for found in _IN_SENTENCE.finditer(text):
        keys = _candidates(f"{found[1]} {found[2]}", known)[:_MOST]
        yield TypedCitation(found[0], {_named([key]): f"@{key}" for key in keys})


def _named(keys: Sequence[str]) -> str:
    return "+".join(f"@{key}" for key in keys)


def _candidates(citation: str, known: Collection[Reference]) -> list[str]:
    """The keys of the entries with the surname of the first author and the year of a citation."""
    names, _, year = citation.rpartition(" ")
    first = re.split(r",| et al\.| and | & | \\& ", names)[0]
    surnames = {_comparable(first), _comparable(first.rsplit(" ")[-1])}
    return [each.key for each in known if each.surname in surnames and each.year == year[:4]]
