"""Inline Markdown of tables and figures: emphasis, links, code, formulas and citations, and nothing that does harm.

Captions, heads, cells and notes may be put together from data, such as the name of an arm. Whatever these hold,
they print as text: no raw HTML or TeX, no attributes that forge a statistic, no end of a cell or a div.
"""

from __future__ import annotations

import re

from report.rows.number_formats import joined, one_line
from report.rows.tables import PLACEHOLDER

_ROW = PLACEHOLDER.pattern
_TOKEN = re.compile(
    rf"""
    (?P<kept>
        {_ROW}
      | \[(?:\\.|[^\[\]\\])*\]\{{\#\ue000\ \.literal\ data-reason="[^"]*"\}}
      | \\(?!{_ROW})[^\w]
      | (?<!`)(?P<ticks>`+)(?:(?!{_ROW})[^`])+(?P=ticks)(?!`)
      | \$(?!\s)(?:(?!{_ROW})(?:\\.|[^$\\]))+?(?<!\s)\$(?!\d)
      | <https?://[^\s<>]+>
      | <br\ ?/?>
      | (?<=\])\{{\.(?:indent|smallcaps|underline|mark|nowrap)\}}
    )
  | (?P<active>
        [\\`$|] | ~{{3,}}
      | <(?=[a-zA-Z/!?])
      | \^(?=\[)
      | \[(?=\^)
      | \{{(?==|\{{<|%)
      | (?<=[\])`])\{{
      | (?<=\])\((?=\s*(?:javascript|vbscript|data):)
    )
  | (?P<open>\[)
  | (?P<close>\])
    """,
    re.VERBOSE | re.IGNORECASE,
)
#: What could begin a block other than a paragraph: a backslash goes before `mark`, or behind `number`.
_BLOCK = re.compile(
    r"""\s*(?:
        (?P<number>(?:\d+|[a-z]|[ivxlcdm]+|\#|@[\w-]*)(?=[.)](?:\s|$))|table(?=:))
      | (?P<mark>:|\#{1,6}(?:\s|$)|>|[-+*_](?:\s|$)|[-=_*+]{2,}[-=_*+\s]*$|\()
    )""",
    re.IGNORECASE | re.VERBOSE,
)


def harmless(text: str) -> str:
    """The same Markdown, in one line, with all that could act beyond it escaped."""
    return "".join(_pieces(joined(text)))


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    opened: list[int] = []
    done = 0
    for match in _TOKEN.finditer(text):
        pieces.append(one_line(text[done : match.start()]))
        done, piece = match.end(), match[0]
        if match["open"]:
            opened.append(len(pieces))
        elif match["active"] or (match["close"] and not opened):
            piece = "".join("\\" + letter for letter in piece)
        elif match["close"]:
            opened.pop()
        pieces.append(piece)
    for place in opened:
        pieces[place] = "\\["
    return [*pieces, one_line(text[done:])]


def paragraph(text: str) -> str:
    """Inline Markdown that begins a paragraph and cannot begin anything else."""
    found = _BLOCK.match(text)
    if not found:
        return text.strip() or "\u200b"
    start = found.end("number") if found["number"] else found.start("mark")
    return (text[:start] + "\\" + text[start:]).strip()
