"""Tokens are split and joined as another text has them, where line ends or programs blur the boundaries of words."""

from __future__ import annotations

import pytest

from report.text.blocks import SOFT, Block
from report.text.token_boundaries import regrouped
from report.text.tokens import Token, tokens


def read(text: str) -> list[Token]:
    return tokens([Block("paragraph", text)])


def keys(expected: str, found: str, *, page: bool = False) -> list[str]:
    """The keys of a found text, regrouped as the expected one."""
    return [each.key for each in regrouped(read(expected), read(found), frozenset({0} if page else ()))]


@pytest.mark.parametrize(
    ("expected", "found", "wanted"),
    [
        ("well known", f"well{SOFT}known", ["well", "known"]),
        ("wellknown", f"well{SOFT}known", ["wellknown"]),
        ("other", f"well{SOFT}known", ["wellknown"]),
    ],
)
def test_a_hyphen_at_a_line_end(expected: str, found: str, wanted: list[str]) -> None:
    """It divides a word only if both parts are expected."""
    assert keys(expected, found) == wanted


@pytest.mark.parametrize(
    ("expected", "found", "wanted"),
    [
        ("the result", "theresult", ["the", "result"]),
        ("some of the", "someofthe", ["some", "of", "the"]),
        ("some of the words", "someofthewords", ["someofthewords"]),
        ("theresult the result", "theresult", ["theresult"]),
        ("a result", "theresult", ["theresult"]),
    ],
)
def test_words_that_a_page_joined(expected: str, found: str, wanted: list[str]) -> None:
    """Up to three known words; a word that is expected itself stays."""
    assert keys(expected, found, page=True) == wanted


def test_words_of_other_files_are_not_divided() -> None:
    """Only pages of PDF files lose narrow spaces."""
    assert keys("the result", "theresult") == ["theresult"]


def test_the_places_of_divided_words_are_those_of_their_letters() -> None:
    """So that a finding marks the right part."""
    found = regrouped(read("the result"), read("theresult"), frozenset({0}))
    assert [(each.text, each.start, each.end) for each in found] == [("the", 0, 3), ("result", 3, 9)]
    assert [(each.first, each.last) for each in found] == [(True, False), (False, True)]


@pytest.mark.parametrize(
    ("expected", "found", "wanted"),
    [
        ("1,234 people", "1 234 people", ["1234", "people"]),
        ("12 345 678", "12 345 678", ["12", "345", "678"]),
        ("12,345,678", "12 345 678", ["12345678"]),
        ("1,234", "1  234", ["1", "234"]),
        ("1,235", "1 234", ["1", "234"]),
    ],
)
def test_thousands_with_plain_spaces(expected: str, found: str, wanted: list[str]) -> None:
    """Groups after one space each are a number that the other text has with separators."""
    assert keys(expected, found) == wanted
