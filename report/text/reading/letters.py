"""Reads the letters of a PDF page in the order in which they were set, with size and upright position."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from report.text.reading.paired_codes import is_half, joined

#: A digit at this distance from the letter before it, relative to the font size, begins another word.
APART = 0.08
#: What the library inserts where a line is broken within a word, and all that ends a line.
HYPHEN_AT_END = "\x02"
LINE_ENDS = (HYPHEN_AT_END, "\r", "\n")
#: Codes that are neither a Unicode character nor visible.
_NO_LETTERS = (0, 0xFFFE, 0xFFFF)
#: The code that Ghostscript writes for the ligature of f and i after an f.
_LIGATURES = {"\ucf00": "fi"}
#: Letters are oblique if they are further than this from a quarter turn, in quarter turns.
_OBLIQUE = 0.1
#: Buffers in which the library returns the origin and the box of a letter.
_X, _Y = ctypes.c_double(), ctypes.c_double()
_BOX = tuple(ctypes.c_double() for _ in range(4))


@dataclass(slots=True)
class Letter:
    """A letter: the left end of its baseline, its size as printed, and its number within the page.

    A letter that the library inserted, such as a space at a gap, has size 0. An oblique letter is neither level
    nor upright, as those of a watermark across a page. `turn` is its rotation against the page, in quarter turns.
    """

    text: str
    size: float
    x: float
    baseline: float
    index: int = -1
    oblique: bool = False
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """The letters between two line ends; `hyphen` is the hyphen at which a word was broken."""

    letters: list[Letter]
    hyphen: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """The rotation of a page's text in quarter turns, and the page's edges: left, bottom, right, top."""

    quarters: int
    box: tuple[float, float, float, float]

    @property
    def height(self) -> float:
        """The height of the page as its text is read."""
        left, bottom, right, top = self.box
        return right - left if self.quarters % 2 else top - bottom

    @property
    def width(self) -> float:
        """The width of the page as its text is read."""
        left, bottom, right, top = self.box
        return top - bottom if self.quarters % 2 else right - left

    def upright(self, x: float, y: float) -> tuple[float, float]:
        """Convert a point of the page to coordinates from the lower left corner of the upright page."""
        left, bottom, right, top = self.box
        match self.quarters:
            case 1:
                return y - bottom, right - x
            case 2:
                return right - x, top - y
            case 3:
                return top - y, x - left
            case _:
                return x - left, y - bottom


def letters(text: Any, box: tuple[float, float, float, float]) -> tuple[list[Letter], Frame]:
    """The letters of a page's text, and the rotation of the page.

    Within a word, size and position are read for the first letter only, for speed.
    """
    read = list(_read(text))
    turns = Counter(turn for _, turn, visible in read if visible)
    frame = Frame(turns.most_common(1)[0][0] if turns else 0, box)
    found = [letter for letter, _, _ in read]
    left, bottom, _, _ = box
    for letter in found if frame.quarters or left or bottom else ():
        letter.x, letter.baseline = frame.upright(letter.x, letter.baseline)
    for letter, turn, _ in read if len(turns) > 1 else ():
        letter.turn = (turn - frame.quarters) % 4
    return unswapped(found), frame


def _read(text: Any) -> Iterator[tuple[Letter, int, bool]]:
    """Each letter with its rotation in quarter turns, and whether it was set rather than inserted by the library."""
    from pypdfium2 import raw

    handle, matrix = text.raw, raw.FS_MATRIX()
    before, size, turn, oblique, x, y = "", 1.0, 0, False, 0.0, 0.0
    sizes: dict[tuple[float, ...], tuple[float, int, bool]] = {}
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(handle, index)
        letter = joined(handle, index, code) if is_half(code) else chr(code) if code <= 0x10FFFF else ""
        if code in _NO_LETTERS or not letter:
            continue
        placed = not (letter.isspace() or (before.isalpha() and letter.isalpha() and not oblique))
        if placed:
            raw.FPDFText_GetCharOrigin(handle, index, _X, _Y)
            x, y = _X.value, _Y.value
            if not letter.isalnum() and raw.FPDFText_IsGenerated(handle, index):
                size = 0.0
            else:
                raw.FPDFText_GetMatrix(handle, index, matrix)
                key = matrix.a, matrix.b, matrix.c, matrix.d, raw.FPDFText_GetFontSize(handle, index)
                if key not in sizes:
                    sizes[key] = _size(*key)
                size, turn, oblique = sizes[key]
            if letter.isdigit() and before.isalpha() and gap(handle, index - 1, index, turn) > size * APART:
                yield Letter(" ", size, x, y), turn, False
        before = letter
        yield Letter(letter, size, x, y, index, oblique), turn, placed and size > 0


def _size(a: float, b: float, c: float, d: float, size: float) -> tuple[float, int, bool]:
    """The printed size of letters, their rotation to the nearest quarter turn, and whether they are oblique."""
    turn = math.atan2(b, a) / (math.pi / 2)
    return size * math.hypot(c, d), round(turn) % 4, abs(turn - round(turn)) > _OBLIQUE


def gap(handle: Any, before: int, index: int, turn: int) -> float:
    """The gap between two letters, in reading direction."""
    from pypdfium2 import raw

    one, other = raw.FS_RECTF(), raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(handle, before, one)
    raw.FPDFText_GetLooseCharBox(handle, index, other)
    match turn:
        case 1:
            return float(other.bottom - one.top)
        case 2:
            return float(one.left - other.right)
        case 3:
            return float(one.bottom - other.top)
        case _:
            return float(other.left - one.right)


def advance_box(handle: Any, index: int) -> tuple[float, float, float, float]:
    """Left, right, bottom and top of the space that a letter of a page's text takes up."""
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(handle, index, box)
    return float(box.left), float(box.right), float(box.bottom), float(box.top)


def letter_box(handle: Any, index: int) -> tuple[float, float, float, float]:
    """Left, right, bottom and top of a letter of a page's text."""
    from pypdfium2 import raw

    raw.FPDFText_GetCharBox(handle, index, *_BOX)
    left, right, bottom, top = _BOX
    return left.value, right.value, bottom.value, top.value


def unswapped(read: list[Letter]) -> list[Letter]:
    """Restore ligatures whose codes Ghostscript wrote with swapped bytes to Latin letters.

    For the ligature of f and i it writes U+6600 U+6900 in place of U+0066 U+0069.
    """
    suspects = [place for place, letter in enumerate(read) if not ord(letter.text) & 255]
    latin = {place: _swapped(read[place].text) for place in suspects}
    for place, text in latin.items():
        if text and (latin.get(place - 1) or latin.get(place + 1)):
            read[place].text = text
    return read


def _swapped(letter: str) -> str:
    """The Latin letters whose code has the same bytes in the other order; empty if there are none."""
    high = chr(ord(letter) >> 8)
    return _LIGATURES.get(letter, high if high.isascii() and high.isalpha() else "")
