"""Every code for a sign has one plain character."""

from __future__ import annotations

import pytest

from report.audit.signs import SIGNS


@pytest.mark.parametrize(
    ("code", "plain"),
    [
        (0x2212, "-"),
        (0x2013, "-"),
        (0xA0, " "),
        (0x2A7D, "≤"),
        (0x221A + 0, None),
        (0xF061, "α"),
        (0xF02D, "-"),
        (0xF03D, "="),
    ],
)
def test_signs_and_the_font_symbol(code: int, plain: str | None) -> None:
    """Minus signs, spaces and relations; the codes of private use of the font Symbol; no other character."""
    assert SIGNS.get(code) == plain


def test_no_plain_character_is_replaced_again() -> None:
    """Translating twice changes nothing."""
    plain = "".join(value for value in SIGNS.values() if isinstance(value, str))
    assert plain.translate(SIGNS) == plain


def test_each_sign_is_one_character() -> None:
    """Places in the text before and after are the same."""
    assert all(isinstance(value, str) and len(value) == 1 for value in SIGNS.values())
