"""The paragraph that an edit of a template changed, shown before the whole document is rebuilt.

Only this paragraph passes through pandoc. Its citations, cross-references and footnote marks are those of the shown
page; the pages rebuilt in the background correct what the edit changes elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from report.render.fragments import fragments

_BLANK = re.compile(r"\n(?:[ \t]*\n)+")
#: Blocks whose meaning depends on their surroundings: statements, divs, fences, headings, tables, footnotes.
_DEPENDENT = re.compile(r"<%|<#|#>|%>|^(?::::|```|~~~|#|\||\[\^|---|\s)", re.MULTILINE)

_FOOTNOTE = re.compile(r"(?<!\\)\[\^[^\]\s]+\]")


@dataclass(frozen=True)
class Edited:
    """A paragraph as HTML before and after an edit."""

    old: str
    new: str


def edited_paragraph(old: str, new: str) -> tuple[str, str] | None:
    """The paragraph of a template that differs between two versions; None if more than one does, or none."""
    before, after = _BLANK.split(old), _BLANK.split(new)
    if len(before) != len(after):
        return None
    changed = [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
    if len(changed) != 1 or changed[0][0] == before[0] or any(map(_DEPENDENT.search, changed[0])):
        return None
    return changed[0]


def edited_html(old: str, new: str, weave: Callable[[str], str | None], root: Path) -> Edited | None:
    """The changed paragraph of two versions of a template, rendered; None if it cannot be rendered on its own."""
    pair = edited_paragraph(old, new)
    if pair is None:
        return None
    woven = [each for each in map(weave, pair) if each is not None]
    if len(woven) != len(pair):
        return None
    made = fragments([_FOOTNOTE.sub("[…]{.footnote-ref}", text) for text in woven], root)
    return Edited(*made) if made and all(made) else None
