"""Results of rules: for each statement that was read, whether it agrees, is questioned, or cannot be checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from report.audit.papers import Paper

Severity = Literal["impossible", "decision error", "contradiction", "inconsistent", "worth a look"]
#: The most severe first.
SEVERITIES: tuple[Severity, ...] = (
    "impossible",
    "decision error",
    "contradiction",
    "inconsistent",
    "worth a look",
)
Verdict = Literal["agrees", "finding", "not checkable"]


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a passage; several places mark statements that contradict each other."""

    passage: int
    start: int
    end: int


@dataclass(frozen=True)
class Check:
    """One statement checked by one rule.

    `statement` is the text as printed; `computed` states what follows from it, with the interval that rounding
    allows; `question` is what to ask the authors, and `remedy` what would have to be true instead. `values` are the
    numbers of the computation.
    """

    rule: str
    verdict: Verdict
    places: tuple[Place, ...]
    statement: str
    computed: str = ""
    severity: Severity = "inconsistent"
    question: str = ""
    remedy: str = ""
    reason: str = ""
    values: Mapping[str, float | str | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Rule:
    """A rule: a pure function from a paper to checks, with what a reader needs to judge it.

    `formula` and `source` say what is computed, `needs` what must be printed, `rounding` how printed digits are
    treated, and `abstains` when the rule makes no statement. A rule that is not `on` runs only on request.
    """

    name: str
    title: str
    formula: str
    source: str
    needs: str
    rounding: str
    abstains: str
    run: Callable[[Paper], Iterator[Check]]
    on: bool = True
