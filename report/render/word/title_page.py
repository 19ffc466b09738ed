"""The title page: pandoc puts the abstract before all text; affiliations, banner and keywords find their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report.render.word.namespaces import style_of, w

if TYPE_CHECKING:
    from lxml.etree import _Element


def arrange_front(body: _Element) -> None:
    """Title, authors, affiliation, banner, abstract, keywords; what a document lacks is left out."""
    abstract = _styled(body, "AbstractTitle") or _styled(body, "Abstract")
    if not abstract:
        return
    for style in ("Affiliation", "Banner"):
        for paragraph in _styled(body, style):
            abstract[0].addprevious(paragraph)


def _styled(body: _Element, style: str) -> list[_Element]:
    return [each for each in body.findall(w("p")) if style_of(each) == style]
