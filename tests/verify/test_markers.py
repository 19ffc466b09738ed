"""The numbers before list items, headings, notes and references, which a copy prints as text."""

from __future__ import annotations

import pytest
from marked_texts import block, case

from report.text.blocks import Block
from report.verify.comparison import Comparison
from report.verify.markers import Markers


def covered(made: Comparison) -> list[str]:
    """The tokens of a copy that are markers."""
    markers = Markers(made)
    return [token.text for j, token in enumerate(made.found) if markers.covers(j)]


def blocks(kind: str, *texts: str) -> list[Block]:
    """Blocks of one kind."""
    return [block(text, kind) for text in texts]


@pytest.mark.parametrize("kind", ["list item", "heading", "footnote"])
def test_a_number_before_its_block_is_a_marker(kind: str) -> None:
    """It does not exceed the place of the block among those of its kind."""
    paper = blocks(kind, "alpha beta", "gamma delta")
    assert covered(case(paper, blocks(kind, "1. alpha beta", "2. gamma delta"))) == ["1", "2"]
    assert covered(case(paper, blocks(kind, "1. alpha beta", "3. gamma delta"))) == ["1"]


@pytest.mark.parametrize(
    ("text", "markers"),
    [
        ("(1) alpha beta", ["1"]),
        ("alpha 1 beta", []),
        ("0 alpha beta", []),
        ("1.5 alpha beta", []),
        ("01 alpha beta", []),
    ],
)
def test_only_a_whole_number_at_the_start_is_a_marker(text: str, markers: list[str]) -> None:
    """Brackets may precede it; decimals and zeros are no places."""
    assert covered(case(blocks("list item", "alpha beta"), blocks("list item", text))) == markers


def test_numbers_of_sections_have_parts() -> None:
    """None of them exceeds the place of the heading."""
    paper = blocks("heading", "alpha", "beta", "gamma")
    assert covered(case(paper, blocks("heading", "1 alpha", "1.1 beta", "2 gamma"))) == ["1", "1.1", "2"]
    assert covered(case(paper, blocks("heading", "1 alpha", "1.3 beta", "2 gamma"))) == ["1", "2"]


def test_a_number_before_a_paragraph_is_none() -> None:
    """Paragraphs have no numbers."""
    assert covered(case("alpha beta", "1 alpha beta")) == []


def test_a_note_of_a_page_is_recognised_by_its_words() -> None:
    """Wherever the page sets it."""
    paper = [block("alpha beta gamma"), *blocks("footnote", "short note")]
    page = [block("alpha beta gamma", kind="page"), block("1 short note", kind="page")]
    assert covered(case(paper, page)) == ["1"]
    assert covered(case(paper[:1], page)) == []


def test_kinds_of_blocks_are_counted() -> None:
    """As the paper has them."""
    markers = Markers(case([*blocks("list item", "a", "b"), block("c")], "c"))
    assert (markers.count("list item"), markers.count("footnote")) == (2, 0)
