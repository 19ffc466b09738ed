"""Realigns grid tables after their values are filled in, since their cells begin and end at fixed columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from report.rows.errors import Fault, TemplateError

_BORDER = re.compile(r"\+(?:[-=:]+\+)+")
_PART_OF_BORDER = re.compile(r"\+[-=:]+(?=[+|])")
_FILL = re.compile(r":?[-=]+:?")
_CODE = re.compile(r"[ \t]*(`{3,}|~{3,})")
#: What may contain a line that separates no cells: filled-in values, code, formulas and escaped signs.
_WHOLE = re.compile(r"\\.|\[(?:[^\[\]\\]|\\.)*\]\{[^{}]*\}|`[^`]*`|\$(?! )[^$]+\$")


@dataclass(frozen=True)
class _Line:
    """A line of a table: its cells or parts of borders, and what encloses them."""

    texts: tuple[str, ...]
    signs: tuple[str, ...]
    edges: tuple[int, ...]

    @property
    def has_border(self) -> bool:
        """Whether a border, or a part of one, is in the line."""
        return any(map(_FILL.fullmatch, self.texts))


def aligned(markdown: str, file: str, template: str) -> str:
    """The document with the cells of its grid tables realigned with their borders; aligned tables are unchanged."""
    made: list[str] = []
    faults: list[Fault] = []
    for lines, is_table in _parts(markdown.split("\n")):
        if not is_table:
            made += lines
            continue
        try:
            made += _set_again(lines)
        except _AmbiguousError as error:
            faults.append(_fault(str(error), lines, file, template))
    if faults:
        raise TemplateError(faults)
    return "\n".join(made)


class _AmbiguousError(Exception):
    """A row whose cells cannot be assigned to columns."""


def _fault(row: str, lines: Sequence[str], file: str, template: str) -> Fault:
    """The fault of a row, at the first border of its table in the template."""
    number = next((n for n, line in enumerate(template.split("\n"), 1) if line == lines[0]), 0)
    words = " ".join(_WHOLE.sub(lambda found: found[0].partition("]{")[0].lstrip("["), row).split())
    what = f"a row of a grid table does not match the columns of its borders: {words}"
    remedy = "give each row that prints values one cell for each column of the border above it, or use a table product"
    return Fault(f"{file}:{number}" if number else file, what, remedy)


def _parts(lines: Sequence[str]) -> Iterator[tuple[list[str], bool]]:
    """The lines of a document in runs, and whether a run is a grid table; code has none."""
    code, at = "", 0
    while at < len(lines):
        fence = _CODE.match(lines[at])
        if fence and (not code or fence[1].startswith(code)):
            code = "" if code else fence[1]
        end = at if code else _end(lines, at)
        yield list(lines[at : max(end, at + 1)]), end > at
        at = max(end, at + 1)


def _end(lines: Sequence[str], at: int) -> int:
    """The number of the line after the grid table that begins at a line; the line itself if none does."""
    if not _BORDER.fullmatch(lines[at].strip()):
        return at
    end = at
    while end < len(lines) and lines[end].strip()[:1] in ("+", "|"):
        end += 1
    while end > at and not _BORDER.fullmatch(lines[end - 1].strip()):
        end -= 1
    return end if end - at > 2 else at


def _set_again(lines: Sequence[str]) -> list[str]:
    indent = lines[0][: len(lines[0]) - len(lines[0].lstrip())]
    rows = [line.strip() for line in lines]
    edges = _edges(rows)
    read = [_exact(row, edges) for row in rows]
    if all(read):
        return list(lines)
    whole = [line or _assigned(rows, read, place, edges) for place, line in enumerate(read)]
    widths = [right - left - 1 for left, right in pairwise(edges)]
    share = max(_share(line, widths) for line in whole)
    widths = [ceil(width * share) for width in widths]
    return [indent + _written(line, widths) for line in whole]


def _edges(rows: Sequence[str]) -> list[int]:
    """The places at which borders of a table meet; the places in parts of borders count up to the table's width."""
    width = len(rows[0])
    whole = {at for row in rows if _BORDER.fullmatch(row) for at, sign in enumerate(row) if sign == "+"}
    parts = {
        found.end()
        for row in rows
        if _width(row) == width
        for found in _PART_OF_BORDER.finditer(row)
        if len(row) == width
    }
    return sorted(whole | {at for at in parts if at < width})


def _exact(row: str, edges: Sequence[int]) -> _Line | None:
    """A row whose signs are at edges, or None."""
    signs = _signs(row)
    places = [_width(row[:at]) for at in signs]
    if places[-1] != edges[-1] or not set(places) <= set(edges):
        return None
    return _line(row, signs, [edges.index(place) for place in places])


def _assigned(rows: Sequence[str], read: Sequence[_Line | None], place: int, edges: Sequence[int]) -> _Line:
    """A row with as many cells as other lines of the same row, or as the borders next to it."""
    signs = _signs(rows[place])
    near = [*_beside(read[:place][::-1]), *_beside(read[place + 1 :])]
    inner = {line.edges for line in near if not line.has_border and len(line.edges) == len(signs)}
    found = inner or {line.edges for line in near if line.has_border and len(line.edges) == len(signs)}
    if len(found) != 1 or len(signs) > len(edges):
        raise _AmbiguousError(rows[place])
    return _line(rows[place], signs, found.pop())


def _beside(read: Sequence[_Line | None]) -> Iterator[_Line]:
    """The lines up to the next border, and that border."""
    for line in read:
        if line is not None:
            yield line
            if line.has_border:
                return


def _signs(row: str) -> list[int]:
    """The places of the signs that enclose the cells of a row; lines in values, code and formulas enclose none."""
    inside = {at for found in _WHOLE.finditer(row) for at in range(*found.span())}
    borders = {at for found in _PART_OF_BORDER.finditer(row) for at in (found.start(), found.end())}
    return [at for at, sign in enumerate(row) if at in borders or (sign == "|" and at not in inside)]


def _line(row: str, signs: Sequence[int], edges: Sequence[int]) -> _Line:
    texts = tuple(row[start + 1 : end] for start, end in pairwise(signs))
    return _Line(texts, tuple(row[at] for at in signs), tuple(edges))


def _share(line: _Line, widths: Sequence[int]) -> float:
    """How much wider the columns must be for a line; all are widened alike, since their widths are proportions."""
    needs = (
        (_width(text.rstrip()) + 1, sum(widths[start:end]) + end - start - 1)
        for text, (start, end) in zip(line.texts, pairwise(line.edges), strict=True)
        if not _FILL.fullmatch(text)
    )
    return max((need / room for need, room in needs), default=1.0)


def _written(line: _Line, widths: Sequence[int]) -> str:
    made = line.signs[0]
    parts = zip(line.texts, pairwise(line.edges), line.signs[1:], strict=True)
    for text, (start, end), sign in parts:
        made += _stretched(text, sum(widths[start:end]) + end - start - 1) + sign
    return made


def _stretched(text: str, width: int) -> str:
    if _FILL.fullmatch(text):
        fill = "=" if "=" in text else "-"
        middle = fill * (width - text.count(":"))
        return f"{':' if text[0] == ':' else ''}{middle}{':' if text[-1] == ':' else ''}"
    content = text.rstrip()
    return content + " " * (width - _width(content))


def _width(text: str) -> int:
    """The columns that a text takes in an editor, as pandoc counts them."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in text
    )
