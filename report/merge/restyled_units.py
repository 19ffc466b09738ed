"""Units whose kind changed in the copy: headings, paragraphs and list items."""

from __future__ import annotations

import re
from dataclasses import replace

from report.merge.atoms import Unit
from report.merge.base import Base
from report.merge.hunks import CONFLICT, Hunk
from report.merge.source_spans import SourceEdit

#: The marker of a list item.
MARKER = re.compile(r"\s*([-*+]|\(?\w+[.)])\s+")
_AN = {"heading": "a heading", "paragraph": "a paragraph", "item": "an item"}
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
    return replace(hunk, edits=(_edit(old, new, base.templates[old.file]),))


def _edit(old: Unit, new: Unit, source: str) -> SourceEdit:
    """The unit rewritten with the marker of its new kind, and with blank lines around a former item."""
    text = source[old.start : old.end]
    if old.kind == "heading":
        text = text.lstrip("# ")
        text = text if new.kind == "heading" else _ATTRIBUTES.sub("", text)
    if old.kind == "item":
        text = MARKER.sub("", text, count=1)
        before, after = source[: old.start], source[old.end :]
        text = f"{text}{_blank(after[:2])}"
        start = _blank(before[-2:])
    else:
        start = ""
    marker = {"heading": f"{'#' * new.level} ", "item": "- "}.get(new.kind, "")
    return SourceEdit(old.file, old.start, old.end, f"{start}{marker}{text}")


def _blank(ends: str) -> str:
    """The line end that is missing for a blank line."""
    return "" if ends in ("\n\n", "") else "\n"
