"""Typed text becomes Markdown that prints it, in the conventions of the template."""

from __future__ import annotations

import pytest

from report.merge.atoms import CALL
from report.merge.markdown_writer import (
    Piece,
    WritingStyle,
    in_style,
    joined,
    markdown,
    paragraph,
    typed,
    typed_pieces,
)
from report.merge.regions import EditedLetter


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("5 * 3", "5 \\* 3"),
        ("snake_case", "snake_case"),
        ("_x", "\\_x"),
        ("a -- b", "a \\-- b"),
        ("wait...", "wait\\..."),
        ("x < 5 | y", "x \\< 5 \\| y"),
        ("“it’s”", '"it\'s"'),
        ("5\u00a0mg", "5\\ mg"),
        ("one\ntwo", "one\\\ntwo"),
        ("[1] $5 @home #2", "\\[1\\] \\$5 \\@home \\#2"),
    ],
)
def test_typed_text_is_escaped(text: str, source: str) -> None:
    """Signs of Markdown and of templates print as they were typed; quotation marks are plain in templates."""
    assert typed(text) == source


@pytest.mark.parametrize(
    ("format", "source"),
    [
        ("b", "**dose**"),
        ("i", "*dose*"),
        ("bi", "***dose***"),
        ("p", "^dose^"),
        ("s", "~dose~"),
        ("c", "`dose`"),
        (">https://x.y", "[dose](https://x.y)"),
        ("b>https://x.y", "[**dose**](https://x.y)"),
    ],
)
def test_formats_are_delimiters(format: str, source: str) -> None:
    """Each format has its delimiters; a link is outside the others."""
    assert markdown([Piece("dose", format)], WritingStyle()) == source


def test_spaces_are_outside_delimiters() -> None:
    """Markdown does not read emphasis that begins or ends with a space."""
    assert (
        markdown([Piece("the", ""), Piece(" dose ", "b"), Piece("was", "")], WritingStyle())
        == "the **dose** was"
    )


@pytest.mark.parametrize(
    ("pieces", "source"),
    [
        ([("Session ", "i"), ("models", "ip"), (".", "i")], "*Session ^models^.*"),
        ([("a", "b"), ("2", "bs"), (" rest", "")], "**a~2~** rest"),
        ([("see ", ">u"), ("here", "p>u")], "[see ^here^](u)"),
        ([("a", ""), ("2", "p"), ("b", "")], "a^2^b"),
    ],
)
def test_neighbours_share_the_delimiters_of_their_emphasis(
    pieces: list[tuple[str, str]], source: str
) -> None:
    """Between two delimiters of italics that touch, Markdown reads bold text."""
    assert markdown([Piece(*each) for each in pieces], WritingStyle()) == source


def test_a_space_inside_a_raised_text_is_escaped() -> None:
    """A superscript ends at a space."""
    assert markdown([Piece("a b", "p")], WritingStyle()) == "^a\\ b^"


def test_text_of_the_template_is_not_escaped() -> None:
    """A piece that remains is written as it was, and code is literal."""
    assert markdown([Piece("<< a.b >> *x*", typed=False)], WritingStyle()) == "<< a.b >> *x*"
    assert markdown([Piece("a_b*", "c")], WritingStyle()) == "`a_b*`"


def test_the_call_of_a_note_has_the_name_of_the_note() -> None:
    """The name is asked for when the call is written."""
    call = Piece(CALL, note="7")
    assert markdown([Piece("x"), call], WritingStyle(), lambda id: f"note-{id}") == "x[^note-7]"


def test_letters_are_joined_by_format() -> None:
    """Neighbours of one format are one piece; notes and text of the template are separate."""
    letters = [
        EditedLetter("a"),
        EditedLetter("b"),
        EditedLetter("c", "b"),
        EditedLetter(CALL, "b", "1"),
        EditedLetter("d", "b"),
    ]
    pieces = joined([*typed_pieces(letters), Piece("e", "b", typed=False), Piece("f", "b", typed=False)])
    assert [each.text for each in pieces] == ["ab", "c", CALL, "d", "e", "f"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("1. item", "1\\. item"),
        ("a) item", "a\\) item"),
        ("- item", "\\- item"),
        ("> quote", "\\> quote"),
        ("::: div", "\\::: div"),
        ("% comment", "\\% comment"),
        ("1.5 mg", "1.5 mg"),
        ("-5 points", "-5 points"),
    ],
)
def test_a_paragraph_starts_no_other_block(text: str, source: str) -> None:
    """A typed paragraph that looks like a list or a quotation is still a paragraph."""
    assert paragraph(text) == source


def test_each_sentence_has_a_line_of_its_own() -> None:
    """As in the templates; the text before it may end a sentence, and abbreviations do not."""
    assert (
        in_style("Two groups. They differ. see p. 5", WritingStyle()) == "Two groups.\nThey differ. see p. 5"
    )
    assert in_style(" They differ.", WritingStyle(), "oups.") == "\nThey differ."
    assert in_style("One of. Two", WritingStyle("  ")) == "One of.\n  Two"


@pytest.mark.parametrize(("quote", "source"), [('"', 'a \\"b\\" \\\\c'), ("'", 'a "b" \\c')])
def test_a_constant_keeps_its_quotation_marks(quote: str, source: str) -> None:
    """Within a quoted text, its own quotation mark is escaped, as YAML and Jinja read it."""
    assert in_style('a "b" \\c', WritingStyle(quoted=quote)) == source


def test_a_single_quotation_mark_is_doubled() -> None:
    """YAML escapes an apostrophe by another."""
    assert in_style("it's", WritingStyle(quoted="'")) == "it''s"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("“so”, and “so”", '"so", and "so"'),
        ("the “first", "the “first"),
        ('5" of rain', '5\\" of rain'),
        ("it’s “so", "it's “so"),
        ("a <% b", "a \\<\\% b"),
    ],
)
def test_single_quotation_marks_are_not_paired_with_others(text: str, source: str) -> None:
    """Markdown would read one that is alone as the start or the end of another quotation."""
    assert typed(text) == source


def test_quotation_marks_around_formatted_text_are_a_pair() -> None:
    """Each piece has only one of them; those of code remain as they are."""
    pieces = [Piece("“"), Piece("so", "i"), Piece("”"), Piece('x"', "c")]
    assert markdown(pieces, WritingStyle()) == '"*so*"`x"`'


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("iv. a step", "iv\\. a step"),
        ("(a) a step", "\\(a) a step"),
        (">a quotation", "\\>a quotation"),
        ("-", "\\-"),
        ("in. a word", "in. a word"),
        ("(see) it", "(see) it"),
        ("-5 degrees", "-5 degrees"),
    ],
)
def test_further_markers_of_blocks_are_escaped(text: str, source: str) -> None:
    """Also letters that count, numbers in parentheses, and signs without a space."""
    assert paragraph(text) == source


def test_constants_of_tags_and_of_the_metadata_escape_their_quotation_marks() -> None:
    """A backslash does in a tag; in the metadata, a single quotation mark is written twice."""
    assert in_style("it's", WritingStyle(quoted="'", in_tag=True)) == "it\\'s"
    assert in_style("it's", WritingStyle(quoted="'")) == "it''s"
    assert in_style('a "b" \\', WritingStyle(quoted='"', in_tag=True)) == 'a \\"b\\" \\\\'
