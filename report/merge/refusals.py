"""Edits that cannot be made in a template: of numbers and generated text, across tags, files and wordings of claims."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence

from report.merge.atoms import CITATION, CLAIM, FORMULA, LITERAL, NUMBER, REFERENCE, TEXT, Atom, Unit
from report.merge.base import PRODUCT
from report.merge.moved_text import typed_only
from report.merge.regions import EditedLetter, EditedRegion
from report.merge.source_spans import TAG, Refusal, Setting, span

_HIDDEN = re.compile(rf"{TAG.pattern}|\$")


def refusal_of(atoms: Sequence[Atom], region: EditedRegion, setting: Setting) -> Refusal | None:
    """Why the atoms that a region covers cannot be replaced, or None."""
    covered = atoms[region.start : region.end]
    for atom in covered:
        if atom.start < 0:
            return Refusal(
                "is written by the engine, not by a template", "change its source, or leave it", atom
            )
    if len({atom.file for atom in covered}) > 1:
        return Refusal("spans two template files", "make the edit in the templates", covered[0])
    for atom in covered:
        if found := _refused_atom(atom, atoms, region, setting):
            return found
    if _crosses(covered, setting):
        return Refusal(
            "spans a tag of the template, such as <% if %>",
            "make the edit in the template, in each branch",
            covered[0],
        )
    return None


def added_formula(letters: Iterable[EditedLetter]) -> Refusal | None:
    """Why letters with a new formula cannot be written: its printed text does not show its structure."""
    formula = "".join(letter.text for letter in letters if letter.in_formula)
    if not formula:
        return None
    return Refusal(f"adds the formula {formula}", "write it in the template in TeX, between dollar signs")


def _refused_atom(
    atom: Atom, atoms: Sequence[Atom], region: EditedRegion, setting: Setting
) -> Refusal | None:
    if atom.kind == TEXT or (atom.kind == CLAIM and inside_claim(atoms, region, setting)):
        return None
    here = (atom.file, *span(atom, setting))
    whole = [place for place, each in enumerate(atoms) if (each.file, *span(each, setting)) == here]
    is_whole = whole[0] >= region.start and whole[-1] < region.end
    typed = "".join(letter.text for letter in typed_only(region.letters, setting)).strip()
    if atom.kind in (NUMBER, LITERAL) and (region.cut or re.search(r"\d", typed) or not is_whole):
        return Refusal(
            "changes a number", "fix the analysis, name another row, or reject the edit", atom, typed
        )
    if atom.kind in (CITATION, REFERENCE, FORMULA) and (region.cut or not is_whole):
        what = {CITATION: "a citation", REFERENCE: "a cross-reference", FORMULA: "a formula"}[atom.kind]
        return Refusal(f"changes the printed text of {what}", "change it in the template", atom, typed)
    if not is_whole:
        what = "the wording of a claim and text around it" if atom.kind == CLAIM else "text that a tag prints"
        return Refusal(f"changes {what}", "make the edit in the template", atom, typed)
    return None


def inside_claim(atoms: Sequence[Atom], region: EditedRegion, setting: Setting) -> bool:
    """Whether a region lies within the wording of one claim."""
    covered = atoms[region.start : region.end]
    return (
        bool(covered)
        and all(atom.kind == CLAIM for atom in covered)
        and len({span(a, setting) for a in covered}) == 1
    )


def _crosses(covered: Sequence[Atom], setting: Setting) -> bool:
    """Whether a tag that prints no text, or a formula that the copy has lost, lies between the atoms."""
    text = setting.sources[covered[0].file]
    edges = [span(atom, setting) if atom.kind == CLAIM else (atom.start, atom.end) for atom in covered]
    pairs = itertools.pairwise(edges)
    return any(
        one != other and (one[1] > other[0] or _HIDDEN.search(text, one[1], other[0])) for one, other in pairs
    )


def product_refusal(
    unit: Unit, atoms: Sequence[Atom], region: EditedRegion, is_product: bool = False
) -> Refusal | None:
    """The refusal of an edit of a table or figure, whose text is in the code of a product.

    A cell that has only numbers does not show that a product makes it.
    """
    covered = atoms[region.start : region.end] or atoms[max(0, region.start - 1) : region.end + 1]
    number = next((atom for atom in covered if atom.kind == "number"), None)
    if number is not None and (region.cut or re.search(r"\d", region.text)):
        return Refusal(
            "changes a number",
            "fix the analysis, name another row, or reject the edit",
            number,
            region.text,
        )
    if unit.home and (is_product or any(atom.kind == PRODUCT and atom.start >= 0 for atom in atoms)):
        return Refusal(
            f"is made by the product of {unit.home}",
            "edit its text in the code",
            None,
            region.text,
            unit.home,
        )
    return None
