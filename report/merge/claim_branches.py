"""The wordings of a claim in a template: which one an edit changes, and what the other one says."""

from __future__ import annotations

import re
from collections.abc import Iterable

from report.merge.source_spans import SourceEdit

_TAG = re.compile(r"<<-?\s*claim\((?:(?!>>).)*>>", re.DOTALL)
_ID = re.compile(r"claim\(\s*[\"']([^\"']+)[\"']")
_WORDING = re.compile(r"\b(yes|no)\s*=\s*(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')")
_HOLDS = {"yes": "holds", "no": "does not hold"}


def other_wordings(template: str, edits: Iterable[SourceEdit]) -> str:
    """What the reworded claims print in the opposite case, as a sentence; empty if no edit is inside a wording."""
    found = {note: None for edit in edits for note in [_note(template, edit)] if note}
    return "; ".join(found)


def _note(template: str, edit: SourceEdit) -> str:
    begun = template.rfind("<<", 0, edit.start + 1)
    tag = _TAG.match(template, begun) if begun >= 0 else None
    if tag is None or edit.start >= tag.end():
        return ""
    id = _ID.search(tag[0])
    wordings = {each[1]: each for each in _WORDING.finditer(tag[0])}
    place = edit.start - tag.start()
    edited = next((name for name, each in wordings.items() if each.start(2) <= place <= each.end(2)), "")
    other = wordings.get("no" if edited == "yes" else "yes")
    if id is None or not edited or other is None:
        return ""
    return f"printed if {id[1]} {_HOLDS[edited]}; otherwise “{other[2][1:-1]}”"
