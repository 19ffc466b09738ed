"""Keeps apart insertions that LibreOffice would join: at the end of a paragraph, and in the paragraphs after it.

LibreOffice joins adjacent insertions of one author. If words at the end of a paragraph and the next paragraphs as a
whole are inserted, rejecting the joined insertion would also remove the end of the first paragraph.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from report.render.word.namespaces import w

if TYPE_CHECKING:
    from lxml.etree import _Element

#: What the name of the author of such paragraphs ends with.
SUFFIX = " (paragraphs)"


def keep_apart(root: _Element) -> None:
    """Give inserted paragraphs a separate author if the paragraph before them ends with an insertion."""
    follows = False
    for paragraph in root.iter(w("p")):
        if not _is_inserted(paragraph):
            follows = _ends_with_insertion(paragraph)
        elif follows:
            for change in paragraph.iter(w("ins")):
                change.set(w("author"), f"{change.get(w('author'))}{SUFFIX}")


def _is_inserted(paragraph: _Element) -> bool:
    return paragraph.find(f"{w('pPr')}/{w('rPr')}/{w('ins')}") is not None


def _ends_with_insertion(paragraph: _Element) -> bool:
    """Whether the last text of a paragraph is inserted; marks of comments and bookmarks are not text."""
    return next((child.tag == w("ins") for child in reversed(paragraph) if len(child)), False)
