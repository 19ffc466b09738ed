"""Removes invisible digits and signs from a PDF page: letters that leave no ink, or that an annotation covers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import correlation
from typing import Any

from report.text.reading.annotations import Annotation, Box
from report.text.reading.letters import Letter, letter_box

#: Pixels per point, and the most pixels for a page.
_SCALE, _PIXELS = 1.5, 4_000_000
#: Grey values that differ by less look the same to a reader.
_CONTRAST = 24
#: A letter is covered if its pixels with and without annotations correlate less than this.
_LIKE = 0.6
_DIGITS = frozenset("0123456789")
_TELLING = frozenset("*\u2217†‡§<>≤≥≠≈")


@dataclass(frozen=True, slots=True)
class _Picture:
    """A page in grey values, one byte per pixel; `scale` is pixels per point, `left` and `top` the page's corner."""

    data: bytes
    width: int
    height: int
    stride: int
    scale: float
    left: float
    top: float

    def rows(self, box: Sequence[float]) -> list[bytes]:
        """The grey values within left, right, bottom and top, with one more pixel above and below."""
        left, right, bottom, top = box
        first = max(0, int((left - self.left) * self.scale))
        last = min(self.width, int((right - self.left) * self.scale) + 1)
        upper = max(0, int((self.top - top) * self.scale) - 1)
        lower = min(self.height, int((self.top - bottom) * self.scale) + 2)
        starts = range(upper * self.stride, lower * self.stride, self.stride)
        return [self.data[start + first : start + last] for start in starts] if first < last else []


def without_invisible(
    page: Any, text: Any, read: Iterable[Letter], annotations: Sequence[Annotation]
) -> list[Letter]:
    """Remove digits and signs that are invisible: white, covered, struck through, or off the page."""
    plain = _rendered(page, annotated=False)
    other = _rendered(page, annotated=True) if annotations else None
    struck = [box for annotation in annotations for box in annotation.struck]
    visible = []
    for letter in read:
        if _counts(letter):
            box = letter_box(text.raw, letter.index)
            if not _is_seen(box, plain, other) or _is_struck(box, struck):
                continue
        visible.append(letter)
    return visible


def _counts(letter: Letter) -> bool:
    return (letter.text in _DIGITS or letter.text in _TELLING) and letter.size > 0 and letter.index >= 0


def _rendered(page: Any, *, annotated: bool) -> _Picture:
    width, height = page.get_size()
    scale = min(_SCALE, (_PIXELS / max(1.0, width * height)) ** 0.5)
    drawn = page.render(scale=scale, grayscale=True, draw_annots=annotated, may_draw_forms=False)
    left, _, _, top = page.get_bbox()
    return _Picture(bytes(drawn.buffer), drawn.width, drawn.height, drawn.stride, scale, left, top)


def _is_seen(box: Sequence[float], plain: _Picture, other: _Picture | None) -> bool:
    rows = plain.rows(box)
    if not rows or max(map(max, rows)) - min(map(min, rows)) < _CONTRAST:
        return False
    return other is None or not _is_covered(b"".join(rows), b"".join(other.rows(box)))


def _is_covered(shades: bytes, others: bytes) -> bool:
    """Whether annotations hide the shape of a letter; a coloured highlight does not."""
    if max(others) - min(others) < _CONTRAST:
        return True
    return shades != others and correlation(shades, others) < _LIKE


def _is_struck(box: Sequence[float], boxes: Sequence[Box]) -> bool:
    left, right, bottom, top = box
    x, y = (left + right) / 2, (bottom + top) / 2
    return any(each[0] <= x <= each[2] and each[1] <= y <= each[3] for each in boxes)
