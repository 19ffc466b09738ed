"""Metadata blocks: where the front matter of a text begins and ends."""

from __future__ import annotations

import pytest

from report.text.metadata_blocks import front_matter, metadata_blocks, template_front_matter


@pytest.mark.parametrize("end", ["---\n", "...\n", "---  \n", "---"])
def test_front_matter_ends_at_a_line_of_dashes_or_dots(end: str) -> None:
    """The text after the front matter begins after its last line, which may be the last of the file."""
    text = f"---\ntitle: A\n{end}"
    front = front_matter(text + "Body\n" if end.endswith("\n") else text)
    assert front is not None
    assert (front.yaml, front.start, front.end) == ("title: A\n", 4, len(text))


@pytest.mark.parametrize(
    "text", ["", "Body\n", "\n---\ntitle: A\n---\n", "---\ntitle: A\n", "----\na: 1\n---\n"]
)
def test_a_text_without_front_matter_has_none(text: str) -> None:
    """Front matter is at the very beginning, between complete lines of three dashes."""
    assert front_matter(text) is None


def test_a_line_within_a_value_does_not_end_the_block() -> None:
    """Dashes end a block only where nothing else is on their line."""
    front = front_matter("---\ntitle: A --- B\nnote: |\n  ---\n---\nBody\n")
    assert front is not None
    assert front.yaml == "title: A --- B\nnote: |\n  ---\n"


def test_a_macro_may_precede_the_front_matter_of_a_template() -> None:
    """A template may define macros above its metadata, or on the line on which they begin."""
    text = "<% macro x() %>1<% endmacro %>---\ntitle: A\n---\nBody\n"
    front = template_front_matter(text)
    assert front is not None
    assert (text[front.begin : front.end], front.yaml) == ("---\ntitle: A\n---\n", "title: A\n")


def test_a_rule_between_paragraphs_is_not_front_matter() -> None:
    """Dashes followed by prose are a horizontal rule, even if more dashes follow."""
    assert template_front_matter("One\n\n---\nTwo words\n\n---\n") is None


def test_pandoc_reads_metadata_anywhere() -> None:
    """All blocks of a document count, not only the first."""
    text = "---\na: 1\n---\n\nBody\n\n---\nb: 2\n...\n"
    assert [block.yaml for block in metadata_blocks(text)] == ["a: 1\n", "b: 2\n"]
