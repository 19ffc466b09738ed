"""Compares a rebuilt document with the copy that was merged: their texts must be equal, with numbers refreshed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from report.merge.alignment import pairs
from report.merge.atoms import Atom, Unit
from report.merge.base import GENERATED
from report.merge.hunks import ALREADY, APPLIED
from report.merge.merging import Merge
from report.merge.regions import regions

_REFRESHED = ("number", "literal", "citation", "reference", "formula", "note")


@dataclass(frozen=True)
class Difference:
    """A unit of the copy whose text is not that of the rebuilt document."""

    unit: str
    copy: str
    rebuilt: str


def differences(found: Merge, rebuilt: Sequence[Unit]) -> Iterator[Difference]:
    """The units that differ, except where a hunk was not applied and where only numbers are new."""
    open_units = {hunk.unit for hunk in found.hunks if hunk.state not in (APPLIED, ALREADY)}
    gone = {hunk.before for hunk in found.hunks if hunk.state not in (APPLIED, ALREADY)}
    copy = found.copy.units
    for pair in pairs(rebuilt, copy):
        old, new = [rebuilt[i] for i in pair.old], [copy[k] for k in pair.new]
        kind = (old or new)[0].kind
        if kind in GENERATED or open_units & {*pair.new}:
            continue
        texts = " ".join(each.text for each in new), " ".join(each.text for each in old)
        if old and new and not pair.moved:
            if len(old) > 1 or len(new) > 1 or _differ(old[0].atoms, new[0].atoms):
                yield Difference(kind, *texts)
        elif not (texts[1] in gone or (not new and found.plan.absent)):
            yield Difference(kind, *texts)


def _differ(rebuilt: Sequence[Atom], copy: Sequence[Atom]) -> bool:
    """Whether two units differ in more than the text that each build generates."""
    for region in regions(rebuilt, copy):
        covered = rebuilt[region.start : region.end]
        if not covered or any(atom.kind not in _REFRESHED for atom in covered):
            return True
    return False
