"""Compares the formulas of a Word copy with those of its build, for `report check`, which reads only their letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from report.merge.alignment import pairs
from report.merge.atoms import FORMULA, Unit
from report.merge.edited_copies import opened
from report.merge.embedded_base import base_in
from report.merge.word_units import read_units
from report.verify.check import NOT_CHECKED, OPENERS, Checked, Opened, open_paper
from report.verify.copied_document import Documents
from report.verify.findings import Finding, Where, around

_NO_BASE = f"{NOT_CHECKED}the arrangement of formulas, since the file does not store that of its build"


def register() -> None:
    """Let `report check` compare the formulas of Word copies."""
    OPENERS[".docx"] = open_word


def open_word(path: Path) -> Opened:
    """Read a Word copy, with the formulas that differ from those of its build."""
    check = open_paper(path)
    data = opened(path)
    base, copy = base_in(data, path.name), read_units(data).units
    found = tuple(changed_formulas(base.units, copy)) if base else ()
    notes = (_NO_BASE,) if base is None and any(map(_formulas, copy)) else ()

    def checked(documents: Documents) -> Checked:
        result = check(documents)
        return replace(result, findings=(*result.findings, *found), notes=(*result.notes, *notes))

    return checked


def changed_formulas(old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[Finding]:
    """A finding for each formula with other letters or in another structure than in the build."""
    if not any(map(_formulas, old)):
        return
    for pair in pairs(old, new):
        before = [each for i in pair.old for each in _formulas(old[i])]
        after = [(k, *each) for k in pair.new for each in _formulas(new[k])]
        if len(before) != len(after):
            continue  # Deleted and new formulas are deleted and new text.
        for (expected, _), (k, found, place) in zip(before, after, strict=True):
            if expected and expected != found:
                yield Finding("changed", "", expected, found, _where(new, k, place))


def _formulas(unit: Unit) -> list[tuple[str, int]]:
    """The structure of each formula of a unit, and where it begins in the text."""
    found, place = [], 0
    for atom in unit.atoms:
        if atom.kind == FORMULA:
            found.append((atom.row, place))
        place += len(atom.text)
    return found


def _where(units: Sequence[Unit], index: int, place: int) -> Where:
    section = next((each.text for each in reversed(units[:index]) if each.kind == "heading"), "")
    return Where(None, section, "formula", context=around(units[index].text, place, place))
