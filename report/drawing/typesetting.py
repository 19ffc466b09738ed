"""Splits text into styled runs, measures them and breaks them into lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from math import floor
from typing import TYPE_CHECKING

from report.drawing.fonts import families, register_fonts
from report.drawing.style import Colour
from report.rows.number_formats import NO_BREAK, RELATIONS
from report.rows.tables import PLACEHOLDER

if TYPE_CHECKING:
    from report.rows.stat import Row

SPACES = f" {NO_BREAK}"
EQUALS = f"{NO_BREAK}={NO_BREAK}"
STEP, NARROWEST = 2.0, 10.0
#: The parts of a word that may be broken after hyphens, dashes, slashes and underscores.
_HYPHENATED = re.compile(r"[^-–—/_]*[-–—/_]+ *|[^-–—/_]+")
_MARKS = re.compile(r"(\*\*|\*)")


@dataclass(frozen=True)
class TextRun:
    """Text in one style; `gid` names the row that it prints."""

    text: str
    size: float = 7.0
    weight: int = 400
    italic: bool = False
    colour: Colour = "ink"
    gid: str = ""

    @property
    def width(self) -> float:
        """The advance width in points."""
        return advance(self.text, self.size, self.weight, self.italic)


@dataclass(frozen=True)
class TextLine:
    """Runs on one line, each with its distance from the left end."""

    runs: tuple[tuple[float, TextRun], ...]
    width: float

    @property
    def size(self) -> float:
        """The largest size on the line."""
        return max((run.size for _, run in self.runs), default=0.0)


@cache
def advance(text: str, size: float, weight: int = 400, italic: bool = False) -> float:
    """The advance width of a text in points, measured between two bars so that spaces count."""
    return _ink(f"|{text}|", size, weight, italic) - _ink("||", size, weight, italic)


@cache
def _ink(text: str, size: float, weight: int, italic: bool) -> float:
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    register_fonts()
    slant = "italic" if italic else "normal"
    font = FontProperties(family=families(text), size=100, weight=weight, style=slant)  # type: ignore[arg-type]
    width, _, _ = text_to_path.get_text_width_height_descent(text, font, False)
    return float(width) * size / 100


def runs_of(text: str, rows: Mapping[str, Row], style: TextRun) -> tuple[TextRun, ...]:
    """Split a text with `{row.id}`, `*italics*` and `**semibold**` into runs of the given style.

    A line never breaks beside an equals sign.
    """
    runs: list[TextRun] = []
    italic = strong = False
    for piece in _MARKS.split(text.replace(" = ", EQUALS)):
        if piece == "**":
            strong = not strong
        elif piece == "*":
            italic = not italic
        else:
            weight = 600 if strong else style.weight
            runs += _filled(piece, rows, replace(style, italic=italic or style.italic, weight=weight))
    return tuple(runs)


def _filled(text: str, rows: Mapping[str, Row], style: TextRun) -> Iterable[TextRun]:
    pieces = PLACEHOLDER.split(text)
    for place, piece in enumerate(pieces):
        if place % 2:
            yield replace(style, text=rows[piece].printed, gid=f"stat:{piece}")
        elif before := _unequal(piece, rows, pieces[place + 1 : place + 2]):
            yield replace(style, text=before)


def _unequal(text: str, rows: Mapping[str, Row], next_id: list[str]) -> str:
    """The text before a row, without its equals sign if the printed row starts with its own relation."""
    if next_id and rows[next_id[0]].printed[:1] in RELATIONS and text.endswith(EQUALS):
        return text.removesuffix(EQUALS) + NO_BREAK
    return text


def set_line(runs: Iterable[TextRun]) -> TextLine:
    """Lay out runs on one line; adjacent runs of one style are merged, and none begins with a space."""
    placed: list[tuple[float, TextRun]] = []
    x = 0.0
    for run in _joined(runs):
        rest = replace(run, text=run.text.lstrip(SPACES))
        lead = run.width - rest.width
        if rest.text:
            placed.append((x + lead, rest))
        x += lead + rest.width
    return TextLine(tuple(placed), x)


def _joined(runs: Iterable[TextRun]) -> list[TextRun]:
    joined: list[TextRun] = []
    for run in runs:
        if joined and not run.gid and not joined[-1].gid and replace(run, text=joined[-1].text) == joined[-1]:
            joined[-1] = replace(run, text=joined[-1].text + run.text)
        else:
            joined.append(run)
    return joined


def set_paragraph(runs: Iterable[TextRun], width: float) -> tuple[TextLine, ...]:
    """Break runs into lines no wider than `width`; a word that is wider breaks at its hyphens, or anywhere."""
    return _lines(_fitting(runs, width), width)


def _lines(words: Iterable[list[TextRun]], width: float) -> tuple[TextLine, ...]:
    lines: list[list[TextRun]] = [[]]
    for word in words:
        trial = [*lines[-1], *word]
        if lines[-1] and set_line(_stripped(trial)).width > width:
            lines.append(list(word))
        else:
            lines[-1] = trial
    return tuple(set_line(_stripped(line)) for line in lines)


def set_balanced(runs: tuple[TextRun, ...], width: float) -> tuple[TextLine, ...]:
    """Break runs into as few lines as `width` allows, and make these lines as even as possible."""
    words = list(_fitting(runs, width))
    best = _lines(words, width)
    while best:
        widest = max(line.width for line in best)
        # No break changes between the widest line and the width: the next width to try is just below that line.
        narrower = width - STEP * (floor((width - widest) / STEP) + 1)
        if narrower <= NARROWEST:
            break
        lines = _lines(words, narrower)
        if len(lines) > len(best) or max(line.width for line in lines) > narrower:
            break
        best = lines
    return best


def _fitting(runs: Iterable[TextRun], width: float) -> Iterator[list[TextRun]]:
    """The words of the runs; words that are wider than a line are divided into parts."""
    for word in _words(runs):
        if set_line(_stripped(word)).width <= width:
            yield word
        else:
            for run in word:
                parts = [run.text] if run.gid else _HYPHENATED.findall(run.text)
                for part in parts:
                    yield from ([replace(run, text=text)] for text in _chopped(part, run, width))


def _chopped(text: str, run: TextRun, width: float) -> Iterator[str]:
    """A part of a word, cut at the end of the line if it is still too wide; printed numbers stay whole."""
    while not run.gid and len(text) > 1 and replace(run, text=text.rstrip(" ")).width > width:
        fits = (i for i in range(len(text) - 1, 1, -1) if replace(run, text=text[:i]).width <= width)
        end = next(fits, 1)
        yield text[:end]
        text = text[end:]
    yield text


def _words(runs: Iterable[TextRun]) -> list[list[TextRun]]:
    """The unbreakable words of the runs, each with the space that follows it; only U+0020 breaks a line."""
    words: list[list[TextRun]] = [[]]
    for run in runs:
        pieces = [run.text] if run.gid else re.findall(r"[^ ]+ *| +", run.text)
        for piece in pieces:
            words[-1].append(replace(run, text=piece))
            if not run.gid and piece.endswith(" "):
                words.append([])
    return [word for word in words if word]


def _stripped(runs: list[TextRun]) -> list[TextRun]:
    last = runs[-1]
    return [*runs[:-1], replace(last, text=last.text.rstrip(" "))]


def longest_word(runs: Iterable[TextRun]) -> float:
    """The width of the widest word of the runs."""
    return max((set_line(_stripped(word)).width for word in _words(runs)), default=0.0)
