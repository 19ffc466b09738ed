"""Fields of a Word document: page numbers and tables of contents, which Word computes and no row prints."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from report.text.reading.word_styles import w

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAME = re.compile(r"\s*([A-Za-z]+)")
_PAGES = ("PAGE", "PAGEREF", "NUMPAGES", "SECTIONPAGES", "SECTION")
#: A page number; anything else in the result of such a field was typed.
_NUMBER = re.compile(r"\s*(?:\d{1,4}|[ivxlcIVXLC]{1,8})\s*")


@dataclass
class Fields:
    """The fields around the current position, outermost first, each as its code and whether its result began."""

    around: list[tuple[str, bool]] = field(default_factory=list)

    def on_character(self, element: _Element) -> None:
        """Pass the beginning, middle or end of a field."""
        kind = element.get(w("fldCharType"))
        if kind == "begin":
            self.around.append(("", False))
        elif kind == "separate" and self.around:
            self.around[-1] = (self.around[-1][0], True)
        elif kind == "end" and self.around:
            self.around.pop()

    def on_code(self, text: str) -> None:
        """Add to the code of the innermost field."""
        if self.around and not self.around[-1][1]:
            self.around[-1] = (self.around[-1][0] + text, False)

    def enter(self, code: str) -> None:
        """Begin a field that is one element."""
        self.around.append((code, True))

    def leave(self) -> None:
        """End a field that is one element."""
        self.around.pop()

    def is_page_number(self, text: str) -> bool:
        """Whether a text is the result of a field that shows a page number."""
        inside = bool(self.around) and self.around[-1][1] and _name(self.around[-1][0]) in _PAGES
        return inside and _NUMBER.fullmatch(text) is not None

    @property
    def in_contents(self) -> bool:
        """Whether the position is in a table of contents."""
        return any(_name(code) == "TOC" for code, _ in self.around)


def _name(code: str) -> str:
    found = _NAME.match(code)
    return found[1].upper() if found else ""
