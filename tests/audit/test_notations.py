"""Notations of quantities: which texts each regular expression reads, and which it leaves alone."""

from __future__ import annotations

import re

import pytest

from report.audit.notations import BODY, CI, NS, OTHER, P_ALONE, TESTS, TWO, UNIT, P


@pytest.mark.parametrize(
    "text", ["12", "0.5", ".05", "1,234.5", "1.234,5", "3.2 x 10-15", "10^-5", "1.2e-7", "4*10^{-3}"]
)
def test_a_number_is_read_whole(text: str) -> None:
    """Thousands, decimal commas and powers of ten are one number."""
    assert re.fullmatch(BODY, text)


@pytest.mark.parametrize(
    ("name", "text", "within", "number"),
    [
        ("t", "t(28) = 2.20", "28", "2.20"),
        ("t", "t28 = -2.20", "28", "-2.20"),
        ("F", "F1,28 = 4.5", "1,28", "4.5"),
        ("F", "F(1, 28) = 4.5", "1, 28", "4.5"),
        ("chi2", "χ2(1, N = 90) = 3.84", "1, N = 90", "3.84"),
        ("r", "r[48] = .31", "48", ".31"),
        ("Q", "Q_between(2) = 7.1", "2", "7.1"),
    ],
)
def test_a_test_has_its_degrees_of_freedom(name: str, text: str, within: str, number: str) -> None:
    """They are in parentheses, in brackets, or subscripts."""
    found = TESTS[name].search(text)
    assert found is not None
    assert (found["round"] or found["square"] or found["sub"], found["number"].strip()) == (within, number)


@pytest.mark.parametrize("text", ["r12 = .31", "r45 = .31"])
def test_a_correlation_of_numbered_variables_has_no_degrees_of_freedom(text: str) -> None:
    """`r12` is the correlation of variables 1 and 2."""
    assert TESTS["r"].search(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [("p = .036", ".036"), ("ps < .01", ".01"), ("P-value: 0.04", "0.04"), ("p less than .05", ".05")],
)
def test_a_p_value_in_symbols_or_words(text: str, number: str) -> None:
    """The relation may be a sign or words."""
    found = P.search(text)
    assert found is not None
    assert found["number"] == number


@pytest.mark.parametrize("text", ["amp = 3", "group = 3", "\\p = 3"])
def test_the_end_of_a_word_is_no_p_value(text: str) -> None:
    """Letters before the p make it another symbol."""
    assert P.search(text) is None


def test_p_without_a_sign_stands_between_other_results() -> None:
    """`p .036` is a p-value after a comma, not in a sentence."""
    assert P_ALONE.search("t(28) = 2.20, p .036")
    assert not P_ALONE.search("page p .036 of")


@pytest.mark.parametrize(
    ("text", "reads"), [("t(9) = 1, ns.", True), ("t(9) = 1, n.s.", True), ("ions", False)]
)
def test_no_significance_in_letters(text: str, reads: bool) -> None:
    """`ns` counts after a comma, not within words."""
    assert bool(NS.search(text)) is reads


@pytest.mark.parametrize(
    ("text", "level", "low", "high"),
    [
        ("95% CI [0.1, 0.3]", "95", "0.1", "0.3"),
        ("90% CI = -0.1 to 0.3", "90", "-0.1", "0.3"),
        ("95 % confidence interval (0.10-0.45)", "95", "0.10", "0.45"),
        ("95% bootstrap CI: 0.1; 0.3", "95", "0.1", "0.3"),
    ],
)
def test_an_interval_has_a_level_and_two_bounds(text: str, level: str, low: str, high: str) -> None:
    """Whatever separates the bounds."""
    found = CI.search(text)
    assert found is not None
    assert (found["level"], found["low"], found["high"]) == (level, low, high)


def test_two_labels_before_two_numbers() -> None:
    """`B (SE) = 0.25 (0.10)` is an estimate with its standard error."""
    found = TWO.search("B (SE) = 0.25 (0.10)")
    assert found is not None
    assert (found["one"], found["two"], found["first"], found["second"]) == ("B", "SE", "0.25", "0.10")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("beta", "β = 0.2"),
        ("SE", "S.E. = 0.1"),
        ("dR2", "ΔR2 = .05"),
        ("eta2", "partial η2 = .1"),
        ("OR", "aOR: 2.1"),
    ],
)
def test_other_symbols(name: str, text: str) -> None:
    """A symbol, a relation and a number."""
    assert OTHER[name].search(text)


def test_a_unit_makes_p_a_pressure() -> None:
    """`p = 30 kPa` is no probability."""
    assert UNIT.match(" kPa")
    assert not UNIT.match(" and")
