"""Ranges of tokens are paired between the long stretches that both sides share."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from report.text.blocks import Block
from report.text.tokens import tokens
from report.verify.token_alignment import Alignment
from report.verify.token_ranges import TokenRange

#: So many words that the range is divided before it is paired.
LONG = [f"word{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(300)]
PLAIN = LONG[:60]


def settled(expected: Sequence[str], found: Sequence[str], level: int = 0) -> Alignment:
    """The pairs of two texts of these words."""
    made = Alignment(*(tokens([Block("paragraph", " ".join(words))]) for words in (expected, found)))
    assert (len(made.expected), len(made.found)) == (len(expected), len(found))
    TokenRange(made, list(range(len(expected))), list(range(len(found)))).settle(level)
    return made


def test_equal_texts_are_paired_in_order() -> None:
    """Each token with itself, and none has moved."""
    made = settled(PLAIN, PLAIN)
    assert made.to_found == list(range(60))
    assert made.moved == set()


@pytest.mark.parametrize("level", [0, 1, 4])
def test_a_changed_token_is_paired_between_its_neighbours(level: int) -> None:
    """On every level of the search, also where no window is left to try."""
    words = [*PLAIN[:30], "29", *PLAIN[30:]]
    made = settled(words, [*PLAIN[:30], "31", *PLAIN[30:]], level)
    assert made.to_found == list(range(61))


def test_an_added_stretch_has_no_partner() -> None:
    """What follows it keeps its partners."""
    made = settled(PLAIN, [*PLAIN[:20], *("new" + word for word in PLAIN[:9]), *PLAIN[20:]])
    assert made.to_found == [*range(20), *range(29, 69)]
    assert made.to_expected[20:29] == [None] * 9


def test_a_stretch_out_of_order_has_moved() -> None:
    """The shorter of two stretches that changed places; the longer one stays."""
    made = settled(PLAIN, [*PLAIN[20:], *PLAIN[:20]])
    assert made.to_found == [*range(40, 60), *range(40)]
    assert made.moved == set(range(20))


@pytest.mark.parametrize("length", [4, 5])
def test_a_stretch_of_fewer_than_five_tokens_does_not_move(length: int) -> None:
    """A short phrase elsewhere is no evidence of a move."""
    made = settled(LONG, [*LONG[length:], *LONG[:length]], level=1)
    assert made.to_found[length:] == list(range(300 - length))
    assert made.moved == (set(range(5)) if length == 5 else set())


def test_tokens_between_moved_stretches_move_with_them() -> None:
    """A number that changed in a moved sentence has its partner there."""
    sentence = [*PLAIN[:10], "29", *PLAIN[10:20]]
    edited = [*PLAIN[:10], "31", *PLAIN[10:20]]
    made = settled([*sentence, *PLAIN[20:]], [*PLAIN[20:], *edited])
    assert made.to_found[10] == 50
    assert 10 in made.moved


def test_masked_windows_pair_texts_whose_numbers_all_changed() -> None:
    """Digits of the same length are alike where no stretch is equal."""
    rows = [[f"{n % 10}.{n % 7}1", PLAIN[n % 8]] for n in range(200)]
    changed = [[f"{(n + 3) % 10}.{(n + 2) % 7}2", PLAIN[n % 8]] for n in range(200)]
    flat, other = [word for row in rows for word in row], [word for row in changed for word in row]
    made = settled(["start", *flat], [*PLAIN[50:], "start", *other])
    assert made.to_found == list(range(10, 411))


def test_long_repetitive_ranges_are_cut_in_proportion() -> None:
    """Equal beginnings are paired; the rest is compared in parts whose number grows with the length."""
    cells = ["0.50"] * 900
    made = settled([*cells, "one", *cells], [*cells, "two", *cells], level=4)
    assert made.to_found == list(range(1801))
