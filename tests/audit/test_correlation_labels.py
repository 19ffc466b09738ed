"""`R` is a correlation and not the R of a regression where the words around say so, and `r12` one of a list."""

from __future__ import annotations

import re

import pytest

from report.audit.correlation_labels import is_correlation, is_listed

TEST = re.compile(r"R(?P<round>\(\d+\))?(?P<square>\[\d+\])? = \.34")
NUMBERED = re.compile(r"r(?P<df>\d\d) = \.20")


def found(pattern: re.Pattern[str], text: str) -> re.Match[str]:
    """The match of a pattern in a text that has one."""
    match = pattern.search(text)
    assert match is not None
    return match


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Age was correlated with weight, R = .34, p = .02.", True),
        ("The score was higher, R(28) = .34.", True),
        ("The score was higher, R = .34.", False),
        ("In a multiple regression, age was associated with weight, R = .34.", False),
        ("Age predicted weight, R(28) = .34.", False),
    ],
)
def test_a_capital_letter_is_a_correlation_by_the_words_around(text: str, expected: bool) -> None:
    """Degrees of freedom or a word of correlation, and none of a regression."""
    assert is_correlation(found(TEST, text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The items were related, r12 = .34 and r35 = .20.", True),
        ("The items were related, r12 = .34, r35 = .20.", True),
        ("The items were related, r35 = .20.", False),
        ("The score was .34 and r35 = .20.", False),
    ],
)
def test_a_second_numbered_correlation_continues_a_list(text: str, expected: bool) -> None:
    """Its number is then a pair of variables, and not degrees of freedom."""
    assert is_listed(found(NUMBERED, text)) is expected
