"""Checks files: reads a copy, identifies the document it is a copy of, and collects findings and balance."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from report.rows.counted import counted
from report.text.blocks import Copy
from report.text.reading.drawings import is_drawing
from report.text.reading.guards import UnreadableError
from report.text.reading.isolated_reading import read
from report.text.reading.styles import can_change_numbers
from report.verify.accounts import Accounts
from report.verify.appendix import PROVENANCE, Appendix, Reader
from report.verify.balance import Balance, balance
from report.verify.cards import card_findings
from report.verify.comparison import Comparison
from report.verify.copied_document import Documents, comparisons
from report.verify.descriptions import Descriptions
from report.verify.earlier_scripts import PUBLISHED_SCRIPTS
from report.verify.findings import Finding, Where
from report.verify.rasters import raster_findings, unknown_rasters
from report.verify.remark_findings import findings
from report.verify.running_matter import running_findings

#: How each note on a part of a copy that was not checked begins.
NOT_CHECKED = "not checked: "


@dataclass(frozen=True)
class Checked:
    """The result of checking one file."""

    file: Path
    document: str
    numbers: int
    findings: tuple[Finding, ...]
    balance: Balance
    notes: tuple[str, ...] = ()

    def record(self) -> dict[str, object]:
        """The result as JSON data."""
        return {
            "file": str(self.file),
            "numbers_checked": self.numbers,
            "findings": [finding.record() for finding in self.findings],
            "notes": list(self.notes),
        }


#: Compares a file that has been read with the documents.
Opened = Callable[[Documents], Checked]
#: Reads a file, so that an unreadable one is rejected before anything is computed.
Opener = Callable[[Path], Opened]


def open_paper(path: Path) -> Opened:
    """Read a copy of a document: HTML, PDF or Word."""
    copy = read(path)
    return lambda documents: check_copy(path, copy, documents)


def check_copy(path: Path, copy: Copy, documents: Documents) -> Checked:
    """Check a copy that was read from `path`."""
    appendix, copy = _parted(copy, documents)
    names, cases = comparisons(path, copy, documents)
    accounts = {reading: Accounts(case) for reading, case in cases.items()}
    first = next(iter(accounts.values()))
    today = [block for name in names for block in documents.descriptions(name)]
    captions = {
        " ".join(block.text.split()) for block in first.case.expected_blocks if block.kind == "caption"
    }
    described = Descriptions(today, documents.ledger, copy.printed, captions).findings(copy.descriptions)
    cards = card_findings(copy.cards, documents.ledger, copy.printed)
    known = PUBLISHED_SCRIPTS.union(*map(documents.styles, names))
    added = [rule for rule in copy.styles if rule not in known]
    active = [] if first.case.is_older else list(filter(can_change_numbers, added))
    scripts = (
        Finding("typed", "", "", rule, Where(block="the page's scripts and styles")) for rule in active
    )
    drawn = raster_findings(copy, documents.drawings)
    running = running_findings(copy.running_texts, first)
    found = (*_gathered(accounts), *running, *described, *drawn, *cards, *appendix.findings, *scripts)
    account = balance(first, copy.running, appendix.digits)
    unknown = unknown_rasters(copy, documents.drawings)
    notes = _notes(copy, first.case, [rule for rule in added if rule not in active], unknown)
    return Checked(path, " and ".join(names), _numbers(first.case), found, account, notes)


def _parted(copy: Copy, documents: Documents) -> tuple[Appendix, Copy]:
    """Split a copy into its appendix and the rest, which includes foreign text after the appendix heading."""
    reader = Reader(documents.ledger, copy.printed, documents.sweeps)
    appendix = reader.read([block for block in copy.blocks if block.kind == PROVENANCE])
    readings = {
        name: (
            *(block for block in blocks if block.kind not in (PROVENANCE, "description")),
            *appendix.others,
        )
        for name, blocks in copy.readings.items()
    }
    return appendix, replace(copy, readings=readings)


def _gathered(accounts: Mapping[str, Accounts]) -> Iterator[Finding]:
    """The findings of all readings; a finding that occurs in only one reading names it."""
    found = {reading: findings(each) for reading, each in accounts.items()}
    if len(found) == 1:
        yield from next(iter(found.values()))
        return
    sets = {reading: {_essence(each) for each in listed} for reading, listed in found.items()}
    seen: set[tuple[object, ...]] = set()
    for reading, listed in found.items():
        for finding in listed:
            if _essence(finding) not in seen:
                seen.add(_essence(finding))
                everywhere = all(_essence(finding) in each for each in sets.values())
                yield finding if everywhere else replace(finding, note=reading)


def _essence(finding: Finding) -> tuple[object, ...]:
    place = finding.where
    return (
        *(finding.kind, finding.stat, finding.expected, finding.found),
        *(place.section, place.block, place.table, place.row, place.column),
    )


def _numbers(case: Comparison) -> int:
    """The number of printed numbers, marks and wordings that were checked against rows."""
    return len({(token.block, token.bound) for token in case.expected if token.bound})


def _notes(copy: Copy, case: Comparison, styles: Sequence[str], rasters: int) -> tuple[str, ...]:
    """The parts of a copy that were not checked, one line each."""
    pictures = sum(block.kind == "picture" for block in copy.blocks)
    others = pictures - len(case.unlabelled)
    figures = [f"the labels of {', '.join(sorted(case.unlabelled))}, shown as pictures"] * bool(
        case.unlabelled
    )
    more = [f"{counted(others, 'picture')} other than the figures of the study"] * bool(others > 0)
    drawn = sum(map(is_drawing, styles))
    rules = [each for each in styles if not is_drawing(each)]
    hidden = [f"what style rules or scripts of the copy hide or add: {'; '.join(rules[:3])}"] * bool(rules)
    beside = [f"{counted(rasters, 'raster picture')} of outdated drawings"] * bool(rasters)
    other = [f"anything but the labels of {counted(drawn, 'changed drawing')}"] * bool(drawn)
    noted = (*figures, *more, *beside, *other, *copy.unchecked, *hidden)
    return tuple(f"{NOT_CHECKED}{each}" for each in noted)


#: How files are opened, by suffix; other parts of the program add their own openers.
OPENERS: dict[str, Opener] = dict.fromkeys((".html", ".htm", ".mhtml", ".mht", ".pdf", ".docx"), open_paper)
_AS_WORD, _AS_WORKBOOK, _AS_PAGE = (
    "save it as .docx",
    "save it as .xlsx",
    "check the .html, .pdf or .docx instead",
)
#: Formats of copies that are not read: what they are, and what to do.
_OTHER_FORMATS = {
    ".odt": ("an OpenDocument text", _AS_WORD),
    ".doc": ("a document of Word 97–2003", _AS_WORD),
    ".docm": ("a Word document with macros", _AS_WORD),
    ".rtf": ("a Rich Text file", _AS_WORD),
    ".pages": ("a document of Pages", _AS_WORD),
    ".ods": ("an OpenDocument spreadsheet", _AS_WORKBOOK),
    ".xls": ("a workbook of Excel 97–2003", _AS_WORKBOOK),
    ".xlsm": ("a workbook with macros", _AS_WORKBOOK),
    ".xml": ("an XML file, such as JATS", _AS_PAGE),
    ".epub": ("an e-book", _AS_PAGE),
    **dict.fromkeys((".md", ".qmd", ".txt"), ("plain text", _AS_PAGE)),
}


def opened(path: Path) -> Opened:
    """Read a file with the opener for its suffix."""
    opener = OPENERS.get(path.suffix.lower())
    if opener is None:
        other = _OTHER_FORMATS.get(path.suffix.lower())
        what = (
            f"is {other[0]}, which cannot be checked; {other[1]}"
            if other
            else "has a type that cannot be checked"
        )
        raise UnreadableError(f"{what}; supported are {', '.join(OPENERS)}")
    return opener(path)


def published(folder: Path, names: tuple[str, ...]) -> list[Path]:
    """The published documents in a folder, in all formats that have an opener."""
    files = [folder / f"{name}{suffix}" for name in names for suffix in OPENERS]
    return [path for path in files if path.is_file()]
