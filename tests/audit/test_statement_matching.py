"""Statements about the same thing, and numbers that differ by a slip of the pen."""

from __future__ import annotations

import pytest

from report.audit.numbers import printed
from report.audit.statement_matching import agree, digits_of, is_typing_error, words_of


def test_words_that_many_statements_share_do_not_count() -> None:
    """Stems of five letters of the other words, in lower case."""
    assert words_of("The Rapport of participants significantly predicted the experiences") == {
        "rappo",
        "exper",
    }


@pytest.mark.parametrize(("text", "count"), [("0.042", 2), ("-1.20", 3), ("1,234", 4)])
def test_significant_digits(text: str, count: int) -> None:
    """Zeros before the first other digit do not count."""
    assert digits_of(printed(text)) == count


def test_a_bound_has_no_digits() -> None:
    """`< .001` does not say which number it is."""
    assert digits_of(printed(".001", "<")) == 0


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [("0.42", "0.4", True), ("0.42", "0.5", False), ("0.425", "0.42", True)],
)
def test_numbers_agree_within_their_rounding(one: str, other: str, wanted: bool) -> None:
    """Fewer decimals are the same value rounded."""
    assert agree(printed(one), printed(other)) is wanted


def test_a_bound_agrees_with_what_it_includes() -> None:
    """p < .05 and p = .03 can be one value, p < .01 and p = .03 cannot."""
    assert agree(printed(".03"), printed(".05", "<"))
    assert not agree(printed(".03"), printed(".01", "<"))


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("0.42", "-0.42", True),
        ("0.42", ".42", True),
        ("0.42", "0.43", True),
        ("0.42", "0.24", True),
        ("0.42", "0.35", False),
        ("0.42", "0.423", False),
        ("0,42", "0.43", True),
        ("4", "5", False),
        ("123", "321", True),
    ],
)
def test_a_slip_is_one_digit_two_swapped_or_the_sign(one: str, other: str, wanted: bool) -> None:
    """Two numbers of one digit are different numbers."""
    assert is_typing_error(printed(one), printed(other)) is wanted
