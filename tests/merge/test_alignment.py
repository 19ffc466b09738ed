"""Units of a build are paired with those of a copy."""

from __future__ import annotations

import pytest

from report.merge.alignment import Pair, pairs, similarity
from report.merge.atoms import Atom, Unit

A = "The trial had two arms of equal size."
B = "Nobody left the study before its end."
C = "Sleep improved in both of the groups."
D = "Further work is needed on the dose."


def units(*texts: str, kind: str = "paragraph") -> list[Unit]:
    """Units with these texts."""
    return [Unit(kind, tuple(map(Atom, text))) for text in texts]


def paired(old: tuple[str, ...], new: tuple[str, ...]) -> list[Pair]:
    """The pairs of two sequences of paragraphs."""
    return pairs(units(*old), units(*new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ((A, B), (A, B), [Pair((0,), (0,)), Pair((1,), (1,))]),
        ((A, B), (A.replace("two", "three"), B), [Pair((0,), (0,)), Pair((1,), (1,))]),
        ((A, B, C), (A, C), [Pair((0,), (0,)), Pair((1,), ()), Pair((2,), (1,))]),
        ((A, C), (A, B, C), [Pair((0,), (0,)), Pair((), (1,)), Pair((1,), (2,))]),
        ((f"{A} {B}", C), (A, B, C), [Pair((0,), (0, 1)), Pair((1,), (2,))]),
        ((A, B, C), (f"{A} {B}", C), [Pair((0, 1), (0,)), Pair((2,), (1,))]),
        ((), (A,), [Pair((), (0,))]),
        ((A,), (), [Pair((0,), ())]),
    ],
)
def test_units_are_paired(old: tuple[str, ...], new: tuple[str, ...], expected: list[Pair]) -> None:
    """Unchanged, edited, deleted, inserted, split and joined paragraphs."""
    assert paired(old, new) == expected


def test_a_paragraph_that_is_elsewhere_was_moved() -> None:
    """A deletion and an insertion of the same text are one move."""
    found = paired((A, B, C, D), (B, C, D, A))
    assert Pair((0,), (3,), moved=True) in found
    assert len(found) == 4


def test_another_text_in_the_same_place_is_not_the_same_paragraph() -> None:
    """Two texts with few words in common are a deletion and an insertion."""
    found = paired((A, B, C), (A, "Quite another statement altogether", C))
    assert Pair((1,), ()) in found
    assert Pair((), (1,)) in found


def test_a_heading_in_the_same_place_is_the_same_however_it_is_worded() -> None:
    """Short units are recognised by their place and kind."""
    old = [*units(A), *units("Methods", kind="heading"), *units(B)]
    new = [*units(A), *units("How it was done", kind="heading"), *units(B)]
    assert Pair((1,), (1,)) in pairs(old, new)


def test_exchanged_quotation_marks_and_spaces_are_no_difference() -> None:
    """Word processors exchange them; they are the same text."""
    assert paired(('the "dose" was 5 mg',), ("the “dose” was 5\u00a0mg",)) == [Pair((0,), (0,))]


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [("a b c", "A B C", 1.0), ("a b", "a c", 0.5), ("a", "b", 0.0), ("", "", 1.0), ("…", "!", 0.0)],
)
def test_similarity_is_the_share_of_common_words(one: str, other: str, share: float) -> None:
    """Case does not matter, and texts without words are alike only if they are equal."""
    assert similarity(one, other) == share
