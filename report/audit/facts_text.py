"""The text of a file of facts, to which faults refer: the lines of its keys, and the equations of its models."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from report.audit.numbers import printed


@dataclass(frozen=True)
class FactsText:
    """The text of a file of facts, in which the line of a key is found."""

    file: str
    lines: tuple[str, ...]

    def at(self, key: object) -> str:
        """The file with the line of a key: at the margin, within, or as a value; the file alone if no line has it."""
        name = re.escape(str(key))
        for pattern in (rf"{name}\s*:", rf"[\s{{\-]*[\"']?{name}[\"']?\s*:", rf".*(?<![\w.]){name}(?![\w.])"):
            for number, line in enumerate(self.lines, 1):
                if re.match(pattern, line):
                    return f"{self.file}:{number}"
        return self.file


@dataclass(frozen=True)
class Equations:
    """The predictors of each outcome, all variables, or why the syntax cannot be read."""

    predictors: Mapping[str, tuple[str, ...]]
    variables: frozenset[str]
    fault: str = ""

    @classmethod
    def of(cls, syntax: Any) -> Equations:
        """The equations of a model's syntax."""
        from report.pathmodels.syntax import parse

        if not isinstance(syntax, str) or not syntax.strip():
            return cls({}, frozenset(), "has no syntax")
        try:
            terms = parse(syntax).terms
        except ValueError as error:
            return cls({}, frozenset(), f"has a syntax that cannot be read: {' '.join(str(error).split())}")
        found: dict[str, tuple[str, ...]] = {}
        for term in terms:
            if term.op == "~":
                found[term.lhs] = (*found.get(term.lhs, ()), term.rhs)
        names = frozenset(name for term in terms for name in (term.lhs, term.rhs) if name)
        return cls(found, names)

    def unknown(self, names: Iterable[str]) -> list[str]:
        """The names that are not variables; empty if the syntax cannot be read."""
        return [] if self.fault else [name for name in names if name not in self.variables]


def is_number(value: Any) -> bool:
    """Whether a printed number is one, with or without a sign of comparison."""
    text = str(value).strip().replace("\u2212", "-")
    try:
        printed(text[1:].strip() if text[:1] in "<>≤≥" else text)
    except (ValueError, IndexError):
        return False
    return value is not None and not isinstance(value, bool)
