"""Numbers of formulas that a program sets in another way: as TeX, apart, or in its letters."""

from __future__ import annotations

import pytest
from marked_texts import case

from report.verify.comparison import Comparison
from report.verify.formulas import Formulas, Letters


@pytest.mark.parametrize(
    ("letters", "tokens", "taken", "left"),
    [
        ("x1+y2", ["1", "2"], [True, True], ""),
        ("x1+y2", ["2", "1"], [True, False], ""),
        ("x1+y2", ["x", "+"], [True, True], "y2"),
        ("a12", [r"\frac", "12"], [False, True], ""),
        ("a12", ["1_2"], [True], ""),
        ("", ["1"], [False], ""),
    ],
)
def test_letters_are_taken_in_their_order(
    letters: str, tokens: list[str], taken: list[bool], left: str
) -> None:
    """Names of commands, braces and signs of indices are not letters of a formula."""
    found = Letters(letters)
    assert [found.take(token) for token in tokens] == taken
    assert found.text[found.at :] == left


def test_a_token_that_is_not_left_takes_nothing() -> None:
    """The letters before it can still be taken."""
    found = Letters("x12")
    assert not found.take("3")
    assert found.take("12")


def test_spaces_are_no_signs() -> None:
    """Of a formula, a no-break space says nothing."""
    assert Letters("x = 1\u00a0+").signs == frozenset("x=1+")


def covered(made: Comparison) -> list[str]:
    """The numbers of a copy that belong to formulas."""
    formulas = Formulas(made)
    return [token.text for j, token in enumerate(made.found) if formulas.covers(j)]


TEXT = "The model is {!formula|y = b 0 + b 1 x} of all"


@pytest.mark.parametrize(
    ("copy", "numbers"),
    [
        ("The model is y = b 0 + b 1 x of all", []),
        (r"The model is \(y = b_0 + b_1 x\) of all", ["b_0", "b_1"]),
        ("The model is y = b 7 x of all", []),
        ("The model is 4 of all", []),
    ],
)
def test_numbers_in_the_letters_of_a_formula_are_covered(copy: str, numbers: list[str]) -> None:
    """As TeX prints them; other numbers in their place are not."""
    found = covered(case(TEXT, copy))
    assert [each for each in found if any(letter.isdigit() for letter in each)] == numbers


def test_without_formulas_nothing_is_covered() -> None:
    """Whatever the copy has beside the text."""
    assert covered(case("It was 5 of all", r"It was \(b_0\) 5 of all")) == []
