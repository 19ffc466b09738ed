"""Checks files: reads a copy, finds out which document it is a copy of, and gathers findings and balance."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from report.rows.ledger import Ledger
from report.text.blocks import Block, Copy, counted
from report.text.reading.guards import UnreadableError
from report.text.reading.safely import read
from report.verify.accounts import Accounts
from report.verify.appendix import PROVENANCE, appendix_findings
from report.verify.balance import Balance, balance
from report.verify.comparison import Comparison, compare
from report.verify.findings import Finding
from report.verify.verdict import findings

#: Below this share of equal words a file is no copy of a document.
_LEAST = 0.25
#: More paragraphs than these, a banner and a link or two, are running text.
_ASIDE = 3
_TITLE = re.compile(r"Table[ \u00a0][A-Z]?\d+\b")
#: From this likeness on no other document is tried.
_SURE = 0.8


class Documents(Protocol):
    """What a copy is held against."""

    @property
    def ledger(self) -> Ledger:
        """The rows of today."""
        ...

    def blocks(self, name: str) -> tuple[Block, ...]:
        """The blocks of a document."""
        ...

    def likely(self, path: Path, tables: Sequence[str]) -> Iterator[str]:
        """The documents' names, the likeliest first; `tables` are the titles of a copy that holds tables alone."""
        ...


@dataclass(frozen=True)
class Checked:
    """What a check of one file says."""

    file: Path
    document: str
    numbers: int
    findings: tuple[Finding, ...]
    balance: Balance
    notes: tuple[str, ...] = ()

    def record(self) -> dict[str, object]:
        """The answer for a script."""
        return {
            "file": str(self.file),
            "numbers_checked": self.numbers,
            "findings": [finding.record() for finding in self.findings],
        }


#: Holds a file that was read already against the documents.
Opened = Callable[[Documents], Checked]
#: Reads a file; what cannot be read is refused before anything is computed.
Opener = Callable[[Path], Opened]


def open_paper(path: Path) -> Opened:
    """A copy of a document: HTML, PDF or Word."""
    copy = read(path)
    return lambda documents: held_against(path, copy, documents)


def held_against(path: Path, copy: Copy, documents: Documents) -> Checked:
    """The check of a copy that was read from `path`."""
    name, cases = _cases(path, copy, documents)
    accounts = {reading: Accounts(case) for reading, case in cases.items()}
    first = next(iter(accounts.values()))
    entries = [block for block in copy.blocks if block.kind == PROVENANCE]
    found = (*_gathered(accounts), *appendix_findings(entries, documents.ledger, copy.printed))
    account = balance(first, copy.running, entries)
    return Checked(path, name, _numbers(first.case), found, account, _notes(copy))


def _cases(path: Path, copy: Copy, documents: Documents) -> tuple[str, dict[str, Comparison]]:
    tried: dict[str, Comparison] = {}
    for name in documents.likely(path, tables_alone(copy)):
        tried[name] = _case(copy, copy.blocks, name, documents)
        if tried[name].alignment.likeness >= _SURE:
            break
    name, best = max(tried.items(), key=lambda each: each[1].alignment.likeness)
    if best.alignment.share < _LEAST or len(best.found) < 20:
        raise UnreadableError("is no copy of this paper: too few of its words stand there")
    others = list(copy.readings.items())[1:]
    return name, {
        next(iter(copy.readings)): best,
        **{reading: _case(copy, blocks, name, documents) for reading, blocks in others},
    }


def tables_alone(copy: Copy) -> tuple[str, ...]:
    """The titles of the tables of a copy that holds nothing else: an export, whatever its file is called."""
    running = sum(block.kind == "paragraph" for block in copy.blocks)
    captions = (block.text for block in copy.blocks if block.kind == "caption")
    return tuple(
        found[0].replace("\u00a0", " ")
        for text in captions
        if (found := _TITLE.match(text)) and running <= _ASIDE
    )


def _case(copy: Copy, blocks: tuple[Block, ...], name: str, documents: Documents) -> Comparison:
    """The text of a copy beside today's; contents count where the copy has them, the appendix is apart."""
    kinds = {block.kind for block in blocks}
    today = [block for block in documents.blocks(name) if block.kind != "contents" or "contents" in kinds]
    text = [block for block in blocks if block.kind != PROVENANCE]
    return compare(documents.ledger, today, text, copy.printed, copy.pictures)


def _gathered(accounts: Mapping[str, Accounts]) -> Iterator[Finding]:
    """The findings of all readings; one that shows in a single reading names it."""
    found = {reading: findings(each) for reading, each in accounts.items()}
    if len(found) == 1:
        yield from next(iter(found.values()))
        return
    sets = {reading: {_essence(each) for each in listed} for reading, listed in found.items()}
    told: set[tuple[object, ...]] = set()
    for reading, listed in found.items():
        for finding in listed:
            if _essence(finding) not in told:
                told.add(_essence(finding))
                everywhere = all(_essence(finding) in each for each in sets.values())
                yield finding if everywhere else replace(finding, note=reading)


def _essence(finding: Finding) -> tuple[object, ...]:
    place = finding.where
    return (
        *(finding.kind, finding.stat, finding.expected, finding.found),
        *(place.section, place.block, place.table, place.row, place.column),
    )


def _numbers(case: Comparison) -> int:
    """How many printed numbers, marks and wordings were held against rows."""
    return len({(token.block, token.bound) for token in case.expected if token.bound})


def _notes(copy: Copy) -> tuple[str, ...]:
    """What of a copy was not checked, a line each."""
    unlabelled = [f"{counted(copy.pictures, 'picture')} without readable labels"] if copy.pictures else []
    return tuple(f"not checked: {each}" for each in (*unlabelled, *copy.unchecked))


#: How files are opened, by their suffix; other parts of the program add their own.
OPENERS: dict[str, Opener] = dict.fromkeys((".html", ".htm", ".pdf", ".docx"), open_paper)


def opened(path: Path) -> Opened:
    """A file, read by the opener of its suffix."""
    opener = OPENERS.get(path.suffix.lower())
    if opener is None:
        raise UnreadableError(f"is of a kind that is not checked; known are {', '.join(OPENERS)}")
    return opener(path)


def published(folder: Path, names: tuple[str, ...]) -> list[Path]:
    """The published files of a folder that have an opener: the documents, in all formats."""
    files = [folder / f"{name}{suffix}" for name in names for suffix in OPENERS]
    return [path for path in files if path.is_file()]
