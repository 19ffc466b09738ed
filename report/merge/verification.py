"""Compares a rebuilt document with the copy that was merged: their texts must be equal, with numbers refreshed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from report.merge.alignment import pairs
from report.merge.atoms import NOTE, Atom, Unit, without_text
from report.merge.base import GENERATED
from report.merge.hunks import ALREADY, APPLIED
from report.merge.merging import Merge
from report.merge.regions import regions

_LABEL = re.compile(r"[^\W\d]+[ \u00a0][A-Z]?\d+[a-z]?[.:]?\s+")
_REFRESHED = ("number", "literal", "citation", "reference", "formula", "note")


@dataclass(frozen=True)
class Difference:
    """A unit of the copy whose text is not that of the rebuilt document."""

    unit: str
    copy: str
    rebuilt: str


def differences(found: Merge, rebuilt: Sequence[Unit], build: str = "") -> Iterator[Difference]:
    """The units that differ, except where a hunk was not applied and where only numbers or the build's id are new.

    `rebuilt` has the units of the base in the new Word file, which know what is printed text and what was generated.

    If the templates were edited since the build, only units that the copy edited are compared.
    """
    left = [hunk for hunk in found.hunks if hunk.state not in (APPLIED, ALREADY)]
    open_units = {unit for hunk in left for unit in (hunk.unit, *hunk.row)}
    gone = {text for hunk in left for text in (hunk.before, *hunk.before.split(" | "))}
    copy = _as_in_base(found)
    uncalled = {
        atom.row for place in open_units if place >= 0 for atom in copy[place].atoms if atom.kind == NOTE
    }
    built = {unit.text for unit in found.base.units} if _is_revised(found) else set()
    for pair in pairs(rebuilt, copy):
        old, new = [rebuilt[i] for i in pair.old], [copy[k] for k in pair.new]
        kind = (old or new)[0].kind
        if kind == "footnote" and not old and new[0].home in uncalled:
            continue
        if (
            kind in GENERATED
            or open_units & {*pair.new}
            or (built and all(unit.text in built for unit in new))
        ):
            continue
        texts = " ".join(each.text for each in new), " ".join(each.text for each in old)
        if old and new and not pair.moved:
            atoms = (
                without_text(_unlabelled(old[0]), build),
                without_text(_unlabelled(new[0]), found.base.build),
            )
            if len(old) > 1 or len(new) > 1 or _differ(*atoms):
                yield Difference(kind, *texts)
        elif not (texts[1] in gone or (not new and found.plan.absent)):
            yield Difference(kind, *texts)


def _as_in_base(found: Merge) -> list[Unit]:
    """The units of the copy with the kinds of the build's, since some programs drop the styles that state them."""
    copy = list(found.copy.units)
    for pair in pairs(found.base.units, copy):
        if len(pair.old) == len(pair.new) == 1:
            copy[pair.new[0]] = replace(copy[pair.new[0]], kind=found.base.units[pair.old[0]].kind)
    return copy


def _unlabelled(unit: Unit) -> Sequence[Atom]:
    """The atoms of a unit without the label of a caption, which each build numbers."""
    label = _LABEL.match(unit.text) if unit.kind == "caption" else None
    ends = accumulate(len(atom.text) for atom in unit.atoms)
    return [atom for atom, end in zip(unit.atoms, ends, strict=True) if label is None or end > label.end()]


def _is_revised(found: Merge) -> bool:
    """Whether the templates were edited since the build: units that the copy did not edit may then differ."""
    return any(found.today.get(file) != text for file, text in found.base.templates.items())


def _differ(rebuilt: Sequence[Atom], copy: Sequence[Atom]) -> bool:
    """Whether two units differ in more than the text that each build generates."""
    for region in regions(rebuilt, copy):
        covered = rebuilt[region.start : region.end]
        if not covered or any(atom.kind not in _REFRESHED for atom in covered):
            return True
    return False
