"""What faults of a file of facts refer to: lines of keys, equations of models, and numbers as printed."""

from __future__ import annotations

import pytest

from report.audit.facts_text import Equations, FactsText, is_number

TEXT = FactsText("facts.yaml", ("models:", "  - name: main", "    n: 120", "n: 80", "note: about n and main"))


@pytest.mark.parametrize(("key", "line"), [("n", 4), ("models", 1), ("main", 2), ("name", 2), ("about", 5)])
def test_the_line_of_a_key(key: str, line: int) -> None:
    """A key at the margin comes first, then one within, then a value."""
    assert TEXT.at(key) == f"facts.yaml:{line}"


def test_a_key_without_a_line_is_placed_in_the_file() -> None:
    """A key that no line has, and one that is part of a word."""
    assert TEXT.at("alpha") == TEXT.at("ote") == "facts.yaml"


def test_equations_of_a_model() -> None:
    """Predictors by outcome in their order, without intercepts; covariances add variables, not predictors."""
    found = Equations.of("m ~ 1 + x\ny ~ m + x\nx ~~ w")
    assert found.predictors == {"m": ("x",), "y": ("m", "x")}
    assert found.variables == {"m", "x", "y", "w"}
    assert found.unknown(["x", "z"]) == ["z"]


@pytest.mark.parametrize("syntax", ["", "  ", None, 3])
def test_no_syntax(syntax: object) -> None:
    """An empty text, or no text."""
    assert Equations.of(syntax).fault == "has no syntax"


def test_syntax_that_cannot_be_read() -> None:
    """The fault is on one line, and no variable is unknown."""
    found = Equations.of("y ~ x +\n~ z")
    assert found.fault.startswith("has a syntax that cannot be read: ")
    assert "\n" not in found.fault
    assert found.unknown(["z"]) == []


@pytest.mark.parametrize(
    ("value", "is_one"),
    [
        (0.4, True),
        (".42", True),
        ("< .001", True),
        ("−0.3", True),
        (True, False),
        (None, False),
        ("high", False),
        ("", False),
        ("<", False),
    ],
)
def test_numbers_as_printed(value: object, is_one: bool) -> None:
    """With or without a sign of comparison; yes and nothing are no numbers."""
    assert is_number(value) is is_one
