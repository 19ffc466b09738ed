"""Finds the row of a number in a Word file, by its content control or by the bookmark around it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from report.text.reading.word_styles import w
from report.text.reading.writer import Writer

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROW_ID = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
#: The suffix that LibreOffice adds to the name of a copied bookmark, even when it only saves a footnote.
_COPY = re.compile(r"_Copy_\d+$")
#: Where a content control names its row.
_PROPERTIES, _NAMES, _VALUE = w("sdtPr"), (w("tag"), w("alias")), w("val")


@dataclass
class Bookmarks:
    """The bookmarks of rows that are open in a paragraph; `places` maps their names to the ids of rows."""

    places: Mapping[str, str]
    writer: Writer
    #: The number of each open bookmark in the file, with its row.
    _open: list[tuple[str, str]] = field(default_factory=list)

    def start(self, element: _Element) -> None:
        """Begin the text of a row if the bookmark is that of a row."""
        id = self._id(element)
        if id:
            self._open.append((element.get(w("id")) or "", id))
            self.writer.enter("stat", id)

    def end(self, element: _Element) -> None:
        """End a bookmark that may not be the innermost: LibreOffice begins the next one before it ends the last."""
        names = [name for name, _ in self._open]
        if (name := element.get(w("id")) or "") in names:
            depth = len(names) - names.index(name)
            del self._open[-depth]
            self.writer.leave(depth)

    def end_all(self) -> None:
        """End the bookmarks that are open at the end of a paragraph."""
        for _ in self._open:
            self.writer.leave()
        self._open.clear()

    def row_of(self, control: _Element) -> str:
        """The row that a content control names; empty if there is none, or if the open bookmark has the same row."""
        properties = control.find(_PROPERTIES)
        named = {each.tag: each.get(_VALUE) or "" for each in properties} if properties is not None else {}
        names = [named[name] for name in _NAMES if name in named]
        id = next((name for name in names if _ROW_ID.fullmatch(name)), "") or self._row_inside(control)
        return "" if self._open and self._open[-1][1] == id else id

    def _row_inside(self, control: _Element) -> str:
        """The row of a bookmark that LibreOffice places, empty or just closed, at the start of a control."""
        first, second = [*control.iterfind(f"{w('sdtContent')}/*"), None, None][:2]
        if first is None:
            return ""
        if first.tag == w("bookmarkEnd"):
            id = dict(self._open).get(first.get(w("id")) or "", "")
            self.end(first)
            return id
        if second is None or (first.tag, second.tag) != (w("bookmarkStart"), w("bookmarkEnd")):
            return ""
        return self._id(first)

    def _id(self, bookmark: _Element) -> str:
        return self.places.get(_COPY.sub("", bookmark.get(w("name")) or ""), "")
