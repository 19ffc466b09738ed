"""The tokens that a check judges: numbers and marks, not ordinary words."""

from __future__ import annotations

import pytest

from report.text.blocks import Block
from report.text.tokens import tokens
from report.verify.judged_tokens import is_judged, numbers_and_marks


@pytest.mark.parametrize(
    ("text", "judged"),
    [
        ("12", True),
        ("−0.5", True),
        ("<0.5", True),
        ("5%", True),
        ("**", True),
        ("†", True),
        ("<", True),
        ("twelve", True),
        ("ten", True),
        ("nine", False),
        ("QIDS16", True),
        ("word", False),
        ("p", False),
        ("Größe", False),
    ],
)
def test_which_tokens_are_judged(text: str, judged: bool) -> None:
    """Small numbers in words are ordinary words, names with digits are not."""
    (token,) = tokens([Block("", text)])
    assert is_judged(token) is judged


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("no numbers", []),
        ("b = .30**, p < .001", [("0.30", ""), ("**", ""), ("<0.001", "")]),
        ("29k people", [("29", "k")]),
        ("1,204 of twelve", [("1204", ""), ("twelve", "")]),
    ],
)
def test_numbers_and_marks_of_a_text(text: str, expected: list[tuple[str, str]]) -> None:
    """Their keys, whatever the notation, with the letters attached to them."""
    assert numbers_and_marks(text) == expected
