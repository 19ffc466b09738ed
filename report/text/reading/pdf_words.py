"""Words of a PDF page with the box of each, and the straight rules that are drawn on the page."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from report.text.reading.letters import Frame, Letter, advance_box

#: The gap within a row that separates words, relative to the font size.
_GAP = 0.22
#: The thickest rule and the shortest, in points.
_THICKEST, _SHORTEST = 2.5, 8.0
#: How much the baselines of words in one row may differ, relative to the font size.
_RISE = 0.45
_ENDS = "\r\n\x02"
#: A word closer to the edge of the page, relative to the font size, may continue beyond it.
_EDGE = 0.6


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without a space between them: their left and right end, baseline and font size."""

    text: str
    left: float
    right: float
    baseline: float
    size: float

    def is_cut(self, width: float) -> bool:
        """Whether the edge of a page may have cut the word, so that its letters beyond it were not read."""
        return self.left < _EDGE * self.size or self.right > width - _EDGE * self.size


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of a page: of each vertical one x and its lower and upper end, of each horizontal one y."""

    vertical: tuple[tuple[float, float, float], ...]
    horizontal: tuple[float, ...]


NO_RULES = Rules((), ())


@dataclass(frozen=True, slots=True)
class WordsOnPage:
    """The words of one direction, and the rules and the width of the page when it is turned by `turn` quarters."""

    words: tuple[Word, ...] = ()
    rules: Rules = NO_RULES
    width: float = 0.0
    turn: int = 0


def words_by_direction(page: Any, text: Any, read: Sequence[Letter], frame: Frame) -> Iterator[WordsOnPage]:
    """The words along the page, then those of other directions, such as those of a table that is set sideways."""
    for turn in (0, 1, 3):
        own = Frame((frame.quarters + turn) % 4, frame.box)
        made = words(_turned(read, text, own, turn) if turn else read, text, own, turn)
        found = tuple(word for word in made if not word.is_cut(own.width))
        if found or not turn:
            yield WordsOnPage(found, rules(page, own), own.width, turn)


def _turned(read: Sequence[Letter], text: Any, frame: Frame, turn: int) -> Iterator[Letter]:
    """The letters of a direction, with their places on the page that is turned so that they are level."""
    from pypdfium2 import raw

    x, y = ctypes.c_double(), ctypes.c_double()
    for letter in read:
        if letter.turn == turn and letter.index >= 0:
            raw.FPDFText_GetCharOrigin(text.raw, letter.index, x, y)
            left, baseline = frame.upright(x.value, y.value)
            yield Letter(letter.text, letter.size, left, baseline, letter.index, turn=turn)
        else:
            yield Letter(" ", 0.0, 0.0, 0.0, turn=turn)


def words(read: Iterable[Letter], text: Any, frame: Frame, turn: int = 0) -> Iterator[Word]:
    """The words of one direction in the order in which they were set."""
    part: list[tuple[Letter, float, float]] = []
    for letter in read:
        if not letter.text.strip() or letter.text in _ENDS or letter.index < 0 or letter.turn != turn:
            if part:
                yield _word(part)
                part = []
            continue
        left, right = _ends(text, letter.index, frame)
        if part and not -letter.size < left - part[-1][2] < _GAP * max(letter.size, 1.0):
            yield _word(part)
            part = []
        part.append((letter, left, right))
    if part:
        yield _word(part)


def _ends(text: Any, index: int, frame: Frame) -> tuple[float, float]:
    left, right, bottom, top = advance_box(text.raw, index)
    one, other = frame.upright(left, bottom)[0], frame.upright(right, top)[0]
    return min(one, other), max(one, other)


def _word(part: Sequence[tuple[Letter, float, float]]) -> Word:
    size = median(letter.size for letter, _, _ in part)
    baseline = median(letter.baseline for letter, _, _ in part)
    shown = "".join(letter.text for letter, _, _ in part)
    return Word(shown, min(left for _, left, _ in part), max(right for _, _, right in part), baseline, size)


def rows_of(found: Iterable[Word]) -> list[list[Word]]:
    """The words in rows from top to bottom, each from left to right; raised and lowered words are in their row."""
    rows: list[list[Word]] = []
    heights: list[float] = []
    for word in sorted(found, key=lambda each: (-each.size, -each.baseline)):
        near = [
            place
            for place, height in enumerate(heights)
            if abs(height - word.baseline) < _RISE * max(word.size, rows[place][0].size)
        ]
        if near:
            rows[min(near, key=lambda place: abs(heights[place] - word.baseline))].append(word)
        else:
            rows.append([word])
            heights.append(word.baseline)
    order = sorted(range(len(rows)), key=lambda place: -heights[place])
    return [sorted(rows[place], key=lambda each: each.left) for place in order]


def rules(page: Any, frame: Frame) -> Rules:
    """The thin straight lines and rectangles that are drawn on a page."""
    from pypdfium2 import raw

    vertical: list[tuple[float, float, float]] = []
    horizontal: list[float] = []
    for drawn in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=3):
        left, bottom, right, top = drawn.get_bounds()
        (x0, y0), (x1, y1) = frame.upright(left, bottom), frame.upright(right, top)
        width, height = abs(x1 - x0), abs(y1 - y0)
        if width <= _THICKEST and height >= _SHORTEST:
            vertical.append(((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
        elif height <= _THICKEST and width >= _SHORTEST:
            horizontal.append((y0 + y1) / 2)
        elif width >= _SHORTEST and height >= _SHORTEST:
            horizontal += [y0, y1]
            vertical += [(x, min(y0, y1), max(y0, y1)) for x in (x0, x1)]
    return Rules(tuple(vertical), tuple(horizontal))
