"""What the reader of pages sees: encodings, struck and hidden words, deep nesting, and pages that are cut off."""

import pytest

from report.text.reading.guards import UnreadableError
from report.text.reading.html import read_html


def texts(body, head=""):
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    return [block.text for block in read_html(page.encode("utf-8")).blocks]


@pytest.mark.parametrize(
    "gone",
    [
        "<s>0.4</s>",
        "<del>0.4</del>",
        "<strike>0.4</strike>",
        '<span style="text-decoration: line-through">0.4</span>',
        '<span style="VISIBILITY : hidden">0.4</span>',
        '<span style="opacity:0">0.4</span>',
        '<span style="font-size: 0">0.4</span>',
        "<span hidden>0.4</span>",
    ],
)
def test_words_that_are_struck_through_or_hidden_are_not_read(gone):
    """A reader does not see them."""
    assert texts(f"<p>b = {gone}0.5</p>") == ["b = 0.5"]


@pytest.mark.parametrize("style", ["opacity: 0.5", "font-size: 0.9em", "text-decoration: underline"])
def test_words_of_another_look_are_read(style):
    """Paler, smaller or underlined text is text."""
    assert texts(f'<p>b = <span style="{style}">0.4</span></p>') == ["b = 0.4"]


@pytest.mark.parametrize("name", ["windows-1252", "iso-8859-1", "utf-16"])
def test_a_page_is_read_in_its_encoding(name):
    """Older programs save pages in the code page of their system."""
    page = f'<html><head><meta charset="{name}"></head><body><p>Größe ± 0.5</p></body></html>'
    assert [block.text for block in read_html(page.encode(name)).blocks] == ["Größe ± 0.5"]


def test_a_page_nested_300_deep_is_read():
    """Depth alone hides no text."""
    assert texts("<div>" * 300 + "<p>b = 0.5</p>" + "</div>" * 300) == ["b = 0.5"]


@pytest.mark.parametrize("share", [0.3, 0.5, 0.9])
def test_a_page_that_is_cut_off_is_refused(share):
    """What is missing behind the cut cannot be checked."""
    page = f"<html><body>{'<p>b = 0.5, of a page with some words</p>' * 400}</body></html>".encode()
    assert len(read_html(page).blocks) == 400
    with pytest.raises(UnreadableError, match="cut off"):
        read_html(page[: int(len(page) * share)])
