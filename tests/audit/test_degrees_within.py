"""Degrees of freedom and numbers of cases in the parentheses of tests, however they are separated."""

from __future__ import annotations

import pytest

from report.audit.degrees_within import degrees, of_cases


def read(symbol: str, text: str, *, comma: bool = False) -> tuple[list[float], float | None]:
    found, n = degrees(symbol, text, comma)
    return [each.value for each in found], n.value if n else None


@pytest.mark.parametrize(
    "text",
    [
        "1, 28",
        "1,28",
        "1; 28",
        "1/28",
        "1 28",
        "df = 1, 28",
        "df1 = 1, df2 = 28",
        "1 and 28",
        "1 & 28",
        "1, 28; two-tailed",
    ],
)
def test_two_degrees_of_freedom_of_an_f(text: str) -> None:
    """Commas, semicolons, slashes, words and spaces separate them."""
    assert read("F", text)[0] == [1, 28]


def test_thousands_in_the_degrees_of_freedom() -> None:
    """`2, 1,234` is 2 and 1234; `1,234, 2,345` are two numbers of four digits."""
    assert read("F", "2,1,234")[0] == [2, 1234]
    assert read("F", "1,234,2,345")[0] == [1234, 2345]


@pytest.mark.parametrize(
    ("symbol", "text", "found"),
    [
        ("chi2", "1, N = 90", ([1], 90)),
        ("chi2", "1, 90", ([1], 90)),
        ("chi2", "2, N = 1,234", ([2], 1234)),
        ("t", "28", ([28], None)),
        ("t", "df = 28.5", ([28.5], None)),
        ("t", "28,5", ([28.5], None)),
        ("t", "n = 30", ([], 30)),
        ("t", "paired", ([], None)),
    ],
)
def test_degrees_and_cases(symbol: str, text: str, found: tuple[list[float], float | None]) -> None:
    """A second number of χ² counts cases; words are neither."""
    assert read(symbol, text) == found


def test_a_correlation_of_n_cases_has_n_minus_2() -> None:
    """Three cases or fewer give no test."""
    assert [each.value for each in of_cases(50)] == [48]
    assert of_cases(3) == ()
