"""Recognises values that were right in an older build, by the ledger embedded in the copy."""

from __future__ import annotations

from collections.abc import Mapping

from report.rows.ledger import Ledger
from report.rows.levels import USUAL, Levels
from report.rows.stat import Claim
from report.text.blocks import Anchor, Block
from report.text.number_words import value_of
from report.text.tokens import STARS, Token, tokens
from report.verify.same import number_value


def is_stale(anchor: Anchor, found: Token | None, printed: Mapping[str, str], ledger: Ledger) -> bool:
    """Whether a copy prints at a place what its own ledger has, while the current ledger differs."""
    old, row = printed.get(anchor.id), ledger.get(anchor.id)
    if old is None or row is None or old == row.printed:
        return False
    if isinstance(row, Claim):
        return True
    if anchor.kind == "stars":
        return _marks(old, row.levels or USUAL) == (found.key if found is not None else "")
    return found is not None and _agrees(old, found)


def _marks(p: str, levels: Levels) -> str:
    value = _first(p)
    number = number_value(value.key) if value is not None else None
    if value is None or number is None:
        return ""
    return levels.marks(float(number) - (1e-9 if value.key.startswith("<") else 0))


def _agrees(old: str, found: Token) -> bool:
    if found.kind == STARS:
        return False
    first = _first(old)
    if first is None:
        return old == found.text
    spelled = value_of(found.text)
    return found.key.rstrip("%") == first.key.rstrip("%") or (
        spelled is not None and str(spelled) == first.key
    )


def _first(text: str) -> Token | None:
    made = tokens([Block("", text)])
    return made[0] if made else None
