"""The pairs of an alignment, and how similar its sides are."""

from __future__ import annotations

from report.text.blocks import Block
from report.text.tokens import tokens
from report.verify.token_alignment import Alignment


def alignment(expected: str, found: str) -> Alignment:
    return Alignment(*(tokens([Block("paragraph", text)]) for text in (expected, found)))


def test_a_token_has_one_partner() -> None:
    """The first pair stands."""
    made = alignment("alliance and rapport", "rapport and alliance")
    made.join(0, 2)
    made.join(0, 1)
    made.join(1, 2)
    assert (made.to_found, made.to_expected) == ([2, None, None], [None, None, 0])


def test_partners_part_on_both_sides() -> None:
    """And the token no longer counts as moved."""
    made = alignment("alliance", "alliance")
    made.join(0, 0)
    made.moved.add(0)
    made.part(0)
    assert (made.to_found, made.to_expected, made.moved) == ([None], [None], set())


def test_share_and_similarity_count_equal_pairs() -> None:
    """Of two words beside three, one is equal: half of the shorter side, a quarter of all four places."""
    made = alignment("alliance 29", "alliance 30 patients")
    made.join(0, 0)
    made.join(1, 1)
    assert (made.share, made.similarity) == (0.5, 0.25)
