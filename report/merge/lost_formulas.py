"""Copies without any formula: programs that cannot edit formulas remove all of them on saving."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from report.merge.atoms import FORMULA, Atom, Unit
from report.merge.base import Base


def without_lost_formulas(base: Base, copy: Sequence[Unit]) -> Base:
    """The base without its formulas if a copy has none, so that they stay in the templates."""
    if any(atom.kind == FORMULA for unit in copy for atom in unit.atoms):
        return base
    units = (replace(unit, atoms=_without_formulas(unit.atoms)) for unit in base.units)
    return replace(base, units=tuple(unit for unit in units if unit.atoms))


def _without_formulas(atoms: Sequence[Atom]) -> tuple[Atom, ...]:
    """The other atoms, without the space that would follow another one in place of a formula."""
    found: list[Atom] = []
    is_beside = False
    for atom in atoms:
        if atom.kind == FORMULA:
            is_beside = True
        elif not (is_beside and atom.text == " " and (not found or found[-1].text == " ")):
            found.append(atom)
            is_beside = False
    return tuple(found)
