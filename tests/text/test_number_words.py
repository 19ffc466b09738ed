"""Whole numbers in words, and back."""

from __future__ import annotations

import pytest

from report.rows.notation import Notation
from report.text.blocks import Block
from report.text.number_words import OTHER_LANGUAGES, in_words, is_article, value_of
from report.text.tokens import tokens


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "zero"), (13, "thirteen"), (20, "twenty"), (29, "twenty-nine"), (99, "ninety-nine")],
)
def test_numbers_below_one_hundred_are_words(value: int, words: str) -> None:
    """Tens and ones are joined by a hyphen; round tens have none."""
    assert in_words(value) == words


@pytest.mark.parametrize("value", [-1, 100, 1044])
def test_other_numbers_remain_digits(value: int) -> None:
    """A number that would be long in words is printed in digits."""
    assert in_words(value) == str(value)


def test_words_and_numbers_are_inverse() -> None:
    """Each word is read as the number that it was written for."""
    assert [value_of(in_words(value)) for value in range(100)] == list(range(100))


@pytest.mark.parametrize(
    "text",
    [
        "Twenty-Nine",
        "twenty nine",
        "twenty\u2011nine",
        "twenty\u2010nine",
        "twenty\u00a0nine",
        "twenty-\u00adnine",
    ],
)
def test_any_hyphen_or_space_joins_a_number(text: str) -> None:
    """Word processors exchange hyphens, and a line may break after one."""
    assert value_of(text) == 29


@pytest.mark.parametrize(("text", "value"), [("dozen", 12), ("hundred", 100), ("million", 10**6)])
def test_large_units_are_numbers(text: str, value: int) -> None:
    """Names of large numbers have a value of their own."""
    assert value_of(text) == value


@pytest.mark.parametrize("text", ["", "onety", "twenty-", "a", "nineteen-two"])
def test_other_words_are_not_numbers(text: str) -> None:
    """A word that merely contains a number has no value, except with a hyphen left by a line break."""
    assert value_of(text) == (20 if text == "twenty-" else None)


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_words_and_numbers_are_inverse_in_other_languages(language: str) -> None:
    """Each word of a language is read as its number, whatever its spaces and capitals."""
    words = [in_words(value, language) for value in range(100)]
    assert [value_of(word, language) for word in words] == list(range(100))
    assert [value_of(word.capitalize().replace(" ", "\u00a0"), language) for word in words] == list(
        range(100)
    )


@pytest.mark.parametrize(
    ("value", "language", "words"),
    [
        (21, "de", "einundzwanzig"),
        (80, "fr", "quatre-vingts"),
        (71, "fr", "soixante et onze"),
        (31, "es", "treinta y uno"),
        (28, "it", "ventotto"),
        (22, "nl", "tweeëntwintig"),
        (42, "pt", "quarenta e dois"),
        (37, "sv", "trettiosju"),
        (53, "da", "treoghalvtreds"),
        (29, "xx", "29"),
    ],
)
def test_numbers_are_spelled_out_in_other_languages(value: int, language: str, words: str) -> None:
    """Spellings are those of dictionaries; languages without words have digits."""
    assert in_words(value, language) == words


def test_spaced_words_are_one_number() -> None:
    """A number in several words is one token, and its parts are none."""
    read = tokens([Block("", "Parmi vingt et un patients, un tiers")], Notation(",", "fr"))
    assert [(token.text, token.spelled) for token in read if token.spelled] == [
        ("vingt et un", 21),
        ("un", 1),
    ]
    assert is_article("un", "fr")
    assert not is_article("deux", "fr")
