"""Tables on pages: words in rows, columns by alignment or rules, and the heads above them."""

from __future__ import annotations

import pytest

from report.text.blocks import Block
from report.text.reading.pdf_columns import ColumnExtent, WordRun, column_at, columns_of, segments
from report.text.reading.pdf_heads import heads_of
from report.text.reading.pdf_tables import tables
from report.text.reading.pdf_words import NO_RULES, Rules, Word, WordsOnPage, rows_of

SIZE = 10.0


def word(text: str, left: float, baseline: float = 700.0, size: float = SIZE) -> Word:
    """A word whose letters are half as wide as high."""
    return Word(text, left, left + len(text) * size / 2, baseline, size)


def line(baseline: float, *cells: tuple[float, str]) -> list[Word]:
    """A row of cells at these places; the words of a cell have narrow gaps."""
    made: list[Word] = []
    for left, text in cells:
        at = left
        for part in text.split():
            made.append(word(part, at, baseline))
            at = made[-1].right + 2
    return made


def grid(
    *rows: tuple[str, ...], top: float = 700.0, places: tuple[float, ...] = (50, 200, 280, 360)
) -> list[Word]:
    """Rows of cells, fifteen points apart."""
    made: list[Word] = []
    for number, row in enumerate(rows):
        cells = [(place, text) for place, text in zip(places, row, strict=False) if text]
        made += line(top - 15 * number, *cells)
    return made


def read(found: list[Word], drawn: Rules = NO_RULES) -> list[tuple[tuple[int, int], str, str, str]]:
    """Row and column, head of the row, head of the column and text of the cells with numbers."""
    return [
        (each.cell[1:], each.row, each.column, each.text)
        for each in tables(WordsOnPage(tuple(found), drawn, 600), 1, 1).cells
        if each.cell and each.cell[1] > 1 and each.cell[2] > 0
    ]


TABLE = grid(("Predictor", "b", "SE", "p"), ("Age", "0.30", "0.10", ".003"), ("Sex", "0.45", "0.20", ".024"))


def test_a_table_is_read_with_its_heads() -> None:
    """Each number has the head of its row and of its column."""
    assert read(TABLE) == [
        ((2, 1), "Age", "b", "0.30"),
        ((2, 2), "Age", "SE", "0.10"),
        ((2, 3), "Age", "p", ".003"),
        ((3, 1), "Sex", "b", "0.45"),
        ((3, 2), "Sex", "SE", "0.20"),
        ((3, 3), "Sex", "p", ".024"),
    ]


def test_empty_cells_leave_their_column_empty() -> None:
    """A number is in the column that it is under."""
    found = grid(("Predictor", "b", "SE", "p"), ("Age", "0.30", "0.10", ".003"), ("Sex", "0.45", "", ".024"))
    assert [each[1:] for each in read(found) if each[1] == "Sex"] == [
        ("Sex", "b", "0.45"),
        ("Sex", "p", ".024"),
    ]


def test_numbers_are_aligned_left_right_or_at_the_point() -> None:
    """Cells that overlap from row to row are a column."""
    rows = [(200, "0.3"), (280, "10")], [(196, "10.35"), (275, "1,204")]
    found = line(700, (50, "Group"), (195, "Mean"), (278, "N"))
    for number, cells in enumerate(rows):
        found += line(685 - 15 * number, (50, "abc"), *cells)
    assert [each[2:] for each in read(found)] == [
        ("Mean", "0.3"),
        ("N", "10"),
        ("Mean", "10.35"),
        ("N", "1,204"),
    ]


def test_running_text_is_no_table() -> None:
    """Paragraphs with numbers have no columns."""
    text = "There were 29 people in the first and 30 in the second group of this study"
    found = [each for number in range(6) for each in line(700 - 12 * number, (50, text))]
    assert read(found) == []


def test_numbers_without_heads_are_no_table() -> None:
    """A list of numbers has no meaning that a rule could check."""
    assert (
        tables(
            WordsOnPage(tuple(grid(("", "0.30", "0.10"), ("", "0.45", "0.20"))), NO_RULES, 600), 1, 1
        ).cells
        == []
    )
    assert tables(WordsOnPage((), NO_RULES, 600), 1, 1).cells == []


def test_two_tables_below_each_other() -> None:
    """A gap, or another head, begins a new table with the next number."""
    second = grid(("Score", "d", "g"), ("Pain", "0.11", "0.12"), ("Mood", "0.21", "0.22"), top=500)
    found = tables(WordsOnPage((*TABLE, *second), NO_RULES, 600), 4, 3).cells
    assert {each.cell[0] for each in found if each.cell} == {3, 4}
    assert {each.page for each in found} == {4}
    assert [each.column for each in found if each.cell and each.cell[0] == 4 and each.text == "0.22"] == ["g"]


def test_tables_in_two_columns_of_a_page() -> None:
    """Each half of the page has its own."""
    left = grid(("Item", "b", "p"), ("Age", "0.30", ".003"), ("Sex", "0.45", ".024"), places=(30, 120, 180))
    right = grid(
        ("Score", "d", "q"),
        ("Pain", "0.11", ".102"),
        ("Mood", "0.21", ".202"),
        top=400,
        places=(330, 430, 490),
    )
    words = [
        each for n in range(8) for each in line(390 - 12 * n, (30, "words of text that runs on and on in it"))
    ]
    found = read([*left, *right, *words])
    assert ((2, 1), "Age", "b", "0.30") in found
    assert ((3, 2), "Mood", "q", ".202") in found


def cell_texts(found: list[Block]) -> list[str]:
    """The texts of the cells."""
    return [each.text for each in found]


def test_labels_are_cells_too() -> None:
    """The first column has the heads of the rows."""
    assert cell_texts(tables(WordsOnPage(tuple(TABLE), NO_RULES, 600), 1, 1).cells).count("Age") == 1


def test_words_of_one_row() -> None:
    """From top to bottom and left to right, whatever order they were set in; raised marks are in their row."""
    found = [word("b", 100, 700), word("c", 50, 680), word("a", 50, 700), word("*", 106, 704, 6)]
    assert [[each.text for each in row] for row in rows_of(found)] == [["a", "b", "*"], ["c"]]
    assert rows_of([]) == []


@pytest.mark.parametrize(("gap", "count"), [(0, 1), (5.9, 1), (6.1, 2), (60, 2), (-3, 1)])
def test_segments_are_separated_by_wide_gaps(gap: float, count: int) -> None:
    """More than six tenths of the font size; words may overlap."""
    row = [word("ab", 50), word("cd", 60 + gap)]
    assert len(segments(row)) == count


@pytest.mark.parametrize(
    ("text", "numeric"),
    [
        ("0.30", True),
        ("−0.30", True),
        (".003", True),
        ("< .001", True),
        ("1,204", True),
        ("5%", True),
        ("0.30**", True),
        ("0.30a", True),
        ("0.30 (0.10)", True),
        ("[0.10, 0.50]", True),
        ("0.10 to 0.50", True),
        ("–", True),
        ("Age", False),
        ("Wave 2", False),
        ("2 waves of it", False),
        ("", False),
        ("*", False),
    ],
)
def test_what_is_a_number_in_a_cell(text: str, numeric: bool) -> None:
    """Signs, marks, intervals and standard errors belong to it; words do not."""
    parts = text.split(" ") if text else [""]
    assert WordRun(tuple(word(part, 50 + 40 * n) for n, part in enumerate(parts))).is_numeric is numeric


COLUMNS = [ColumnExtent(100, 140), ColumnExtent(200, 240)]


@pytest.mark.parametrize(
    ("left", "right", "place"),
    [
        (100, 140, 0),
        (210, 230, 1),
        (90, 110, 0),
        (150, 190, None),
        (0, 90, None),
        (100, 240, None),
        (100, 205, 0),
        (135, 240, 1),
        (130, 210, None),
    ],
)
def test_the_column_of_an_interval(left: float, right: float, place: int | None) -> None:
    """Where it lies, or mostly lies; none if it spans two alike, or lies between."""
    assert column_at(COLUMNS, left, right) == place


def test_the_reach_of_a_column() -> None:
    """A head may begin a little beside its column."""
    assert column_at(COLUMNS, 142, 160) is None
    assert column_at(COLUMNS, 142, 160, reach=8) == 0


def test_columns_between_rules() -> None:
    """Vertical rules separate columns whose numbers overlap in no row, if there are enough of them."""
    rows = [segments(line(700, (200, "1.0"), (280, "2.0"))), segments(line(685, (205, "1.5"), (270, "22.0")))]
    assert columns_of(rows, ()) == [ColumnExtent(200, 220), ColumnExtent(270, 295)]
    assert columns_of(rows, (190, 250, 340)) == [ColumnExtent(190, 250), ColumnExtent(250, 340)]
    assert columns_of(rows, (190, 340)) == [ColumnExtent(200, 220), ColumnExtent(270, 295)]
    assert columns_of([], ()) == []


def heads(*rows: list[Word]) -> list[tuple[str, str]]:
    """The heads of two columns at 100 and 200."""
    return heads_of([segments(row) for row in rows], COLUMNS)


def test_heads_of_columns() -> None:
    """One head above each column."""
    assert heads(line(700, (100, "b"), (200, "SE"))) == [("b", ""), ("SE", "")]
    assert heads() == [("", ""), ("", "")]
    assert heads(line(700, (30, "Item"), (100, "b"), (200, "SE"))) == [("b", ""), ("SE", "")]


def test_lines_of_a_head_are_joined() -> None:
    """From top to bottom."""
    assert heads(line(700, (100, "mean")), line(688, (100, "score"), (200, "SE"))) == [
        ("mean score", ""),
        ("SE", ""),
    ]


def test_a_head_above_several_heads() -> None:
    """It belongs to all of them; the ends of an interval need it in their own text."""
    above = line(700, (110, "95% confidence interval"))
    assert heads(above, line(688, (100, "lower"), (200, "upper"))) == [
        ("95% confidence interval lower", "95% confidence interval"),
        ("95% confidence interval upper", "95% confidence interval"),
    ]
    assert heads(above, line(688, (100, "mean"), (200, "SE")))[0] == ("mean", "95% confidence interval")


def test_a_head_of_several_words_for_several_columns() -> None:
    """Words that were set close together are the heads of the columns below them."""
    close = [word("alpha", 112), word("beta", 140), word("x", 165), word("gamma", 205)]
    assert (
        heads_of([segments(close)], [ColumnExtent(112, 135), ColumnExtent(140, 158), ColumnExtent(205, 230)])[
            2
        ][0]
        == "gamma"
    )


def test_cells_of_a_page_that_take_several_rows() -> None:
    """A head over two rows leaves its column free in the second, and heads below a common one are in their columns."""
    from report.text.reading.html import page_copy

    page = (
        "<html><body><table><thead><tr><th rowspan=2>Predictor</th><th rowspan=2>b</th><th colspan=2>95% CI</th>"
        "<th rowspan=2>p</th></tr><tr><th>LL</th><th>UL</th></tr></thead><tbody>"
        "<tr><td>Age</td><td>0.2</td><td>0.1</td><td>0.3</td><td>.01</td></tr></tbody></table></body></html>"
    )
    read = [each for each in page_copy(page).blocks if each.cell and each.cell[1] == 2]
    assert [(each.column, each.text) for each in read] == [
        ("Predictor", "Age"),
        ("b", "0.2"),
        ("LL", "0.1"),
        ("UL", "0.3"),
        ("p", ".01"),
    ]
