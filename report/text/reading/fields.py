"""Fields of a Word document: page numbers and tables of contents, which Word computes, and fields without a result."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from report.text.reading.word_styles import w

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAME = re.compile(r"\s*(=|[A-Za-z]+)")
_PAGES = ("PAGE", "PAGEREF", "NUMPAGES", "SECTIONPAGES", "SECTION")
#: A page number; anything else in the result of such a field was typed.
_NUMBER = re.compile(r"\s*(?:\d{1,4}|[ivxlcIVXLC]{1,8})\s*")
#: The end of a text that a page number follows.
_BEFORE_PAGE = re.compile(
    r"(?:\A|\b(?:pages?|pp?\.|Seiten?|S\.|páginas?|pagin[ae]|sid[ae]r?|str\.)[\s\u00a0]?)"
    r"(?:[\d\s\u00a0]|[–—/-]|\b(?:and|of|to|und|von|bis|et|de|sur|di|van|av|af)\b)*\Z",
    re.IGNORECASE,
)
#: Two words, which no page number has around it.
_WORDS = re.compile(r"[^\W\d_]{2,}\W+(?:\d+\W+)*[^\W\d_]{3,}")
#: Fields that show nothing without a result.
_EMPTY = frozenset(
    (
        *("XE", "TC", "TA", "RD", "PRIVATE", "SET", "ASK", "ADDIN", "TOC", "TOA", "INDEX", "BIBLIOGRAPHY"),
        *("REF", "HYPERLINK", "CITATION", "STYLEREF", "BOOKMARK", "ADVANCE", *_PAGES),
    )
)
#: Fields whose result Word computes from something other than this document's text.
_COMPUTED = frozenset(
    (
        *("=", "QUOTE", "IF", "COMPARE", "DOCPROPERTY", "DOCVARIABLE", "MERGEFIELD", "INCLUDETEXT", "LINK"),
        *("DDE", "DDEAUTO", "FILLIN", "EQ", "FORMULA", "DATABASE"),
    )
)


@dataclass
class Fields:
    """The fields around the current position, outermost first, each as its code and whether its result began."""

    around: list[tuple[str, bool]] = field(default_factory=list)
    #: How many fields without a result, and how many that Word computes, have passed.
    passed: Counter[str] = field(default_factory=Counter)

    def on_character(self, element: _Element) -> str:
        """Pass the beginning, middle or end of a field; return what a field without a result shows."""
        kind = element.get(w("fldCharType"))
        if kind == "begin":
            self.around.append(("", False))
        elif kind == "separate" and self.around:
            self.around[-1] = (self.around[-1][0], True)
        elif kind == "end" and self.around:
            return self._end(*self.around.pop())
        return ""

    def on_code(self, text: str) -> None:
        """Add to the code of the innermost field."""
        if self.around and not self.around[-1][1]:
            self.around[-1] = (self.around[-1][0] + text, False)

    def enter(self, code: str) -> None:
        """Begin a field that is one element."""
        self.around.append((code, True))

    def leave(self, *, has_result: bool = True) -> str:
        """End a field that is one element; return what it shows without a result."""
        code, _ = self.around.pop()
        return self._end(code, has_result)

    def _end(self, code: str, has_result: bool) -> str:
        name = _name(code)
        if has_result:
            self.passed["computed field"] += name in _COMPUTED
            return ""
        if not name or name in _EMPTY:
            return ""
        self.passed["empty field"] += 1
        return shown_by(code)

    def is_page_number(self, text: str, before: str = "") -> bool:
        """Whether a text is a page number that a field shows where one belongs, judged by the text before it."""
        inside = bool(self.around) and self.around[-1][1] and _name(self.around[-1][0]) in _PAGES
        number = inside and _NUMBER.fullmatch(text) is not None
        return number and (self.in_contents or _BEFORE_PAGE.search(before) is not None)

    @property
    def in_code(self) -> bool:
        """Whether the position is in the code of a field, which Word does not show."""
        return any(not has_begun for _, has_begun in self.around)

    @property
    def in_contents(self) -> bool:
        """Whether the position is in a table of contents."""
        return any(_name(code) == "TOC" for code, _ in self.around)


def shown_by(code: str) -> str:
    """What the code of a field lets Word show: the character of a symbol, or everything after the name."""
    name = _name(code)
    rest = code[code.index(name) + len(name) :] if name in code else code
    words = rest.split()
    if name == "SYMBOL" and words and words[0].isdecimal() and 31 < int(words[0]) < 0xD800:
        return chr(int(words[0]))
    return f" {rest.strip()} "


def words_of(paragraph: _Element) -> str:
    """The text of a paragraph that has words; an empty string for one that may be a page number alone."""
    text = "".join(each.text or "" for each in paragraph.iter(w("t")))
    return text if _WORDS.search(text) else ""


def _name(code: str) -> str:
    found = _NAME.match(code)
    return found[1].upper() if found else ""
