"""Pages and Word files that pandoc converted into each other."""

import pytest

from report.text.blocks import Block
from report.text.reading.converted import restored
from report.text.reading.html import read_html
from report.text.reading.pictures import is_path

FRONT = '<header id="title-block-header"><h1 class="title">In 48 people</h1></header>'


def kinds(*blocks):
    return [(block.kind, block.text) for block in restored([Block(*each) for each in blocks])]


def test_the_parts_of_a_converted_page_are_restored():
    """The title that is set twice counts once; entries of the contents and of the appendix are recognised."""
    title, entry = ("heading", "In 48 people"), ("list item", "Results in 24 people")
    result, appendix = ("heading", "Results in 24 people"), ("heading", "Provenance of the numbers")
    row, note = ("paragraph", "a.b mean 7"), ("footnote", "The fewest were 5.")
    assert kinds(title, ("paragraph", "Ann"), title, entry, result, appendix, row, note) == [
        *(("paragraph", "Ann"), title, ("contents", entry[1]), result),
        *(("provenance", appendix[1]), ("provenance", row[1]), note),
    ]


@pytest.mark.parametrize(
    ("body", "titles"),
    [
        (f"{FRONT}<h1>In 48 people</h1>", 1),
        (f"{FRONT}<h1>In 58 people</h1>", 2),
        (f"{FRONT}<p>In 48 people</p>", 1),
        (FRONT.replace("</header>", "<h1>In 48 people</h1></header>"), 2),
    ],
)
def test_a_title_that_pandoc_sets_twice_counts_once(body, titles):
    """Only the same title, outside the header that pandoc adds, is the title of the text."""
    copy = read_html(f"<html><body>{body}<p>Some.</p></body></html>".encode())
    assert sum(block.kind == "heading" for block in copy.blocks) == titles


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("data:image/svg+xml;base64,PHN2Zz4=", True),
        ("media/image1.png", True),
        ("data:text/plain,29 people", False),
        ("data:image/png;base64,PHN2Zz4=: 29 people", False),
        ("29 people", False),
    ],
)
def test_a_picture_is_not_its_description(text, is_one):
    """Some programs store the path or the data of a picture as its alternative text."""
    assert is_path(text) is is_one
