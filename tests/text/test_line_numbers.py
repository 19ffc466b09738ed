"""Line numbers in the margins of a page are removed; numbers of the text never are."""

from __future__ import annotations

import pytest

from report.text.reading.letters import Letter, Row
from report.text.reading.line_numbers import LineNumberSeries, without_line_numbers

SIZE = 10.0
WORDS = ("We measured sleep", "in adults", "for 12 nights", "at home", "with a diary", "and a watch")


def letters(text: str, x: float) -> list[Letter]:
    """The letters of a text that starts at a position, each half an em wide."""
    return [Letter(sign, SIZE, x + n * SIZE / 2, 0.0) for n, sign in enumerate(text)]


def page(numbers: list[int | None], left: float = 10.0, words: tuple[str, ...] = WORDS) -> list[Row]:
    """Lines of text with a number in the margin at the left, or without one."""
    return [
        Row([*(letters(f"{number:>3}", left) if number is not None else []), *letters(text, 100.0)])
        for number, text in zip(numbers, words, strict=True)
    ]


def texts(rows: list[Row]) -> list[str]:
    """The texts of rows."""
    return ["".join(letter.text for letter in row.letters) for row in rows]


@pytest.mark.parametrize(
    "numbers", [[1, 2, 3, 4, 5, 6], [5, 10, 15, 20, 25, 30], [98, 99, 100, 101, 102, 103]]
)
def test_a_column_of_increasing_numbers_is_removed(numbers: list[int]) -> None:
    """Every line, or every fifth one, may be numbered, from any start."""
    rows, found = without_line_numbers(page(numbers))
    assert (texts(rows), found.count) == (list(WORDS), 6)


def test_numbers_at_the_right_are_removed_too() -> None:
    """Journals number lines at either margin."""
    rows = [Row([*letters(text, 10.0), *letters(f"{n:>2}", 200.0)]) for n, text in enumerate(WORDS, 1)]
    read, found = without_line_numbers(rows)
    assert ([text.strip() for text in texts(read)], found.count) == (list(WORDS), 6)


@pytest.mark.parametrize("numbers", [[3, 1, 4, 1, 5, 9], [7, 7, 7, 7, 7, 7], [1, 2, 3, 4, None, None]])
def test_other_numbers_remain(numbers: list[int | None]) -> None:
    """Values of a table do not increase by one step, and a few numbers are too few to judge."""
    rows, found = without_line_numbers(page(numbers))
    assert found.count == 0
    assert len("".join(texts(rows))) == len("".join(texts(page(numbers))))


def test_numbers_that_are_part_of_the_text_remain() -> None:
    """Numbers directly before their items are a list, not a margin."""
    rows = [Row(letters(f"{n} {text}", 10.0)) for n, text in enumerate(WORDS, 1)]
    assert without_line_numbers(rows)[1].count == 0


def test_a_line_that_has_only_its_number_disappears() -> None:
    """A blank line has a number, but no text."""
    rows = page([1, 2, 3, 4, 5, 6], words=(*WORDS[:5], ""))
    read, found = without_line_numbers(rows)
    assert (len(read), found.count) == (5, 6)


@pytest.mark.parametrize(
    ("before", "numbers"),
    [
        (LineNumberSeries(30, 41, 1), [42]),
        (LineNumberSeries(30, 41, 1), [42, 43]),
        (LineNumberSeries(6, 40, 5), [45]),
    ],
)
def test_few_numbers_are_removed_if_they_continue_the_page_before(
    before: LineNumberSeries, numbers: list[int]
) -> None:
    """A page of floats has few lines of text."""
    rows, found = without_line_numbers(page([*numbers, *[None] * (6 - len(numbers))]), before)
    assert [text.strip() for text in texts(rows)] == list(WORDS)
    assert found == LineNumberSeries(len(numbers), numbers[-1], before.step)


@pytest.mark.parametrize("numbers", [[43], [42, 44], [41, 42]])
def test_few_other_numbers_remain_behind_a_numbered_page(numbers: list[int]) -> None:
    """A number in a margin that is not the next line number is a number that somebody added."""
    rows = page([*numbers, *[None] * (6 - len(numbers))])
    read, found = without_line_numbers(rows, LineNumberSeries(30, 41, 1))
    assert (found.count, texts(read)) == (0, texts(rows))


def test_few_numbers_are_found_beside_more_numbers_of_a_table() -> None:
    """The first column of a table also stands apart, but not at the edge of the page."""
    table = [Row([*letters(f"{n:>3}", 60.0), *letters("of a group", 100.0)]) for n in (17, 12, 9, 11, 12)]
    rows, found = without_line_numbers([*table, *page([42], words=WORDS[:1])], LineNumberSeries(30, 41, 1))
    assert found == LineNumberSeries(1, 42, 1)
    assert [text.strip() for text in texts(rows)] == [
        *(f"{n:>3}of a group".strip() for n in (17, 12, 9, 11, 12)),
        WORDS[0],
    ]
