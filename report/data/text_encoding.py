"""Decodes the text of a data file, and names the type of a file that is not text."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

#: The replacement for a byte that cannot be decoded.
UNREADABLE = "\ufffd"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KINDS = {
    b"PK\x03\x04": "a workbook or zip archive",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook",
    b"%PDF": "a PDF",
    b"\x1f\x8b": "a gzip archive",
    b"$FL2": "an SPSS file",
    b"$FL3": "an SPSS file",
    b"PAR1": "a Parquet file",
    b"<stata_dta>": "a Stata file",
}
_MARKUP = re.compile(rb"\s*<(?:[!?]|[A-Za-z][\w:.-]*[\s/>])")
_JSON = re.compile(rb"""\s*[\[{]\s*["\[{}\]]""")


@dataclass(frozen=True)
class Decoded:
    """The text of a file, and the lines with bytes that cannot be decoded."""

    text: str
    unreadable: tuple[int, ...] = ()


def other_kind(content: bytes) -> str:
    """The type of a file that is not delimited text, such as "a PDF", or an empty string."""
    kind = next((words for mark, words in _KINDS.items() if content.startswith(mark)), "")
    start = content.removeprefix(codecs.BOM_UTF8)
    for pattern, words in ((_JSON, "JSON"), (_MARKUP, "HTML or XML")):
        if pattern.match(start):
            return words
    return kind or ("binary" if encoding(content).startswith("utf-8") and b"\0" in content else "")


def encoding(content: bytes) -> str:
    """The encoding given by a byte-order mark or by the position of zero bytes; UTF-8 otherwise."""
    marked = next((name for mark, name in _MARKS if content.startswith(mark)), "")
    if marked:
        return marked
    start = content[:400]
    zeros = [start[place::2].count(0) / max(1, len(start) // 2) for place in (0, 1)]
    if len(start) >= 8 and max(zeros) > 0.9 and min(zeros) == 0:
        return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
    return "utf-8"


def decoded(content: bytes) -> Decoded:
    """The text without its byte-order mark; bytes that cannot be decoded are replaced and their lines listed."""
    name = encoding(content)
    text = content.decode(name, "replace").removeprefix("\ufeff")
    if name != "utf-8" or UNREADABLE not in text:
        return Decoded(text)
    lines = (number for number, line in enumerate(content.splitlines(), 1) if not _is_utf8(line))
    return Decoded(text, tuple(lines))


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
