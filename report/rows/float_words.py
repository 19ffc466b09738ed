"""The words that the engine writes into tables and figures, such as the notes of `as_table`, in each language.

A text names a word as `{:missing}`. The language is that of the printed numbers: it is known only when a table or
figure is printed, and documents share both.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from report.rows.styles import APA, Style
from report.rows.tables import Table, TableRow

_WORD = re.compile(r"\{:([a-z_]+)\}")


def translated(text: str, style: Style = APA) -> str:
    """A text with its words in the language of the style; an unknown name stays as it is."""
    if "{:" not in text:
        return text
    words = float_words(style)
    return _WORD.sub(lambda match: words.get(match[1], match[0]), text)


def translated_table(table: Table, style: Style = APA) -> Table:
    """The table with its words in the language of the style."""

    def row(each: TableRow) -> TableRow:
        return replace(
            each, cells=tuple(replace(cell, text=translated(cell.text, style)) for cell in each.cells)
        )

    heads = ((translated(each.head, style), translated(each.spanner, style)) for each in table.columns)
    return replace(
        table,
        caption=translated(table.caption, style),
        columns=tuple(
            replace(column, head=head, spanner=spanner)
            for column, (head, spanner) in zip(table.columns, heads, strict=True)
        ),
        rows=tuple(map(row, table.rows)),
        notes=tuple(translated(note, style) for note in table.notes),
    )


def float_words(style: Style = APA) -> Mapping[str, str]:
    """The words of the style's language by name; `separator` is the sign between two numbers in brackets."""
    return {**_all()[style.language], "separator": style.separator.strip()}


@cache
def _all() -> dict[str, dict[str, str]]:
    text = Path(__file__).with_suffix(".json").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = json.loads(text)
    return found
