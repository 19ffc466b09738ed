"""The order of pages that a printer or a program rearranged."""

from report.text.reading.lines import Line, LinePart
from report.text.reading.pdf_order import in_page_order


def line(page, text):
    return Line(page, (LinePart(text),), 400, 10.0, 800)


def sheet(page, *numbers, of=4, head_first=False):
    """The lines of a sheet with these pages next to each other."""
    lines = []
    for number in numbers:
        parts = [line(page, f"text {number}"), line(page, f"Hands page {number} of {of}")]
        lines += parts[::-1] if head_first else parts
    return lines


def order(read):
    return [each.text for each in in_page_order(read) if each.text.startswith("text")]


def test_reversed_pages_are_read_by_their_numbers():
    read = [*sheet(1, 3), *sheet(2, 2), *sheet(3, 1)]
    assert order(read) == ["text 1", "text 2", "text 3"]


def test_the_pages_of_a_booklet_are_read_by_their_numbers():
    """Each sheet has two pages, the last beside the first."""
    for head_first in (False, True):
        read = [*sheet(1, 4, 1, head_first=head_first), *sheet(2, 2, 3, head_first=head_first)]
        assert order(read) == ["text 1", "text 2", "text 3", "text 4"]


def test_pages_keep_the_order_of_the_file_without_clear_numbers():
    """A page without a number, a number that occurs twice, or a number above that of all pages."""
    for read in (
        [*sheet(1, 3), line(2, "text 2"), *sheet(3, 1)],
        [*sheet(1, 3), *sheet(2, 1), *sheet(3, 1)],
        [*sheet(1, 9), *sheet(2, 1)],
    ):
        assert in_page_order(read) is read


def test_a_file_in_order_is_left_alone():
    read = [*sheet(1, 1), *sheet(2, 2, 4)]
    assert in_page_order(read) is read
