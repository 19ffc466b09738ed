"""Tokens of a copy are paired with the expected ones, whatever moved or changed."""

from __future__ import annotations

from report.text.blocks import Block
from report.text.tokens import Token, tokens
from report.verify.align import align
from report.verify.token_alignment import Alignment

FIRST = "Alliance before dosing predicted lower depression scores at six weeks in the trial."
SECOND = "Rapport during the session was related to emotional breakthrough in both arms of 29 patients."
THIRD = "Mystical experience explained little of the variance beyond rapport, r = .31, in this sample."


def text(*paragraphs: str) -> list[Token]:
    return tokens([Block("paragraph", each) for each in paragraphs])


def partner(made: Alignment, number: str) -> str | None:
    """What the copy prints at the place of a number of the paper."""
    (i,) = (i for i, token in enumerate(made.expected) if token.text == number)
    j = made.to_found[i]
    return None if j is None else made.found[j].text


def test_a_changed_number_is_paired_in_its_place() -> None:
    """It is the word before or after it that says which number it was."""
    made = align(text(SECOND, THIRD), text(SECOND.replace("29", "31"), THIRD))
    assert (partner(made, "29"), partner(made, ".31")) == ("31", ".31")
    assert made.moved == set()


def test_a_moved_paragraph_is_paired_and_counts_as_moved() -> None:
    """Its numbers keep their partners."""
    made = align(text(FIRST, SECOND, THIRD), text(THIRD, FIRST, SECOND))
    assert partner(made, ".31") == ".31"
    assert partner(made, "29") == "29"
    assert None not in made.to_found
    assert made.moved


def test_a_deleted_number_has_no_partner() -> None:
    """Another number elsewhere does not take its place."""
    made = align(text(SECOND, THIRD), text(SECOND.replace("of 29 patients", "of patients"), THIRD))
    assert partner(made, "29") is None
    assert partner(made, ".31") == ".31"


def test_a_value_may_be_added_beside_the_right_one() -> None:
    """The equal one is the partner, not the nearest."""
    made = align(text(SECOND, THIRD), text(SECOND.replace("29", "31 29"), THIRD))
    assert partner(made, "29") == "29"


def test_long_texts_without_unique_stretches_are_paired_in_proportion() -> None:
    """A table of one repeated value is paired cell by cell, in linear time."""
    cells = ["0.50"] * 3000
    made = align(text(*cells), text(*cells))
    assert made.to_found == list(range(3000))
    assert (made.share, made.similarity) == (1.0, 1.0)
