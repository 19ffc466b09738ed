"""The origin of each character of a woven document: the file, and the span of its text or of the tag that printed it.

The templates are woven a second time with a private mark before each stretch of text and around each tag. Marks are
removed from the result, which must equal the document that was woven without them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from report.template.filters import filters_of
from report.template.jinja_environment import environment
from report.template.weave import Woven, woven_with_marks
from report.template.weaving_context import Context

_TEXT, _TAG, _END, _STOP = "\uf8d0", "\uf8d1", "\uf8d2", "\uf8d3"
_MARK = re.compile(rf"([{_TEXT}{_TAG}])(\d+){_STOP}|{_END}")
#: Text at the start of a line before which no mark may be placed: the fence of the metadata, and indentation.
_ABOVE = re.compile(r"(?:---[ \t]*\n)?\s*")
_ABOVE_FRONT = re.compile(rf"\A(?:\s|{_TEXT}\d+{_STOP})+(?=---[ \t]*\n)")


@dataclass(frozen=True)
class Origin:
    """A stretch of a woven document: offsets there, the file, and offsets in the file.

    If it is `verbatim`, it consists of the same characters as the file; otherwise a tag printed it.
    """

    start: int
    end: int
    file: str
    source_start: int
    source_end: int
    verbatim: bool


@dataclass(frozen=True)
class _Part:
    file: str
    start: int
    end: int
    verbatim: bool


def origins(
    sources: Mapping[str, str], woven: Mapping[str, Woven], name: str, context: Context
) -> tuple[Origin, ...]:
    """The origins of a woven document in its reading order; none if marks would change the document."""
    parts: list[_Part] = []
    marked = {file: "".join(_marked(file, text, parts)) for file, text in sources.items()}
    jinja = environment(marked)
    jinja.filters.update(filters_of(context.filters))
    text = woven_with_marks(jinja, woven, name, context, _without_marks_above_front, sources)
    found = list(_read(text, parts))
    plain = "".join(piece for piece, _ in found)
    return tuple(_placed(found, sources)) if plain == woven[name].markdown else ()


def _marked(file: str, text: str, parts: list[_Part]) -> Iterator[str]:
    """The pieces of a template with marks; white space that Jinja strips is left out."""
    place, opened, before = 0, 0, ""
    for _, kind, value in environment({}).lex(text, file):
        start = text.index(value, place)
        place = start + len(value)
        if kind == "data":
            indent = None if before == "variable_end" else _ABOVE.match(value)
            above = indent[0] if indent else ""
            parts.append(_Part(file, start + len(above), place, True))
            yield f"{above}{_TEXT}{len(parts) - 1}{_STOP}{value[len(above) :]}"
        elif kind == "variable_begin":
            opened = start
            parts.append(_Part(file, start, start, False))
            yield f"{_TAG}{len(parts) - 1}{_STOP}{value}"
        elif kind == "variable_end":
            last = max(i for i, part in enumerate(parts) if not part.verbatim)
            parts[last] = _Part(file, opened, place, False)
            yield f"{value}{_END}"
        else:
            yield value
        before = kind


def _without_marks_above_front(markdown: str) -> str:
    """The document from its metadata on, which must come first."""
    return _ABOVE_FRONT.sub("", markdown)


def _read(text: str, parts: list[_Part]) -> Iterator[tuple[str, _Part | None]]:
    """Each piece of text with the part that printed it."""
    place, current = 0, None
    for mark in _MARK.finditer(text):
        if mark.start() > place:
            yield text[place : mark.start()], current
        place = mark.end()
        current = None if mark[2] is None else parts[int(mark[2])]
    if place < len(text):
        yield text[place:], current


def _placed(found: list[tuple[str, _Part | None]], sources: Mapping[str, str]) -> Iterator[Origin]:
    place = 0
    for piece, part in found:
        if part is not None:
            yield _origin(place, piece, part, sources)
        place += len(piece)


def _origin(start: int, piece: str, part: _Part, sources: Mapping[str, str]) -> Origin:
    """The origin of a piece; the piece after the last text of the metadata includes a fence that is not its own.

    A style may change typed symbols; in verbatim text, only their case can differ.
    """
    length = min(len(piece), part.end - part.start) if part.verbatim else len(piece)
    source = sources[part.file][part.start : part.start + length]
    if part.verbatim and source.casefold() == piece[:length].casefold():
        return Origin(start, start + length, part.file, part.start, part.start + length, True)
    return Origin(start, start + length, part.file, part.start, part.end, False)
