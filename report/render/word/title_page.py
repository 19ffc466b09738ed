"""Arranges the title page: pandoc puts the abstract first, before affiliations, banner and keywords."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report.render.word.namespaces import property_of, style_of, w

if TYPE_CHECKING:
    from lxml.etree import _Element

#: The styles of the paragraphs below the authors' names, in order.
_ORDER = ("Affiliation", "AuthorNote", "Date", "Banner")


def arrange_front(body: _Element) -> None:
    """Order the title page: title, authors, affiliations, notes, date, banner, abstract, keywords, if present."""
    byline = _styled(body, "Byline")
    for plain in _styled(body, "Author") if byline else ():
        body.remove(plain)  # pandoc gives each name its own paragraph
    for paragraph in byline:
        property_of(paragraph, "pPr", "pStyle", val="Author")
    ordered = [*byline, *(each for style in _ORDER for each in _styled(body, style))]
    above = [] if byline else _styled(body, "Author")
    above = above or _styled(body, "Subtitle") or _styled(body, "Title")
    last = above[-1] if above else None
    for paragraph in ordered:
        if last is None:
            body.insert(0, paragraph)
        else:
            last.addnext(paragraph)
        last = paragraph


def _styled(body: _Element, style: str) -> list[_Element]:
    return [each for each in body.findall(w("p")) if style_of(each) == style]
