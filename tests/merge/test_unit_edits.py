"""Edits of texts: a hunk for each change within a unit, and what the template becomes."""

from __future__ import annotations

import pytest
from markdown_copies import applied, base_of, copy_of, hunks_of, printed

from report.merge.alignment import Pair
from report.merge.new_footnotes import NewFootnotes
from report.merge.unit_edits import MARKER, UnitEdits
from report.merge.word_text import AcceptedChange, Revision

SOURCE = """# A title of the text

The first paragraph has *emphasis* and a few words.

The second paragraph has a [link](https://x.org) and **bold** words, and it is longer than the first.

- The first item of the list
- The second item of the list

The last paragraph has nothing special in it.
"""


def edited(old: str, new: str) -> str:
    """The copy's text after a replacement."""
    assert old in SOURCE
    return SOURCE.replace(old, new)


EDITS = [
    ("a few words", "many words", "replaced in paragraph"),
    ("a few words", "words", "deleted in paragraph"),
    ("a few words", "a few other words", "inserted in paragraph"),
    ("*emphasis*", "emphasis", "reformatted in paragraph"),
    ("nothing special", "*nothing* special", "reformatted in paragraph"),
    ("**bold** words", "**bold words**", "reformatted in paragraph"),
    ("second item", "2nd item", "replaced in item"),
    ("A title", "The title", "replaced in heading"),
    ("nothing special in it", "nothing special", "deleted in paragraph"),
    ("The last", "And the last", "replaced in paragraph"),
    ("a few words.", "a few words – and more.", "replaced in paragraph"),
]


@pytest.mark.parametrize(("old", "new", "what"), EDITS)
def test_an_edit_is_one_hunk_that_makes_the_template_print_it(old: str, new: str, what: str) -> None:
    """The template with the hunk has the units of the copy."""
    copy = edited(old, new)
    found = hunks_of(SOURCE, copy)
    assert what.rpartition(" in ")[2] in {hunk.what.rpartition(" in ")[2] for hunk in found}
    assert len(found) == 1 or "And" in new or "more" in new
    assert printed(applied(SOURCE, found)) == printed(copy)


@pytest.mark.parametrize(("old", "new", "what"), EDITS[:9])
def test_what_was_done_is_named(old: str, new: str, what: str) -> None:
    """Inserted, deleted, replaced or reformatted, in which kind of unit."""
    (hunk,) = hunks_of(SOURCE, edited(old, new))
    assert hunk.what == what


def test_an_unchanged_copy_has_no_hunks() -> None:
    """Other quotation marks and spaces are no change either."""
    assert hunks_of(SOURCE, SOURCE) == []
    assert hunks_of(SOURCE, SOURCE.replace("few words", "few\u00a0words")) == []


def test_formats_of_a_unit_remain_where_its_words_change() -> None:
    """Emphasis, links and bold words beside the edit are those of the template."""
    found = hunks_of(SOURCE, edited("and it is longer", "and it is much longer"))
    assert "[link](https://x.org) and **bold** words, and it is much longer" in applied(SOURCE, found)


def test_before_and_after_have_the_words_around() -> None:
    """What was replaced is in brackets; `words` is without them."""
    (hunk,) = hunks_of(SOURCE, edited("a few words", "many words"))
    assert hunk.before == "The first paragraph has emphasis and [a few] words."
    assert hunk.after == "The first paragraph has emphasis and [many] words."
    assert hunk.words == "a few"
    assert (hunk.file, SOURCE[hunk.offset :].startswith("a few")) == ("text.md", True)


def test_long_surroundings_are_cut() -> None:
    """Forty letters on each side."""
    source = "word " * 30 + "middle " + "word " * 30
    (hunk,) = hunks_of(source, source.replace("middle", "centre"))
    assert [len(text) for text in hunk.around] == [40, 40]


def test_a_paragraph_that_was_split() -> None:
    """A break within the paragraph becomes a blank line."""
    copy = edited("has a [link]", "has\n\na [link]")
    found = hunks_of(SOURCE, copy)
    assert len(found) == 1
    assert "¶" in found[0].after
    assert [text for _, text in printed(applied(SOURCE, found))] == [text for _, text in printed(copy)]


def test_paragraphs_that_were_joined() -> None:
    """The blank line between them goes."""
    copy = edited("a few words.\n\nThe second", "a few words. The second")
    found = hunks_of(SOURCE, copy)
    assert printed(applied(SOURCE, found)) == printed(copy)


def test_joined_units_of_different_kinds_are_a_conflict() -> None:
    """A paragraph and a list item cannot become one in the template."""
    base, copy = (
        base_of(SOURCE),
        copy_of("The second item of the list The last paragraph has nothing special in it."),
    )
    notes = NewFootnotes(base.templates, base.units, copy.units)
    kinds = [unit.kind for unit in base.units]
    last = len(kinds) - 1
    (hunk,) = UnitEdits(base, copy, notes).of(Pair((last - 1, last), (0,)))
    assert (hunk.what, hunk.state) == ("joined item and paragraph", "conflict")
    assert (hunk.why, hunk.remedy) == ("joins text of different kinds", "make the edit in the template")
    assert hunk.before == "The second item of the list ¶ The last paragraph has nothing special in it."


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("# A title of the text", "## A title of the text", "heading made a heading"),
        ("# A title of the text", "A title of the text", "heading made a paragraph"),
        ("The last paragraph has nothing", "## The last paragraph has nothing", "paragraph made a heading"),
    ],
)
def test_another_style_of_a_unit(old: str, new: str, what: str) -> None:
    """A heading may become a paragraph, a paragraph a heading, or a heading one of another level."""
    base, copy = base_of(SOURCE), copy_of(edited(old, new))
    notes = NewFootnotes(base.templates, base.units, copy.units)
    place = next(n for n, unit in enumerate(base.units) if unit.text in old.lstrip("# ") or old in unit.text)
    (hunk,) = UnitEdits(base, copy, notes).of(Pair((place,), (place,)))
    assert hunk.what == what
    assert printed(applied(SOURCE, [hunk]))[place] == printed(edited(old, new))[place]
    assert ("## " in applied(SOURCE, [hunk])) is ("## " in new)


def test_attributes_of_a_heading_go_with_it() -> None:
    """A paragraph has no label."""
    source = "# A title {#sec-one}\n\nWords of the text."
    base, copy = base_of(source), copy_of("A title\n\nWords of the text.")
    notes = NewFootnotes(base.templates, base.units, copy.units)
    (hunk,) = UnitEdits(base, copy, notes).of(Pair((0,), (0,)))
    assert applied(source, [hunk]) == "A title\n\nWords of the text."


def test_the_author_of_a_tracked_change_signs_its_hunk() -> None:
    """The change at the place of the edit, not another in the same paragraph."""
    ann, bob = (Revision("inserted", name, f"2024-01-0{n}") for n, name in ((1, "Ann"), (2, "Bob")))
    at = printed(edited("a few words", "many words"))[1][1].index("many")
    marks = {1: [AcceptedChange(at, at + 4, ann), AcceptedChange(0, 3, bob)]}
    (hunk,) = hunks_of(SOURCE, edited("a few words", "many words"), marks)
    assert (hunk.author, hunk.date) == ("Ann", "2024-01-01")


@pytest.mark.parametrize(
    ("line", "marker"),
    [
        ("- item", "- "),
        ("  * item", "  * "),
        ("1. item", "1. "),
        ("(a) item", "(a) "),
        ("10) item", "10) "),
        ("word", None),
    ],
)
def test_markers_of_items(line: str, marker: str | None) -> None:
    """Bullets, numbers and letters with a point or brackets."""
    found = MARKER.match(line)
    assert (found[0] if found else None) == marker
