"""Processes the texts of a drawing: puts formulas in reading order and ties numbers to rows.

A text that prints exactly one row is `<text class="stat" data-stat="id">`. One that prints more than that has a
`<tspan class="stat" data-stat="id">` around each number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from report.drawing.svg_tree import local, made, shortened
from report.rows.number_formats import NO_BREAK
from report.rows.stat import Row, Stat

if TYPE_CHECKING:
    from lxml.etree import _Element


_SPACES = re.compile(r" {2,}|^ | $")
_STARS = re.compile(r"\*+|†")
#: Gaps in a formula, as fractions of the font size: the first starts at a space, the second at a new piece.
_SPACE, _APART = 0.75, 2.5


def texts(root: _Element) -> list[_Element]:
    """The text elements of a drawing, in document order."""
    return [element for element in root.iter() if local(element) == "text"]


def keep_spaces(root: _Element) -> None:
    """Preserve spaces that SVG would drop: repeated ones, and those at the ends of a text."""
    for element in texts(root):
        if element.text and not len(element):
            element.text = _SPACES.sub(lambda match: NO_BREAK * len(match[0]), element.text)


@dataclass(frozen=True)
class _Letter:
    sign: str
    x: float
    y: str
    style: tuple[tuple[str, str], ...]

    @property
    def size(self) -> float:
        return next(
            (float(value.removesuffix("px")) for name, value in self.style if name == "font-size"), 10.0
        )


def order_formulas(root: _Element) -> None:
    """Put formulas in reading order: characters of one style and line as one piece, with visible gaps as spaces."""
    for element in texts(root):
        letters = [_letter(each) for each in element]
        if letters:
            for each in list(element):
                element.remove(each)
            element.text = None
            element.extend(_span(piece) for piece in _pieces(letters))


def _letter(span: _Element) -> _Letter:
    style = ((str(name), str(value)) for name, value in span.attrib.items() if name not in ("x", "y"))
    return _Letter(span.text or "", float(span.get("x") or 0), span.get("y") or "0", tuple(style))


def _pieces(letters: Sequence[_Letter]) -> list[list[_Letter]]:
    ordered = sorted(letters, key=lambda each: each.x)
    lines: dict[object, list[list[_Letter]]] = {}
    for letter in ordered:
        pieces = lines.setdefault((letter.y, letter.style), [])
        if pieces and _continues(pieces[-1][-1], letter, ordered):
            pieces[-1] += [*_space(pieces[-1][-1], letter), letter]
        else:
            pieces.append([letter])
    found = [piece for pieces in lines.values() for piece in pieces]
    return sorted(found, key=lambda piece: piece[0].x)


def _continues(before: _Letter, letter: _Letter, letters: Sequence[_Letter]) -> bool:
    """Whether two characters of one style and line belong together: adjacent, or with only a space between them."""
    if not _space(before, letter):
        return True
    between = any(before.x < each.x < letter.x for each in letters)
    return not between and letter.x - before.x < _APART * letter.size


def _space(before: _Letter, letter: _Letter) -> list[_Letter]:
    """A space between two characters that are further apart than those of one word."""
    wide = letter.x - before.x > _SPACE * letter.size * (1.35 if before.sign in "mwMW@—" else 1.0)
    return [_Letter(NO_BREAK, (before.x + letter.x) / 2, letter.y, letter.style)] if wide else []


def _span(piece: Sequence[_Letter]) -> _Element:
    span = made("tspan", x=" ".join(shortened(str(letter.x)) for letter in piece), y=piece[0].y)
    for name, value in piece[0].style:
        span.set(name, value)
    span.text = "".join(letter.sign for letter in piece)
    return span


def tie(root: _Element, rows: Mapping[str, Row]) -> None:
    """Tie each bound text to the rows that it prints; a text without the printed form of its row is tied as a whole."""
    groups: dict[str, list[_Element]] = {}
    for element in texts(root):
        if element.get("data-stat"):
            groups.setdefault(f"{element.get('class')} {element.get('data-stat')}", []).append(element)
    for elements in groups.values():
        ids = str(elements[0].get("data-stat")).split()
        if len(ids) > 1 or "".join(map(_full_text, elements)).strip() != _printed(ids[0], rows):
            _tie_parts(elements, ids, rows)


def _printed(id: str, rows: Mapping[str, Row]) -> str:
    row = rows.get(id)
    return str(getattr(row, "printed", "")) if row is not None else ""


def _full_text(element: _Element) -> str:
    return "".join(map(str, element.itertext()))


def _tie_parts(elements: list[_Element], ids: Sequence[str], rows: Mapping[str, Row]) -> None:
    """Put spans around the numbers in the lines of one text, each number once and in order."""
    left = list(ids)
    for element in elements:
        if element.get("class") == "stat stars":
            continue
        for home in [element, *element] if len(element) else [element]:
            left = _split(home, left, rows)
        if len(left) < len(ids) or element is not elements[0]:
            for name in ("class", "data-stat"):
                element.attrib.pop(name, "")
    if left and len(left) == len(ids) and elements[0].get("data-stat"):
        elements[0].set("data-stat", ids[0])


def _split(home: _Element, ids: list[str], rows: Mapping[str, Row]) -> list[str]:
    """Split a text at the first ids that it prints, and return the ids that are left for other lines."""
    found, end = [], 0
    text = home.text or ""
    places = (home.get("x") or "").split()
    while ids and (place := _place(text, end, ids[0], rows)) is not None:
        found.append((*place, ids.pop(0)))
        end = place[1]
    if found:
        _cut(home, text, found, places if local(home) == "tspan" else [])
    return ids


def _place(text: str, start: int, id: str, rows: Mapping[str, Row]) -> tuple[int, int] | None:
    """Where a text prints a row or its significance marks, with any spaces and not within another number."""
    printed, row = _printed(id, rows), rows.get(id)
    pattern = r"\s?".join(re.escape(sign) for sign in printed if not sign.isspace()).replace("−", "[−-]")
    match = re.compile(rf"(?<![\d.]){pattern}(?![\d]|\.\d)").search(text, start) if printed else None
    marks = row.marks(trend=True) if isinstance(row, Stat) else ""
    if match is None and marks:
        match = re.compile(rf"(?<!\*){re.escape(marks)}(?!\*)").search(text, start)
    return match.span() if match else None


def _cut(home: _Element, text: str, found: Sequence[tuple[int, int, str]], places: Sequence[str]) -> None:
    """Divide the text of an element into spans and tie numbers to rows; characters of formulas keep their positions."""
    home.text = None
    if places:
        del home.attrib["x"]
    ends = sorted({0, len(text), *(end for start, stop, _ in found for end in (start, stop))})
    ids = {start: id for start, _, id in found}
    for start, end in pairwise(ends):
        span = made("tspan", **({"x": " ".join(places[start:end])} if places else {}))
        if start in ids:
            span.set("class", "stat stars" if _STARS.fullmatch(text[start:end]) else "stat")
            span.set("data-stat", ids[start])
        span.text = text[start:end]
        home.append(span)


def unbound(root: _Element) -> Iterator[str]:
    """The texts of a drawing outside its axes that are not tied to rows."""
    for element in texts(root):
        if not element.get("data-reason") and element.get("class") != "axis":
            text_left = " ".join(_unbound_text(element).split())
            if text_left:
                yield text_left


def _unbound_text(element: _Element) -> str:
    """The text of an element without the parts tied to rows, and without powers and indices of a letter."""
    if element.get("data-stat"):
        return ""
    text_left, before = element.text or "", ""
    for child in element:
        text = "".join(map(str, child.itertext()))
        if not (text.isdigit() and before[-1:].isalpha() and _is_smaller(child, element)):
            text_left += _unbound_text(child)
        text_left += child.tail or ""
        before = text
    return text_left


def _is_smaller(span: _Element, text: _Element) -> bool:
    sizes = [float((each.get("font-size") or "0").removesuffix("px")) for each in (span, *text)]
    return sizes[0] < max(sizes)
