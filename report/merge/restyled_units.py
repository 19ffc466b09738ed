"""Units whose kind changed in the copy: headings, paragraphs and list items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from report.merge.atoms import Unit
from report.merge.base import Base
from report.merge.hunks import CONFLICT, Hunk
from report.merge.source_spans import SourceEdit

#: The marker of a list item.
MARKER = re.compile(r"\s*([-*+]|\(?\w+[.)])\s+")
_AN = {"heading": "a heading", "paragraph": "a paragraph", "item": "an item"}
_HASHES = re.compile(r"[# ]*")
_ATTRIBUTES = re.compile(r"\s*\{[^{}]*\}$")


def restyled(old: Unit, new: Unit, base: Base) -> Hunk | None:
    """The change of a unit to another kind, of a heading to another level, or of an item to another depth."""
    if (
        new.adopted
        or (old.kind, old.level) == (new.kind, new.level)
        or {old.kind, new.kind} - {*_AN}
        or old.start < 0
    ):
        return None
    hunk = Hunk(f"{old.kind} made {_AN[new.kind]}", old.text, new.text, old.file, old.start)
    if old.kind == "item" and (new.kind == "item" or old.level):
        why = f"moves a list item from level {old.level + 1} to level {new.level + 1}"
        why = why if new.kind == "item" else "takes a paragraph out of a nested list"
        return replace(hunk, state=CONFLICT, why=why, remedy="make the edit in the template")
    source = base.templates[old.file]
    if new.kind == "heading" and "<%" in source[old.start : old.end]:
        why = "makes a heading of text with tags, which cannot be on one line"
        return replace(hunk, state=CONFLICT, why=why, remedy="make the edit in the template")
    return replace(hunk, edits=tuple(_edits(old, new, source)))


def _edits(old: Unit, new: Unit, source: str) -> Iterator[SourceEdit]:
    """The marker of the new kind instead of the old one, with blank lines around a former item.

    They leave the words alone, so that the copy can change these as well. A heading has a single line.
    """
    file, text = old.file, source[old.start : old.end]
    begun = len(_marker(old.kind, text))
    start = _blank(source[: old.start][-2:]) if old.kind == "item" else ""
    marker = {"heading": f"{'#' * new.level} ", "item": "- "}.get(new.kind, "")
    yield SourceEdit(file, old.start, old.start + begun, start + marker)
    if new.kind == "heading":
        for found in re.finditer(r"\n[ \t]*", text):
            yield SourceEdit(file, old.start + found.start(), old.start + found.end(), " ")
    elif old.kind == "heading" and (attributes := _ATTRIBUTES.search(text)):
        yield SourceEdit(file, old.start + attributes.start(), old.end, "")
    if old.kind == "item" and _blank(source[old.end :][:2]):
        yield SourceEdit(file, old.end, old.end + 1, "\n\n")


def _marker(kind: str, text: str) -> str:
    """The marker of a heading or list item at the start of its text."""
    found = {"heading": _HASHES, "item": MARKER}[kind].match(text) if kind != "paragraph" else None
    return found[0] if found else ""


def _blank(ends: str) -> str:
    """The line end that is missing for a blank line."""
    return "" if ends in ("\n\n", "") else "\n"
