"""The text that a comment is on."""

from __future__ import annotations

from report.merge.comment_ranges import CommentRanges


def test_ranges_may_overlap() -> None:
    """Each comment has the text between its own marks, and the unit in which it starts."""
    ranges = CommentRanges()
    ranges.begin("1", 4)
    ranges.add(" one ")
    ranges.begin("2", 5)
    ranges.add("two ")
    ranges.end("1")
    ranges.add("three")
    ranges.end("2")
    assert ranges.found == {"1": ("one two", 4), "2": ("two three", 5)}


def test_a_comment_without_a_range_is_at_its_mark() -> None:
    """A reference inside an open or after a finished range changes nothing."""
    ranges = CommentRanges()
    ranges.refer("1", 7)
    ranges.begin("2", 8)
    ranges.refer("2", 9)
    ranges.add("text")
    ranges.end("2")
    ranges.refer("2", 9)
    assert ranges.found == {"1": ("", 7), "2": ("text", 8)}


def test_an_end_without_a_beginning_is_ignored() -> None:
    """A file may contain the end of a deleted comment."""
    ranges = CommentRanges()
    ranges.end("1")
    ranges.add("text")
    assert ranges.found == {}


def test_comments_are_in_the_order_in_which_their_ranges_start() -> None:
    """LibreOffice ends the range of an answer before that of its question, around the same words."""
    ranges = CommentRanges()
    ranges.begin("question", 1)
    ranges.begin("answer", 1)
    ranges.add("words")
    ranges.end("answer")
    ranges.end("question")
    assert list(ranges.found) == ["question", "answer"]
    assert set(ranges.found.values()) == {("words", 1)}


def test_a_range_without_an_end_is_where_it_starts() -> None:
    """The comment is listed at its place although its text is not known."""
    ranges = CommentRanges()
    ranges.begin("1", 4)
    ranges.add("text")
    assert ranges.found == {"1": ("", 4)}
