"""The tracked changes of a Word file, and which of them are accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report.merge.word_text import Choice, Revision
from report.text.reading.word_styles import w

if TYPE_CHECKING:
    from lxml.etree import _Element


def text_in(node: _Element) -> str:
    """The text of a part of a paragraph, deleted or not."""
    return "".join(each.text or "" for each in node.iter(w("t"), w("delText")))


class Revisions:
    """The tracked changes in the order in which they were read; `choice` selects the accepted ones."""

    def __init__(self, choice: Choice):
        self.choice = choice
        self.found: list[Revision] = []

    def accepts(self, node: _Element, kind: str, text: str = "") -> bool:
        """Whether a tracked change is accepted."""
        author, date = node.get(w("author")) or "", node.get(w("date")) or ""
        self.found.append(Revision(kind, author, date, text or text_in(node)))
        return self.choice(self.found[-1])

    def remove_end(self, properties: _Element | None) -> bool:
        """Whether the end of a paragraph is deleted, or inserted by a change that is not accepted."""
        mark = properties.find(w("rPr")) if properties is not None else None
        if mark is None:
            return False
        deleted, inserted = mark.find(w("del")), mark.find(w("ins"))
        if deleted is not None and self.accepts(deleted, "deleted"):
            return True
        return inserted is not None and not self.accepts(inserted, "inserted")

    def remove_row(self, properties: _Element | None) -> bool:
        """Whether a row of a table is deleted, or inserted by a change that is not accepted."""
        for mark, kind, removed in (("del", "deleted", True), ("ins", "inserted", False)):
            found = properties.find(w(mark)) if properties is not None else None
            if found is not None and self.accepts(found, f"row {kind}") is removed:
                return True
        return False
