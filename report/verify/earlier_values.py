"""Recognises values that were right in an older build, by the ledger embedded in the copy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from report.rows.format_registry import FORMATS
from report.rows.ledger import Ledger
from report.rows.levels import USUAL
from report.rows.notation import ENGLISH, Notation
from report.rows.p_value_format import PValue
from report.rows.stat import Claim, Row, Stat
from report.rows.styles import STYLES
from report.text.blocks import Anchor, Block
from report.text.tokens import STARS, Token, tokens
from report.verify.token_alignment import Alignment
from report.verify.token_values import number_value


@dataclass(frozen=True)
class Outdated:
    """Pairs what an older copy prints with its place, by what the copy's own build printed there.

    A page of a PDF has the labels of a figure in no set order, so labels with other digits may be paired wrongly.
    """

    made: Alignment
    printed: Mapping[str, str]
    ledger: Ledger

    def join(self, expected: Sequence[Block], found: Sequence[Block]) -> None:
        """Pair again the wrong numbers in figures of a page, and those without a partner."""
        parted = dict(self._parted(expected, found))
        free: dict[str, list[int]] = defaultdict(list)
        for j, partner in enumerate(self.made.to_expected):
            if partner is None:
                free[self.made.found[j].key].append(j)
        for i in range(len(self.made.expected)):
            if self.made.to_found[i] is None and (candidates := free.get(self._old_key(i))):
                near = self._near(i)
                j = min(candidates, key=lambda each: abs(each - near))
                candidates.remove(j)
                self.made.join(i, j)
        for i, j in parted.items():
            self.made.join(i, j)

    def _parted(self, expected: Sequence[Block], found: Sequence[Block]) -> Iterator[tuple[int, int]]:
        """Separate the labels of figures from tokens of a page that their own build did not print there."""
        for i, token in enumerate(self.made.expected):
            j = self.made.to_found[i]
            if j is None or expected[token.block].kind != "figure" or token.bound is None:
                continue
            there = self.made.found[j]
            if found[there.block].kind == "page" and there.key != self._old_key(i):
                self.made.part(i)
                yield i, j

    def _old_key(self, i: int) -> str:
        """The key of what the copy's own build printed for a value or mark."""
        token = self.made.expected[i]
        anchor = token.bound
        row = self.ledger.get(anchor.id) if anchor is not None else None
        if anchor is None or row is None or isinstance(row, Claim) or anchor.kind == "claim":
            return ""
        old = self.printed.get(anchor.id, row.printed)
        if old == row.printed:
            return token.key
        if anchor.kind == "stars":
            return _marks(old, row)
        first = _first(old, row)
        return first.key if first is not None else ""

    def _near(self, i: int) -> int:
        """The found token at the place of an expected one, by its nearest neighbour with a partner."""
        partners = self.made.to_found
        for step in range(1, len(partners)):
            for place in (i - step, i + step):
                if 0 <= place < len(partners) and (j := partners[place]) is not None:
                    return j
        return 0


def is_stale_mark(id: str, found: Token, printed: Mapping[str, str], ledger: Ledger) -> bool:
    """Whether a p-value beside the row of that id had these marks in the copy's own build, and has others now."""
    head = id.rpartition(".")[0]
    for each in (row for row in ledger.values() if row.id.rpartition(".")[0] == head):
        if isinstance(each, Stat) and isinstance(FORMATS.get(each.format), PValue):
            old = printed.get(each.id, each.printed)
            if old != each.printed and _marks(old, each) == found.key:
                return True
    return False


def is_stale(anchor: Anchor, found: Token | None, printed: Mapping[str, str], ledger: Ledger) -> bool:
    """Whether a copy prints at a place what its own ledger has, while the current ledger differs."""
    old, row = printed.get(anchor.id), ledger.get(anchor.id)
    if old is None or row is None or old == row.printed:
        return False
    if isinstance(row, Claim):
        return True
    if anchor.kind == "stars":
        return _marks(old, row) == (found.key if found is not None else "")
    return found is not None and _agrees(old, row, found)


def was_printed(expected: Token, found: Token, printed: Mapping[str, str], ledger: Ledger) -> str:
    """The row that now prints the expected text and printed the found one in the copy's own build, if any."""
    for row in ledger.values():
        old = printed.get(row.id, row.printed)
        if old != row.printed and _agrees(row.printed, row, expected) and _agrees(old, row, found):
            return row.id
    return ""


def _marks(p: str, row: Stat) -> str:
    value = _first(p, row)
    number = number_value(value.key) if value is not None else None
    if value is None or number is None:
        return ""
    return (row.levels or USUAL).marks(float(number) - (1e-9 if value.key.startswith("<") else 0))


def _agrees(old: str, row: Row, found: Token) -> bool:
    if found.kind == STARS:
        return False
    first = _first(old, row)
    if first is None:
        return old == found.text
    spelled = found.spelled
    return found.key.rstrip("%") == first.key.rstrip("%") or (
        spelled is not None and str(spelled) == first.key
    )


def _first(text: str, row: Row) -> Token | None:
    """The first token of a text that a row printed."""
    notation = Notation(STYLES[row.style].decimal_mark) if isinstance(row, Stat) else ENGLISH
    made = tokens([Block("", text)], notation)
    return made[0] if made else None
