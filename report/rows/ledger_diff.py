"""The changes between two ledgers: flips of sign and significance first, then printed changes, then silent ones."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from report.rows.ledger import Ledger
from report.rows.levels import USUAL
from report.rows.stat import Claim, Row, Stat

#: The formats of probabilities.
_PROBABILITIES = {"p", "p2"}
#: The signs of negative numbers.
_MINUS = ("-", "\u2212")
#: The fields of a stored row that are compared; its label, line of code and hashes of data are not.
COMPARED = ("kind", "value", "holds", "printed")


class Weight(IntEnum):
    """How much a change matters to a reader, from most to least."""

    CLAIM = 0
    SIGNIFICANCE = 1
    SIGN = 2
    ADDED = 3
    REMOVED = 4
    PRINTED = 5
    SILENT = 6


@dataclass(frozen=True)
class Change:
    """One row that was added, removed or changed."""

    weight: Weight
    id: str
    label: str
    old: str
    new: str

    @property
    def kind(self) -> str:
        """The weight's name in words."""
        names = {
            Weight.CLAIM: "claim flipped",
            Weight.SIGNIFICANCE: "significance flipped",
            Weight.SIGN: "sign flipped",
        }
        plain = {Weight.SILENT: "changed beyond the printed digits", Weight.PRINTED: "changed"}
        return {**names, **plain}.get(self.weight, self.weight.name.lower())


def diff(old: Ledger, new: Ledger) -> list[Change]:
    """All changes from one ledger to another, by weight, then in the order of the new ledger."""
    changes = [_change(old.get(row.id), row) for row in new.values()]
    changes += [
        Change(Weight.REMOVED, row.id, row.label, row.printed, "")
        for row in old.values()
        if row.id not in new
    ]
    return sorted((change for change in changes if change), key=lambda change: change.weight)


def _change(old: Row | None, new: Row) -> Change | None:
    if old is None:
        return Change(Weight.ADDED, new.id, new.label, "", new.printed)
    weight = _weight(old, new)
    if weight is None:
        return None
    silent = weight is Weight.SILENT and isinstance(old, Stat) and isinstance(new, Stat)
    texts = (repr(old.value), repr(new.value)) if silent else (old.printed, new.printed)  # type: ignore[union-attr]
    return Change(weight, new.id, new.label, *texts)


def _weight(old: Row, new: Row) -> Weight | None:
    if isinstance(old, Claim) or isinstance(new, Claim):
        return Weight.CLAIM if old.printed != new.printed else None
    if old.value == new.value and old.printed == new.printed:
        return None
    if isinstance(old.value, int | float) and isinstance(new.value, int | float):
        alpha = (new.levels or USUAL).alpha
        if _is_probability(old, new) and (old.value < alpha) != (new.value < alpha):
            return Weight.SIGNIFICANCE
        opposite = min(old.value, new.value) < 0 < max(old.value, new.value)
        if opposite and _is_negative(old.printed) != _is_negative(new.printed):
            return Weight.SIGN
    return Weight.PRINTED if old.printed != new.printed else Weight.SILENT


def _is_probability(old: Stat, new: Stat) -> bool:
    return new.id.endswith(".p") or {old.format, new.format} <= _PROBABILITIES


def _is_negative(printed: str) -> bool:
    """Whether a reader sees a minus sign, which a value that rounds to zero does not have."""
    return printed.startswith(_MINUS)
