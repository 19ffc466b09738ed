"""The words of a model's text, and how they form statements."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from report.pathmodels.errors import ModelSyntaxError

# Relations of lavaan that this engine does not estimate, with their messages.
FOREIGN = {
    "<~": "formative variables (<~) are not supported: use indicators (=~) or observed variables",
    "~*~": "scaling factors (~*~) are not supported",
    "|": "thresholds (|) of ordinal variables are not estimated: variables are treated as continuous; "
    "with five or more categories, leave the thresholds out and choose the estimator MLR",
    "%": "operator % is not supported",
    ":": "blocks (group:, level:) are not supported: for groups, write c(a, b)* before a term and choose --group",
}
# Characters that begin no word, with what to write instead.
INSTEAD = {
    "=": "write ~ for a regression, == for a constraint, := for a defined parameter",
    ">=": "write > or <, which include the bound",
    **dict.fromkeys("≥≤", "write > or <, which include the bound"),
    **dict.fromkeys("“”„«»‘’‚`", 'use straight quotes (")'),
    **dict.fromkeys("∼˜～", "write the tilde of the keyboard, ~"),
    **dict.fromkeys("−–—", "write a hyphen, -, as the minus sign"),
    **dict.fromkeys("×·∗", "write *"),
    **dict.fromkeys(
        "\"'", "quotes end on the line on which they begin; a model in a file has none around it"
    ),
}
ASSIGNED = re.compile(r"<-\s*[^\W\d]|<-\s*[\"']")
WORD = re.compile(
    r"(?P<blank>[^\S\n]+)|(?P<comment>[#!][^\n]*)|(?P<end>[\n;])"
    r"|(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)"
    r"|(?P<name>(?:[^\W\d]|\.[^\W\d])[\w.]*(?::[^\W\d][\w.]*)*)"
    r"|(?P<text>\"[^\"\n]*\"|'[^'\n]*')"
    r"|(?P<relation>~\*~|~~|=~|<~|:=|==|[~<>|%])|(?P<sign>[-+*/^(),?:])"
)


@dataclass(frozen=True, slots=True)
class SyntaxToken:
    """A word: its kind (name, number, text, relation, sign, end), its text, its position in the whole text."""

    kind: str
    text: str
    position: int

    @property
    def stop(self) -> int:
        """The position after the word."""
        return self.position + len(self.text)


def statements(text: str) -> Iterator[list[SyntaxToken]]:
    """The tokens of each statement; a line without a relation continues the one before, as in lavaan."""
    pending: list[SyntaxToken] = []
    semicolon = False
    for line in _lines(text):
        words, ended = line
        related = any(token.kind == "relation" for token in words)
        if pending and words and (related or semicolon):
            yield pending
            pending = []
        pending = pending + words
        semicolon = ended == ";" or (semicolon and not words)
    if pending:
        yield pending


def _lines(text: str) -> Iterator[tuple[list[SyntaxToken], str]]:
    words: list[SyntaxToken] = []
    for token in _scan(text):
        if token.kind != "end":
            words.append(token)
            continue
        yield words, token.text
        words = []
    yield words, "\n"


def _scan(text: str) -> Iterator[SyntaxToken]:
    position = 0
    while position < len(text):
        if ASSIGNED.match(text, position):
            fault = (
                "<- is R code: write ~ for a regression, and only the model, without quotes, into the file"
            )
            raise ModelSyntaxError(fault, text, position)
        found = WORD.match(text, position)
        if found is None:
            raise ModelSyntaxError(_unexpected(text, position), text, position)
        kind = str(found.lastgroup)
        if kind == "number" and math.isinf(float(found.group())):
            raise ModelSyntaxError("this number is too large", text, position)
        if found.group() in FOREIGN:
            raise ModelSyntaxError(FOREIGN[found.group()], text, position)
        if kind not in ("blank", "comment"):
            yield SyntaxToken(kind, found.group(), position)
        position = found.end()


def _unexpected(text: str, position: int) -> str:
    character = text[position]
    compared = character == "=" and text[position - 1 : position] in ("<", ">")
    instead = INSTEAD.get(">=" if compared else character)
    return f"unexpected character {character!r}" + (f": {instead}" if instead else "")
