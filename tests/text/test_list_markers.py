"""The numbers before list items."""

import pytest
from lxml import html

from report.text.reading.html import read_html
from report.text.reading.list_markers import ItemNumbering


@pytest.mark.parametrize(
    ("code", "numbers"),
    [
        ("<ol><li>a</li><li>b</li></ol>", ["", ""]),
        ('<ol start="1"><li>a</li></ol>', [""]),
        ('<ol start="29"><li>a</li><li>b</li></ol>', ["29. ", "30. "]),
        ('<ol start="-3"><li>a</li></ol>', ["-3. "]),
        ('<ol><li>a</li><li value="29">b</li><li>c</li></ol>', ["", "29. ", ""]),
        ('<ol start="4"><li>a</li><li value="29">b</li><li>c</li></ol>', ["4. ", "29. ", "30. "]),
        ("<ol reversed><li>a</li><li>b</li></ol>", ["2. ", "1. "]),
        ('<ul><li value="29">a</li></ul>', ["29. "]),
        ('<ol start="many"><li>a</li></ol>', [""]),
    ],
)
def test_a_number_that_a_page_sets_is_part_of_the_item(code, numbers):
    """Numbers that only count the items are left out, as list markers are in other formats."""
    assert [ItemNumbering().marker(item) for item in html.fragment_fromstring(code).iter("li")] == numbers


def test_the_number_is_read_with_the_item():
    """It comes before the text, as on the page."""
    copy = read_html(b'<html><body><ol start="29"><li>patients</li></ol></body></html>')
    assert [block.text for block in copy.blocks] == ["29. patients"]


def test_the_number_that_only_counts_belongs_to_the_first_block_of_an_item():
    """Nested lists count for themselves, and those with bullets or letters have no numbers."""
    copy = read_html(
        b"<html><body><ol><li><p>one</p><p>more</p><ul><li>bullet</li></ul><ol><li>inner</li></ol></li>"
        b'<li>two</li></ol><ol type="a"><li>letter</li></ol><ol><li>again</li></ol><p>text</p></body></html>'
    )
    assert [(block.text, block.ordinal) for block in copy.blocks] == [
        *(("one", 1), ("more", 0), ("bullet", 0), ("inner", 1), ("two", 2), ("letter", 0)),
        *(("again", 1), ("text", 0)),
    ]
