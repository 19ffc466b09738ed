"""The lines of a page of PDF: letters in the order in which they were set, with size and place."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from report.text.blocks import SOFT
from report.text.reading.guards import UnreadableError

_LETTERS = 60_000
_HYPHEN_AT_END = "\x02"
_HYPHENS = ("\u2010", SOFT)
#: A digit this much smaller than its line, and raised this much, is the mark of a note.
_SMALLER, _RAISED = 0.82, 0.18
#: A digit this far from the letter before it, in sizes of the letters, begins another word.
_APART = 0.135
#: Where the reader writes the place of a letter.
_X, _Y = ctypes.c_double(), ctypes.c_double()
_NO_LETTERS = (0, 0xFFFE, 0xFFFF)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a line; `raised` is the mark of a note."""

    text: str
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its page, the height of its baseline above the page's foot, and the size of its letters."""

    page: int
    parts: tuple[Part, ...]
    baseline: float
    size: float
    height: float
    ends_in_hyphen: bool = False

    @property
    def text(self) -> str:
        """The whole line."""
        return "".join(part.text for part in self.parts)


@dataclass(slots=True)
class _Letter:
    text: str
    size: float
    baseline: float


@dataclass
class _Open:
    """The line that is being read."""

    page: int
    height: float
    letters: list[_Letter] = field(default_factory=list)

    def closed(self, hyphen: str = "") -> Iterator[Line]:
        """The line, if there is anything in it."""
        letters, self.letters = self.letters, []
        while letters and not letters[-1].text.strip():
            letters.pop()
        if not letters:
            return
        if len(letters) > 1 and letters[-1].text in _HYPHENS:
            hyphen = letters.pop().text
        sizes = [letter.size for letter in letters if letter.text.strip()] or [1.0]
        size = median(sizes)
        baseline = median(letter.baseline for letter in letters if abs(letter.size - size) < 0.6)
        if hyphen:
            mark = SOFT if letters[-1].text.isalpha() else hyphen
            letters.append(_Letter(mark, size, baseline))
        parts = tuple(_parts(letters, size, baseline))
        yield Line(self.page, parts, baseline, size, self.height, bool(hyphen))


def lines(document: Any, number: int) -> Iterator[Line]:
    """The lines of one page, counted from 0."""
    import pypdfium2

    try:
        page = document[number]
        text = page.get_textpage()
        height = page.get_height()
    except pypdfium2.PdfiumError:
        raise UnreadableError(f"is broken: page {number + 1} cannot be read") from None
    if text.count_chars() > _LETTERS:
        raise UnreadableError("has more text on a page than a paper")
    yield from _lines(text, number + 1, height)


def _lines(text: Any, page: int, height: float) -> Iterator[Line]:
    line = _Open(page, height)
    for letter in _letters(text):
        if letter.text == _HYPHEN_AT_END:
            yield from line.closed(hyphen="-")
        elif letter.text in "\r\n":
            yield from line.closed()
        else:
            line.letters.append(letter)
    yield from line.closed()


def _letters(text: Any) -> Iterator[_Letter]:
    """The letters of a page; within a word only its first is asked for size and place, for speed."""
    from pypdfium2 import raw

    handle, before, size, baseline = text.raw, "", 1.0, 0.0
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(handle, index)
        if code in _NO_LETTERS or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
            continue
        letter = chr(code)
        if not (letter.isspace() or (before.isalpha() and letter.isalpha())):
            size, baseline = _placed(raw, handle, index)
        if letter.isdigit() and before.isalpha() and _gap(text, index) > size * _APART:
            yield _Letter(" ", size, baseline)
        before = letter
        yield _Letter(letter, size, baseline)


def _placed(raw: Any, handle: Any, index: int) -> tuple[float, float]:
    """The size of a letter and the height of its baseline; one that the reader made up is of no size."""
    made_up = raw.FPDFText_IsGenerated(handle, index)
    raw.FPDFText_GetCharOrigin(handle, index, _X, _Y)
    return 1.0 if made_up else raw.FPDFText_GetFontSize(handle, index), _Y.value


def _gap(text: Any, index: int) -> float:
    """The white space between a letter and the one before it."""
    left = text.get_charbox(index)[0]
    right = text.get_charbox(index - 1)[2]
    return float(left - right)


def _parts(letters: list[_Letter], size: float, baseline: float) -> Iterator[Part]:
    """The line cut where raised digits begin and end."""
    text, raised = "", False
    for place, letter in enumerate(letters):
        mark = _is_mark(letters, place, size, baseline, raised)
        if mark != raised and text:
            yield Part(text, raised)
            text = ""
        text, raised = text + letter.text, mark
    if text:
        yield Part(text, raised)


def _is_mark(letters: list[_Letter], place: int, size: float, baseline: float, inside: bool) -> bool:
    letter = letters[place]
    if not letter.text.isdigit() or letter.size > size * _SMALLER:
        return False
    if letter.baseline - baseline < size * _RAISED:
        return False
    before = letters[place - 1].text if place else " "
    return inside or not (before.isalpha() and (place < 2 or not letters[place - 2].text.isalpha()))
