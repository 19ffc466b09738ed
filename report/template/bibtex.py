"""Extracts the cited entries of large BibTeX files without parsing the others."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass

_START = re.compile(r"@(\w+)[ \t]*[{(]\s*([^\s,{}()=\"]*)")
_FOR_ALL = ("string", "preamble")
_NO_ENTRY = (*_FOR_ALL, "comment")
#: One case-sensitive pattern per spelling, since these are found at the speed of a plain search.
_ALIASES = [re.compile(rf"{ids}\s*=\s*[{{\"]([^}}\"]*)[}}\"]") for ids in ("ids", "IDS", "Ids")]
_PARENTS = re.compile(r"\b(?:crossref|xref|xdata|entryset|related)\s*=\s*[{\"]([^}\"]*)[}\"]", re.IGNORECASE)
_MENTION = re.compile(r"@(?:\{([^{}\s]+)\}|(\w[\w:.#$%&+?<>~/-]*))")


@dataclass(frozen=True)
class Cited:
    """The cited entries of a file, and the original number of each of their lines."""

    text: str
    lines: tuple[int, ...]


def cited_names(markdown: str) -> frozenset[str] | None:
    """All keys that a text may cite, including some false matches; None if it cites all entries."""
    if re.search(r"@\*", markdown):
        return None
    found: set[str] = set()
    for braced, bare in _MENTION.findall(markdown):
        found.update([braced] if braced else _beginnings(bare))
    return frozenset(found)


def _beginnings(name: str) -> Iterator[str]:
    """A name with and without trailing punctuation, which may belong to the sentence."""
    while name:
        yield name
        name = re.sub(r"[^\w]+\w*$", "", name) if re.search(r"[^\w]", name) else ""


def aliases(text: str) -> Iterator[str]:
    """The aliases of entries in `ids` fields."""
    for pattern in _ALIASES:
        for names in pattern.findall(text):
            yield from re.split(r"[\s,]+", names.strip())


def cited_entries(text: str, names: Collection[str] | None) -> Cited:
    """The named entries of a BibTeX file, the entries that they inherit from, and all @string definitions."""
    entries = list(_entries(text))
    by_key = {key: place for place, (_, _, key, _) in reversed(list(enumerate(entries))) if key}
    chosen = {place for place, (_, _, _, kind) in enumerate(entries) if kind in _FOR_ALL}
    waiting = list(by_key) if names is None else [*names, *_aliased(text, entries, names)]
    while waiting:
        place = by_key.get(waiting.pop())
        if place is not None and place not in chosen:
            chosen.add(place)
            start, end, *_ = entries[place]
            waiting += [
                key for keys in _PARENTS.findall(text, start, end) for key in re.split(r"[\s,]+", keys)
            ]
    return _joined(text, [entries[place] for place in sorted(chosen)])


def _entries(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Start, end, key and kind of each entry; an entry ends where the next one starts on a new line."""
    starts = [match for match in _START.finditer(text) if _begins_line(text, match.start())]
    ends = [match.start() for match in starts[1:]] + [len(text)]
    for match, end in zip(starts, ends, strict=True):
        kind = match[1].lower()
        yield match.start(), end, "" if kind in _NO_ENTRY else match[2], kind


def _begins_line(text: str, place: int) -> bool:
    return not text[text.rfind("\n", 0, place) + 1 : place].strip()


def _aliased(text: str, entries: list[tuple[int, int, str, str]], names: Collection[str]) -> Iterator[str]:
    """The keys of entries that are cited by an alias."""
    starts = [start for start, *_ in entries]
    for found in (each for pattern in _ALIASES for each in pattern.finditer(text)):
        if not {*re.split(r"[\s,]+", found[1].strip())}.isdisjoint(names):
            yield entries[bisect_right(starts, found.start()) - 1][2]


def _joined(text: str, entries: list[tuple[int, int, str, str]]) -> Cited:
    parts: list[str] = []
    lines: list[int] = []
    line, before = 1, 0
    for start, end, *_ in entries:
        line += text.count("\n", before, start)
        before = start
        part = text[start:end].rstrip() + "\n"
        parts.append(part)
        lines += range(line, line + part.count("\n"))
    return Cited("".join(parts), tuple(lines))
