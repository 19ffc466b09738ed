"""Finds stretches of text on the pages of a PDF, and draws these pages, in the process that reads untrusted files."""

from __future__ import annotations

import base64
import io
import json
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from report.text.reading.letters import advance_box
from report.text.reading.paired_codes import is_half, joined
from report.text.reading.reader_process import limit

#: Pixels per point, the most pixels of a page, and shades of grey.
_SCALE, _PIXELS, _SHADES = 1.6, 3_000_000, 16
#: The fewest letters of a part that represents a stretch not found whole, and the letters before it that are compared.
_FEWEST, _CONTEXT = 8, 40
_KEPT = frozenset("<>=.")

Box = tuple[float, float, float, float]


def main() -> None:
    """Read the wanted stretches (one line of JSON) and the PDF; write pages with pictures and boxes as JSON."""
    limit()
    wanted = json.loads(sys.stdin.buffer.readline())
    try:
        answer: object = list(pages(sys.stdin.buffer.read(), wanted))
    except Exception as error:
        answer = {"fault": type(error).__name__}
    sys.stdout.write(json.dumps(answer))


def pages(data: bytes, wanted: Sequence[tuple[int, str, str]]) -> Iterator[dict[str, Any]]:
    """Each page of the wanted stretches, which are given as page, text before, and text."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    boxes: dict[int, dict[str, list[Box]]] = {}
    for order, (number, before, words) in enumerate(wanted):
        if 1 <= number <= len(document):
            at, found = _located(document, number, before, words)
            boxes.setdefault(at, {})[str(order)] = found
    for number in sorted(boxes):
        yield {"page": number, "png": _png(document[number - 1]), "boxes": boxes[number]}


def _located(document: Any, number: int, before: str, words: str) -> tuple[int, list[Box]]:
    """The page of a stretch and its boxes there; a paragraph may end on the page after the one on which it begins."""
    for at in (number, number + 1):
        if at <= len(document):
            page, text, keys, indices = _page(document, at)
            places = range(*_found(keys, before, words))
            if places:
                return at, _boxes(page, text, [indices[place] for place in places])
    return number, []


@lru_cache(maxsize=4)
def _page(document: Any, number: int) -> tuple[Any, Any, str, list[int]]:
    """A page with its text, the key of its text, and the letter of each letter of the key."""
    page = document[number - 1]
    text = page.get_textpage()
    return page, text, *_keys(text)


def key(text: str) -> str:
    """The letters, digits and relations of a text, which line ends and typesetting do not change."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(letter for letter in plain if letter.isalnum() or letter in _KEPT)


def _keys(text: Any) -> tuple[str, list[int]]:
    """The key of a page's text, and the number of the letter on the page for each of its letters."""
    from pypdfium2 import raw

    letters: list[str] = []
    indices: list[int] = []
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text.raw, index)
        own = (
            key(joined(text.raw, index, code) if is_half(code) else chr(code)) if 0 < code < 0x110000 else ""
        )
        letters += own
        indices += [index] * len(own)
    return "".join(letters), indices


def _found(keys: str, before: str, words: str) -> tuple[int, int]:
    """The place of a stretch; of several, the one after the most similar text; empty if there is none."""
    whole, context = key(words), key(before)[-_CONTEXT:]
    for part in (whole, whole[: len(whole) * 2 // 3], whole[len(whole) // 3 :]):
        places = list(_places(keys, part)) if part == whole or len(part) >= _FEWEST else []
        if places:
            best = max(places, key=lambda place: _alike(keys[:place], context))
            return best, best + len(part)
    return 0, 0


def _places(keys: str, part: str) -> Iterator[int]:
    at = keys.find(part) if part else -1
    while at >= 0:
        yield at
        at = keys.find(part, at + 1)


def _alike(text: str, context: str) -> int:
    """How many letters at the end of a text are those at the end of the context."""
    count = 0
    while count < min(len(text), len(context)) and text[-1 - count] == context[-1 - count]:
        count += 1
    return count


def _boxes(page: Any, text: Any, indices: Sequence[int]) -> list[Box]:
    """The boxes around letters, one for each line, in shares of the page from its upper left corner."""
    left, bottom, right, top = page.get_bbox()
    lines: list[list[float]] = []
    for index in indices:
        x0, x1, y0, y1 = advance_box(text.raw, index)
        if lines and _is_on(lines[-1], y0, y1):
            last = lines[-1]
            lines[-1] = [min(last[0], x0), min(last[1], y0), max(last[2], x1), max(last[3], y1)]
        else:
            lines.append([x0, y0, x1, y1])
    width, height = right - left, top - bottom
    return [
        ((x0 - left) / width, (top - y1) / height, (x1 - left) / width, (top - y0) / height)
        for x0, y0, x1, y1 in lines
    ]


def _is_on(line: Sequence[float], bottom: float, top: float) -> bool:
    """Whether a letter is on a line: they overlap vertically by at least half of the lower one's height."""
    return min(line[3], top) - max(line[1], bottom) > 0.5 * min(line[3] - line[1], top - bottom)


def _png(page: Any) -> str:
    width, height = page.get_size()
    scale = min(_SCALE, (_PIXELS / max(1.0, width * height)) ** 0.5)
    drawn = page.render(scale=scale, grayscale=True).to_pil().convert("L").quantize(_SHADES)
    stream = io.BytesIO()
    drawn.save(stream, "PNG", optimize=True)
    return base64.b64encode(stream.getvalue()).decode("ascii")
