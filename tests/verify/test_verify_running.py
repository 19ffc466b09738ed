"""Which lines of a PDF are running matter or notes, and which are text."""

from report.text.reading.lines import Line, LinePart
from report.text.reading.notes import without_notes
from report.text.reading.running import running_texts, without_running

HEIGHT = 842.0


def line(page: int, text: str, down: float) -> Line:
    return Line(page, (LinePart(text, False),), HEIGHT - down, 8.0, HEIGHT)


def test_first_rows_of_tables_are_no_running_heads() -> None:
    """Rows that differ in digits alone, first on their pages, are text; a head that returns above them is not."""
    read = [
        each
        for page, value in enumerate(("0.02", "0.27", "0.31"))
        for each in (line(page, f"page {page} of 3", 38), line(page, value, 95), line(page, "text", 400))
    ]
    remaining, left_out = without_running(read)
    assert [each.text for each in remaining if each.text != "text"] == ["0.02", "0.27", "0.31"]
    assert len(left_out) == 3


def test_results_are_no_running_heads() -> None:
    """Lines of results that recur first on their pages, with other numbers or the same, are text."""
    for text in (
        "There was an effect of the factor, F({}, 28) =",
        "= {}.20, p < .001. There was another effect",
        "0.001. The groups were alike in all of the others",
        "Groups differed in all of the others, F",
        "A version of 2.{} of the protocol was approved",
    ):
        read = [
            each for page in (1, 2) for each in (line(page, text.format(page), 38), line(page, "text", 400))
        ]
        assert without_running(read)[1] == [], text


def test_heads_with_a_page_number_are_running() -> None:
    """Also beside a decimal number that does not change."""
    for text in ("Journal 2.1, page {}", "{} Journal of Tests", "Journal of Tests"):
        read = [
            each for page in (1, 2) for each in (line(page, text.format(page), 38), line(page, "text", 400))
        ]
        assert len(without_running(read)[1]) == 2, text


def test_notes_at_the_foot_of_a_page_are_set_apart() -> None:
    """What a raised number begins in small letters at a page's foot is a note; text goes on over the page."""
    note = Line(1, (LinePart("1", raised=True), LinePart(" A note of 4.5.")), 80, 8.0, HEIGHT)
    read = [
        Line(1, (LinePart("Text that goes"),), 700, 10.0, HEIGHT),
        note,
        Line(1, (LinePart("Its second line."),), 70, 8.0, HEIGHT),
        Line(2, (LinePart("on here."), LinePart("1", raised=True)), 700, 10.0, HEIGHT),
    ]
    text, notes = without_notes(read)
    assert [line.text for line in text] == ["Text that goes", "on here.1"]
    assert [line.text for line in notes] == ["1 A note of 4.5.", "Its second line."]


def test_the_number_of_a_note_that_begins_with_a_list_stands_alone() -> None:
    """A small number on its own line begins a note if the page's text refers to it, and is text otherwise."""
    text = Line(1, (LinePart("A term"), LinePart("3", raised=True), LinePart(" of it.")), 700, 10.0, HEIGHT)
    item = Line(1, (LinePart("• an item"),), 70, 8.0, HEIGHT)
    more = [Line(1, (LinePart("text"),), 680 - 12 * row, 10.0, HEIGHT) for row in range(3)]
    for number, found in (("3", [LinePart("3", raised=True)]), ("29", [])):
        lone = Line(1, (LinePart(number),), 90, 6.0, HEIGHT)
        _, notes = without_notes([text, *more, lone, item])
        assert [part for line in notes for part in line.parts if part.text.isdigit()] == found


def sheet(numbers: tuple[int, ...], head: str = "Title page {} of 9") -> list[Line]:
    """Pages with that head, printed next to each other on one sheet."""
    return [
        each
        for number in numbers
        for each in (line(1, head.format(number), 300 + 40 * number), *(line(1, "text", 400),) * 6)
    ]


def test_page_numbers_that_count_on_are_running_matter_anywhere() -> None:
    """Several pages on one sheet have their heads in its middle; other numbers of that form are text."""
    assert len(without_running(sheet((3, 4, 5)))[1]) == 3
    assert without_running(sheet((3, 5, 4)))[1] == []
    assert without_running(sheet((3, 4)))[1] == []
    assert without_running(sheet((3, 4, 5), "{}"))[1] == []


def test_the_last_two_pages_of_a_short_paper_are_enough() -> None:
    """A sheet with all pages of a paper has their heads, the first of which may have other words."""
    assert len(without_running(sheet((2, 3), "Title page {} of 3"))[1]) == 2
    assert without_running(sheet((2, 3), "Title page {} of 4"))[1] == []
    assert without_running(sheet((1, 3), "Title page {} of 3"))[1] == []
    assert without_running(sheet((3,), "Title page {} of 3"))[1] == []


def test_rows_of_a_long_table_are_not_running_matter() -> None:
    """Rows with the same words and other numbers recur at the same height of all pages, at the edge, too."""
    rows = [
        line(page, f"case {page * 7.25:.2f} {page * 1.5:.2f}", down)
        for page in range(9)
        for down in (60, 400)
    ]
    assert without_running(rows) == (rows, [])


def test_a_line_that_differs_only_in_its_page_is_running_matter_anywhere() -> None:
    """Pages that were reduced to fit several on a sheet have their running heads far from the edge of the sheet."""
    heads = [line(page, f"Journal 12.4 (2024), page {page}", 300) for page in range(1, 6)]
    assert without_running(heads) == ([], heads)


def test_a_head_with_first_and_last_page_is_running_matter_at_the_edge() -> None:
    heads = [line(page, f"Smith et al., {2 * page}-{2 * page + 1}", 38) for page in range(1, 4)]
    assert without_running(heads) == ([], heads)


def test_an_address_that_lines_break_is_one_text() -> None:
    """A file's address in a narrow foot goes on in the next line, unless that line is a number or further down."""
    first = line(1, "file:///home/x/pytest-of\u00ad", 800)
    for text, down, joined in (
        (
            "root/pytest-351/paper-3.2.html 1/7",
            810,
            ["file:///home/x/pytest-ofroot/pytest-351/paper-3.2.html 1/7"],
        ),
        ("0.35", 810, [first.text, "0.35"]),
        ("root/pytest-351", 830, [first.text, "root/pytest-351"]),
    ):
        assert list(running_texts([first, line(1, text, down)])) == joined
    assert running_texts([first, line(2, "page 2", 38), first]) == (first.text, "page 2")


def test_page_numbers_state_the_same_number_of_pages() -> None:
    """A lone `4 of 29` at the edge of one of several pages is text; so is another total than that of other pages."""
    pages = [line(page, f"{page} of 3", 30) for page in (1, 2, 3)]
    typed = line(2, "4 of 29", 815)
    assert without_running([*pages, typed]) == ([typed], pages)
    text = [line(page, "text", 400) for page in (1, 2)]
    assert without_running([*text, typed]) == ([*text, typed], [])
    assert without_running([typed]) == ([], [typed])
    assert without_running([*text, line(2, "7", 815)])[1] == [line(2, "7", 815)]


def test_a_lone_page_number_is_one_if_it_is_right() -> None:
    """The first of two pages often has no head; the second then states the number of pages alone."""
    text = [line(page, "text", 400) for page in (1, 2)]
    for number, is_right in (("2 of 2", True), ("1 of 2", False), ("2 of 3", False), ("2 of 29", False)):
        head = line(2, f"Title Page {number}", 38)
        assert without_running([*text, head])[1] == [head] * is_right
