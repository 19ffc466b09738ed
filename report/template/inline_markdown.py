"""Safe inline Markdown for tables and figures: emphasis, links, code, formulas and citations.

Captions, headings, cells and notes may be assembled from data, such as the name of an arm. Anything in them
is printed as text: no raw HTML or TeX, no attributes that forge a statistic, no end of a cell or div.
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
#: Text that could start a block other than a paragraph: it is escaped before `mark`, or after `number`.
_BLOCK = re.compile(
    r"""\s*(?:
        (?P<number>(?:\d+|[a-z]|[ivxlcdm]+|\#|@[\w-]*)(?=[.)](?:\s|$))|table(?=:))
      | (?P<mark>:|\#{1,6}(?:\s|$)|>|[-+*_](?:\s|$)|[-=_*+]{2,}[-=_*+\s]*$|\()
    )""",
    re.IGNORECASE | re.VERBOSE,
)


def sanitised_markdown(text: str) -> str:
    """The same Markdown on one line, with everything that could act beyond it escaped."""
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
    """Escape inline Markdown so that it starts a paragraph and not another block."""
    found = _BLOCK.match(text)
    if not found:
        return text.strip() or "\u200b"
    start = found.end("number") if found["number"] else found.start("mark")
    return (text[:start] + "\\" + text[start:]).strip()
