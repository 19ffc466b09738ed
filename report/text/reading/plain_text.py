"""Reads plain text: paragraphs are separated by blank lines, and form feeds end pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from report.text.blocks import Block, Copy

#: The longest line that can be a heading.
_HEADING = 70
_NOT_AT_END = ".,;:)]-"
#: A line end inside a word or a number: the next line continues without a space.
_HYPHENS = "-\u2010\u2011\u00ad"


def read_text(data: bytes) -> Copy:
    """The paragraphs and headings of a text file in UTF-8, UTF-16 or Windows-1252."""
    return Copy("text", {"": tuple(text_blocks(decoded(data)))})


def decoded(data: bytes) -> str:
    """The text of a file in any of these encodings."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def text_blocks(text: str) -> Iterator[Block]:
    """The blocks of a text, with page numbers if the text has form feeds."""
    pages = text.replace("\r\n", "\n").replace("\r", "\n").split("\f")
    section = ""
    for number, page in enumerate(pages, 1):
        for paragraph in re.split(r"\n[ \t]*\n", page):
            lines = [line.strip() for line in paragraph.split("\n") if line.strip()]
            if lines and _is_heading(lines):
                section = lines.pop(0)
                yield Block("heading", section, (), section, number if len(pages) > 1 else None)
            if lines:
                yield Block("paragraph", _joined(lines), (), section, number if len(pages) > 1 else None)


def _is_heading(lines: Sequence[str]) -> bool:
    """Whether the first line is a short title, alone or followed by a sentence."""
    first = lines[0]
    if len(first) > _HEADING or first[-1] in _NOT_AT_END or not first[0].isupper() or "=" in first:
        return False
    words = [word for word in re.findall(r"[^\W\d_]+", first) if len(word) > 3]
    titled = sum(word[0].isupper() for word in words) >= 0.75 * len(words)
    return bool(words) and titled and (len(lines) == 1 or lines[1][0].isupper())


def _joined(lines: Sequence[str]) -> str:
    """Join the lines of a paragraph; a word hyphenated at a line end keeps its hyphen."""
    text = lines[0]
    for line in lines[1:]:
        hyphenated = text[-1] in _HYPHENS and text[-2:-1].isalpha() and line[:1].isalpha()
        text += line if hyphenated else f" {line}"
    return text
