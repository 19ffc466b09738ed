"""Faults of the printed numbers of a model: unknown entries, paths that the model lacks, and texts for numbers."""

from __future__ import annotations

from typing import Any

import pytest

from report.audit.facts_text import Equations, FactsText
from report.audit.printed_faults import printed_faults

EQUATIONS = Equations.of("m ~ x\ny ~ m + x")


def whats(given: Any, equations: Equations = EQUATIONS) -> list[str]:
    return [each.what for each in printed_faults(given, "main", equations, FactsText("f.yaml", ()))]


def test_known_entries_have_no_fault() -> None:
    """Paths, indirect effects, explained variance (also of some predictors alone) and degrees of freedom."""
    known = {"y ~ m": 0.4, "indirect x -> m -> y": "< .001", "r2 y": 0.3, "r2 y on m + x": 0.3, "df": 0}
    assert whats(known) == []
    assert whats(None) == []


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        ("path y", "`path y` is an unknown entry of main"),
        ("indirect x", "`indirect x` is not a chain of variables"),
        ("indirect x -> -> y", "`indirect x -> -> y` is not a chain of variables"),
        ("m ~ y", "`m ~ y` needs the path m ~ y, which main does not have"),
        ("indirect m -> x -> y", "`indirect m -> x -> y` needs the path x ~ m, which main does not have"),
        ("r2 x", "`r2 x` needs predictors of x, which main does not have"),
        ("r2 m on x + y", "`r2 m on x + y` needs the path m ~ y, which main does not have"),
        ("y ~ z", "`y ~ z` names z, which is not a variable of main"),
    ],
)
def test_an_entry_names_what_the_model_has(entry: str, what: str) -> None:
    """Each fault says what is missing."""
    assert whats({entry: 0.2}) == [what]


def test_values_are_numbers_as_printed() -> None:
    """A mapping has beta and p alone."""
    assert whats({"y ~ m": "large"}) == ["'large' of `y ~ m` is not a number"]
    assert whats({"y ~ m": {"beta": 0.4, "P": 0.1}}) == ["`y ~ m` has the unknown key P"]
    assert whats(["y ~ m"]) == ["the printed numbers of main are not a mapping"]


def test_a_model_that_cannot_be_read_has_no_fault_of_its_paths() -> None:
    """Its syntax is the fault; its variables are unknown."""
    assert whats({"y ~ z": 0.2}, Equations.of("y ~~~ x")) == []
