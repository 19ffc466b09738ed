"""Signs before a number: all forms of one relation are the same, and two relations never are."""

from __future__ import annotations

import re

import pytest

from report.text.number_signs import APART, MINUS, RELATION_SIGN, RELATIONS, relation_key, sign_key


@pytest.mark.parametrize(
    ("forms", "key"),
    [
        (("<=", "=<", "≦", "⩽", "≤"), "≤"),
        ((">=", "=>", "≧", "⩾", "≥"), "≥"),
        (("!=", "<>", "=/=", "≠"), "≠"),
        (("＜", "<"), "<"),
    ],
)
def test_forms_of_a_relation_are_one(forms: tuple[str, ...], key: str) -> None:
    """Of ASCII, of mathematics and of full width."""
    assert {relation_key(each) for each in forms} == {key}
    assert all(re.fullmatch(RELATION_SIGN, each) for each in forms)


def test_other_relations_stay_apart() -> None:
    """Not less, much less and precedes are not less than."""
    assert len({relation_key(each) for each in ("<", "≮", "≪", "≺", "≲", "≤")}) == 6
    assert all(each in RELATIONS for each in "≮≪≺≲")


@pytest.mark.parametrize(
    "sign", ["-", "\u2010", "\u2212", "\u2013", "\u2012", "\ufe63", "\uff0d", "\u00af", "\u2796"]
)
def test_every_minus_is_one(sign: str) -> None:
    """A hyphen, a dash, a minus of mathematics, of small and of full width, a macron."""
    assert re.fullmatch(f"[{MINUS}]", sign)
    assert sign_key(f" {sign}") == "−"
    assert sign_key("+") == "+"


def test_a_bullet_is_a_minus_only_in_front_of_a_number() -> None:
    """At a space from it, a hyphen or dash belongs to the text, unlike a minus."""
    assert re.match(APART, "\u2212")
    assert not re.match(APART, "\u2013")
    assert not re.match(APART, "\u2043")
    assert re.search(APART, "(\u2043 0.3)")
