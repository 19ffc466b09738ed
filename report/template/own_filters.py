"""Filters that a study registers: a pattern such as "{mean} ({min} to {max})", or a function from a name to Markdown.

The parts of a pattern are rows below the name to which the filter is applied; `{}` is the row of the name itself.
A number in the text of a filter that does not come from a row is a fault, as it is in a template.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from report.rows.errors import Fault, ReportError, TemplateError, exception_text
from report.rows.number_formats import RELATIONS
from report.template.ledger_names import LedgerPath, row_of
from report.template.spans import span

_PART = re.compile(r"(?P<equals>=[ \u00a0]|)\{(?P<part>[a-z0-9_.]*)\}")
#: Rows, claims and literals, with their Markdown attributes.
_BOUND = re.compile(r"\[(?:\\.|[^\[\]\\])*\]\{#\ue000 [^{}]*\}")
_TYPED = re.compile(r"[0-9]+(?:\.[0-9]+)?")


@dataclass(frozen=True)
class OwnFilter:
    """A filter of a study, whose text is checked at each use."""

    name: str
    given: str | Callable[..., str]

    @property
    def parts(self) -> tuple[str, ...]:
        """The rows that a pattern needs below a name; unknown for a function."""
        if callable(self.given):
            return ()
        return tuple(dict.fromkeys(match["part"] for match in _PART.finditer(self.given) if match["part"]))

    def __call__(self, name: LedgerPath, *arguments: object, **options: object) -> str:
        """The Markdown that the filter prints for a name."""
        text = self._text(name, *arguments, **options)
        typed = _TYPED.search(_BOUND.sub("", text))
        if typed:
            what = f"the filter {self._named()} adds the number {typed[0]}"
            raise TemplateError(Fault("", what, "print rows, or literal_span(…) with the reason"))
        return text

    def _text(self, name: LedgerPath, *arguments: object, **options: object) -> str:
        if not callable(self.given):
            return _PART.sub(lambda match: _filled(name, match), self.given)
        try:
            text: object = self.given(name, *arguments, **options)
        except ReportError:
            raise
        except Exception as error:
            what = f"the filter {self._named()} failed: {exception_text(error)}"
            raise TemplateError(Fault("", what, "correct the filter, or its use")) from None
        if not isinstance(text, str):
            what = f"the filter {self._named()} returns {type(text).__name__}, not text"
            raise TemplateError(Fault("", what, "return Markdown"))
        return text

    def _named(self) -> str:
        """The name of the filter with the file and line of its function, if it is one."""
        code = getattr(self.given, "__code__", None)
        if code is None:
            return self.name
        file = Path(code.co_filename)
        here = Path.cwd()
        shown = file.relative_to(here) if file.is_relative_to(here) else file
        return f"{self.name} ({shown.as_posix()}:{code.co_firstlineno})"


def _filled(name: LedgerPath, match: re.Match[str]) -> str:
    row = row_of(name, match["part"])
    equals = "" if row.printed.startswith(RELATIONS) else match["equals"]
    return f"{equals}{span(row)}"


def own_filters(given: Mapping[str, str | Callable[..., str]]) -> dict[str, OwnFilter]:
    """The filters of a study by name."""
    return {name: OwnFilter(name, each) for name, each in given.items()}
