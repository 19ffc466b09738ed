"""Reads the lines of a PDF page, with their size, baseline and raised note marks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median, median_high
from typing import Any

from report.text.blocks import SOFT
from report.text.reading.annotations import Annotation, annotations_of
from report.text.reading.guards import UnreadableError
from report.text.reading.invisible_letters import without_invisible
from report.text.reading.letters import APART, HYPHEN_AT_END, LINE_ENDS, Letter, Row, gap, letters
from report.text.reading.line_numbers import NOT_NUMBERED, LineNumberSeries, without_line_numbers
from report.text.reading.oblique import by_direction, make_transparent, whole_lines
from report.text.reading.pdf_words import WordsOnPage, words_by_direction

_LETTERS = 60_000
_HYPHENS = ("\u2010", SOFT)
#: A digit this much smaller than its line, and raised this much, is a note mark.
_SMALLER, _RAISED = 0.82, 0.18
#: A digit that is only slightly smaller is a note mark if it is raised this much.
_LITTLE_SMALLER, _FAR_RAISED = 0.98, 0.28
#: Smaller pictures, in points, are symbols.
_PICTURE = 60
#: Letters whose sizes differ by no more than this proportion are treated as the same size.
_ALIKE = 0.06
#: The largest difference in height between letters of one line, and the number of letters that no mark has.
_RISE, _MARK = 0.6, 4
_BETWEEN_MARKS = ",\u2013-\u2010\u2011\u00a0\u202f\u2009 "


@dataclass(frozen=True, slots=True)
class LinePart:
    """A part of a line; a `raised` part is a note mark."""

    text: str
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its page, the height of its baseline above the page's foot, and the size of its letters."""

    page: int
    parts: tuple[LinePart, ...]
    baseline: float
    size: float
    height: float
    ends_in_hyphen: bool = False
    #: Whether the line is set across the page's other lines, as a stamp in a margin is.
    turned: bool = False

    @property
    def text(self) -> str:
        """The whole line."""
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class PageText:
    """The content of a page: lines, the line numbers removed, annotations, and the count of larger pictures.

    `directions` are the words along the page and those across it; they are read only where tables are.
    """

    lines: tuple[Line, ...]
    numbering: LineNumberSeries
    annotations: tuple[Annotation, ...]
    pictures: int
    directions: tuple[WordsOnPage, ...] = ()


def page_text(
    document: Any, number: int, before: LineNumberSeries = NOT_NUMBERED, *, with_words: bool = False
) -> PageText:
    """The text of one page, counted from 0, with its words and rules if requested; `before` numbers earlier lines."""
    import pypdfium2

    try:
        page = document[number]
        page.set_rotation(0)
        text = page.get_textpage()
        box = page.get_bbox()
    except pypdfium2.PdfiumError:
        raise UnreadableError(f"is damaged: page {number + 1} cannot be read") from None
    if text.count_chars() > _LETTERS:
        raise UnreadableError("has too much text on a page for a paper")
    marked = annotations_of(page)
    read, frame = letters(text, box)
    level, oblique = by_direction(read)
    if any(letter.oblique for letter in oblique):
        oblique = whole_lines(oblique, without_invisible(page, text, oblique, marked))
        make_transparent(text, oblique)
    level = without_invisible(page, text, level, marked)
    whole = _rejoined(_rows(level), lambda one, other: gap(text.raw, one, other, frame.quarters))
    rows, numbering = without_line_numbers(whole, before)
    made = (_line(row, number + 1, frame.height) for row in (*rows, *_rows(oblique)))
    lines = tuple(line for line in made if line is not None)
    if not with_words:
        return PageText(lines, numbering, tuple(marked), _pictures(page))
    found = tuple(words_by_direction(page, text, level, frame))
    return PageText(lines, numbering, tuple(marked), _pictures(page), found)


def _pictures(page: Any) -> int:
    """The number of pictures on a page, without symbols."""
    from pypdfium2 import raw

    boxes = (each.get_bounds() for each in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=4))
    return sum(right - left > _PICTURE and top - bottom > _PICTURE for left, bottom, right, top in boxes)


def _rows(read: Sequence[Letter]) -> list[Row]:
    rows: list[Row] = []
    row: list[Letter] = []
    for letter in [*read, Letter("\n", 0.0, 0.0, 0.0)]:
        if letter.text in LINE_ENDS:
            rows.append(Row(row, "-" if letter.text == HYPHEN_AT_END else ""))
            row = []
        else:
            row.append(letter)
    return [each for each in rows if any(letter.text.strip() for letter in each.letters)]


def _rejoined(rows: Sequence[Row], gap: Callable[[int, int], float]) -> list[Row]:
    """Join rows that the library divided although they are adjacent on one line."""
    made: list[Row] = []
    for row in rows:
        last = made[-1] if made else None
        letters_before = [*last.letters, *_hyphen_within(last)] if last else []
        if letters_before and _are_adjacent(letters_before, row.letters, gap):
            made[-1] = Row([*letters_before, *row.letters], row.hyphen)
        else:
            made.append(row)
    return made


def _hyphen_within(row: Row) -> list[Letter]:
    """The hyphen at which the library divided a row, as the letter that it is if the row continues behind it."""
    last = row.letters[-1]
    return [replace(last, text=row.hyphen, index=last.index + 1)] if row.hyphen else []


def _are_adjacent(one: Sequence[Letter], other: Sequence[Letter], gap: Callable[[int, int], float]) -> bool:
    """Whether a row continues where the row before it ends; a note mark may be higher."""
    last, first = one[-1], other[0]
    size = max(last.size, first.size)
    if min(last.size, first.size) <= 0 or abs(last.baseline - first.baseline) > _RISE * size:
        return False
    return abs(gap(last.index, first.index)) < APART * size or _is_mark_before(one, other)


def _is_mark_before(one: Sequence[Letter], other: Sequence[Letter]) -> bool:
    """Whether a row contains only the raised mark of the note that begins with the next row."""
    small = one[0].size < _SMALLER * other[0].size and one[0].baseline > other[0].baseline
    return small and len(one) < _MARK and all(letter.text.isdigit() for letter in one)


def _line(row: Row, page: int, height: float) -> Line | None:
    read, hyphen = list(row.letters), row.hyphen
    while read and not read[-1].text.strip():
        read.pop()
    if len(read) > 1 and read[-1].text in _HYPHENS:
        hyphen = read.pop().text
    set_ = [letter for letter in read if letter.text.strip() and letter.size] or read
    if not set_:
        return None
    size = median_high(letter.size for letter in set_)
    baseline = median(letter.baseline for letter in set_ if abs(letter.size - size) <= _ALIKE * size)
    if hyphen:
        mark = SOFT if read[-1].text.isalpha() else hyphen
        read.append(Letter(mark, size, read[-1].x, baseline))
    parts = tuple(_parts(read, size, baseline))
    return Line(page, parts, baseline, size, height, bool(hyphen), _is_turned(set_, size))


def _is_turned(set_: Sequence[Letter], size: float) -> bool:
    """Whether the letters of a line rise by more than their size."""
    heights = [letter.baseline for letter in set_]
    return max(heights) - min(heights) > size


def _parts(read: Sequence[Letter], size: float, baseline: float) -> Iterator[LinePart]:
    """The parts of a line, divided where raised digits begin and end."""
    text, raised = "", False
    for place, letter in enumerate(read):
        if not _may_be_raised(letter, size, baseline):
            baseline = letter.baseline
        mark = _is_mark(read, place, size, baseline, raised)
        if mark != raised and text:
            yield LinePart(text, raised)
            text = ""
        text, raised = text + letter.text, mark
    if text:
        yield LinePart(text, raised)


def _is_mark(read: Sequence[Letter], place: int, size: float, baseline: float, inside: bool) -> bool:
    """Whether a letter is small and raised: a digit, or a separator between two raised digits."""
    letter = read[place]
    if not letter.text.isdigit() and not (inside and letter.text in _BETWEEN_MARKS):
        return False
    if not _may_be_raised(letter, size, baseline) or letter.baseline - baseline < size * _RAISED:
        return False
    if _is_exponent(read, place):
        return False
    before = read[place - 1].text if place else " "
    return inside or not (before.isalpha() and (place < 2 or not read[place - 2].text.isalpha()))


def _may_be_raised(letter: Letter, size: float, baseline: float) -> bool:
    """Whether a letter is smaller than its line, or a little smaller and far above the baseline."""
    far = letter.baseline - baseline > size * _FAR_RAISED
    return letter.size <= size * (_LITTLE_SMALLER if far else _SMALLER)


def _is_exponent(read: Sequence[Letter], place: int) -> bool:
    """Whether a raised digit follows a raised minus, as in a power of ten."""
    height = read[place].baseline
    before = place - 1
    while before > 0 and read[before].text.isdigit() and read[before].baseline == height:
        before -= 1
    return before > 0 and read[before].text in "\u2212\u2013-" and read[before].baseline == height
