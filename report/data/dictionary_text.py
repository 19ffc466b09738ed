"""Writes a data dictionary from the guessed properties of the columns of a file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from report.data.cell_rules import decimal
from report.data.column_guesses import Guess, Guesses

_PLAIN = re.compile(r"[^\W\d_][\w]*(?:[ ][\w]+)*")
_RESERVED = frozenset("true false yes no on off null y n".split())  # noqa: SIM905
_HEAD = """\
# The meaning of each column of {file}. Builds check the data against it.
# Made from the data: types are guesses, and minimum and maximum are the values seen. Correct them to what the
# instrument allows, write labels as they should be printed, and remove the comments.
"""


def dictionary_text(guesses: Guesses, file: str) -> str:
    """The YAML of a dictionary, with comments on guesses to check."""
    return (
        "\n".join([_HEAD.format(file=file), *_missing(guesses.missing), "columns:", *_columns(guesses)])
        + "\n"
    )


def _missing(codes: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    if not codes:
        yield 'missing: [""]'
        return
    yield "missing:"
    yield '  - ""'
    for code, names in codes.items():
        more = f" and {len(names) - 3} more" if len(names) > 3 else ""
        yield f"  - {quoted(code)}  # guess: in {_comment(', '.join(names[:3]))}{more}"


def _columns(guesses: Guesses) -> Iterator[str]:
    for each in guesses.columns:
        for note in each.notes:
            yield f"  # {_comment(note)}"
        yield f"  {quoted(each.name)}: {{{', '.join(_entries(each))}}}"


def _entries(each: Guess) -> Iterator[str]:
    yield f"label: {quoted(each.label)}"
    yield f"type: {each.type}"
    if each.categories:
        levels = (f"{quoted(code)}: {quoted(meaning)}" for code, meaning in each.categories.items())
        yield f"categories: {{{', '.join(levels)}}}"
    for key, value in (("minimum", each.minimum), ("maximum", each.maximum)):
        if value is not None:
            yield f"{key}: {decimal(value)}"
    if each.missing:
        yield "required: false"
    if each.unique:
        yield "unique: true"


def quoted(text: str) -> str:
    """A YAML scalar: plain if that is safe, otherwise in double quotes."""
    if _PLAIN.fullmatch(text) and text.isascii() and text.lower() not in _RESERVED:
        return text
    return json.dumps(text, ensure_ascii=not text.isprintable())


def _comment(text: str) -> str:
    return "".join(each if each.isprintable() else " " for each in text)
