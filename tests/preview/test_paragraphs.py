"""The paragraph of a template that an edit changed, rendered on its own."""

from pathlib import Path

import pytest

from report.preview.paragraphs import edited_html, edited_paragraph

FRONT = "---\ntitle: Sleep\n---\n\n"


def test_the_changed_paragraph_is_found_among_others() -> None:
    assert edited_paragraph("One.\n\nTwo.\n\nThree.", "One.\n\nZwei.\n\nThree.") == ("Two.", "Zwei.")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("One.\n\nTwo.", "One.\n\nTwo."),
        ("One.\n\nTwo.\n\nThree.", "One.\n\n2.\n\n3."),
        ("One.\n\nTwo.", "One.\n\nTwo.\n\nThree."),
        (f"{FRONT}One.\n\n# Two", f"{FRONT}One.\n\n# Zwei"),
        (f"{FRONT}One.\n\n<% if a %>Two.<% endif %>", f"{FRONT}One.\n\n<% if b %>Two.<% endif %>"),
    ],
    ids=["nothing changed", "two paragraphs", "a new paragraph", "a heading", "a statement"],
)
def test_an_edit_of_more_than_one_paragraph_needs_the_whole_page(old: str, new: str) -> None:
    assert edited_paragraph(old, new) is None


def test_a_footnote_of_another_paragraph_is_only_marked(tmp_path: Path) -> None:
    """Its number is that of the page, and its definition is not printed."""
    made = edited_html("One.\n\nTwo[^a] b.", "One.\n\nTwo[^a] c.", lambda text: text, tmp_path)
    assert made is not None
    assert made.new == '<p>Two<span class="footnote-ref">…</span> c.</p>'


def test_a_paragraph_that_cannot_be_woven_is_not_shown(tmp_path: Path) -> None:
    assert edited_html("One.\n\nTwo.", "One.\n\nZwei.", lambda _: None, tmp_path) is None
