"""Resolves names in templates: dotted paths into the ledger, which print if they lead to a row."""

from __future__ import annotations

from report.rows.errors import Fault, TemplateError
from report.rows.ledger import Ledger
from report.rows.stat import Stat
from report.template.spans import UNNUMBERED, span


class LedgerPath:
    """A path into the ledger: `primary.ebi.indirect` may be extended, or passed to a filter."""

    __slots__ = ("_ledger", "_path")

    def __init__(self, ledger: Ledger, path: str):
        self._ledger = ledger
        self._path = path

    def __getattr__(self, segment: str) -> LedgerPath:
        if segment.startswith("_"):
            raise AttributeError(segment)
        return LedgerPath(self._ledger, f"{self._path}.{segment}")

    def __getitem__(self, segment: str) -> LedgerPath:
        return self.__getattr__(str(segment))

    def __str__(self) -> str:
        return span(row_of(self))

    @property
    def __path__(self) -> str:
        return self._path


def path_of(name: LedgerPath) -> str:
    """The dotted path of a name."""
    return name.__path__


def language_of_name(name: LedgerPath) -> str:
    """The language of the documents that print a name."""
    ledger: Ledger = object.__getattribute__(name, "_ledger")
    return ledger.build.language


def row_of(name: LedgerPath, below: str = "") -> Stat:
    """The row at a name, or below it; a TemplateError suggests the nearest ids if there is none."""
    if not isinstance(name, LedgerPath):
        what = "the output of a filter" if UNNUMBERED in str(name) else repr(name)
        raise TemplateError(
            Fault("", f"{what} is not a row", "name a row of the ledger: `report list` shows them")
        )
    ledger: Ledger = object.__getattribute__(name, "_ledger")
    path = path_of(name) + (f".{below}" if below else "")
    if path not in ledger:
        raise TemplateError(Fault("", f"no statistic named {path}", ledger.suggestion(path)))
    return ledger.stat(path)


def rows_below(name: LedgerPath) -> dict[str, Stat]:
    """The statistics one level below a name, by their last segment."""
    ledger: Ledger = object.__getattribute__(name, "_ledger")
    head = f"{path_of(name)}."
    steps = {row.id.removeprefix(head): row for row in ledger.below(path_of(name)) if isinstance(row, Stat)}
    return {step: row for step, row in steps.items() if "." not in step and step != row.id}


def roots(ledger: Ledger) -> dict[str, LedgerPath]:
    """The first segments of all ids, as names."""
    firsts = dict.fromkeys(id.split(".")[0] for id in ledger)
    return {first: LedgerPath(ledger, first) for first in firsts}
