"""Which tracked changes of a copy are read, which of its hunks are applied, and the rows of its typed numbers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from report.merge.hunks import Hunk
from report.merge.word_text import Revision
from report.rows.errors import Fault, UsageError

REJECT = "reject"
OPTION = "--accept"
_NO_CHANGES = "the copy has no tracked changes: omit the option"
_TERM = re.compile(r'(?:[^,"]|"[^"]*")+')
_HUNK = re.compile(r"(?P<name>h[0-9a-f]{6}|\d+)(?:-(?P<last>\d+))?(?:=(?P<answer>\S+))?")
_GRAMMAR = (
    "write hunks (1-4,7 or h3f9a2c), 5=ROW, 5=nearest, 5=typed, 5=reject, "
    "author:NAME, since:DATE, until:DATE, none"
)


@dataclass(frozen=True)
class Selection:
    """A choice of tracked changes by author and date, and of hunks by number or id.

    `named` is None if all hunks are chosen. `answers` maps hunks to the rows of their typed numbers, or to `typed`.
    """

    authors: frozenset[str] = frozenset()
    since: str = ""
    until: str = ""
    named: frozenset[str] | None = None
    rejected: frozenset[str] = frozenset()
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def reads(self, revision: Revision) -> bool:
        """Whether a tracked change is read as accepted; otherwise it remains a suggestion."""
        by = not self.authors or revision.author.casefold() in self.authors
        day = revision.date[:10]
        return by and day >= self.since and (not self.until or day <= self.until)

    def accepts(self, hunk: Hunk) -> bool:
        """Whether a hunk is to be applied."""
        return not self.rejects(hunk) and (self.named is None or bool(self.named & _names(hunk)))

    def rejects(self, hunk: Hunk) -> bool:
        """Whether a hunk is rejected by name, so that even a conflict is closed."""
        return bool(self.rejected & _names(hunk))

    def answers_to(self, hunk: Hunk) -> tuple[str, ...]:
        """What the typed numbers and citations of a hunk mean, in their order: rows, entries, or `typed`."""
        return next((self.answers[name] for name in sorted(_names(hunk)) if name in self.answers), ())

    def refuse_unknown(self, hunks: Sequence[Hunk]) -> None:
        """Raise a fault for each name that no hunk has."""
        known = {name for hunk in hunks for name in _names(hunk)}
        named = {*(self.named or ()), *self.rejected, *self.answers}
        remedy = f"the copy has hunks 1 to {len(hunks)}" if hunks else "the copy has no edits"
        if unknown := sorted(named - known):
            raise UsageError(Fault(OPTION, f"no hunk {name}", remedy) for name in unknown)

    def refuse_unknown_authors(self, revisions: Iterable[Revision]) -> None:
        """Raise a fault for each selected author who has no tracked change in the copy."""
        authors = {each.author.casefold(): each.author for each in revisions}
        remedy = (
            f"its tracked changes are by {', '.join(sorted(authors.values()))}" if authors else _NO_CHANGES
        )
        if unknown := sorted(self.authors - {*authors}):
            raise UsageError(Fault("--author", f"no tracked change by {name}", remedy) for name in unknown)


EVERYTHING = Selection()


def _names(hunk: Hunk) -> frozenset[str]:
    return frozenset((str(hunk.number), hunk.id))


def selection(text: str) -> Selection:
    """The selection that the option `--accept` gives: a list of terms, or a file of the review page."""
    path = Path(text)
    if text.endswith(".json"):
        return _from_file(path)
    found, faults = Selection(), []
    named: set[str] = set()
    for term in (each.strip() for each in _TERM.findall(text)):
        try:
            found, more = _with_term(found, term)
            named |= more
        except ValueError:
            faults.append(Fault(OPTION, f"cannot be read: {term}", _GRAMMAR))
    if faults:
        raise UsageError(faults)
    restricted = named or "none" in text.split(",")
    return replace(found, named=frozenset({*named, *found.answers}) if restricted else None)


def _with_term(found: Selection, term: str) -> tuple[Selection, set[str]]:
    """A selection with one more term, and the hunks that the term names for acceptance."""
    key, colon, value = term.partition(":")
    if term in ("none", "all", ""):
        return found, set()
    if colon:
        return _of_revisions(found, key, value.strip().strip('"')), set()
    matched = _HUNK.fullmatch(term)
    if matched is None:
        raise ValueError(term)
    names = set(_range(matched["name"], matched["last"]))
    if matched["answer"] == REJECT:
        return replace(found, rejected=found.rejected | names), set()
    if matched["answer"]:
        added = {name: (*found.answers.get(name, ()), matched["answer"]) for name in names}
        return replace(found, answers={**found.answers, **added}), set()
    return found, names


def _of_revisions(found: Selection, key: str, value: str) -> Selection:
    """A selection with one more author, or with another first or last day."""
    if key == "author" and value:
        return replace(found, authors=found.authors | {value.casefold()})
    if key == "since":
        return replace(found, since=day(value))
    if key == "until":
        return replace(found, until=day(value))
    raise ValueError(key)


def _range(first: str, last: str | None) -> Iterator[str]:
    if last is None:
        yield first
    elif not first.isdigit():
        raise ValueError(first)
    else:
        yield from map(str, range(int(first), int(last) + 1))


def day(text: str) -> str:
    """A date as Word files store it; a ValueError for other texts."""
    return date.fromisoformat(text.strip()[:10]).isoformat()


def _from_file(path: Path) -> Selection:
    """The selection downloaded from the review page."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        return _from_record(record)
    except OSError as error:
        raise UsageError(Fault(str(path), "cannot be read", error.strerror or "")) from None
    except (ValueError, TypeError, AttributeError):
        raise UsageError(
            Fault(str(path), "is not a selection of hunks", "download it from the page of --review")
        ) from None


def _from_record(record: Mapping[str, Any]) -> Selection:
    rows = {str(name): tuple(str(row).split()) for name, row in record.get("rows", {}).items()}
    named = frozenset({*map(str, record["accept"]), *rows}) if "accept" in record else None
    return Selection(
        frozenset(str(each).casefold() for each in record.get("authors", ())),
        day(record["since"]) if record.get("since") else "",
        day(record["until"]) if record.get("until") else "",
        named,
        frozenset(map(str, record.get("reject", ()))),
        rows,
    )
