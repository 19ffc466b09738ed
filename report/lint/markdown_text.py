"""Extracts the prose of a Markdown text: keys, addresses, attributes and markers are blanked out, offsets preserved."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import cache

from report.lint.allowed_numbers import Conventions
from report.lint.usual_names import without_names
from report.text.metadata_blocks import template_front_matter

_VALUE = r"""(?:"[^"]*"|'[^']*'|[^\s"'{}]+)"""
_ATTRIBUTE = rf"(?:[#.]?[^\s\d{{}}=\"'#.<>][^\s{{}}=\"'<>]*(?:={_VALUE})?|=\w+|-)"
_BRACES = rf"{{\s*{_ATTRIBUTE}(?:\s+{_ATTRIBUTE})*\s*}}"
_ATTRIBUTES = (
    re.compile(rf"(?<=[\])`]){_BRACES}|(?<=\$\$)\s*{_BRACES}"),
    re.compile(rf"(?m)^[ \t>]*(?:\#{{1,6}}[ \t]|:|`{{3}}|~{{3}})[^\n]*?(?P<braces>{_BRACES})[ \t]*:*$"),
)
_LITERAL = re.compile(
    r"""\[(?:\\.|[^\[\]\\])*\]\{[^{}]*\.literal[^{}]*data-reason=(?:"[^"]*\w[^"]*"|'[^']*\w[^']*')[^{}]*\}"""
)
_TAG = re.compile(
    r"</?[a-zA-Z][\w-]*(?:\s+[a-zA-Z_:][\w:.-]*(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>]+))?)*\s*/?>"
)
_SHOWN = re.compile(
    r"""(?<![\w-])(?:fig-alt|fig-cap|tbl-cap|alt|title|aria-label|placeholder|value)\s*=\s*("[^"]*"|'[^']*'|[^\s"'{}<>]+)"""
)
_ENTITY = re.compile(r"&(?:#\d+|#[xX][\da-fA-F]+|[a-zA-Z][a-zA-Z\d]*);")
_KEY = r"@(?:[\w][\w:.#$%&\-+?<>~/]*|\{[^{}\s]+\})"
_LOCATOR = r"(?:pp?\.|chaps?\.|chapters?|secs?\.|sections?|vols?\.|paras?\.|pages?|figs?\.|eqs?\.)"
_CITED = re.compile(
    rf"(?<![\w\\@])-?(?P<key>{_KEY})(?P<locator>(?:,|\s\[)\s*{_LOCATOR}[\s\u00a0]*\d+(?:\s?(?:--?|[–,])\s?\d+)*)?"
)
_ADDRESS = re.compile(
    r"(?:https?://|www\.|doi:\s?)[^\s\ufffc<>\"]*[^\s\ufffc<>\".,;:)\]]|\b10\.\d{4,9}/[^\s\ufffc<>\"]+"
)
_FORMULA = re.compile(r"\$\$.+?\$\$|(?<![\\$])\$(?=\S)[^$\n]*?[^\s\\$]\$(?!\d)", re.DOTALL)
#: The index of a letter in a formula, as in `\\beta_0`; those of *t*, *F* and χ² can be degrees of freedom.
_INDEX = re.compile(r"(?:(?<=[a-zA-Z])(?<![tFQzUW])(?<!\\chi)|(?<=[}]))_(?:\d(?![\d.])|\{\d\})")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_PLAIN = (
    re.compile(r"\{\{<.*?>\}\}"),
    _ADDRESS,
    re.compile(r"(?<=\])\((?:<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)"),
    re.compile(r"\[\^[^\]\s]+\]"),
    re.compile(r"(?m)^[ \t]*(?::{3,}|`{3,}|~{3,})[ \t]*[\w.-]*"),
    re.compile(r"(?:(?<=[^\W\d_])|(?<=[*_}])|(?<=[^\W\d_]~))(?:[²³]|\^\{?2\}?\^?)(?!\d)"),
)
_MARKER = re.compile(
    r"(?m)^(?P<indent>[ \t>]*)(?P<bullets>(?:[-*+][ \t]+)*)(?P<marker>\(?(?P<number>\d{1,3})[.)])(?=[ \t])"
)
_ITEM = re.compile(r"(?P<indent>[ \t>]*)(?:[-*+]|\(?(?:\d{1,3}|[a-z]|[ivx]+|#)[.)])[ \t]")
_NOTE = re.compile(r"""(?:^|(?<=\s))\#.*$""")
_BLOCK = re.compile(r"[|>][+-]?\d?\s*(?:\s\#.*)?$")
_FIELD = re.compile(r"(?P<indent>[ \t]*(?:-[ \t]+)*)(?P<key>[\w-]+):(?=\s|$)")


def visible(text: str, conventions: Conventions) -> str:
    """The text with everything but prose blanked out; each character keeps its offset."""
    if front := template_front_matter(text):
        metadata = _metadata(text[front.begin : front.end], conventions.metadata)
        text = text[: front.begin] + metadata + text[front.end :]
    text = _LITERAL.sub(_blank, _COMMENT.sub(_blank, text))
    text = _FORMULA.sub(lambda formula: _INDEX.sub(_underscores, formula[0]), text)
    for pattern in _ATTRIBUTES:
        text = pattern.sub(_shown, text)
    for pattern in _PLAIN:
        text = pattern.sub(_blank, text)
    text = _TAG.sub(_shown, text)
    text = _CITED.sub(_blank, text)
    text = _ENTITY.sub(_entity, text)
    text = without_names(_markers(text).replace("_", " "))
    text = _words(conventions.names, re.NOFLAG).sub(_blank, text)
    return _words(conventions.phrases, re.IGNORECASE).sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    return _blanked(match[0])


def _underscores(match: re.Match[str]) -> str:
    """Underscores in place of an index, after which a square is still that of a letter."""
    return "_" * len(match[0])


def _blanked(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _shown(match: re.Match[str]) -> str:
    """Blank out attributes, except for the text of an alternative text or a title."""
    start = match.start("braces") - match.start() if match.groupdict().get("braces") else 0
    blank = match[0][:start] + _blanked(match[0][start:])
    for each in _SHOWN.finditer(match[0], start):
        blank = blank[: each.start(1)] + each[1] + blank[each.end(1) :]
    return blank


def _entity(match: re.Match[str]) -> str:
    """Replace an entity by the character that it names."""
    character = html.unescape(match[0])
    number = any(unicodedata.category(each).startswith("N") for each in character)
    return (character if number else " ").ljust(len(match[0]), "\u2060" if number else " ")


#: A line whose value is a list or a mapping in brackets or braces.
_FLOW = re.compile(r"[-\s]*[\[{]")


def _metadata(front: str, technical: tuple[str, ...]) -> str:
    """The front matter with its keys, its comments and the values of technical keys blanked out."""
    lines, inside, block = [], -1, -1
    for line in front.split("\n"):
        field = _FIELD.match(line)
        depth = len(line) - len(line.lstrip())
        if line.strip() and depth <= inside:
            inside = -1
        if line.strip() and depth <= block:
            block = -1
        if field and inside < 0 and field["key"] in technical:
            inside = depth
        hidden = len(line) if inside >= 0 else field.end() if field and block < 0 else 0
        seen = line[hidden:] if block >= 0 else _uncommented(line[hidden:])
        if field and block < 0 and _BLOCK.search(line, field.end()):
            block = depth
        lines.append(" " * hidden + (_without_values(seen, technical) if block < 0 else seen))
    return "\n".join(lines)


def _without_values(line: str, technical: tuple[str, ...]) -> str:
    """A line with the values of technical keys blanked out in mappings in braces: {name: Ann, orcid: …}."""
    if not _FLOW.match(line):
        return line
    keys = "|".join(map(re.escape, technical))
    entry = rf"""([{{,]\s*(?:{keys})\s*:)("[^"]*"|'[^']*'|[^,{{}}\[\]]*)"""
    return re.sub(entry, lambda each: each[1] + " " * len(each[2]), line)


def _uncommented(line: str) -> str:
    """A line of YAML without its comment; a number sign inside quotes does not start one."""
    return line if re.search(r"""["'].*\#.*["']""", line) else _NOTE.sub(_blank, line)


def _markers(text: str) -> str:
    """Blank out the markers of numbered lists, nested ones included, if they count up from 1."""
    expected: dict[int, int] = {}

    def marker(match: re.Match[str]) -> str:
        column, number = match.start("marker") - match.start(), int(match["number"])
        last = expected.get(column)
        fits = number in (last, last + 1) if last is not None else False
        if fits or (number == 1 and _begins(match, text)):
            expected[column] = number
            return match[0][:column] + _blanked(match["marker"])
        return match[0]

    return _MARKER.sub(marker, text)


def _begins(match: re.Match[str], text: str) -> bool:
    """Whether a list can start at a marker: after a blank line, after a bullet, or nested below an item."""
    before = text[: match.start()]
    if match["bullets"] or re.search(r"(?:\A|\n[ \t>]*\n)\Z", before):
        return True
    above = _ITEM.match(before.rstrip("\n").rpartition("\n")[2])
    return above is not None and len(above["indent"]) < len(match["indent"])


@cache
def _words(words: tuple[str, ...], flags: re.RegexFlag) -> re.Pattern[str]:
    """A pattern for any of these words, with any kind of hyphen or space between their parts."""
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    each = [
        re.escape(word).replace(r"\-", "[-\u2010\u2011]").replace(r"\ ", r"\s+") for word in longest_first
    ]
    return re.compile(rf"(?<![\w.])(?<!\w-)(?:{'|'.join(each) or '(?!)'})(?!\w)(?!-\d)(?!\.\d)", flags)
