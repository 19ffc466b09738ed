"""Woven Markdown in the style of the paper: symbols and thresholds that authors typed, not only those of rows."""

from __future__ import annotations

import re

from report.rows.styles import Style

#: Code, whose text is printed as typed; otherwise the texts that a style changes.
_PART = re.compile(
    r"""
    (?P<code>^(?P<fence>`{3,}|~{3,})[^\n]*\n.*?^(?P=fence)[`~]*[ \t]*$|(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))
  | (?P<symbol>(?<![*\\])\*p\*(?!\*))
  | (?P<literal>\[(?:\\?[<>≤≥=][ \u00a0]?)?)(?P<zero>(?<!\[)0)?\.(?=\d+\]\{(?:\#\S+[ ])?\.literal[ ])
  | (?P<alt>fig-alt="[^"]*")
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_ENTITY = {"&#60;": "<", "&#62;": ">"}


def styled(markdown: str, style: Style) -> str:
    """The document with *p* and typed thresholds as its style prints them; APA's text is unchanged."""
    if style.p == "*p*" and not style.p_zero:
        return markdown
    return _PART.sub(lambda match: _restyled(match, style), markdown)


def _restyled(match: re.Match[str], style: Style) -> str:
    if match["symbol"]:
        return style.p
    if match["literal"]:
        zero = "0" if style.p_zero else match["zero"] or ""
        return f"{match['literal']}{zero}{style.decimal_mark}"
    if match["alt"]:
        return _alt(match["alt"], style)
    return match[0]


def _alt(text: str, style: Style) -> str:
    """An alternative text, in which relations are written as entities."""
    for entity, sign in _ENTITY.items():
        text = text.replace(entity, sign)
    head, body = text[:9], style.plain(text[9:-1])
    for entity, sign in _ENTITY.items():
        body = body.replace(sign, entity)
    return f'{head}{body}"'
