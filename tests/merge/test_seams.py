"""What keeps two pieces of a template apart that would be read as one construct where they meet."""

from __future__ import annotations

import pytest

from report.merge.markdown_writer import Piece, joined
from report.merge.seams import EMPTY_SPAN, NOTHING, apart, between


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("as in @fig-bar", "A shows"),
        ("as in @fig-bar", ".A"),
        ("as @davis", "_x"),
        ("says @davis ", "[Sic]"),
        ("see x", "@fig-bar"),
        ("see ...", "@fig-bar"),
        ("in @tbl-a or -", "@tbl-b"),
        ("Stop!", "[a site](https://x.y)"),
        ("as shown [@davis]", "(a remark)"),
        ("as shown [@davis]", "{a}"),
        ("costs $x$", "5"),
        ("a-", "-b"),
        ("a..", "."),
    ],
)
def test_what_would_be_read_as_one_is_kept_apart(before: str, after: str) -> None:
    """A panel behind a reference is no part of its label, and a sign in front of a tag does not start it."""
    assert apart(before, after) == NOTHING
    assert between(before, after, "") == f"{NOTHING}{after}"
    assert between("", before, after) == f"{before}{NOTHING}"
    assert between(before, "", after) == NOTHING


@pytest.mark.parametrize("after", ["<< model.p >>", "% of all", "# of them"])
def test_a_sign_does_not_start_a_tag(after: str) -> None:
    """A comment would begin with the same sign."""
    assert apart("p \\<", after) == EMPTY_SPAN


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("as in @fig-bar", ", which"),
        ("as in @fig-bar", "."),
        ("a word", "and"),
        ("ann@example", "x"),
        ("see ", "@fig-bar"),
        ("see (", "@fig-bar"),
        ("Stop!", " [a site](https://x.y)"),
        ("x <", " << model.p >>"),
        ("\\[a\\]", "(b)"),
        ("it cost \\$", "5"),
        ("[^1]: a", "b"),
    ],
)
def test_nothing_is_added_where_nothing_is_joined(before: str, after: str) -> None:
    """Spaces, punctuation and escaped signs suffice."""
    assert apart(before, after) == ""


def test_text_typed_beside_a_reference_is_kept_apart_from_it() -> None:
    """Also inside text that is rewritten as a whole."""
    pieces = joined([Piece("@fig-bar", typed=False), Piece("A"), Piece("@tbl-a", typed=False)])
    assert [piece.text for piece in pieces] == ["@fig-bar", NOTHING, "A", NOTHING, "@tbl-a"]
