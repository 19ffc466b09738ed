"""The numbers that a numeric citation style prints before the entries of a reference list."""

from __future__ import annotations

import pytest
from marked_texts import block, case

from report.text.blocks import Block
from report.verify.comparison import Comparison
from report.verify.entry_numbers import EntryNumbers

NAMES = ("Abel writes", "Baker reads", "Cole speaks")


def entries(*texts: str) -> list[Block]:
    """A reference list."""
    return [block(text, "reference") for text in texts]


def covered(made: Comparison) -> list[str]:
    """The numbers of a copy that number entries."""
    numbers = EntryNumbers(made)
    return [token.text for j, token in enumerate(made.found) if numbers.covers(j)]


@pytest.mark.parametrize(
    ("copy", "numbers"),
    [
        (("1. Abel writes", "2. Baker reads", "3. Cole speaks"), ["1", "2", "3"]),
        (("[1] Abel writes", "[2] Baker reads", "[3] Cole speaks"), ["1", "2", "3"]),
        (("1. Abel writes", "2. Baker reads", "Cole speaks"), ["1", "2"]),
        (("1. Abel writes", "Baker reads", "Cole speaks"), []),
        (("1. Abel writes", "1. Baker reads", "Cole speaks"), []),
        (("1. Abel writes", "2. Baker reads", "7. Cole speaks"), ["1", "2"]),
        (("Abel 1 writes", "Baker 2 reads", "Cole 3 speaks"), []),
    ],
)
def test_most_entries_have_a_number_each_its_own(copy: tuple[str, ...], numbers: list[str]) -> None:
    """At their beginning, behind brackets, and none above the number of works."""
    assert covered(case(entries(*NAMES), entries(*copy))) == numbers


def test_paragraphs_have_no_entry_numbers() -> None:
    """Numbers before other blocks are not those of a style."""
    copy = [block(f"{n}. {name}") for n, name in enumerate(NAMES, 1)]
    assert covered(case([block(name) for name in NAMES], copy)) == []


def test_works_are_counted_in_the_longer_list() -> None:
    """A number in a block of its own is no work."""
    made = EntryNumbers(case(entries(*NAMES), entries("1", "Abel writes")))
    assert made.works == 3
