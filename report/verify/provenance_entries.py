"""Checks single entries of the provenance appendix of a copy: the text printed, its value and n."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import isclose

from report.rows.ledger import Ledger
from report.rows.notation import Notation
from report.rows.stat import Row, Stat
from report.text.blocks import SOFT, Block
from report.text.token_boundaries import regrouped
from report.text.tokens import NUMBER, Token, tokens
from report.verify.findings import Finding, Kind, where

VALUE = re.compile(r"\s*\(([-\u2212]?\d+(?:\.\d+)?(?:e[-\u2212+]?\d+)?)\)")
_N = re.compile(r";\s*n\s=\s(\d[\d,\u202f\u2009]*)")
#: Values have six digits; the last ones may differ between machines.
_CLOSE = 1e-4
_FIRST = re.compile(r"[^;]{1,40}")
_GOES_ON = re.compile(r"\w|[.\u00b7]\d|%")


@dataclass(frozen=True)
class CopiedBuild:
    """The build that a copy came from: `printed` holds the texts of its rows by id, as embedded in the copy."""

    ledger: Ledger
    printed: Mapping[str, str]

    def kind(self, row: Row) -> Kind:
        """Whether a wrong entry was right in the copy's own build."""
        return "stale" if self.printed.get(row.id, row.printed) != row.printed else "changed"

    @cached_property
    def is_older(self) -> bool:
        """Whether the copy's own build printed something other than the current one."""
        return any(id in self.ledger and self.ledger[id].printed != text for id, text in self.printed.items())

    def kind_of_value(self, row: Stat, value: float) -> Kind:
        """Whether an outdated value is what the copy's own build rounded and printed."""
        printed = self.printed.get(row.id, "")
        return "stale" if self.is_older and replace(row, value=value).printed == printed else "changed"


@dataclass
class AppendixEntry:
    """An entry of the appendix: the row that it names, and where the next entry begins."""

    copy: CopiedBuild
    block: Block
    row: Row
    end: int
    findings: list[Finding] = field(default_factory=list)

    def read(self, start: int) -> int:
        """Check the text after the id, and return where the entry ends."""
        text, row = self.block.text, self.row
        labelled = _behind(text, row.label, start, self.end) if row.label else None
        begin = start if labelled is None else labelled
        exact = _behind(text, row.printed, begin, self.end)
        if exact is not None:
            return self._count(row, self._value(row, exact))
        notation = self.copy.ledger.build.notation
        printed = _numbers(row.printed, notation)
        if not isinstance(row, Stat) or not printed:
            return self._count(row, self._words(begin))
        numbers = regrouped(printed, _numbers(text[begin : self.end], notation))
        if not numbers:
            return begin
        return self._count(row, self._number(row, begin, printed[0], numbers[0]))

    def _number(self, row: Stat, begin: int, expected: Token, first: Token) -> int:
        """Check the first number of an entry whose printed text differs, possibly after a different label."""
        start, end = begin + first.start, begin + first.end
        if first.key == expected.key:
            return self._value(row, end)
        self._wrong(first.text, start, end)
        value = VALUE.match(self.block.text, end, self.end)
        return value.end() if value is not None else end

    def _value(self, row: Row, start: int) -> int:
        """Check the value in parentheses after the printed text."""
        value = VALUE.match(self.block.text, start, self.end)
        if value is None or not isinstance(row, Stat) or not isinstance(row.value, float):
            return start
        number = float(value[1].replace("\u2212", "-"))
        if not _is_close(number, row.value):
            self._wrong(value[1], value.start(1), value.end(1), kind=self.copy.kind_of_value(row, number))
        return value.end()

    def _count(self, row: Row, start: int) -> int:
        count = _N.match(self.block.text, start, self.end)
        if count is None or not isinstance(row, Stat):
            return start
        if re.sub(r"\D", "", count[1]) != str(row.n) and not self.findings:
            kind: Kind = "stale" if self.copy.is_older else "changed"
            self._wrong(count[1], count.start(1), count.end(1), f"n = {row.n}", kind)
        return count.end()

    def _words(self, start: int) -> int:
        """Check an entry whose words differ from those of its row, from an older build or not."""
        text = self.block.text
        printed = self.copy.printed.get(self.row.id)
        old = _behind(text, printed, start, self.end) if printed else None
        if old is not None:
            self._wrong(printed or "", start, old)
            return old
        found = _FIRST.match(text, start, self.end)
        if found is None:
            return start
        self._wrong(found[0].strip(), found.start(), found.end())
        return found.end()

    def _wrong(self, text: str, start: int, end: int, right: str = "", kind: Kind | None = None) -> None:
        place = where(self.block, start, end, self.block.page)
        kind = kind or self.copy.kind(self.row)
        self.findings.append(Finding(kind, self.row.id, right or self.row.printed, text, place))


def _behind(text: str, phrase: str, start: int, end: int) -> int | None:
    """The end of a phrase at the start of a stretch; spaces may differ or be lost, and words broken at line ends."""
    at, letters = start, iter(phrase)
    wanted = next(letters, None)
    while wanted is not None and at < end:
        letter = text[at]
        if wanted.isspace() and not letter.isspace():
            wanted = next(letters, None)
            continue
        if letter == wanted or (letter.isspace() and wanted.isspace()):
            wanted = next(letters, None)
        elif letter != SOFT and not letter.isspace():
            return None
        at += 1
    whole = wanted is None and not _GOES_ON.match(text, at, end)
    return at if whole else None


def _numbers(text: str, notation: Notation) -> list[Token]:
    return [token for token in tokens([Block("", text)], notation) if token.kind == NUMBER]


def _is_close(one: float, other: float) -> bool:
    return isclose(one, other, rel_tol=_CLOSE, abs_tol=1e-12)
