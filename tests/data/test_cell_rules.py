"""Rules for the cells of a column."""

from __future__ import annotations

from fractions import Fraction

import pytest

from report.data.cell_rules import HasForm, IsNumber, IsOneOf, IsOnGrid, IsWithin, number, rules
from report.data.dictionary import Field


@pytest.mark.parametrize(
    ("cell", "value"), [("5", 5), ("-0.5", -0.5), (".5", 0.5), ("1e3", 1000), ("+2.", 2)]
)
def test_numbers_have_a_decimal_point(cell: str, value: float) -> None:
    """As Python and spreadsheets with English settings write them."""
    assert number(cell) == value


@pytest.mark.parametrize("cell", ["", "5,5", "1 000", "٣", "0x10", "nan", "inf", "1e999", "5 mg", "1_000"])
def test_other_cells_are_not_numbers(cell: str) -> None:
    """Commas, spaces, foreign digits, infinity, and what only Python would read as a number."""
    assert number(cell) is None
    assert not IsNumber()(cell)


@pytest.mark.parametrize(("cell", "fits"), [("5", True), ("5.0", True), ("5.5", False)])
def test_whole_numbers_have_no_decimals(cell: str, fits: bool) -> None:
    """Zeros after the point are not decimals."""
    assert IsNumber(whole=True)(cell) is fits


@pytest.mark.parametrize(
    ("rule", "cell", "fits"),
    [
        (IsWithin(0, 10), "0", True),
        (IsWithin(0, 10), "10", True),
        (IsWithin(0, 10), "10.1", False),
        (IsWithin(0, None), "1e9", True),
        (IsWithin(None, 10), "-5", True),
        (IsWithin(0, None), "-1", False),
        (IsWithin(0, 10), "text", True),
    ],
)
def test_a_range_has_its_ends(rule: IsWithin, cell: str, fits: bool) -> None:
    """Ends belong to the range, one may be open, and cells that are not numbers are another rule's matter."""
    assert rule(cell) is fits


@pytest.mark.parametrize(
    ("cell", "fits"),
    [
        ("1", True),
        ("1.17", True),
        ("1.1667", True),
        ("1.33", True),
        ("1.2", True),
        ("1.25", False),
        ("1.1", False),
        ("x", True),
    ],
)
def test_scores_are_on_the_grid_at_their_written_precision(cell: str, fits: bool) -> None:
    """A mean of six items is a sixth, rounded to as many decimals as were written."""
    assert IsOnGrid(1, Fraction(1, 6))(cell) is fits


def test_codes_and_forms() -> None:
    """A code must be one of the list, a form must match as a whole."""
    assert IsOneOf(("0", "1"))("1")
    assert not IsOneOf(("0", "1"))("01")
    assert HasForm(r"P\d{3}")("P001")
    assert not HasForm(r"P\d{3}")("P0011")


@pytest.mark.parametrize(
    ("rule", "what"),
    [
        (IsNumber(), "is not a number (Sleep diary, hours)"),
        (IsNumber(whole=True), "is not a whole number (Sleep diary, hours)"),
        (IsWithin(0, 24), "is outside 0-24 (Sleep diary, hours)"),
        (IsWithin(0, None), "is below 0 (Sleep diary, hours)"),
        (IsWithin(None, 24), "is above 24 (Sleep diary, hours)"),
        (IsOnGrid(0, Fraction(1, 2)), "is not a score in steps of 1/2 (Sleep diary, hours)"),
        (IsOneOf(("0",)), "is not a known value of hours slept"),
        (HasForm("x"), "does not have the form of a hours slept"),
    ],
)
def test_a_broken_rule_says_what_is_wrong(rule, what: str) -> None:
    """With the instrument and the unit of the column."""
    field = Field("hours", "Hours slept", "hours", "number", "hours", instrument="Sleep diary")
    assert rule.broken(field)[0] == what
    assert rule.broken(field)[1]


def test_a_column_has_the_rules_of_its_type() -> None:
    """Types, ranges, grids and patterns each add their rule."""
    field = Field("s", "Score", "s", "number", minimum=0, maximum=4, step=Fraction(1, 2), pattern=r"\d.*")
    assert [type(rule) for rule in rules(field)] == [IsNumber, IsWithin, IsOnGrid, HasForm]
    assert list(rules(Field("b", "B", "b", "boolean"))) == [IsOneOf(("0", "1"))]
    assert list(rules(Field("c", "C", "c", "category", categories={"a": "A"}))) == [IsOneOf(("a",))]
    assert list(rules(Field("t", "T", "t", "text"))) == []
