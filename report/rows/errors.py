"""The tree of errors.

ReportError                 anything that the author can fix: location, fault, remedy
├── StudyError              the dependencies of products: unknown, missing, circular
├── DataError               the data file or its dictionary
├── ProductError            a product failed while it was computed
├── LedgerError             a row's id is taken, malformed or unknown
├── TemplateError           a template refers to something that does not exist, or does not parse
├── LintError               a number typed by hand into a template
├── RenderError             a renderer failed, or an output has an unresolved reference
├── VerifyError             an output does not print the values of the ledger
├── StoreError              a folder cannot be read or written
├── UsageError              a command line with an invalid or missing argument
└── ToolError               a required program or library is not installed
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Fault:
    """One thing to fix: its location, what is wrong, and how to fix it; `trace` is the traceback of its cause."""

    where: str
    what: str
    remedy: str = ""
    trace: str = field(default="", compare=False, repr=False)

    def __str__(self) -> str:
        head = f"{self.where}  {self.what}" if self.where else self.what
        return f"{head}\n    {self.remedy}" if self.remedy else head


def exception_text(error: BaseException) -> str:
    """The type and the message of an exception on one line, without the location of a syntax error."""
    message = error.msg if isinstance(error, SyntaxError) else error
    return " ".join(f"{type(error).__name__}: {message}".split())


class ReportError(Exception):
    """All faults of one kind, reported together."""

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
    """A study whose products cannot be collected or ordered."""


class DataError(ReportError):
    """A data file that violates the rules of its dictionary."""


class ProductError(ReportError):
    """A product that failed while it was computed."""


class ResultError(ProductError):
    """A result object or frame that cannot become rows; its faults name the ids of the missing rows."""


class LedgerError(ReportError):
    """A row whose id is malformed, taken or unknown."""


class TemplateError(ReportError):
    """A template that does not parse, or refers to something that does not exist."""


class LintError(ReportError):
    """Numbers that were typed by hand."""


class RenderError(ReportError):
    """A document that could not be rendered completely."""


class VerifyError(ReportError):
    """An output that does not print the values of the ledger."""


class StoreError(ReportError):
    """A folder or file that cannot be read or written."""


class UsageError(ReportError):
    """A command line that is wrong for any project: an invalid value of an option, or a missing one."""


class ToolError(ReportError):
    """A required program or library that is not installed."""
