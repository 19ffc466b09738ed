"""What can go wrong, as one tree.

ReportError                 anything that the author can mend: place, fault, remedy
├── StudyError              the wiring of products: unknown, missing, circular
├── DataError               the data file or its dictionary
├── ProductError            a product failed while it computed
├── LedgerError             a row's id is taken, malformed or unknown
├── TemplateError           a template names what does not exist, or does not parse
├── LintError               a number in a template that no row stands behind
├── RenderError             a renderer failed, or an output has an unresolved reference
├── VerifyError             an output does not print what the ledger says
├── StoreError              a folder cannot be read or written
├── UsageError              a command line that asks for what no command does
└── ToolError               a program or library that is needed is not there
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """One thing to mend: where it stands, what is wrong, and how to mend it."""

    where: str
    what: str
    remedy: str = ""

    def __str__(self) -> str:
        head = f"{self.where}  {self.what}" if self.where else self.what
        return f"{head}\n    {self.remedy}" if self.remedy else head


class ReportError(Exception):
    """All faults of one kind that were found together."""

    def __init__(self, faults: Iterable[Fault] | Fault | str):
        if isinstance(faults, str):
            faults = Fault("", faults)
        if isinstance(faults, Fault):
            faults = (faults,)
        self.faults: tuple[Fault, ...] = tuple(faults)
        super().__init__(self.faults)

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.faults)


class StudyError(ReportError):
    """Products that cannot be wired together."""


class DataError(ReportError):
    """A data file that breaks the rules of its dictionary."""


class ProductError(ReportError):
    """A product that failed while it computed."""


class LedgerError(ReportError):
    """A row whose id is malformed, taken or unknown."""


class TemplateError(ReportError):
    """A template that does not parse, or names what does not exist."""


class LintError(ReportError):
    """Numbers that were typed by hand."""


class RenderError(ReportError):
    """A document that could not be rendered whole."""


class VerifyError(ReportError):
    """An output that prints something else than the ledger says."""


class StoreError(ReportError):
    """A folder or file that cannot be read or written."""


class UsageError(ReportError):
    """A command line that no project could answer: an unknown value of an option, or none where one is needed."""


class ToolError(ReportError):
    """A program or library that is needed and not there."""
