"""Two short stretches are paired by place: a swap shows as two changes, and a number never pairs with a word."""

from __future__ import annotations

import pytest

from report.text.blocks import Block
from report.text.tokens import Token, tokens
from report.verify.pairing import paired, similarity


def read(text: str) -> list[Token]:
    """The tokens of a text."""
    return tokens([Block("paragraph", text)])


def pairs(one: str, other: str) -> list[tuple[str, str]]:
    """The paired tokens of two texts; a token without a partner has an empty text beside it."""
    ours, theirs = read(one), read(other)
    return [
        ("" if i is None else ours[i].text, "" if j is None else theirs[j].text)
        for i, j in paired(ours, theirs)
    ]


def one(text: str) -> Token:
    """The single token of a text."""
    (token,) = read(text)
    return token


@pytest.mark.parametrize("text", ["", "one", "0.5", "b = 0.30, p = .004**", "It was 5 of 12"])
def test_equal_texts_are_paired_token_by_token(text: str) -> None:
    """In order and completely."""
    assert pairs(text, text) == [(each.text, each.text) for each in read(text)]


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("", "a b", [("", "a"), ("", "b")]),
        ("a b", "", [("a", ""), ("b", "")]),
        ("was 0.30 here", "was 0.31 here", [("was", "was"), ("0.30", "0.31"), ("here", "here")]),
        ("0.30 and 0.45", "0.45 and 0.30", [("0.30", "0.45"), ("and", "and"), ("0.45", "0.30")]),
        ("was 0.30 here", "was here", [("was", "was"), ("0.30", ""), ("here", "here")]),
        ("was here", "was 0.30 here", [("was", "was"), ("", "0.30"), ("here", "here")]),
        ("was 5 here", "was five here", [("was", "was"), ("5", "five"), ("here", "here")]),
        ("mean − sd", "mean 0.5 sd", [("mean", "mean"), ("−", "0.5"), ("sd", "sd")]),
    ],
)
def test_a_changed_value_is_paired_with_what_replaced_it(
    ours: str, theirs: str, expected: list[tuple[str, str]]
) -> None:
    """A deleted or added one has no partner."""
    assert pairs(ours, theirs) == expected


def test_a_number_is_never_paired_with_a_word() -> None:
    """Both remain alone, whatever the order."""
    found = pairs("mean 0.30 here", "mean often here")
    assert ("0.30", "often") not in found
    assert ("0.30", "") in found
    assert ("", "often") in found


def test_the_indexes_are_in_order_and_complete() -> None:
    """Each token of both sides occurs exactly once."""
    ours, theirs = read("a 1 b 2 c 3 d"), read("b 2 x 7 c d 1")
    found = paired(ours, theirs)
    assert [i for i, _ in found if i is not None] == list(range(len(ours)))
    assert [j for _, j in found if j is not None] == list(range(len(theirs)))


def test_equal_numbers_are_paired_rather_than_neighbours() -> None:
    """Of two numbers, the equal one is the partner."""
    assert pairs("0.30", "0.99 0.30") == [("", "0.99"), ("0.30", "0.30")]
    assert pairs("0.99 0.30", "0.30") == [("0.99", ""), ("0.30", "0.30")]


@pytest.mark.parametrize(
    ("nearer", "farther"),
    [
        (("0.30", "0.30"), ("0.30", "0.31")),
        (("0.30", "0.31"), ("0.30", "0.99")),
        (("0.301", "0.381"), ("0.301", "0.392")),
        (("12", "twelve"), ("12", "thirteen")),
        (("twelve", "12"), ("twelve", "13")),
        (("word", "word"), ("word", "other")),
        (("alliance", "alliance"), ("of", "of")),
        (("12", "13"), ("12", "word")),
        (("**", "*"), ("**", "5")),
        (("5%", "5"), ("5%", "6")),
    ],
)
def test_similarity_orders_pairs(nearer: tuple[str, str], farther: tuple[str, str]) -> None:
    """Equal is nearer than similar, similar nearer than different, any number nearer than a word."""
    assert similarity(*map(one, nearer)) > similarity(*map(one, farther))


@pytest.mark.parametrize(("ours", "theirs"), [("12", "word"), ("word", "12"), ("**", "5"), ("**", "word")])
def test_different_kinds_are_no_pair(ours: str, theirs: str) -> None:
    """Their similarity outweighs everything else."""
    assert similarity(one(ours), one(theirs)) < -1e6


def test_similarity_prefers_the_same_end_of_a_block() -> None:
    """The first token of a block goes with the first of another."""
    first, second = read("5 5")
    (alone,) = read("5")
    assert similarity(first, first) > similarity(first, second)
    assert similarity(alone, alone) > similarity(first, alone) > similarity(first, second)
