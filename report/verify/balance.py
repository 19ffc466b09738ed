"""The balance of a copy: every digit run is accounted for by a row, a reason or a convention, or it is typed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from report.rows.ledger import Ledger
from report.text.blocks import Block
from report.text.tokens import NAME, Token
from report.verify.comparison import Comparison

ROW, CONSTANT, LITERAL, TYPED = "rows", "protocol constants", "literals with a reason", "typed"
_NAMES = {
    "citation": "citations",
    "reference list": "reference list",
    "cross-reference": "cross-references",
    "mark": "note and section marks",
    "running matter": "running matter",
    "page of pages": "running matter",
    "confidence level": "confidence levels",
    "threshold of significance": "thresholds of significance",
    "build": "build ids",
    "name": "names",
}
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Balance:
    """How many digit runs a copy has, and how many of them each kind of reason accounts for."""

    total: int
    parts: Mapping[str, int]

    @property
    def even(self) -> bool:
        """Whether the parts sum up to the total."""
        return sum(self.parts.values()) == self.total

    def __str__(self) -> str:
        parts = ", ".join(f"{count} {name}" for name, count in self.parts.items() if count)
        return f"{self.total} numbers printed: {parts or 'none'}"


def balance(case: Comparison, running: int, appendix: Sequence[Block] = ()) -> Balance:
    """The balance of one reading; `running` is what the reader left out as running matter."""
    parts: Counter[str] = Counter()
    apart = sum(len(_DIGITS.findall(block.text)) for block in appendix)
    total = running + apart
    of_block: dict[int, list[tuple[Token, int]]] = {}
    for j, token in enumerate(case.found):
        of_block.setdefault(token.block, []).append((token, j))
    for index, block in enumerate(case.found_blocks):
        runs = list(_DIGITS.finditer(block.text))
        total += len(runs)
        parts.update(_reason(case, block, of_block.get(index, []), run.start()) for run in runs)
    parts["running matter"] += running
    parts["provenance appendix"] += apart
    order = (ROW, CONSTANT, LITERAL, *sorted(set(parts) - {ROW, CONSTANT, LITERAL, TYPED}), TYPED)
    return Balance(total, {name: parts[name] for name in order if parts[name]})


def _reason(case: Comparison, block: Block, tokens: list[tuple[Token, int]], place: int) -> str:
    token, j = next(((t, j) for t, j in tokens if t.start <= place < t.end), (None, -1))
    if token is None:
        return TYPED
    i = case.alignment.to_expected[j]
    if i is not None and case.expected[i].anchor is not None:
        anchor = case.expected[i].anchor
        assert anchor is not None
        return _of_anchor(anchor.kind, anchor.id, case.ledger)
    if i is not None and case.is_axis(i):
        return "axes of figures"
    if token.exempt:
        return _NAMES.get(token.exempt, token.exempt)
    if token.kind == NAME:
        return "names"
    convention = case.convention(token, case.found_blocks)
    return _NAMES.get(convention, f"{convention}s") if convention else TYPED


def _of_anchor(kind: str, id: str, ledger: Ledger) -> str:
    if kind in ("stat", "stars", "claim"):
        row = ledger.get(id)
        constant = row is not None and row.source is not None and not row.source.file.endswith(".py")
        return CONSTANT if constant else ROW
    return LITERAL if kind == "literal" else _NAMES.get(kind, kind)


__all__ = ["Balance", "balance"]
