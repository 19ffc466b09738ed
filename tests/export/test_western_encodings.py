"""The code page of a file whose bytes are not UTF-8."""

from __future__ import annotations

import pytest

from report.export.western_encodings import western

TEXTS = [
    "Männer (n = 29)",
    "Müller, 0.15–0.50",
    "Ärger;Größe",
    "ÄRGER",
    "café, mère",
    "élève;écart",
    "à la “carte”",
    "Köln",
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_the_code_page_follows_from_letters_in_their_words(text: str, encoding: str) -> None:
    """A capital within a word, or a letter between digits, is that of the other code page."""
    assert western(text.encode(encoding)) == encoding


def test_windows_is_assumed_where_both_are_possible() -> None:
    """Both code pages have the plus-minus sign in one place."""
    assert western("±".encode("mac_roman")) == "cp1252"
