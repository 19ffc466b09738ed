"""Sets apart oblique text, such as a watermark across a page, so that it neither breaks nor hides the page's text."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from typing import Any

from report.text.reading.letters import LINE_ENDS, Letter


def by_direction(read: Sequence[Letter]) -> tuple[list[Letter], list[Letter]]:
    """The letters of level and upright lines, and those of oblique ones; the ends of lines are in both."""
    return (
        [letter for letter in read if not letter.oblique or letter.text in LINE_ENDS],
        [letter for letter in read if letter.oblique or letter.text in LINE_ENDS],
    )


def make_transparent(text: Any, oblique: Sequence[Letter]) -> None:
    """Draw the oblique words of a page without ink, so that the text beneath them can be seen.

    Signs that are not words, such as blocks, keep their ink: what they cover is hidden.
    """
    from pypdfium2 import raw

    done: set[int] = set()
    for letter in oblique:
        if not letter.oblique or not letter.text.isascii() or not letter.text.strip():
            continue
        drawn = raw.FPDFText_GetTextObject(text.raw, letter.index)
        address = ctypes.addressof(drawn.contents) if drawn else 0
        if address and address not in done:
            done.add(address)
            raw.FPDFPageObj_SetFillColor(drawn, 0, 0, 0, 0)
            raw.FPDFPageObj_SetStrokeColor(drawn, 0, 0, 0, 0)


def whole_lines(oblique: Sequence[Letter], seen: Sequence[Letter]) -> list[Letter]:
    """The oblique letters of each line: all if one of their digits is seen, since tables may cover the others."""
    visible = {letter.index for letter in seen}
    return [letter for line in _lines(oblique) for letter in _readable(line, visible)]


def _lines(read: Sequence[Letter]) -> Iterator[list[Letter]]:
    line: list[Letter] = []
    for letter in read:
        line.append(letter)
        if letter.text in LINE_ENDS:
            yield line
            line = []
    yield line


def _readable(line: Sequence[Letter], visible: set[int]) -> list[Letter]:
    seen = [letter for letter in line if letter.index in visible]
    return list(line) if any(letter.text.isdigit() for letter in seen) else seen
