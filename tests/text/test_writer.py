"""The writer of blocks: white space, anchors, and raised citations."""

from __future__ import annotations

import pytest

from report.text.blocks import Anchor, Block
from report.text.reading.cells import with_heads
from report.text.reading.writer import Writer


def written(*texts: str) -> str:
    """The text of a block that was written in several parts."""
    writer = Writer()
    for text in texts:
        writer.write(text)
    writer.finish()
    return writer.done[0].text if writer.done else ""


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (("a  b\n c",), "a b c"),
        ((" a ", " b "), "a b"),
        (("a", "b"), "ab"),
        (("a", "\n", "b"), "a b"),
        (("5\u00a0mg",), "5\u00a0mg"),
        (("", " "), ""),
        (("(\x0421\x05%)",), "(21%)"),
        (("\x1f.5\x7f", "\x00"), ".5"),
        (("con\u00adsi\u200bdered", "\u2060."), "considered."),
        (("\ufb01t, e\ufb03cient",), "fit, efficient"),
        (("\u2462 of \u24fd",), "3 of 9"),
        (("\u202e110.\u202c",), ".011"),
    ],
)
def test_white_space_collapses(parts: tuple[str, ...], text: str) -> None:
    """Runs of spaces and line ends are one space, none at the ends; no-break spaces belong to their word."""
    assert written(*parts) == text


def test_an_anchor_covers_the_text_that_was_written_inside_it() -> None:
    """The space before an anchor is not part of it."""
    writer = Writer()
    writer.write("It was ")
    writer.enter("stat", "a.b", "o1")
    writer.write("3")
    writer.leave()
    writer.write(" nights.")
    writer.finish()
    (block,) = writer.done
    assert block.text == "It was 3 nights."
    assert block.anchors == (Anchor(7, 8, "stat", "a.b", "o1"),)


def test_an_empty_anchor_is_dropped() -> None:
    """An element without text binds nothing."""
    writer = Writer()
    writer.write("a")
    writer.enter("stat", "x")
    writer.leave()
    writer.finish()
    assert writer.done[0].anchors == ()


def test_an_anchor_may_continue_in_the_next_block() -> None:
    """A reference list has many paragraphs: its anchor is open in each of them."""
    writer = Writer()
    writer.enter("reference list")
    for text in ("One", "Two"):
        writer.begin(Block("reference", ""))
        writer.write(text)
    writer.finish()
    assert [block.anchors[0].kind for block in writer.done] == ["reference list", "reference list"]
    assert [(a.start, a.end) for block in writer.done for a in block.anchors] == [(0, 3), (0, 3)]


def test_anchors_are_in_the_order_of_the_text() -> None:
    """Of anchors that begin together, the longer one comes first."""
    writer = Writer()
    writer.enter("citation")
    writer.enter("stat", "x")
    writer.write("3")
    writer.leave()
    writer.write(" more")
    writer.leave()
    writer.finish()
    assert [anchor.kind for anchor in writer.done[0].anchors] == ["citation", "stat"]


@pytest.mark.parametrize(
    ("before", "raised", "is_citation"),
    [
        ("shown before", "3", True),
        ("shown.", "3,5–7", True),
        ("shown)", "12", True),
        ("Ann Example", "1,*", True),
        ("Ann Example", "1, 2, *, †", True),
        ("shown", "*", False),
        ("R", "2", False),
        ("10", "3", False),
        ("shown", "th", False),
    ],
)
def test_raised_numbers_after_a_word_are_citations(before: str, raised: str, is_citation: bool) -> None:
    """An exponent follows a symbol or a number, a citation a word or the end of a clause."""
    writer = Writer()
    writer.write(before)
    assert writer.enter_raised(raised) is is_citation


def test_a_space_separates_a_raised_citation_from_its_word() -> None:
    """Without a space the number would be read as part of the word."""
    writer = Writer()
    writer.write("shown before")
    writer.enter_raised("3")
    writer.write("3")
    writer.leave()
    writer.finish()
    assert writer.done[0].text == "shown before 3"


def cell(text: str, row: int, column: int) -> Block:
    """A cell of the first table."""
    return Block("cell", text, cell=(1, row, column))


def test_cells_are_named_by_their_row_and_their_nearest_head() -> None:
    """The heading of a column is the last one above a cell; the first row counts as a heading."""
    table = [cell("", 0, 0), cell("EBI", 0, 1), cell("Model", 1, 0), cell("b", 1, 1), cell("First", 2, 0)]
    named = with_heads([*table, cell("0.5", 2, 1), Block("paragraph", "x")], {(1, 0), (1, 1)})
    assert (named[5].row, named[5].column) == ("First", "b")
    assert (named[6].row, named[6].column) == ("", "")


def test_cells_without_a_name_are_counted_from_one() -> None:
    """A column without a heading, and a row whose first cell is empty, have numbers."""
    named = with_heads([cell("", 0, 0), cell("", 1, 0), cell("5", 1, 1)], set())
    assert (named[2].row, named[2].column) == ("2", "2")
