"""A copy without any formula keeps those of the templates."""

from __future__ import annotations

from report.merge.atoms import FORMULA, Atom, Unit
from report.merge.base import Base
from report.merge.lost_formulas import without_lost_formulas


def unit(text: str) -> Unit:
    """A paragraph whose letters are text, but for each `∑`, which is a formula."""
    return Unit("paragraph", tuple(Atom(each, FORMULA if each == "∑" else "text") for each in text))


def left(*texts: str, copy: str = "no formula") -> list[str]:
    """The texts of the base after the removal."""
    base = Base("index", "b", "c", (), {}, tuple(map(unit, texts)))
    return [each.text for each in without_lost_formulas(base, [unit(copy)]).units]


def test_a_copy_with_a_formula_is_compared_with_all() -> None:
    """One formula shows that the program keeps formulas: a missing one was deleted."""
    assert left("With ∑ here.", copy="∑") == ["With ∑ here."]


def test_formulas_and_their_spaces_are_removed() -> None:
    """One space is left where two would follow each other; a unit of formulas alone disappears."""
    assert left("With ∑ here.", "∑", "Plain  text.") == ["With here.", "Plain  text."]
    assert left("∑ begins.", "It ends with ∑", "(∑)") == ["begins.", "It ends with ", "()"]
