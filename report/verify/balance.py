"""The balance of a copy: every digit run has a row, a reason or a convention, or it was typed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from report.rows.ledger import Ledger
from report.text.blocks import BOUND
from report.verify.accounts import OWN, TYPED, Accounts
from report.verify.comparison import Comparison

ROW, CONSTANT, LITERAL = "rows", "protocol constants", "literals with a reason"
_NAMES = {
    "citation": "citations",
    "reference list": "in reference lists",
    "cross-reference": "cross-references",
    "mark": "note or section marks",
    "running matter": "in headers and footers",
    "page of pages": "in headers and footers",
    "confidence level": "confidence levels",
    "threshold of significance": "thresholds of significance",
    "build": "build ids",
    "name": "names",
    "address": "addresses",
    "axis": "on axes of figures",
    "head": "in repeated table heads",
    OWN: OWN,
    TYPED: TYPED,
}
#: Singular names that are not the plural without its last letter.
_ONE = {
    LITERAL: "literal with a reason",
    "thresholds of significance": "threshold of significance",
    "addresses": "address",
    "on axes of figures": "on axes of figures",
    "in headers and footers": "in headers and footers",
    "in reference lists": "in reference lists",
    "in repeated table heads": "in repeated table heads",
    "cells with digits": "cell with digits",
}
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Balance:
    """The number of digit runs in a copy, in total and for each kind of reason."""

    total: int
    parts: Mapping[str, int]

    @property
    def even(self) -> bool:
        """Whether the parts add up to the total."""
        return sum(self.parts.values()) == self.total

    def __str__(self) -> str:
        parts = ", ".join(_counted(count, name) for name, count in self.parts.items() if count)
        return f"{self.total} numbers printed: {parts or 'none'}"


def _counted(count: int, name: str) -> str:
    """A count with its name: `2 citations`, `1 citation`."""
    return f"{count} {_ONE.get(name, name.removesuffix('s')) if count == 1 else name}"


def balance(accounts: Accounts, running: int, appendix: int = 0) -> Balance:
    """The balance of one reading; `running` and `appendix` count the digit runs of headers, footers and appendix."""
    parts: Counter[str] = Counter()
    total = running + appendix
    case = accounts.case
    of_block: dict[int, list[int]] = {}
    for j, token in enumerate(case.found):
        of_block.setdefault(token.block, []).append(j)
    for index, block in enumerate(case.found_blocks):
        runs = [run.start() for run in _DIGITS.finditer(block.text)]
        total += len(runs)
        parts.update(_name(accounts, j) for j in _holders(case, of_block.get(index, []), runs))
    parts["in headers and footers"] += running
    parts["in the provenance appendix"] += appendix
    order = (ROW, CONSTANT, LITERAL, *sorted(set(parts) - {ROW, CONSTANT, LITERAL, TYPED}), TYPED)
    return Balance(total, {name: parts[name] for name in order if parts[name]})


def _holders(case: Comparison, tokens: Sequence[int], runs: Sequence[int]) -> Iterator[int | None]:
    """The token that contains each digit run of a block, in order."""
    place = 0
    for run in runs:
        while place < len(tokens) and case.found[tokens[place]].end <= run:
            place += 1
        inside = place < len(tokens) and case.found[tokens[place]].start <= run
        yield tokens[place] if inside else None


def _name(accounts: Accounts, j: int | None) -> str:
    """The name of the reason for a digit run in the balance."""
    if j is None:
        return TYPED
    case = accounts.case
    reason = accounts.reasons[j]
    i = case.alignment.to_expected[j]
    if i is not None and reason in BOUND and (anchor := case.expected[i].anchor):
        return _of_anchor(anchor.kind, anchor.id, case.ledger)
    return _NAMES.get(reason, f"{reason}s" if reason else "names")


def _of_anchor(kind: str, id: str, ledger: Ledger) -> str:
    if kind == "literal":
        return LITERAL
    row = ledger.get(id)
    constant = row is not None and row.source is not None and not row.source.file.endswith(".py")
    return CONSTANT if constant else ROW


__all__ = ["Balance", "balance"]
