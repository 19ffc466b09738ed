"""Edited text as Markdown in the conventions of the template around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from report.merge.atoms import CALL
from report.merge.regions import EditedLetter
from report.merge.seams import apart

_MARKS = {"b": "**", "i": "*", "p": "^", "s": "~", "c": "`"}
_SPECIAL = re.compile(r"[\\`*\[\]^~$@<|#]|(?<!\w)_|_(?!\w)|-(?=-)|\.(?=\.\.)|(?<=<)%")
_COUNT = r"(?:\d+|[A-Za-z]|[ivxlcdm]+|[IVXLCDM]+)"
#: What starts a block: the number of an item, which may be in parentheses, and other markers.
_BLOCK = re.compile(rf"{_COUNT}(?=[.)](?:\s|\Z))|(?=\({_COUNT}\)(?:\s|\Z)|[-+:](?:\s|\Z)|>|:::|={{3,}}|%)")
_DOUBLE_QUOTES = re.compile('[“”„"]')
_SENTENCE = re.compile(r"(?<=[^\W\d_]{2}[.!?])[ ](?=[^\W\d_a-z])|(?<=[\])”\"][.!?])[ ](?=[A-Z])")
_PLAIN = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'"})
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", '"': '\\"'})


#: Stands for a quotation mark that has a partner.
PAIRED = "\ue000"


@dataclass(frozen=True)
class Piece:
    """A stretch of the source that remains, or text that was typed, with its format."""

    text: str
    format: str = ""
    typed: bool = True
    note: str = ""


@dataclass(frozen=True)
class WritingStyle:
    """The style of the place: indentation, one sentence per line, and the quotation marks around a constant.

    A constant is in a tag, where a backslash escapes any quotation mark, or in the metadata.
    """

    indent: str = ""
    sentences: bool = True
    quoted: str = ""
    in_tag: bool = False


def typed_pieces(letters: Iterable[EditedLetter]) -> list[Piece]:
    """A piece for each typed letter."""
    return [Piece(each.text, each.format, True, each.note) for each in letters]


def joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Pieces with neighbours joined that were typed in the same format; calls of notes remain separate.

    Between text of the source and typed text stands what keeps them apart.
    """
    made: list[Piece] = []
    for each in pieces:
        last = made[-1] if made else None
        if last and _is_text(last) and _is_text(each) and last.format == each.format:
            made[-1] = replace(last, text=last.text + each.text)
            continue
        is_seam = last and last.format == each.format and last.typed != each.typed
        if last and is_seam and (gap := apart(last.text, each.text)):
            made.append(Piece(gap, each.format, typed=False))
        made.append(each)
    return made


def _is_text(piece: Piece) -> bool:
    return piece.typed and not piece.note


def markdown(
    pieces: Iterable[Piece], style: WritingStyle, name_note: Callable[[str], str] = lambda id: id
) -> str:
    """Pieces as Markdown, starting and ending without a format.

    Neighbours with the same emphasis and link share its delimiters, since two that touch would be read as others.
    """
    made = []
    for outer, group in groupby(_quoted_alike(pieces), key=_outer):
        formats = [(format, list(each)) for format, each in groupby(group, key=lambda piece: piece.format)]
        if len(formats) == 1:
            made.append(_formatted(*formats[0], name_note))
        else:
            inner = (_formatted(_inner(format), each, name_note) for format, each in formats)
            made.append(_delimited("".join(inner), outer))
    return "".join(made)


def _outer(piece: Piece) -> str:
    """The emphasis and the link of a piece."""
    letters, mark, link = piece.format.partition(">")
    return "".join(letter for letter in letters if letter in "bi") + mark + link


def _inner(format: str) -> str:
    """A format without emphasis and link."""
    return "".join(letter for letter in format.partition(">")[0] if letter not in "bi")


def _quoted_alike(pieces: Iterable[Piece]) -> list[Piece]:
    """Pieces in which quotation marks are plain if they are in pairs, although each piece may have only one."""
    whole = list(pieces)
    if not _are_paired("".join(piece.text for piece in whole if _is_prose(piece))):
        return whole
    return [
        replace(piece, text=_DOUBLE_QUOTES.sub(PAIRED, piece.text)) if _is_prose(piece) else piece
        for piece in whole
    ]


def _is_prose(piece: Piece) -> bool:
    """Whether a piece is typed text that is not code."""
    return piece.typed and "c" not in piece.format.partition(">")[0]


def _are_paired(text: str) -> bool:
    return len(_DOUBLE_QUOTES.findall(text)) % 2 == 0


def typed(text: str) -> str:
    """Typed text as Markdown that prints it literally.

    A single quotation mark stays as it is, since Markdown would pair it with another one of the paragraph.
    """
    special = _SPECIAL.sub(lambda match: "\\" + match[0], text.replace("\u202f", "\u00a0"))
    escaped = special.translate(_PLAIN if _are_paired(text) else _APOSTROPHES).replace(PAIRED, '"')
    return escaped.replace("\u00a0", "\\ ").replace("\n", "\\\n").replace("\t", " ")


def in_style(text: str, style: WritingStyle, before: str = "") -> str:
    """Markdown with one sentence per line, indented, or with the quotation marks that would end a constant escaped.

    `before` is the text in front of it, with which a sentence may end.
    """
    if style.quoted:
        if style.quoted == "'" and not style.in_tag:
            return text.replace("'", "''")
        return text.replace("\\", "\\\\").replace(style.quoted, f"\\{style.quoted}")
    if style.sentences:
        text = _SENTENCE.sub("\n", before + text)[len(before) :]
    return text.replace("\n", "\n" + style.indent)


def paragraph(text: str) -> str:
    """Markdown that starts a paragraph and no other block."""
    found = _BLOCK.match(text)
    return f"{found[0]}\\{text[found.end() :]}" if found else text


def _formatted(format: str, pieces: Sequence[Piece], name_note: Callable[[str], str]) -> str:
    return _delimited("".join(_source(piece, format, name_note) for piece in pieces), format)


def _delimited(text: str, format: str) -> str:
    """Markdown between the delimiters of a format, with the spaces at its ends outside."""
    letters, _, link = format.partition(">")
    core = text.strip(" \n")
    if not core or not format:
        return text
    lead, trail = text[: len(text) - len(text.lstrip(" \n"))], text[len(text.rstrip(" \n")) :]
    if "p" in letters or "s" in letters:
        core = re.sub(r"(?<!\\) ", r"\\ ", core)
    for letter in sorted(letters, key="csbpi".find):
        core = f"{_MARKS.get(letter, '')}{core}{_MARKS.get(letter, '')}"
    return f"{lead}[{core}]({link}){trail}" if link else f"{lead}{core}{trail}"


def _source(piece: Piece, format: str, name_note: Callable[[str], str]) -> str:
    if not piece.typed:
        return piece.text
    if piece.text == CALL:
        return f"[^{name_note(piece.note)}]"
    return piece.text if "c" in format.partition(">")[0] else typed(piece.text)
