"""Counts in words are found even if the text around them has moved."""

from report.text.blocks import Anchor, Block
from report.text.tokens import tokens
from report.verify.align import align

LABELS = tuple(Block("figure", f"{number}") for number in range(20, 60))
BEFORE = "The paths of the published model stand beside those of the figure, and it has "
AFTER = " indicators of industrialisation and "
END = " of democracy in each year; residuals of a rating covary between the years."


def paragraph():
    text = f"{BEFORE}three{AFTER}four{END}"
    return Block(
        "paragraph",
        text,
        tuple(
            Anchor(text.index(word), text.index(word) + len(word), "stat", f"design.{word}")
            for word in ("three", "four")
        ),
    )


def test_a_count_in_words_moves_with_its_sentence():
    """A printed page may set a drawing's labels into the middle of a sentence: no word of it is lost."""
    expected = tokens([*LABELS, paragraph()])
    copy = tokens(
        [Block("page", f"{BEFORE}three{AFTER}four of democracy in each"), *LABELS, Block("page", END[26:])]
    )
    made = align(expected, copy)
    bound = [i for i, token in enumerate(expected) if token.bound is not None]
    assert [copy[made.to_found[i]].text for i in bound if made.to_found[i] is not None] == ["three", "four"]
