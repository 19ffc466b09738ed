"""Regions of a page that may be tables: rows of numbers, heads above them, and lines of labels."""

from __future__ import annotations

from set_lines import row, rows, texts

from report.text.reading.pdf_regions import heads_above, heads_at_foot, regions, rows_on
from report.text.reading.pdf_words import Word

HEADS = "               b        SE       p"
AGE, SEX = "Age            0.21     0.10     .040", "Sex            0.30     0.20     .100"


def test_a_table_with_its_heads() -> None:
    """Captions above and text below are no part of it."""
    (found,) = regions(rows("Table 1", HEADS, AGE, SEX, "", "This is a sentence of the text below."))
    assert texts(found.head) == ["b | SE | p"]
    assert texts(found.body) == ["Age | 0.21 | 0.10 | .040", "Sex | 0.30 | 0.20 | .100"]
    assert found.edge == 75


def test_heads_begin_another_table() -> None:
    """Also directly below the last row of the first."""
    found = list(regions(rows(HEADS, AGE, SEX, HEADS, SEX)))
    assert [len(each.body) for each in found] == [2, 1]
    assert [texts(each.head) for each in found] == [["b | SE | p"]] * 2


def test_a_gap_ends_a_table() -> None:
    """More than four and a half times the size."""
    assert len(list(regions(rows(HEADS, AGE, *[""] * 4, SEX)))) == 2
    assert len(list(regions(rows(HEADS, AGE, *[""] * 2, SEX)))) == 1


def test_lines_of_labels_belong_to_the_table() -> None:
    """The first line of a label may be above its numbers."""
    (found,) = regions(
        rows(HEADS, "Income of the", "household      0.21     0.10     .040", "in pounds", SEX)
    )
    assert texts(found.lines) == [
        "Income of the",
        "household | 0.21 | 0.10 | .040",
        "in pounds",
        "Sex | 0.30 | 0.20 | .100",
    ]


def test_numbers_in_brackets_are_rows_of_the_table() -> None:
    """Without a label of their own."""
    (found,) = regions(rows(HEADS, AGE, "               (0.05)   (0.04)", SEX))
    assert len(found.body) == 3


def test_captions_sentences_and_larger_type_are_no_heads() -> None:
    """The search ends at them."""
    first = row(AGE, 700)
    sentence = row("These are many words of a sentence that is above the table here", 724)
    assert heads_above([sentence, row(HEADS, 712)], first) == [row(HEADS, 712)]
    assert heads_above([row("Table 1        of       these    numbers", 712)], first) == []
    assert heads_above([row(HEADS, 712, size=14)], first) == []


def test_heads_at_the_foot_of_a_page() -> None:
    """A table may begin on the next page; rows of numbers below them are a table of this page."""
    above = rows("Some text", "more text", HEADS)
    assert texts(heads_at_foot(above, 2)) == ["b | SE | p"]
    assert heads_at_foot([*above, row(AGE, 700)], 2) == []
    assert heads_at_foot([*above, *[row("A line of words", 700 - place) for place in range(3)]], 2) == []


def test_words_become_rows_with_whole_cells() -> None:
    """Words of one baseline are a row, and broken cells are joined."""
    words = [
        Word("0.21", 80, 99, 500, 10),
        Word("Age", 10, 30, 500.5, 10),
        Word("<", 120, 125, 500, 10),
        Word(".", 127, 130, 500, 10),
        Word("001", 120, 140, 488, 10),
    ]
    assert texts(rows_on(words)) == ["Age | 0.21 | < .001"]
